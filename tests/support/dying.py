"""Work that kills its process: on a cluster it is imported by this module's name."""

import os
import signal
from pathlib import Path


def dies_once(folder, number):
    """Return a number; the first time that 2 is wanted, its process is killed."""
    mark = Path(folder) / "tried"
    if number == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def dies_always(folder, number):
    """Return a number; the process that wants 2 is killed each time, and notes that it was."""
    if number == 2:
        with (Path(folder) / "tries").open("a") as file:
            file.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return number
