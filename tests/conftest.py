"""What every test stands on."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Before Qt is loaded: no test opens a window on anybody's screen unless it says so.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_GUARD_S = 30  # against hanging only


@pytest.fixture(scope="module")
def jack() -> Iterator[subprocess.Popen[bytes]]:
    """Run a JACK server without hardware, under a name of its own, and hand out its process."""
    missing = [program for program in ("jackd", "jack_wait") if shutil.which(program) is None]
    if missing:
        reason = f"{' and '.join(missing)} not installed: apt-get install jackd2"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with _alone():
        yield from _serve()


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process of the tests has a JACK server: two of them get in each other's way."""
    import fcntl

    with Path(tempfile.gettempdir(), "segue-tests-jack.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _serve() -> Iterator[subprocess.Popen[bytes]]:
    name = f"segue-{uuid.uuid4().hex[:8]}"
    before = os.environ.get("JACK_DEFAULT_SERVER")
    os.environ["JACK_DEFAULT_SERVER"] = name
    # -S: the server waits for its clients. Without it, on a busy machine, a client that is late for a cycle
    # of 2.7 ms lost or repeated its messages (in 15 of 24 runs of 256 messages; with it in none of 12).
    server = subprocess.Popen(["jackd", "-n", name, "-S", "-r", "-t", "2000",
                               "-d", "dummy", "-r", "48000", "-p", "128"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ready = subprocess.run(["jack_wait", "-s", name, "-w", "-t", "20"], capture_output=True, timeout=_GUARD_S,
                               check=False, text=True)
        assert server.poll() is None, "jackd ended at once"
        assert ready.returncode == 0, ready.stdout + ready.stderr
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        if before is None:
            del os.environ["JACK_DEFAULT_SERVER"]
        else:
            os.environ["JACK_DEFAULT_SERVER"] = before


@pytest.fixture
def threads_are_joined() -> Iterator[None]:
    """Hold the test to ending every thread it began."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"still running: {left}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Overhear what the offscreen platform says of itself: that it cannot tell a window manager a least size."""
    for item in items:
        if item.path.name.startswith("test_gui_"):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))
