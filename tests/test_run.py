"""The two commands: run.py and launch/."""

from __future__ import annotations

import ast
import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch import checks, interpreter, session, system, terminal, trouble
from launch.environment import Environment
from launch.trouble import SetupError

ROOT = Path(__file__).resolve().parent.parent

# A project that pip can install with no index: it builds itself, an empty wheel.
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "little"
version = "1"
dependencies = [{dependencies}]
[project.optional-dependencies]
test = []
"""
BACKEND = '''
import zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "little-1-py3-none-any.whl"
    info = "little-1.dist-info/"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: little\\nVersion: 1\\n")
        wheel.writestr(
            info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        )
        wheel.writestr(info + "RECORD", "")
    return name
'''

# What the command "segue" does, after saying where it is from.
_SEGUE = "import main, sys; print(main.__file__); sys.exit(main.main())"


def little_project(folder: Path, *dependencies: str) -> Path:
    folder.mkdir(exist_ok=True)
    quoted = ", ".join(json.dumps(dependency) for dependency in dependencies)
    (folder / "pyproject.toml").write_text(PYPROJECT.format(dependencies=quoted), encoding="utf-8")
    (folder / "backend.py").write_text(BACKEND, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def no_index() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.delenv("PIP_FIND_LINKS", raising=False)
        yield


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, no_index: None) -> Path:
    root = little_project(tmp_path_factory.mktemp("prepared") / "little", "torch>=2.6")
    Environment(root).prepare()
    return root


@pytest.fixture
def copied(prepared: Path, tmp_path: Path) -> Path:
    """The prepared project with its .venv, moved to another folder."""
    return shutil.copytree(prepared, tmp_path / "little", symlinks=True)


def test_an_old_python_can_read_the_file_that_says_it_is_too_old() -> None:
    for name in ("run.py", "launch/__init__.py", "launch/interpreter.py"):
        ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_python_with_wheels_for_every_package_is_preferred() -> None:
    newest, with_wheels = (["python3.14"], ((3, 14), True)), (["python3.12"], ((3, 12), True))
    assert interpreter.choose([newest, with_wheels]) == ["python3.12"]
    assert interpreter.choose([newest, (["python3.12"], ((3, 12), False))]) == ["python3.14"]
    assert interpreter.choose([(["python3.10"], ((3, 10), True)), (["python3.15"], ((3, 15), True))]) is None


def test_a_shim_that_has_the_name_of_a_python_and_fails_is_no_python(tmp_path: Path) -> None:
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\necho 'command not found' >&2\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    assert interpreter.probe([str(shim)]) == ((0, 0), False)
    assert interpreter.probe([str(tmp_path / "missing")]) == ((0, 0), False)
    assert interpreter.probe([sys.executable])[0] == sys.version_info[:2]


def test_what_cannot_be_installed_and_is_not_needed_is_left_out(prepared: Path) -> None:
    environment = Environment(prepared)
    assert environment.is_ready()
    assert environment.missing == ["torch"]


def test_a_second_call_installs_nothing_and_looks_in_less_than_a_second(prepared: Path) -> None:
    stamp = prepared / ".venv" / "segue.json"
    before = stamp.stat().st_mtime_ns
    took_s = []
    for _ in range(5):  # the machine may be busy with something else for a moment
        start_s = time.monotonic()
        Environment(prepared).prepare()
        took_s.append(time.monotonic() - start_s)
    assert min(took_s) < 1
    assert stamp.stat().st_mtime_ns == before


@pytest.mark.usefixtures("no_index")
def test_a_changed_pyproject_is_installed_again_and_a_missing_library_named(copied: Path) -> None:
    assert not Environment(copied).is_ready()  # the folder moved
    little_project(copied, "no-such-library>=1")
    with pytest.raises(SetupError, match=r"libraries could not be installed.*no ready-made build"):
        Environment(copied).prepare()
    little_project(copied)
    environment = Environment(copied)
    environment.prepare()
    assert environment.is_ready()
    assert environment.missing == []
    little_project(copied, "numpy")
    assert not environment.is_ready()


@pytest.mark.usefixtures("no_index")
def test_a_venv_left_half_made_is_made_again(copied: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (copied / ".venv" / "segue.json").write_text('{"state": "unfinished"}', encoding="utf-8")
    stray = copied / ".venv" / "stray"
    stray.touch()
    environment = Environment(copied)
    environment.prepare()
    assert environment.is_ready()
    assert not stray.exists()
    assert "making it again" in capfd.readouterr().err


def test_a_venv_whose_python_is_gone_is_not_ready(prepared: Path) -> None:
    python = Path(Environment(prepared).python)
    away = python.rename(python.with_name("away"))
    assert not Environment(prepared).is_ready()
    away.rename(python)
    assert Environment(prepared).is_ready()


def test_no_network_is_said_in_a_sentence(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing listens on the port of "discard": pip's own words for it are what is tried here.
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_RETRIES", "1")
    little_project(copied, "no-such-library>=1")
    with pytest.raises(SetupError, match="no network"):
        Environment(copied).prepare()


@pytest.mark.skipif(sys.platform == "win32", reason="a file in the way is another error there")
def test_a_folder_that_cannot_be_written_to_is_said_in_a_sentence() -> None:
    assert "no right to write here (/x)" in trouble.explain_system(OSError(errno.EROFS, "read-only", "/x"))
    assert "the disk is full" in trouble.explain_system(OSError(errno.ENOSPC, "full"))
    assert "the disk is full" in trouble.explain("ERROR: Could not install: [Errno 28] No space left on device")


def test_only_linux_can_lack_a_display() -> None:
    assert not system.has_display({}, "linux")
    assert system.has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert system.has_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert system.has_display({}, "darwin")


@pytest.mark.skipif(sys.platform != "linux", reason="X stands behind DISPLAY on Linux")
def test_a_display_whose_server_has_gone_is_no_display() -> None:
    # A name without a file, of a number that no X server takes by itself.
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X54321")
        server.listen()
        assert system.has_display({"DISPLAY": ":54321.0"}, "linux")
    assert not system.has_display({"DISPLAY": ":54321.0"}, "linux")
    assert not system.has_display({"DISPLAY": "nonsense"}, "linux")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root installs what is missing")
def test_without_root_the_apt_line_is_named() -> None:
    with pytest.raises(SetupError, match=r"abcmidi"):
        system.install(["abcmidi"], "the tests use abc2midi")


def test_every_check_runs_although_the_first_failed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    steps = [("first", ("-c", "raise SystemExit(3)")), ("second", ("-c", "open('ran', 'w').close()"))]
    assert checks.run_all(steps, sys.executable, tmp_path) == ["first"]
    assert (tmp_path / "ran").exists()
    assert "=== 2/2 second: passed" in capfd.readouterr().out


def test_no_file_is_written_over_by_a_continuation(tmp_path: Path) -> None:
    abc, midi = terminal.free_names("opening", tmp_path)
    assert (abc.name, midi.name) == ("opening-continued.abc", "opening-continued.mid")
    midi.touch()
    assert terminal.free_names("opening", tmp_path)[0].name == "opening-continued-2.abc"


def test_without_a_display_the_bundled_opening_is_continued_in_the_terminal(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert terminal.continue_tune(sys.executable, ROOT, session.OPENING, tmp_path) == 0
    abc = tmp_path / "opening-continued.abc"
    assert abc.read_bytes() == capfdbinary.readouterr().out
    assert abc.read_text(encoding="utf-8").startswith(session.OPENING.read_text(encoding="utf-8").rstrip())
    assert (tmp_path / "opening-continued.mid").read_bytes().startswith(b"MThd")


def test_a_tune_at_fault_is_not_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tune = tmp_path / "tune.abc"
    tune.write_text("X:1\nK:nonsense\nabc|", encoding="utf-8")
    assert terminal.continue_tune(sys.executable, ROOT, tune, tmp_path) == 1
    assert list(tmp_path.iterdir()) == [tune]
    assert "K:nonsense" in capfd.readouterr().err


def test_what_is_installed_works_from_any_folder(tmp_path: Path) -> None:
    source, target, elsewhere = tmp_path / "source", tmp_path / "target", tmp_path / "elsewhere"
    elsewhere.mkdir()
    source.mkdir()
    for name in ("engine", "gui", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(target), str(source)], check=True, cwd=elsewhere)
    rooms = ("engine", "gui", "resources")
    files = {path.relative_to(source) for room in rooms for path in (source / room).rglob("*.*")}
    assert {path for path in files if not (target / path).exists()} == set()
    shutil.rmtree(source)
    # The folder of the checkout is not on the path here: everything, the model too, comes out of the wheel.
    done = subprocess.run(
        [sys.executable, "-c", _SEGUE, "continue", "-", "--bars", "2"],
        input="X:1\nL:1/8\nM:4/4\nK:D\nd2 fd A2 FA|", capture_output=True, encoding="utf-8", check=False,
        cwd=elsewhere, env=system.clean_environ() | {"PYTHONPATH": str(target)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(target))
    assert done.stdout.count("|") >= 3
