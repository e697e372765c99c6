"""What can go wrong on the way, each in one sentence that ends in what to do."""

from __future__ import annotations

import errno


class SetupError(Exception):
    """Setting up cannot go on. The message is the sentence for the user."""


# The words of pip, of its libraries and of the system, lower case; the first line that fits explains the rest. The
# network stands before "no matching distribution": without it pip finds no version of anything.
_SIGNS = (
    (("no space left on device", "disk quota exceeded", "not enough space on the disk"),
     "the disk is full: make room (the libraries take about 1 GB, up to 8 GB with torch on Linux) and run this again."),
    (("certificate_verify_failed", "sslerror", "ssl module is not available"),
     "no secure connection to the package index: check this machine's clock and certificates and run this again."),
    (("name resolution", "getaddrinfo failed", "failed to establish a new connection", "nodename nor servname",
      "network is unreachable", "newconnectionerror", "connection refused", "connecttimeout", "read timed out",
      "proxyerror", "connection reset", "connection aborted", "no route to host", "connection broken"),
     "no network: the package index could not be reached; connect this machine and run this again."),
    (("read-only file system", "permission denied", "access is denied"),
     "no right to write here: copy the project to a folder of your own and run this again there."),
    (("no matching distribution",),
     "this Python or this machine has no ready-made build of it: try Python 3.11 or 3.12."),
    (("error: command", "failed building wheel", "failed to build", "subprocess-exited-with-error"),
     "it had to be built and that failed: use Python 3.11 or 3.12, which need no building, or install a C++ compiler "
     "and, on Linux, ALSA's headers (Debian: g++ libasound2-dev), remove .venv and run this again."),
)


def explain(output: str) -> str:
    """Return what the output of a failed pip or venv means, as half a sentence.

    >>> explain("OSError: [Errno 28] No space left on device")[:17]
    'the disk is full:'
    """
    words = output.lower()
    for signs, meaning in _SIGNS:
        if any(sign in words for sign in signs):
            return meaning
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["it gave no reason."])[-1]


def is_network(output: str) -> bool:
    """Tell whether the network was at fault, so that trying on is of no use."""
    return explain(output).startswith("no network")


def explain_system(error: OSError) -> str:
    """Return what a refusal of the system means, with the file it was about."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"no right to write here{place}: copy the project to a folder of your own and run this again there."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full{place}: make room (the libraries take about 1 GB) and run this again."
    return f"{error.strerror or error}{place}."
