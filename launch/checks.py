"""Every check and test, each by its name; all of them run, whatever the first ones say."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from launch import system
from launch.environment import Environment
from launch.trouble import SetupError

# import-linter has no `python -m`; its script would not survive a move of the folder.
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"

# In the order in which they are quick. pytest closes, so that its figures stand at the end; it runs on several cores.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff", ("-m", "ruff", "check", ".")),
    ("lint-imports", ("-c", _LINT_IMPORTS, "--no-logo")),
    ("mypy", ("-m", "mypy")),
    ("pytest", ("-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--durations=8")),
)


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Run every check and return 1 if one failed. ``arguments`` go to pytest."""
    is_ci = os.environ.get("CI", "").lower() in ("true", "1")
    checks = [*CHECKS[:-1], (CHECKS[-1][0], (*CHECKS[-1][1], *arguments))]
    failed = _without_parts(environment, is_ci=is_ci) + run_all(checks, environment.python, environment.root)
    system.say(f"failed: {', '.join(failed)}" if failed else "every check and test passed")
    return 1 if failed else 0


def run_all(checks: Sequence[tuple[str, tuple[str, ...]]], python: str, root: Path) -> list[str]:
    """Run each check in ``root`` and name those that failed."""
    failed = []
    for number, (name, command) in enumerate(checks, start=1):
        title = f"{number}/{len(checks)} {name}"
        print(f"\n=== {title}", flush=True)
        start_s = time.monotonic()
        code = subprocess.run([python, *command], cwd=root, env=system.clean_environ(), check=False).returncode
        print(f"=== {title}: {'failed' if code else 'passed'} in {time.monotonic() - start_s:.0f} s", flush=True)
        if code:
            failed.append(name)
    return failed


def _without_parts(environment: Environment, *, is_ci: bool) -> list[str]:
    """See to the outside programs and libraries. Return what is missing where nothing may be, in CI."""
    faults = []
    try:
        system.require_qt(environment.python, window=True)
    except SetupError as error:
        faults.append(str(error))
    missing = system.missing_programs()
    if missing:
        try:
            system.install(missing.values(), f"the tests use {', '.join(missing)}")
        except SetupError as error:
            faults.append(f"{error} The tests that need them are skipped.")
    faults += [f"{name} is not installed: the tests that need it are skipped." for name in environment.missing]
    for fault in faults:
        system.say(fault)
    return ["what is missing above"] if faults and is_ci else []

