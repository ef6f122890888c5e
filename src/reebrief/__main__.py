"""The program's entrance: a render goes straight to work, every other command through typer."""

from __future__ import annotations

import gc
import io
import sys

from reebrief.cli.output import give, say, written
from reebrief.project import build_state


def main() -> None:
    """Run the command line and exit; an interrupt ends it quietly, during imports too."""
    try:
        _main()
    except KeyboardInterrupt:
        say("interrupted; nothing was left half-written")
        sys.exit(130)


def _main() -> None:
    """Choose between a plain render and the command line's own parser.

    The command line's own parser costs more to import than a render that has nothing to do, so
    plain ``render`` options are read here; whatever looks unusual goes to the parser.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names and findings hold characters that a terminal's encoding may lack.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:]
    options = build_state.parse(arguments[1:]) if arguments[:1] == ["render"] else None
    if options is None:
        from reebrief.cli.app import app  # noqa: PLC0415  costs 50 ms

        app(prog_name="reebrief")
        return
    known = build_state.answer(options)
    if known is None:
        sys.exit(_render(options))
    sys.exit(written(lambda: _repeat(*known)))


def _repeat(printed: list[str], said: list[str]) -> int:
    """Print what the last render printed."""
    for line in (*said, "up to date"):
        say(line)
    for line in printed:
        give(line)
    return 0


def _render(options: build_state.RenderOptions) -> int:
    """Render, with the garbage collector kept from walking what lives to the end anyway.

    Its passes over imported modules, and the last one at exit, took a fifth of a cold render.
    """
    gc.disable()
    from reebrief.cli.errors import guarded  # noqa: PLC0415  the same
    from reebrief.cli.render import run_render  # noqa: PLC0415  costs what rendering does

    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
    code = guarded(lambda: run_render(options), options.project)
    gc.freeze()
    gc.disable()
    return code


if __name__ == "__main__":
    main()
