"""How much memory this process has held at most."""

from __future__ import annotations

import sys


def peak_bytes() -> int:
    """The most memory so far, in bytes; 0 where the system does not tell.

    >>> peak_bytes() >= 0
    True
    """
    try:
        import resource
    except ModuleNotFoundError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
