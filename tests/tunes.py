"""Tunes made up at random, for what must hold of every tune. Written as people write ABC, not tidily."""

from __future__ import annotations

from fractions import Fraction
from random import Random

KEYS = ("C", "G", "D", "A", "E", "B", "F#", "C#", "F", "Bb", "Eb", "Ab", "Db", "Gb", "Cb",
        "Am", "Em", "C#m", "Gm", "Fm", "Ador", "Gmix", "Dphr", "Flyd", "Bbdor", "F#mix", "Eloc", "none", "HP",
        "D exp ^f _b", "A ^g", "G =f", "Ddor ^c")
UNITS = (Fraction(1, 4), Fraction(1, 8), Fraction(1, 16))
METRES = {"4/4": Fraction(1), "3/4": Fraction(3, 4), "6/8": Fraction(3, 4), "2/4": Fraction(1, 2),
          "9/8": Fraction(9, 8), "5/4": Fraction(5, 4), "C|": Fraction(1)}
_EIGHTH = Fraction(1, 8)


def length_text(length: Fraction) -> str:
    """Return a length in units as ABC writes it."""
    top = "" if length.numerator == 1 else str(length.numerator)
    return top if length.denominator == 1 else f"{top}/{length.denominator}"


class TuneMaker:
    """Write a header and bars that add up: accidentals, octaves, ties, triplets, broken rhythm, chords, symbols."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.key = random.choice(KEYS)
        self.unit = random.choice(UNITS)
        self.metre = random.choice(list(METRES))
        self.header = f"X:1\nM:{self.metre}\nL:{self.unit}\nK:{self.key}\n"

    def head(self) -> str:
        """Return a note head."""
        letter = self.random.choice("CDEFGABcdefgab")
        marks = self.random.choice(["", "", "", "," if letter.isupper() else "'"])
        return self.random.choice(["", "", "", "^", "_", "="]) + letter + marks

    def text(self, eighths: Fraction) -> str:
        """Return a length given in eighths, in units."""
        return length_text(eighths * _EIGHTH / self.unit)

    def element(self, room: Fraction) -> tuple[list[str], Fraction]:
        """Return tokens that fill some of the room, and how many eighths they fill."""
        random = self.random
        kinds = ["note"] * 6 + ["rest", "chord", "symbol", "tie"]
        if room >= 2:
            kinds += ["triplet", "broken", "broken"]
        kind = random.choice(kinds)
        half = Fraction(1, 2)
        length = random.choice([one for one in (half, half, Fraction(1), Fraction(1), Fraction(3, 2), Fraction(2),
                                                Fraction(3), Fraction(4)) if one <= room])
        if kind == "rest":
            return ["z" + self.text(length)], length
        if kind == "chord":
            heads = [self.head() for _ in range(random.randint(2, 3))]
            return ["[" + "".join(heads) + "]" + self.text(length)], length
        if kind == "symbol":
            symbol = random.choice(["Am", "G7", "D/F#", "Bb", "C#m7", "Fdim"])
            return [f'"{symbol}"', self.head() + self.text(length)], length
        if kind == "tie" and 2 * length <= room:
            head = self.head()
            return [head + self.text(length), "-", head.lstrip("^_=") + self.text(length)], 2 * length
        if kind == "triplet":
            return ["(3", *(self.head() + self.text(Fraction(1)) for _ in range(3))], Fraction(2)
        if kind == "broken":
            return [self.head() + self.text(Fraction(1)), random.choice("><"), self.head() + self.text(Fraction(1))], \
                Fraction(2)
        return [self.head() + self.text(length)], length

    def bar(self, eighths: Fraction) -> list[str]:
        """Return the tokens of a bar of so many eighths, without its bar line."""
        tokens: list[str] = []
        while eighths:
            new, filled = self.element(eighths)
            tokens += new
            eighths -= filled
            if self.random.random() < 0.3 and new[-1] not in "><-" and new[0] != "(3":
                tokens.append(" ")
        return tokens

    def body(self, bars: int) -> list[str]:
        """Return the tokens of so many bars."""
        full = METRES[self.metre] / _EIGHTH
        tokens: list[str] = []
        for number in range(bars):
            tokens += self.bar(full)
            tokens.append("|]\n" if number + 1 == bars else self.random.choice(["|", "|", "| ", "|\n", "||"]))
        return tokens

    def phrase(self) -> str:
        """Return a header and a body that stops anywhere a caret may stand."""
        random = self.random
        tokens = self.body(random.randint(1, 4))
        if random.random() < 0.3:
            tokens = [*self.bar(Fraction(random.choice([1, 2]))), random.choice(["|", "|:", "|"]), *tokens]
        elif random.random() < 0.3:
            tokens = ["|:", *tokens]
        places = [place for place, token in enumerate(tokens) if token not in ("-", ">", "<", "|]\n")]
        return self.header + "".join(tokens[:random.choice(places)])
