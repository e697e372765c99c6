"""Whether the parts that a header orders are written. Source: ABC standard v2.1, section 3.1.9 (``P:``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.notation.tune import Diagnostic, Field, Voice
from engine.sentences import Sentence

_ORDER = re.compile(r"[A-Z\d().\s]+")


def check_order(header: Sequence[Field], voices: Sequence[Voice]) -> list[Diagnostic]:
    """Return what is to be said of the parts that the header's ``P:`` names and nobody wrote."""
    order = next((field for field in header if field.letter == "P"), None)
    if order is None or not _ORDER.fullmatch(order.value):
        return []
    written = {bar.part.strip()[:1] for voice in voices for bar in voice.bars if bar.part}
    missing = [name for name in dict.fromkeys(re.findall("[A-Z]", order.value)) if name not in written]
    if not missing:
        return []
    if not written:
        return [Diagnostic("info", "no-parts", Sentence(
            "P:{order} orders parts, but none is marked in the music, which is played as it is written: begin each "
            "part with a line such as P:{part}", order=order.value, part=missing[0]), order.place)]
    if len(missing) == 1:
        said = Sentence("P:{order} plays part {part}, which is not written: begin it with a line such as P:{part}, or "
                        "leave it out of the order", order=order.value, part=missing[0])
    else:
        said = Sentence("P:{order} plays the parts {parts}, which are not written: begin each with a line such as "
                        "P:{part}, or leave them out of the order", order=order.value, parts=tuple(missing),
                        part=missing[0])
    return [Diagnostic("warning", "missing-part", said, order.place)]
