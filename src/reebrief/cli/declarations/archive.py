"""Declare what fills and searches the archive: articles, sources, feeds."""

from __future__ import annotations

from typing import Annotated

import typer

from reebrief.cli.article_rows import BEST
from reebrief.cli.declarations.shared import JsonOption, ProjectOption, run


def import_files(
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
    run("import_article.run_import", project, project, files, given, force=force, dry_run=dry_run)


def articles(
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
    run(
        "articles.run_list",
        project,
        project,
        asked,
        unused=unused,
        limit=(BEST if query else 0) if limit is None else limit,
        as_json=as_json,
    )


def article(
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    project: ProjectOption = None,
) -> None:
    """Show what an article holds: its facts, and the ids of its sections and tables."""
    run("articles.run_show", project, project, article_id)


def sources(
    context: typer.Context, as_json: JsonOption = False, project: ProjectOption = None
) -> None:
    """List the sources with what is established of them."""
    if context.invoked_subcommand is None:
        run("sources.run_list", project, project, as_json=as_json)


def source(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    kind: Annotated[str | None, typer.Option(help="What it is, for example state-media.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="A domain of its pages; may be repeated.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Add a source to the registry; without --kind, print the entry to be filled in."""
    run("sources.run_add", project, project, name, kind, alias or [], domain or [])


def source_lookup(
    name: Annotated[str, typer.Argument(metavar="NAME|DOMAIN")],
    project: ProjectOption = None,
) -> None:
    """Say who goes by a name or has a domain, by which entry, and what each fact rests on."""
    run("sources.run_lookup", project, project, name)


def source_import(
    file: Annotated[str, typer.Argument(metavar="FILE.csv")],
    title: Annotated[str, typer.Option(help="What the list is called, as briefs cite it.")],
    date: Annotated[str, typer.Option(help="The date of its state: 2024-02 or so.")],
    url: Annotated[str, typer.Option(help="The list's address.")] = "",
    project: ProjectOption = None,
) -> None:
    """Import a published list of media, such as the State Media Matrix."""
    run("sources.run_import", project, project, file, title, date, url)


FeedsOption = Annotated[
    list[str] | None, typer.Option("--feed", metavar="NAME", help="Of this feed; may be repeated.")
]
EntriesArgument = Annotated[list[str], typer.Argument(metavar="ID...")]


def inbox(
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
        run("inbox.run_inbox", project, project, feed or [], skipped=skipped, as_json=as_json)


def inbox_take(
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
    run("inbox.run_take", project, project, ids, page=page)


def inbox_skip(ids: EntriesArgument, project: ProjectOption = None) -> None:
    """Leave entries out until --skipped asks for them."""
    run("inbox.run_aside", project, project, ids, "skipped")


def inbox_drop(ids: EntriesArgument, project: ProjectOption = None) -> None:
    """Leave entries out for good; feeds.seen.yaml lists them."""
    run("inbox.run_aside", project, project, ids, "dropped")
