"""A job done in a child process, with a time limit: what a stranger's file does to it stays there."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import TypeVar

from engine.errors import FileError, SegueError

_T = TypeVar("_T")
_LOOK_S = 0.1  # between two looks at whether it is still wanted


def never() -> bool:
    """Say that nobody cancelled."""
    return False


def apart(job: Callable[..., _T], *arguments: object, limit_s: float, what: str,
          is_cancelled: Callable[[], bool] = never) -> _T:
    """Return what a job makes of its arguments, done in a child process that is gone afterwards.

    Job, arguments and result have to be picklable. ``what`` names the work in messages.

    Raises:
        FileError: it took longer than ``limit_s`` seconds, was cancelled, or took its process down.
        SegueError: the job raised one.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, job, arguments), daemon=True)
    child.start()
    theirs.close()
    deadline = monotonic() + limit_s
    try:
        while not ours.poll(_LOOK_S):
            if is_cancelled():
                raise FileError("{what} was given up", what=what)
            if monotonic() > deadline:
                raise FileError("{what} took longer than {limit_s:g} seconds: try a shorter file", what=what,
                                limit_s=limit_s)
        answer = ours.recv()
        if is_cancelled():
            raise FileError("{what} was given up", what=what)
    except EOFError:
        raise FileError("{what} failed: the file takes the program that reads it down; try another",
                        what=what) from None
    finally:
        ours.close()
        child.terminate()
        child.join()
        child.close()
    if isinstance(answer, SegueError):
        raise answer
    result: _T = answer[0]
    return result


def _work(answers: Connection, job: Callable[..., object], arguments: tuple[object, ...]) -> None:
    """Do the job in the child and send what came of it."""
    try:
        answers.send((job(*arguments),))
    except SegueError as error:
        answers.send(error)
    except (MemoryError, RecursionError) as error:
        answers.send(FileError("the file is too large or too deep to be read ({kind})", kind=type(error).__name__))
    finally:
        answers.close()
