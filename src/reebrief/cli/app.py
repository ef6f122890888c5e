"""The command line: parses, and hands over to the module of each command. The home of typer."""

from __future__ import annotations

from typing import Annotated

import typer

from reebrief import __version__
from reebrief.cli.article_rows import BEST
from reebrief.cli.errors import guarded
from reebrief.cli.loading import load
from reebrief.cli.options import GivenParameters, ProjectOptions, RenderOptions, formats
from reebrief.cli.output import give

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Policy briefs from news articles, in Word and PDF, with source caveats.",
)
articles_app = typer.Typer(rich_markup_mode=None, help="List the articles, or show one.")
sources_app = typer.Typer(
    rich_markup_mode=None, help="List the source registry, look up in it, or add to it."
)
inbox_app = typer.Typer(
    rich_markup_mode=None, help="Ask feeds what is new (opens connections); take, skip or drop it."
)
app.add_typer(inbox_app, name="inbox", invoke_without_command=True)
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


def _run(command: str, project: str | None, *given: object, **options: object) -> None:
    """Run a command, ``module.function`` of this package, which is imported only then.

    ``project`` names the folder whose files errors show.
    """
    module, _, name = command.rpartition(".")

    def run() -> int:
        (loaded,) = load(f"reebrief.cli.{module}")
        code: int = getattr(loaded, name)(*given, **options)
        return code

    code = guarded(run, project)
    if code:
        raise typer.Exit(code)


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
    workers: Annotated[
        int,
        typer.Option(
            min=1,
            metavar="N",
            help="Processes that work at once, by default one a core.",
            show_default=False,
        ),
    ] = RenderOptions().workers,
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
        dry=dry,
        quiet=quiet,
        verbose=verbose,
        as_json=as_json,
        workers=workers,
    )
    command = "preview.watch.run_again" if watch else "render.run_render"
    _run(command, project, options, GivenParameters(parameters, params))


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
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    _run(
        "preview.command.run_preview", project, name, opening, port=port, open_browser=open_browser
    )


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
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    _run("check.run_check", project, names or [], opening, strict=strict, as_json=as_json)


@app.command("sign")
def _sign(
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
    _run("sign.sign_file", None, file, trust=tuple(trust or ()), **given)


@app.command("verify")
def _verify(
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
    _run("verify.run_verify", project, files, folder=project, **given)


@app.command("changes")
def _changes(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Say what changed from one edition to another: items, figures, judgements, caveats.

    Each is the name of a brief, of a frozen edition (week-49-2026-01-09), or a Word or PDF file,
    whose manifest says what it shows.
    """
    opening = ProjectOptions(project)
    _run("changes.run_changes", project, old, new, opening, as_json=as_json)


@app.command("redline")
def _redline(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The Word file to write.")
    ],
    project: ProjectOption = None,
) -> None:
    """Write the newer edition as Word with tracked changes against the older one.

    Each is a Word file or the name of a brief as it stands. Accepting all changes gives the newer
    text, rejecting all the older one; headers and footers are the newer one's.
    """
    _run("redline.run_redline", project, old, new, output, ProjectOptions(project))


@app.command("issue")
def _issue(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    again: Annotated[
        bool, typer.Option("--again", help="Write over an edition that was issued before.")
    ] = False,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Freeze a brief as it was handed over: editions/NAME-DATE.json, to be committed.

    It holds the definition as resolved, hashes of what the brief was made of, and the manifests of
    its Word and PDF files. The definition's key 'issued' is set to today.
    """
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    _run("issue.run_issue", project, name, opening, again=again)


@app.command("pull")
def _pull(
    file: Annotated[str, typer.Argument(metavar="FILE.docx")],
    write: Annotated[
        bool, typer.Option("--apply", help="Change the definition; else only show how.")
    ] = False,
    comments: Annotated[
        bool, typer.Option("--comments", help="Keep Word's comments as comments of the YAML.")
    ] = False,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="The file as it was sent out, if this one lost its keys."
        ),
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="NAME", help="The brief, if not the one it is of.")
    ] = None,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Lead what colleagues changed in a Word file back into the brief's definition.

    Changes of the author's words become changes of the YAML; those of articles' words, caveats and
    computed text are listed and refused. Exit code 0: all changes have a place, or there is none.
    3: some were refused or have no place. 1: a conflict with the definition, or the file cannot be
    read.
    """
    given = {"base": base, "into": into}
    options = {"comments": comments, "as_json": as_json}
    _run("pull.run_pull", project, project, file, given, write=write, **options)


@app.command("explain")
def _explain(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Say of each article why a brief shows it or not."""
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    _run("explain.run_explain", project, name, opening)


@app.command("evidence")
def _evidence(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    to: Annotated[str, typer.Option(metavar="FORMAT", help="csv, md or xlsx.")] = "md",
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="The file, instead of the terminal.")
    ] = None,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Set each sentence of a brief's author beside the passage that bears it out, or does not."""
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    _run("evidence.run_evidence", project, name, opening, to=to, output=output)


@app.command("import")
def _import(
    files: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER...|-")],
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    date: Annotated[str | None, typer.Option(help="When it was published: 2025-11 or so.")] = None,
    url: Annotated[str | None, typer.Option(help="The article's address.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    origin: Annotated[
        list[str] | None, typer.Option(help="Who the publisher had it from; may be repeated.")
    ] = None,
    article_id: Annotated[str | None, typer.Option("--id", help="The article's id.")] = None,
    language: Annotated[str | None, typer.Option(help="The article's language: en, zh.")] = None,
    metadata: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A YAML file: by file name, keys of front matter."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an edited article.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    project: ProjectOption = None,
) -> None:
    """Turn what arrives into articles: texts, pages, feeds, mails, with a log of every change."""
    given = {
        "title": title,
        "published": date,
        "url": url,
        "publisher": publisher,
        "origins": origin,
        "id": article_id,
        "language": language,
    }
    given = {key: value for key, value in given.items() if value}
    if metadata and given:
        raise typer.BadParameter("--metadata and single keys at once; give one of the two")
    if metadata:
        given["metadata"] = metadata
    _run("import_article.run_import", project, project, files, given, force=force, dry_run=dry_run)


@articles_app.callback()
def _articles(
    context: typer.Context,
    topic: Annotated[list[str] | None, typer.Option(help="Any of these topics.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="The first day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day.")] = None,
    origin: Annotated[list[str] | None, typer.Option(help="Any of these origins.")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Any of these publishers.")] = None,
    query: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Words of the text; the best come first.")
    ] = None,
    unused: Annotated[bool, typer.Option("--unused", help="Those that no brief shows.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=0, help="The most to show, 20 of a query; 0 shows all.")
    ] = None,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """List the articles that fit every option given."""
    if context.invoked_subcommand is not None:
        return
    asked = {
        "topics": tuple(topic or ()),
        "since": since,
        "until": until,
        "origins": tuple(origin or ()),
        "publishers": tuple(publisher or ()),
        "words": query or "",
    }
    _run(
        "articles.run_list",
        project,
        project,
        asked,
        unused=unused,
        limit=(BEST if query else 0) if limit is None else limit,
        as_json=as_json,
    )


@articles_app.command("show")
def _article(
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    project: ProjectOption = None,
) -> None:
    """Show what an article holds: its facts, and the ids of its sections and tables."""
    _run("articles.run_show", project, project, article_id)


@sources_app.callback()
def _sources(
    context: typer.Context, as_json: JsonOption = False, project: ProjectOption = None
) -> None:
    """List the sources with what is established of them."""
    if context.invoked_subcommand is None:
        _run("sources.run_list", project, project, as_json=as_json)


@sources_app.command("add")
def _source(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    kind: Annotated[str | None, typer.Option(help="What it is, for example state-media.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="A domain of its pages; may be repeated.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Add a source to the registry; without --kind, print the entry to be filled in."""
    _run("sources.run_add", project, project, name, kind, alias or [], domain or [])


@sources_app.command("lookup")
def _source_lookup(
    name: Annotated[str, typer.Argument(metavar="NAME|DOMAIN")],
    project: ProjectOption = None,
) -> None:
    """Say who goes by a name or has a domain, by which entry, and what each fact rests on."""
    _run("sources.run_lookup", project, project, name)


@sources_app.command("import")
def _source_import(
    file: Annotated[str, typer.Argument(metavar="FILE.csv")],
    title: Annotated[str, typer.Option(help="What the list is called, as briefs cite it.")],
    date: Annotated[str, typer.Option(help="The date of its state: 2024-02 or so.")],
    url: Annotated[str, typer.Option(help="The list's address.")] = "",
    project: ProjectOption = None,
) -> None:
    """Import a published list of media, such as the State Media Matrix."""
    _run("sources.run_import", project, project, file, title, date, url)


FeedsOption = Annotated[
    list[str] | None, typer.Option("--feed", metavar="NAME", help="Of this feed; may be repeated.")
]
EntriesArgument = Annotated[list[str], typer.Argument(metavar="ID...")]


@inbox_app.callback()
def _inbox(
    context: typer.Context,
    feed: FeedsOption = None,
    skipped: Annotated[bool, typer.Option("--skipped", help="List what was skipped, too.")] = False,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Ask the feeds of feeds.yaml and list what is new.

    Connections are opened only with the addresses that it lists, and where these redirect.
    """
    if context.invoked_subcommand is None:
        _run("inbox.run_inbox", project, project, feed or [], skipped=skipped, as_json=as_json)


@inbox_app.command("take")
def _inbox_take(
    ids: EntriesArgument,
    page: Annotated[
        bool,
        typer.Option("--page", help="Fetch the page it leads to instead; opens a connection."),
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Import entries that feeds sent last, each with its original.

    Connections are opened only with --page.
    """
    _run("inbox.run_take", project, project, ids, page=page)


@inbox_app.command("skip")
def _inbox_skip(ids: EntriesArgument, project: ProjectOption = None) -> None:
    """Leave entries out until --skipped asks for them."""
    _run("inbox.run_aside", project, project, ids, "skipped")


@inbox_app.command("drop")
def _inbox_drop(ids: EntriesArgument, project: ProjectOption = None) -> None:
    """Leave entries out for good; feeds.seen.yaml lists them."""
    _run("inbox.run_aside", project, project, ids, "dropped")


@app.command("matrix")
def _matrix(
    name: Annotated[str, typer.Argument(metavar="ARTICLE[#TABLE]|BRIEF")],
    to: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="csv or md (printed), or xlsx.")
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="The file to write, instead of printing.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Show a table's rows, columns and cells with their ids and hashes, or export it.

    Of a brief: the citations of its actions, or its matrix as its author edited it.
    """
    _run("matrix.run_matrix", project, project, name, to=to, output=output)


@app.command("schema")
def _schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]",
            help="brief, article, sources, feeds, theme, settings, glossary, caveats, claims, "
            "support, language.",
        ),
    ] = "brief",
    write: Annotated[
        bool, typer.Option("--write", help="Write all of them to the project's folder schema/.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Print the JSON Schema of a kind of file, by which editors complete and check it."""
    _run("schema.write.run_schema", project, kind, project, write_all_kinds=write)


@app.command("templates")
def _templates(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Copy it into the project's templates/, to edit.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """List the templates that ship (words, themes, sections), or print one of them."""
    _run("templates.run_templates", project, name, project, write=write)


@app.command("init")
def _init(
    folder: Annotated[str, typer.Argument(metavar="DIR")],
    empty: Annotated[
        bool, typer.Option("--empty", help="Without the example briefs and articles.")
    ] = False,
) -> None:
    """Make a project with example briefs and articles."""
    _run("scaffold.run_init", None, folder, empty=empty)


@app.command("new")
def _new(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    form: Annotated[
        str, typer.Option(metavar="FORM", help="memo, action-memo, brief, one-pager or graded.")
    ] = "memo",
    previous: Annotated[
        str | None,
        typer.Option("--from", metavar="BRIEF", help="The edition before, which it follows."),
    ] = None,
    date: DateOption = None,
    project: ProjectOption = None,
) -> None:
    """Write the definition of a new brief, ready to render and to edit.

    With --from it is the next edition of another brief: its number, days and period move on, its
    articles are selected anew, or listed as far as they are new, and 'previous' is set.
    """
    if previous is None and date:
        raise typer.BadParameter("--date goes with --from: a new brief is of today")
    if previous is None:
        _run("scaffold.run_new", project, name, form, project)
    else:
        _run("scaffold.run_next", project, name, previous, ProjectOptions(project, date))
