"""Set Segue up and start it, or check it.

::

    python3 run.py [FILE.abc]     make .venv where it is missing, then open the window
    python3 run.py COMMAND ...    the same, then one of main.py's commands
    python3 run.py test [...]     the same with the test extras, then every check and test;
                                  what follows goes to pytest

Standard library only. This file and ``launch/interpreter.py`` keep the syntax of Python 3.6, so that
an old Python answers with a sentence and not with a SyntaxError; the rest of ``launch/`` need not.
"""

import subprocess
import sys
from typing import List

from launch import interpreter


def main(arguments: List[str]) -> int:
    """Do what ``arguments`` ask and return the exit code."""
    if sys.version_info[:2] < interpreter.OLDEST:
        return _start_again(arguments)

    from launch import session

    return session.run(arguments)


def _start_again(arguments: List[str]) -> int:
    """Hand over to a Python that is new enough, or say that there is none."""
    python = interpreter.find()
    if python is None:
        sys.stderr.write(interpreter.too_old() + "\n")
        return 1
    return subprocess.call([*python, __file__, *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
