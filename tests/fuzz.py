"""Look for a text that the reader cannot bear, guided by the code that it reaches.

Needs atheris, which the tests do not: in an environment of its own, ``pip install atheris numpy mido``, then
``python -m tests.fuzz FOLDER -max_total_time=600 -max_len=600 -timeout=10`` from the root, where FOLDER is a copy of
``tests/found``. What it finds belongs, as a small file, into ``tests/found``, which ``test_found.py`` reads.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

WORDS = (
    "X:1\n", "K:G\n", "K:Ador ^c\n", "M:6/8\n", "M:C|\n", "M:2+3/8\n", "L:1/8\n", "L:1/0\n", "Q:1/4=120\n",
    "P:A2(BC)3\n", "P:A\n", "V:1 clef=bass\n", "V:2 octave=1\n", "w:la-la_ | *~\n", "+:more\n", "U:T=!trill!\n",
    "%%begintext\n", "%%endtext\n", "I:x\n", "[K:F]", "[M:3/4]", "[L:1/16]", "[V:2]", "[Q:3/8=90]", "[r:no]", "|:",
    ":|", "::", "|1", ":|2", "[1,3", "||", "|]", "[|]", ".|", "(3", "(5:4:6", "(3::", ">", ">>", "<", "-", "(", ")",
    "{/ab}", "{g}", "[CEG]2", "[C2-E]", "!fine!", "!D.C.!", "!segno!", "!coda!", "!D.S.alcoda!", "~", ".", "T",
    "\"Am7/G\"", "\"^up\"", "z", "x2", "Z4", "X9", "y", "&", "^", "__", "=", "'", ",", "/", "//", "3/2", "2", "0",
    "99999", "\\\n", "\n", "\r\n", "\r", "\n\n", "%", "$", "`", "A", "b", "c'",
)


def look_at(text: str) -> None:
    """Read and perform one text in every way; whatever raises is a find."""
    from engine.exchange.midi import midi_file
    from engine.notation.reader import read_book
    from engine.notation.scanner import Scanner, scan
    from engine.performance import perform

    tokens = scan(text)
    if "".join(text[token.start:token.end] for token in tokens) != text:
        raise AssertionError("the tokens joined are not the text")
    scanner, cut = Scanner(), len(text) // 2
    if scanner.feed(text[:cut]) + scanner.feed(text[cut:]) + scanner.flush() != tokens:
        raise AssertionError("a cut changes the tokens")
    for tune in read_book(text):
        places = [fault.place for fault in tune.diagnostics] + [note.place for bar in tune.bars for note in bar.notes]
        if any(not 0 <= place.start <= place.end <= len(text) for place in places):
            raise AssertionError("a place lies outside the text")
        performance = perform(tune)
        if any(note.length <= 0 or note.onset < 0 for note in performance.notes):
            raise AssertionError("a note without length, or before the beginning")
        if len(performance.notes) < 5000:
            midi_file(performance)


def main() -> None:
    """Run the fuzzer with the arguments of libFuzzer."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]  # where it is installed

    with atheris.instrument_imports(include=["engine"]):
        import engine.exchange.midi
        import engine.notation.reader
        import engine.performance  # noqa: F401  (imported here to be instrumented)

    def one(data: bytes) -> None:
        look_at(data.decode("utf-8", errors="ignore"))

    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "abc.dict"
        lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in WORDS)
        words.write_text("".join(lines), encoding="ascii")
        atheris.Setup([*sys.argv, f"-dict={words}"], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
