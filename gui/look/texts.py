"""Texts that stand in tables and are translated where they are shown."""

from __future__ import annotations

import re

# How Chinese menus show a letter to press.
_MARK = re.compile(r"\(&\w\)")


def noop(_context: str, text: str) -> str:
    """Return the text as it is. It is ``QT_TRANSLATE_NOOP`` with a type: tests/translations.py tells lupdate so."""
    return text


def plain(words: str) -> str:
    r"""Return the words of a command as they stand outside a menu: without keys, mark and dots.

    >>> plain("Save &as…\tCtrl+S"), plain("打开(&O)…"), plain("Fish && chips")
    ('Save as', '打开', 'Fish & chips')
    """
    words = _MARK.sub("", words.split("\t")[0]).rstrip("…")
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
