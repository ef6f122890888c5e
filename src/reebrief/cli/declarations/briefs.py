"""Declare what renders, checks and verifies briefs."""

from __future__ import annotations

from typing import Annotated

import typer

from reebrief.cli.declarations.shared import (
    DateOption,
    JsonOption,
    ParameterOption,
    ParamsOption,
    ProjectOption,
    StrictOption,
    run,
)
from reebrief.cli.options import GivenParameters, ProjectOptions, RenderOptions, formats

SchedulerOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="A Dask cluster, HOST:PORT, whose workers make the briefs."
    ),
]


def render(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME|FILE]...")] = None,
    to: Annotated[
        str, typer.Option(metavar="FORMATS", help="docx, pdf, html, md, joined by commas.")
    ] = "docx,pdf",
    output: Annotated[
        str | None, typer.Option(metavar="DIR", help="The folder, by default the project's output.")
    ] = None,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Render even what is up to date.")] = False,
    strict: StrictOption = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Render again on each change, until Ctrl-C.")
    ] = False,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Make everything, say what it is, write nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print each step.")] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=1,
            metavar="N",
            help="Processes that work at once, by default one a core.",
            show_default=False,
        ),
    ] = RenderOptions().workers,
    scheduler: SchedulerOption = None,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Render briefs, by default all, and print the paths of the files.

    Connections are opened only with --scheduler, to that address: the project's articles,
    definitions, templates and pictures are sent there, and what its workers made is checked and
    written here. The bytes are those of a render without it; --workers does not count then.
    """
    options = RenderOptions(
        names=names or [],
        to=formats(to),
        output=output,
        date=date,
        project=project,
        force=force,
        strict=strict,
        dry=dry,
        quiet=quiet,
        verbose=verbose,
        as_json=as_json,
        workers=workers,
        scheduler=scheduler,
    )
    command = "preview.watch.run_again" if watch else "render.run_render"
    run(command, project, options, GivenParameters(parameters, params))


def preview(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port, by default one that is free.")
    ] = 0,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Show a brief in the browser of this machine, anew after each change of its files."""
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    run("preview.command.run_preview", project, name, opening, port=port, open_browser=open_browser)


def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...")] = None,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Print everything that would be wrong with briefs and articles, without rendering."""
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    run("check.run_check", project, names or [], opening, strict=strict, as_json=as_json)


def sign(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PDF or Word file.")],
    *,
    key: Annotated[
        str, typer.Option(metavar="FILE", help="Key and certificate, PKCS#12 (.p12 or .pfx).")
    ],
    timestamp: Annotated[
        str, typer.Option(metavar="URL", help="The server that stamps the time (RFC 3161).")
    ] = "",
    long_term: Annotated[
        bool, typer.Option("--long-term", help="Put in what tells later that nothing was revoked.")
    ] = False,
    trust: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Certificates of roots, PEM or DER; may be repeated."),
    ] = None,
    output: Annotated[
        str, typer.Option(metavar="FILE", help="Where to write, by default beside the file.")
    ] = "",
) -> None:
    """Sign a PDF (FILE-signed.pdf), or make a signature beside a Word file (FILE.docx.p7s).

    The passphrase of the key is asked for, or taken from REEBRIEF_PASSPHRASE. Connections are
    opened only with --timestamp (to that server) and --long-term (to the authorities that the
    certificates name).
    """
    given = {"key": key, "timestamp": timestamp, "long_term": long_term, "output": output}
    run("sign.sign_file", None, file, trust=tuple(trust or ()), **given)


def verify(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    as_json: JsonOption = False,
    trust: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Certificates of roots, PEM or DER; may be repeated."),
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Say whether Word and PDF files still are what reebrief wrote, caveat by caveat.

    A file carries a manifest: hashes of what it was made of, its caveats, its text. Exit code 0:
    the file is intact, or only zipped anew. 3: another program saved it, something was changed, or
    an input was since. 1: it cannot be read, or has no manifest.

    A signature is named with its signer, its day, and whether its certificate is trusted by those
    that --trust names. It says who signed these bytes, not that what they say is true.

    What this cannot prove without one: whoever can write a file can also write a new manifest that
    fits it; ask whom you trust for the file, or render it again and compare.
    """
    given = {"as_json": as_json, "trust": trust or ()}
    run("verify.run_verify", project, files, folder=project, **given)
