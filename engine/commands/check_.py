"""``check``: what is wrong with a file, and where."""

from __future__ import annotations

import argparse
import bisect
import json
from dataclasses import asdict

from engine.commands.texts import read_input
from engine.notation.reader import read_book


def run(options: argparse.Namespace) -> int:
    """Print a line a diagnostic; return 1 if one of them is an error."""
    text = read_input(options.input).text
    lines = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    records = []
    for tune in read_book(text):
        for one in tune.diagnostics:
            line = bisect.bisect_right(lines, one.place.start)
            records.append({"file": options.input, "line": line, "column": one.place.start - lines[line - 1] + 1,
                            "severity": one.severity, "code": one.code, "message": one.message,
                            "start": one.place.start, "end": one.place.end,
                            "fix": asdict(one.fix) if one.fix else None})
    if options.json:
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for record in records:
            print("{file}:{line}:{column}: {severity}: {message}".format(**record))
    return 1 if any(record["severity"] == "error" for record in records) else 0
