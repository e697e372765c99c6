"""The guide and its pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAPERS = ("docs/guide.md", "docs/guide.zh_CN.md", "README.zh_CN.md")


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_paper_points_at_is_there(paper: str) -> None:
    path = ROOT / paper
    places = [place for place in re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8")) if "://" not in place]
    assert len(places) > 4
    assert not [place for place in places if not (path.parent / place).exists()]


def test_every_picture_is_small_and_shown() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    text = "".join((ROOT / paper).read_text("utf-8") for paper in PAPERS)
    assert pictures
    assert not [picture.name for picture in pictures if picture.stat().st_size > 150_000]
    assert not [picture.name for picture in pictures if f"pictures/{picture.name}" not in text]


def test_the_two_guides_have_the_same_parts() -> None:
    english, chinese = ((ROOT / paper).read_text("utf-8") for paper in PAPERS[:2])
    assert len(re.findall("^## ", english, re.MULTILINE)) == len(re.findall("^## ", chinese, re.MULTILINE))
    keys = re.compile(r"\*\*((?:Ctrl|Shift|Alt)[^*]+|F\d+)\*\*")
    words = {"空格": "Space", "回车": "Return"}
    said = ["".join(words.get(piece, piece) for piece in re.split("(空格|回车)", key)) for key in keys.findall(chinese)]
    assert set(keys.findall(english)) == set(said)
