"""Load the modules of a command, with the garbage collector kept from walking them.

What is imported lives to the end. The collector's passes over it, and the last one at exit, took a
fifth of a cold render.
"""

from __future__ import annotations

import gc
from importlib import import_module

TYPE_CHECKING = False  # a render that has nothing to do imports this
if TYPE_CHECKING:
    from types import ModuleType


def load(*names: str) -> list[ModuleType]:
    """Import modules by name; from then on the collector looks at what comes after them."""
    gc.disable()
    found = [import_module(name) for name in names]
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
    return found


def leave() -> None:
    """Spare the collector's last pass: the process is about to end."""
    gc.freeze()
    gc.disable()
