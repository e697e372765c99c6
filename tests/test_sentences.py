"""What the engine says can be said in another language: nothing is forgotten."""

from __future__ import annotations

import ast
import pickle
import string
from pathlib import Path

import pytest

from engine.errors import FileError, PhraseError
from engine.notation.reader import read_tune
from engine.sentences import Sentence, packed, unpacked
from tests import sentences


def test_all_that_the_engine_says_is_a_sentence_of_a_literal_pattern() -> None:
    assert not sentences.complaints()


@pytest.mark.parametrize("source", [
    'raise FileError(f"{path} is gone")', 'raise FileError("{path} is gone")', 'raise PhraseError("a" + b, 0, 1)',
    'raise FileError(message)', 'raise ValueError("it is empty")', 'Fix(f"remove {sign}", place, "")',
    'Sentence("{count} bars", number=1)', 'Diagnostic("error", "x", "a " + "b", place)',
])
def test_what_could_not_be_translated_is_found(source: str) -> None:
    assert sentences.faults(ast.parse(source))


@pytest.mark.parametrize("source", [
    'raise FileError("{path} is gone", path=path)', 'raise FileError("it is gone") from error',
    'raise PhraseError("bar {number} is full", 0, 1, number=bar.index)', "raise PhraseError(_located(fault), 0, 1)",
    'Fix(Sentence("remove {sign}", sign=sign), place, "")', "raise error", "raise FileError(self.tr('{name}'))",
])
def test_what_can_be_translated_is_let_pass(source: str) -> None:
    assert not sentences.faults(ast.parse(source))


def test_a_sentence_is_its_english_text() -> None:
    said = Sentence("bar {number} holds {length}", number=7, length="5/8")
    assert said == "bar 7 holds 5/8" and hash(said) == hash("bar 7 holds 5/8") and f"{said}!" == "bar 7 holds 5/8!"


def test_a_sentence_survives_the_way_to_another_process() -> None:
    inner = Sentence("{what} ({count})", what=Sentence("pedal"), count=2)
    said = Sentence("ABC has no place for: {things}", things=(inner, "x"))
    for again in (pickle.loads(pickle.dumps(said)), unpacked(packed(said))):
        assert isinstance(again, Sentence) and again == said
        assert again.pattern == said.pattern and again.values == said.values
        things = again.values["things"]
        assert isinstance(things, tuple) and isinstance(things[0], Sentence) and things[0].pattern == inner.pattern


def test_an_error_survives_the_way_to_another_process() -> None:
    error = PhraseError("bar {number} is full", 3, 9, number=2)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.start, again.end, again.sentence.values) == ("bar 2 is full", 3, 9, {"number": 2})


def test_an_error_without_values_says_its_text_as_it_stands() -> None:
    assert str(FileError("a {brace} and 100 %")) == "a {brace} and 100 %"


def test_why_the_system_refused_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        (tmp_path / "none.abc").read_bytes()
    error = FileError("{path} cannot be read: {reason}", path=tmp_path, reason=caught.value)
    assert str(error) == f"{tmp_path} cannot be read: No such file or directory"
    assert isinstance(error.sentence.values["reason"], Sentence)


def test_what_a_reader_finds_wrong_can_be_translated() -> None:
    tune = read_tune("X:1\nM:4/4\nL:1/4\nK:C\nCD|[CE\n(9 E-|\n")
    assert tune.diagnostics
    for one in tune.diagnostics:
        assert isinstance(one.message, Sentence)
        fields = {name for _, name, _, _ in string.Formatter().parse(one.message.pattern) if name}
        assert fields <= set(one.message.values)
