"""The comparison with other programs: what it claims of this one is shown by a test."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ANSWERS = ("yes", "no", "partly")


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every table, heads and rules left out."""
    cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in text.splitlines() if line.startswith("|")]
    return [row for row in cells if row[0] != "feature" and set(row[0]) != {"-"}]


@cache
def names_in(file: str) -> frozenset[str]:
    """Return the names of the tests of a file, by its path from the root; none where there is no such file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    return frozenset(node.name for node in ast.parse(path.read_text("utf-8")).body
                     if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def faults(text: str) -> list[str]:
    found = []
    for row in rows(text):
        if len(row) != 7:
            found.append(f"{row[0]}: {len(row)} cells")
            continue
        feature, own, shown = row[0], row[1].split(":")[0], row[6].strip("`")
        found += [f"{feature}: {cell}" for cell in row[1:6] if cell.split(":")[0].split(",")[0] not in
                  (*ANSWERS, "not known")]
        file, _, name = shown.partition("::")
        if own == "no" and shown:
            found.append(f"{feature}: not there, and yet shown by {shown}")
        if own != "no" and name not in names_in(file):
            found.append(f"{feature}: there is no test {shown!r}")
    return found


def test_every_feature_is_shown_by_a_test_that_exists() -> None:
    text = (ROOT / "docs" / "comparison.md").read_text("utf-8")
    assert len(rows(text)) > 80
    assert not faults(text)


def test_a_row_without_its_test_is_found() -> None:
    shown = "`tests/test_comparison.py::test_a_row_without_its_test_is_found`"
    good = f"| A | yes | no | no | not known | partly: B | {shown} |"
    assert not faults(good)
    assert faults(good.replace("row_without", "row_with"))
    assert faults(good.replace("tests/test_comparison", "tests/test_nowhere"))
    assert faults(good.replace("| yes", "| maybe"))
    assert faults(good.replace("| yes", "| no"))
    assert faults(good.replace("| not known ", ""))
    assert not faults("| A | no | no | no | no | no | |")
