"""Characters to symbol numbers and back."""

from __future__ import annotations

from collections.abc import Iterable

# Everything that a tidy text may hold (engine/notation/walk.py); fixed, so that no phrase holds a stranger.
TIDY_CHARACTERS = "\n\"#'(),-/0123456789:=ABCDEFGabcdefg[]^_dimsujz|"


class Vocabulary:
    """A sorted table of characters. ``none`` is the number after the last, for "no character"."""

    def __init__(self, characters: Iterable[str] = TIDY_CHARACTERS) -> None:
        self.characters = tuple(sorted(set(characters)))
        self.ids = {char: number for number, char in enumerate(self.characters)}
        self.none = len(self.characters)

    def __len__(self) -> int:
        return len(self.characters)

    def encode(self, text: str) -> list[int]:
        """Return the symbol numbers of a text. Raises KeyError for a character that is not in the table."""
        return [self.ids[char] for char in text]

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of these symbol numbers."""
        return "".join(self.characters[number] for number in ids)
