"""The command line: it parses, calls the library, and prints. The home of typer."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reebrief import __version__
from reebrief.cli.errors import guarded
from reebrief.cli.output import OK, give, say
from reebrief.project.build_state import RenderOptions, formats

if TYPE_CHECKING:
    from reebrief.project.project import Project

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Policy briefs from news articles, in Word and PDF, with source caveats.",
)
articles_app = typer.Typer(rich_markup_mode=None, help="List the articles, or show one.")
sources_app = typer.Typer(rich_markup_mode=None, help="List the source registry, or add to it.")
app.add_typer(articles_app, name="articles", invoke_without_command=True)
app.add_typer(sources_app, name="sources", invoke_without_command=True)

ProjectOption = Annotated[
    str | None,
    typer.Option("--project", metavar="DIR", help="The project, by default this folder's."),
]
DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="The briefs' date, 2025-11-21 or today."),
]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("-P", metavar="NAME=VALUE", help="A parameter's value; may be repeated."),
]
ParamsOption = Annotated[
    str | None, typer.Option(metavar="FILE", help="A YAML file with values of parameters.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Treat findings as errors: exit 3.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def _run(run: Callable[[], int], project: str | None = None) -> None:
    code = guarded(run, project)
    if code:
        raise typer.Exit(code)


def open_project(folder: str | None) -> Project:
    """Open the project of a folder, by default the current one."""
    from reebrief.project.project import Project  # noqa: PLC0415  --help needs none of it

    return Project.find(Path(folder or "."))


def _given(parameters: list[str] | None, file: str | None) -> dict[str, str]:
    """Read the values of parameters: those of the command line come before a file's."""
    if not parameters and file is None:
        return {}
    from reebrief.briefs.parameters import from_file, pairs  # noqa: PLC0415  --help needs none

    return {**(from_file(Path(file)) if file else {}), **pairs(parameters or [])}


def _version(*, asked: bool) -> None:
    if asked:
        give(f"reebrief {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=lambda v: _version(asked=v), help="Print the version."),
    ] = False,
) -> None:
    pass


@app.command("render")
def _render(
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
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Render briefs, by default all, and print the paths of the files."""
    options = RenderOptions(
        names=names or [],
        to=formats(to),
        output=output,
        date=date,
        project=project,
        force=force,
        strict=strict,
    )

    def run() -> int:
        from reebrief.cli.render import Telling, run_render  # noqa: PLC0415  each command imports what it uses

        telling = Telling(quiet, verbose, as_json)
        if watch:
            from reebrief.cli.preview.watch import run_again  # noqa: PLC0415  the same

            given = partial(_given, parameters, params)
            return run_again(options, given, params, telling, dry=dry)
        options.parameters = _given(parameters, params)
        return run_render(options, telling, dry=dry)

    _run(run, project)


@app.command("preview")
def _preview(
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

    def run() -> int:
        from reebrief.cli.preview.command import run_preview  # noqa: PLC0415  each command imports what it uses

        return run_preview(
            name,
            lambda: _given(parameters, params),
            folder=project,
            date=date,
            params=params,
            port=port,
            open_browser=open_browser,
        )

    _run(run, project)


@app.command("check")
def _check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...")] = None,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Print everything that would be wrong with briefs and articles, without rendering."""

    def run() -> int:
        from reebrief.cli.render import run_check  # noqa: PLC0415  each command imports what it uses
        from reebrief.pipeline.session import Shop  # noqa: PLC0415  the same

        shop = Shop(open_project(project), date, _given(parameters, params))
        return run_check(shop, names or [], strict=strict, as_json=as_json)

    _run(run, project)


@app.command("verify")
def _verify(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Say whether Word and PDF files still are what reebrief wrote, caveat by caveat.

    A file carries a manifest: hashes of what it was made of, its caveats, its text. Exit code 0:
    the file is intact, or only zipped anew. 3: another program saved it, something was changed, or
    an input was since. 1: it cannot be read, or has no manifest.

    What this cannot prove: there is no signature, so whoever can write a file can also write a
    new manifest that fits it; ask whom you trust for the file, or render it again and compare. Of a
    file that another program saved, the text was read, not what its letters look like.
    """

    def run() -> int:
        from reebrief.cli.verify import run_verify  # noqa: PLC0415  each command imports what it uses

        return run_verify(files, folder=project, as_json=as_json)

    _run(run, project)


@app.command("explain")
def _explain(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Say of each article why a brief shows it or not."""

    def run() -> int:
        from reebrief.compose.selection import select  # noqa: PLC0415  each command imports what it uses
        from reebrief.pipeline.session import Shop  # noqa: PLC0415  the same

        shop = Shop(open_project(project), date, _given(parameters, params))
        definitions = shop.definitions(name)
        for definition in definitions:
            if len(definitions) > 1:
                give(f"{definition.name}:")
            _, choices = select(definition, shop.corpus, shop.registry, shop.date(definition))
            for choice in choices:
                give(f"{'in ' if choice.chosen else 'out'}  {choice.article}  {choice.reason}")
        return OK

    _run(run, project)


@app.command("import")
def _import(
    files: Annotated[list[str], typer.Argument(metavar="FILE...|-")],
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    date: Annotated[str | None, typer.Option(help="When it was published: 2025-11 or so.")] = None,
    url: Annotated[str | None, typer.Option(help="The article's address.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    origin: Annotated[
        list[str] | None, typer.Option(help="Who the publisher had it from; may be repeated.")
    ] = None,
    article_id: Annotated[str | None, typer.Option("--id", help="The article's id.")] = None,
    metadata: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A YAML file: by file name, keys of front matter."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an edited article.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    project: ProjectOption = None,
) -> None:
    """Turn raw text into articles: repaired, cleaned, with a log of every change."""
    given = {
        "title": title,
        "published": date,
        "url": url,
        "publisher": publisher,
        "origins": origin,
        "id": article_id,
    }
    given = {key: value for key, value in given.items() if value}
    if metadata and given:
        raise typer.BadParameter("--metadata and single keys at once; give one of the two")

    def run() -> int:
        from reebrief.cli.import_article import run_import  # noqa: PLC0415  each command imports what it uses

        opened = open_project(project)
        return run_import(opened, files, given, metadata, force=force, dry_run=dry_run)

    _run(run, project)


@articles_app.callback()
def _articles(
    context: typer.Context,
    topic: Annotated[list[str] | None, typer.Option(help="Any of these topics.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="The first day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day.")] = None,
    origin: Annotated[list[str] | None, typer.Option(help="Any of these origins.")] = None,
    query: Annotated[str | None, typer.Option(metavar="TEXT", help="Words of the text.")] = None,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """List the articles that fit every option given."""
    if context.invoked_subcommand is not None:
        return

    def run() -> int:
        from reebrief.corpus import search  # noqa: PLC0415  each command imports what it uses

        found = search.find(
            open_project(project),
            topics=tuple(topic or ()),
            since=since,
            until=until,
            origins=tuple(origin or ()),
            query=query,
        )
        if as_json:
            give(json.dumps([search.as_data(a) for a in found], ensure_ascii=False, indent=2))
        else:
            for article in found:
                date = article.published.text if article.published else "undated"
                give(f"{article.id}  {date}  {article.about.title}")
        return OK

    _run(run, project)


@articles_app.command("show")
def _article(
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    project: ProjectOption = None,
) -> None:
    """Show what an article holds: its facts, and the ids of its sections and tables."""

    def run() -> int:
        from reebrief.corpus import search  # noqa: PLC0415  each command imports what it uses
        from reebrief.corpus.articles import Corpus  # noqa: PLC0415  the same

        for line in search.shown(Corpus(open_project(project)).get(article_id)):
            give(line)
        return OK

    _run(run, project)


@sources_app.callback()
def _sources(
    context: typer.Context, as_json: JsonOption = False, project: ProjectOption = None
) -> None:
    """List the sources with what is established of them."""
    if context.invoked_subcommand is not None:
        return

    def run() -> int:
        from reebrief.corpus import sources  # noqa: PLC0415  each command imports what it uses

        registry = sources.load(open_project(project))
        if as_json:
            give(json.dumps(sources.as_data(registry), ensure_ascii=False, indent=2))
        else:
            for source in registry.sources.values():
                owner = source.owner or "owner not established"
                state = source.state or "state not established"
                give(f"{source.id}  {source.about.kind}  {source.name}; {owner}; {state}")
        return OK

    _run(run, project)


@sources_app.command("add")
def _source(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    kind: Annotated[str | None, typer.Option(help="What it is, for example state-media.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    project: ProjectOption = None,
) -> None:
    """Add a source to the registry; without --kind, print the entry to be filled in."""

    def run() -> int:
        from reebrief.corpus import sources  # noqa: PLC0415  each command imports what it uses

        if kind is None and name.strip():
            give(sources.entry(name, aliases=alias or ()))
            say(f"not written: say what it is with --kind, or paste this into {sources.FILE}")
            return OK
        from reebrief.cli.schema import write as writing  # noqa: PLC0415  the same

        opened = open_project(project)
        sources.add(opened, name, kind or "", alias or ())
        writing.write(opened)  # what the registry's first line points to
        give(sources.FILE)
        say("now fill in owner and state, each with what you read")
        return OK

    _run(run, project)


@app.command("matrix")
def _matrix(
    name: Annotated[str, typer.Argument(metavar="ARTICLE[#TABLE]")],
    to: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="csv or md (printed), or xlsx.")
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="The file to write, instead of printing.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Show a table's rows, columns and cells with their ids and hashes, or export it."""

    def run() -> int:
        from reebrief.cli.matrix import run_matrix  # noqa: PLC0415  each command imports what it uses

        return run_matrix(open_project(project), name, to=to, output=output)

    _run(run, project)


@app.command("schema")
def _schema(
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help="brief, article, sources, theme or settings.")
    ] = "brief",
    write: Annotated[
        bool, typer.Option("--write", help="Write all of them to the project's folder schema/.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Print the JSON Schema of a kind of file, by which editors complete and check it."""

    def run() -> int:
        from reebrief.cli.schema.write import run_schema  # noqa: PLC0415  each command imports what it uses

        return run_schema(kind, open_project(project) if write else None)

    _run(run, project)


@app.command("init")
def _init(
    folder: Annotated[str, typer.Argument(metavar="DIR")],
    empty: Annotated[
        bool, typer.Option("--empty", help="Without the example briefs and articles.")
    ] = False,
) -> None:
    """Make a project with example briefs and articles."""

    def run() -> int:
        from reebrief.cli import scaffold  # noqa: PLC0415  each command imports what it uses

        for path in scaffold.init(Path(folder), empty=empty):
            give(path.relative_to(Path(folder).resolve()).as_posix())
        say(f"now: cd {folder} && reebrief {'import FILE' if empty else 'render'}")
        return OK

    _run(run)


@app.command("new")
def _new(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    form: Annotated[
        str, typer.Option(metavar="FORM", help="memo, action-memo, brief, one-pager or graded.")
    ] = "memo",
    project: ProjectOption = None,
) -> None:
    """Write the definition of a new brief, ready to render and to edit."""

    def run() -> int:
        from reebrief.cli import scaffold  # noqa: PLC0415  each command imports what it uses

        opened = open_project(project)
        give(opened.name(scaffold.new(opened, name, form)))
        return OK

    _run(run, project)
