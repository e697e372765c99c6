from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bench.stepping import TUNE
from engine.model.features import BARS_BACK, ROLE_COLUMNS, SOURCES, Features, column_sizes
from engine.model.vocabulary import Vocabulary
from engine.notation.reader import read_tune
from engine.notation.tidy import tidy

VOCABULARY = Vocabulary()
WRITTEN = tidy(read_tune(TUNE).bars)


def read(text: str) -> Features:
    features = Features(VOCABULARY, WRITTEN.settings[0][1])
    for char in text:
        features.accept(char)
    return features


@given(st.integers(0, len(WRITTEN.text)))
@settings(deadline=None, max_examples=30)
def test_any_beginning_gives_the_same_inputs_as_the_whole_text_at_that_place(cut):
    whole = Features(VOCABULARY, WRITTEN.settings[0][1])
    rows = [whole.row()]
    for char in WRITTEN.text:
        whole.accept(char)
        rows.append(whole.row())
    assert read(WRITTEN.text[:cut]).row() == rows[cut]


@given(st.integers(0, len(WRITTEN.text) - 1), st.text("ABcd2|", max_size=12))
@settings(deadline=None, max_examples=60)
def test_rewinding_to_a_mark_undoes_whatever_was_read_since(cut, detour):
    features = read(WRITTEN.text[:cut])
    mark = features.mark()
    try:
        for char in detour:
            features.accept(char)
    except ValueError:  # not every detour is tidy; what was read of it must be undone all the same
        pass
    features.rewind(mark)
    fresh = read(WRITTEN.text[:cut])
    for char in WRITTEN.text[cut:]:
        assert features.row() == fresh.row()
        features.accept(char)
        fresh.accept(char)
    assert features.row() == fresh.row()


def test_a_repeated_bar_is_foreseen_by_what_stood_one_bar_back():
    features = read("|:GBdgfe|GBd")
    assert VOCABULARY.decode([features.sources[BARS_BACK.index(1)]]) == "g"


def test_a_part_that_begins_like_the_one_before_is_foreseen_by_it():
    features = read("|:GABcde|cdefga|g6:|GABcde|c")
    assert VOCABULARY.decode([features.sources[len(BARS_BACK)]]) == "d"


def test_every_value_of_a_row_lies_in_its_column():
    features = Features(VOCABULARY, WRITTEN.settings[0][1])
    for char in WRITTEN.text:
        assert all(0 <= value < size for value, size in zip(features.row(), column_sizes(VOCABULARY), strict=True))
        features.accept(char)
    assert len(features.row()) == 1 + 2 * SOURCES + 6 + ROLE_COLUMNS
