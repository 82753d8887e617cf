"""How much memory this process has used at most."""

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_memory() -> int:
    """Give the most bytes that were resident at once since the program began."""
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # What getrusage says on Linux is never less than what the parent had used at the fork.
    lines = (line.split() for line in _STATUS.read_text("ascii", "replace").splitlines())
    return next(int(words[1]) * 1024 for words in lines if words[0] == "VmHWM:")
