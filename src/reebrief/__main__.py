"""The program's entrance: a render goes straight to work, every other command through typer."""

from __future__ import annotations

import gc
import sys

from reebrief import uptodate


def main() -> None:
    """Run the command line and exit.

    The command line's own parser costs more to import than a render that has nothing to do, so
    plain ``render`` options are read here; whatever looks unusual goes to the parser.
    """
    for stream in (sys.stdout, sys.stderr):
        # Names and findings hold characters that a terminal's encoding may lack.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    arguments = sys.argv[1:]
    options = uptodate.parse(arguments[1:]) if arguments[:1] == ["render"] else None
    if options is None:
        from reebrief.cli import app  # noqa: PLC0415  costs 50 ms

        app(prog_name="reebrief")
        return
    known = uptodate.answer(options)
    if known is not None:
        printed, said = known
        for line in said:
            sys.stderr.write(f"{line}\n")
        sys.stderr.write("up to date\n")
        sys.stdout.writelines(f"{line}\n" for line in printed)
        return
    sys.exit(_render(options))


def _render(options: uptodate.RenderOptions) -> int:
    """Render, with the garbage collector kept from walking what lives to the end anyway.

    Its passes over imported modules, and the last one at exit, took a fifth of a cold render.
    """
    gc.disable()
    from reebrief.commands import run_render  # noqa: PLC0415  costs what rendering does
    from reebrief.terminal import guarded  # noqa: PLC0415  the same

    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
    code = guarded(lambda: run_render(options))
    gc.freeze()
    gc.disable()
    return code


if __name__ == "__main__":
    main()
