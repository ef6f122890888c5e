"""Run the command line: plain renders and queries go straight to work, all else through typer.

Importing the command line's own parser costs more than a render that has nothing to do. So plain
options of ``render`` are read here, and whether it would change anything is asked before anything
heavy is imported.
"""

from __future__ import annotations

import io
import sys

from reebrief.cli.loading import leave, load
from reebrief.cli.options import RenderOptions, parse
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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names and findings hold characters that a terminal's encoding may lack.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:]
    asks = any(one.partition("=")[0] == "--query" for one in arguments)
    if arguments[:1] == ["articles"] and asks and _queried(arguments[1:]):
        return
    options = parse(arguments[1:]) if arguments[:1] == ["render"] else None
    if options is None:
        (app,) = load("reebrief.cli.app")
        try:
            app.app(prog_name="reebrief")
        finally:
            leave()
        return
    known = answer(options)
    if known is None:
        sys.exit(_render(options))
    sys.exit(written(lambda: repeat(known, options)))


def _queried(arguments: list[str]) -> bool:
    """Answer a plain query by the index alone; say whether that could be done."""
    (rows,) = load("reebrief.cli.article_rows")
    code: list[int | None] = []

    def run() -> int:
        code.append(rows.quick(arguments))
        return code[0] or 0

    done = written(run)
    if code[:1] == [None]:
        return False
    leave()
    sys.exit(done)


def answer(options: RenderOptions) -> build_state.KeptOutput | None:
    """Return what the last render told, if nothing changed since."""
    try:
        root = build_state.find_root(options.project)
        return None if options.force or root is None else build_state.answer(root, options.key())
    except OSError:
        return None  # no folder to stand in


def repeat(told: build_state.KeptOutput, options: RenderOptions) -> int:
    """Tell what the last render told, as the options ask for it."""
    if options.as_json:
        give(told.data)
    elif not options.quiet:
        for line in (*told.said, "up to date"):
            say(line)
        for line in told.printed:
            give(line)
    return 0


def _render(options: RenderOptions) -> int:
    render, errors = load("reebrief.cli.render", "reebrief.cli.errors")
    code: int = errors.guarded(lambda: render.run_render(options), options.project)
    leave()
    return code
