"""Names of decorations, their shorthands, and what a composer defines with ``U:``.

Source: ABC standard v2.1, sections 4.14 (decorations) and 4.16 (redefinable symbols).
"""

from __future__ import annotations

SHORTHANDS = {
    ".": "staccato", "~": "roll", "H": "fermata", "L": "accent", "M": "lowermordent", "O": "coda", "P": "uppermordent",
    "S": "segno", "T": "trill", "u": "upbow", "v": "downbow",
}
# Two names of one sign, and the abbreviations of the standard's table.
_SAME = {
    "emphasis": "accent", ">": "accent", "mordent": "lowermordent", "pralltriller": "uppermordent", "+": "plus",
    "dacapo": "D.C.", "<(": "crescendo(", "<)": "crescendo)", ">(": "diminuendo(",
    ">)": "diminuendo)", "breath": "breath", "0": "0",
}
KNOWN = frozenset((
    *SHORTHANDS.values(), "trill(", "trill)", "invertedfermata", "tenuto", "turn", "turnx", "invertedturn",
    "invertedturnx", "arpeggio", "open", "thumb", "snap", "slide", "wedge", "plus", "0", "1", "2", "3", "4", "5",
    "crescendo(", "crescendo)", "diminuendo(", "diminuendo)", "pppp", "ppp", "pp", "p", "mp", "mf", "f", "ff", "fff",
    "ffff", "sfz", "fine", "dacoda", "D.C.", "D.S.", "D.C.alcoda", "D.C.alfine", "D.S.alcoda", "D.S.alfine",
    "shortphrase", "mediumphrase", "longphrase", "editorial", "courtesy", "breath", "nil", "none", "8va(", "8va)",
    "8vb(", "8vb)", "15ma(", "15ma)", "ped", "ped-up", "marcato", "^", "/", "//", "///", "beambr1", "beambr2",
    "rbstop", "xstem",
))
_NOTHING = ("nil", "none")


def decoration_name(source: str, user: dict[str, str]) -> str | None:
    """Return the name of a decoration as it is written; None for a letter that stands for nothing.

    ``user`` are the symbols that ``U:`` fields have defined.

    >>> decoration_name("!emphasis!", {}), decoration_name("T", {}), decoration_name("J", {"J": "slide"})
    ('accent', 'trill', 'slide')
    """
    if len(source) == 1:
        name = user.get(source) or SHORTHANDS.get(source, "")
    else:
        name = source[1:-1].strip()
    name = _SAME.get(name, name)
    return None if not name or name in _NOTHING else name


def parse_user_symbol(value: str) -> tuple[str, str] | None:
    """Return letter and decoration of a ``U:`` field, or None where it defines none.

    >>> parse_user_symbol("T = !trill!"), parse_user_symbol('n="^nasty"')
    (('T', 'trill'), None)
    """
    letter, equals, name = (part.strip() for part in value.partition("="))
    is_decoration = len(name) > 2 and name[0] == name[-1] and name[0] in "!+"
    if not equals or len(letter) != 1 or letter not in "~HIJKLMNOPQRSTUVWhijklmnopqrstuvw" or not is_decoration:
        return None
    return letter, name[1:-1].strip()
