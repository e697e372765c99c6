"""Whether the parts that a header orders are written. Source: ABC standard v2.1, section 3.1.9 (``P:``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.notation.tune import Diagnostic, Field, Voice

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
        return [Diagnostic("info", "no-parts", f"P:{order.value} orders parts, but none is marked in the music, which "
                           f"is played as it is written: begin each part with a line such as P:{missing[0]}",
                           order.place)]
    one = len(missing) == 1
    return [Diagnostic(
        "warning", "missing-part", f"P:{order.value} plays part{'s' * (not one)} {', '.join(missing)}, which "
        f"{'is' if one else 'are'} not written: begin {'it' if one else 'each'} with a line such as P:{missing[0]}, or "
        f"leave {'it' if one else 'them'} out of the order", order.place)]
