"""The table of readers: what each is given, how that is spoilt, and the command that reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conformance.generated import kept, mutations, pdf_objects, project
from conformance.generated.mutations import Mutation
from reebrief.cli import changes, check, import_article, inbox, pull, render, sign, sources
from reebrief.cli.options import GivenParameters, ProjectOptions, RenderOptions
from reebrief.verify.examine import examine

_BYTES, _TEXT = mutations.of_bytes, mutations.of_text
_YAML = mutations.any_of(mutations.of_yaml, mutations.of_text, mutations.of_bytes)
_JSON = mutations.any_of(mutations.of_json, mutations.of_bytes)
_ZIP = mutations.any_of(mutations.of_zip, mutations.of_bytes)
_PDF = mutations.any_of(pdf_objects.of_pdf, mutations.of_bytes)
_MARKUP = mutations.any_of(mutations.of_xml, mutations.of_text, mutations.of_bytes)
_PROSE = mutations.any_of(mutations.of_text, mutations.of_bytes)

Command = Callable[[bytes], int]
Files = Mapping[str, str | bytes]

_BRIEF, _ARTICLE = "briefs/b.yaml", "articles/furnace.md"
_SECTION = "templates/sections/items.md.j2"
_HOUSE_THEME = """\
format: 1
title: House
extends: ministry
fonts:
  odd: {word: Calibri, regular: font.ttf}
roles:
  caveat-text: {font: odd}
"""
_PICTURED = """\
---
title: A picture
published: 2025-11-20
origins: [Fjord Smelting]
---

A mill.

![Its kiln](picture.bin)
"""
_WHOLE = """\
format: 1
title: One
date: 2025-12-05
articles: [furnace]
items: {show: full}
"""


@dataclass(frozen=True)
class Reader:
    """What reads an input of one kind, of ``share`` of all trials in proportion to the others.

    ``samples`` names the sound ones; ``place`` is where the input is put in the project, ``beside``
    what else is put there; ``run`` is the command, given the input's bytes.
    """

    name: str
    share: int
    samples: str
    place: str
    spoil: Mutation
    run: Command
    beside: Files


def _check(_: bytes) -> int:
    return check.run_check(["b"], ProjectOptions())


def _check_all(_: bytes) -> int:
    return check.run_check([], ProjectOptions())


def _parameters(_: bytes) -> int:
    return check.run_check(["s"], ProjectOptions(given=GivenParameters(file="input.yaml")))


def _render(*formats: str) -> Command:
    return lambda _: render.run_render(RenderOptions(names=["b"], to=[*formats], workers=1))


def _verify(data: bytes) -> int:
    return examine(data).exit_code


def _beside(data: bytes) -> int:
    return examine(Path("b.docx").read_bytes(), data, ["root.pem"]).exit_code


def _trusted(_: bytes) -> int:
    return examine(Path("b-signed.pdf").read_bytes(), None, ["root.pem"]).exit_code


def _pull(*, write: bool) -> Command:
    given = {"base": None, "into": None}
    return lambda _: pull.run_pull(
        None, "input.docx", given, write=write, comments=True, as_json=False
    )


def _sign(file: str) -> Command:
    return lambda _: sign.run_sign(file, sign.SignOptions("key.p12"))


def _import(name: str) -> Command:
    return lambda _: import_article.run_import(None, [name], {}, force=False, dry_run=False)


def _import_facts(_: bytes) -> int:
    given = {"metadata": "input.yaml"}
    return import_article.run_import(None, ["x.txt"], given, force=False, dry_run=False)


def _inbox(_: bytes) -> int:
    return inbox.run_inbox(None, [])


def _list(_: bytes) -> int:
    return sources.run_import(None, "input.csv", "Media", "2025-02", "https://l.example/")


def _lookup(_: bytes) -> int:
    return sources.run_lookup(None, "mud times")


def _changes(_: bytes) -> int:
    return changes.run_changes("b-2025-12-05", "b", ProjectOptions(), as_json=False)


def table(samples: Mapping[str, Sequence[bytes]]) -> tuple[Reader, ...]:
    """Return the readers; ``samples`` has the files that lie beside an input."""
    feeds = {"feeds.yaml": "format: 1\nfeeds:\n  herald: {file: feed.xml, publisher: Herald}\n"}
    feed = {"feed.xml": samples["feed"][0]}
    word = {"b.docx": samples["word sent"][0]}
    key = {"key.p12": samples["key"][0]}
    root = {"root.pem": samples["certificate"][0]}
    signed = {"b-signed.pdf": samples["signed pdf"][0]}
    theme = {"reebrief.yaml": "format: 1\ntheme: house\n"}
    house = {**theme, "templates/themes/house.yaml": _HOUSE_THEME}
    reference = {"reebrief.yaml": "format: 1\nreference: house.docx\n"}
    pictured = {_ARTICLE: _PICTURED, _BRIEF: _WHOLE}
    selecting = {"briefs/s.yaml": project.SELECTING}
    asked = {"feeds.yaml": kept.FEEDS}
    made = {kept.OUTPUT: samples["output"][0]}
    raw = {"input.txt": kept.RAW}
    text = {"x.txt": "The mill makes 11,000 tons a year, its owner said.\n"}
    page = _render("md", "html")
    rows: tuple[tuple[str, int, str, str, Mutation, Command, Files], ...] = (
        ("definition", 130, "definition", _BRIEF, _YAML, _check, {}),
        ("definition, rendered", 20, "definition", _BRIEF, _YAML, page, {}),
        ("definition, printed", 6, "definition", _BRIEF, _YAML, _render("docx", "pdf"), {}),
        ("project", 10, "definition", "briefs/c.yaml", _YAML, _check_all, {}),
        ("values of parameters", 15, "parameters", "input.yaml", _YAML, _parameters, selecting),
        ("registry", 60, "registry", "articles/sources.yaml", _YAML, _check, {}),
        ("list of sources", 15, "list", "input.csv", _PROSE, _list, {}),
        ("list kept", 15, "list kept", "articles/lists/media.tsv", _PROSE, _lookup, {}),
        ("article", 90, "article", _ARTICLE, _PROSE, _check, {}),
        ("article, rendered", 10, "article", _ARTICLE, _PROSE, page, {}),
        ("settings", 40, "settings", "reebrief.yaml", _YAML, _check, {}),
        ("theme", 50, "theme", "templates/themes/house.yaml", _YAML, _check, theme),
        ("language", 20, "language", "templates/languages/en.yaml", _YAML, _check, {}),
        ("words of caveats", 20, "caveats", "templates/caveats.yaml", _YAML, _check, {}),
        ("word lists", 5, "claims", "templates/claims.yaml", _YAML, _check, {}),
        ("glossary", 20, "glossary", "templates/glossary.yaml", _YAML, _check, {}),
        ("section template", 10, "section", _SECTION, _PROSE, _check, {}),
        ("Word template", 60, "word template", "house.docx", _ZIP, _check, reference),
        ("font", 40, "font", "fonts/font.ttf", _BYTES, _check, house),
        ("picture", 30, "picture", "picture.bin", _BYTES, page, pictured),
        ("verify, Word", 100, "word sent", "input.docx", _ZIP, _verify, {}),
        ("verify, PDF", 80, "pdf sent", "input.pdf", _PDF, _verify, {}),
        ("verify, signed PDF", 4, "signed pdf", "input.pdf", _BYTES, _verify, {}),
        ("verify, signature", 4, "signature", "b.docx.p7s", _BYTES, _beside, {**word, **root}),
        ("verify, certificate", 2, "certificate", "root.pem", _BYTES, _trusted, signed),
        ("sign, key", 5, "key", "key.p12", _BYTES, _sign("b.docx"), word),
        ("sign, PDF", 5, "pdf sent", "input.pdf", _PDF, _sign("input.pdf"), key),
        ("sign, Word", 3, "word sent", "input.docx", _ZIP, _sign("input.docx"), key),
        ("pull", 50, "word sent", "input.docx", _ZIP, _pull(write=False), {}),
        ("pull, written", 10, "word sent", "input.docx", _ZIP, _pull(write=True), {}),
        ("import, page", 50, "page", "input.html", _MARKUP, _import("input.html"), {}),
        ("import, mail", 30, "mail", "input.eml", _PROSE, _import("input.eml"), {}),
        ("import, feed", 30, "feed", "input.xml", _MARKUP, _import("input.xml"), {}),
        ("import, rich text", 20, "rich text", "input.rtf", _BYTES, _import("input.rtf"), {}),
        ("import, export", 20, "export", "input.txt", _PROSE, _import("input.txt"), {}),
        ("import, pasted text", 30, "pasted text", "input.txt", _PROSE, _import("input.txt"), {}),
        ("import, references", 10, "references", "input.txt", _PROSE, _import("input.txt"), {}),
        ("import, Markdown", 20, "article", "input.md", _PROSE, _import("input.md"), {}),
        ("import, Word", 30, "word article", "input.docx", _ZIP, _import("input.docx"), {}),
        ("import, PDF", 20, "pdf article", "input.pdf", _PDF, _import("input.pdf"), {}),
        ("import, facts", 15, "import facts", "input.yaml", _YAML, _import_facts, text),
        ("feed", 30, "feed", "feed.xml", _MARKUP, _inbox, feeds),
        ("list of feeds", 20, "feeds", "feeds.yaml", _YAML, _inbox, feed),
        ("feeds seen", 10, "feeds seen", "feeds.seen.yaml", _YAML, _inbox, {**feeds, **feed}),
        ("edition", 20, "edition", "editions/b-2025-12-05.json", _JSON, _changes, {}),
        ("index", 20, "index", kept.INDEX, _BYTES, kept.index, selecting),
        ("build state", 15, "build state", "input", _JSON, kept.build_state, made),
        ("answer of a feed", 10, "feed answer", "input", _JSON, kept.feed_answer, asked),
        ("log of an import", 15, "import log", "input", _YAML, kept.import_log, raw),
        ("request of a browser", 15, "request", "input", _PROSE, kept.browser, {}),
    )
    return tuple(Reader(*row) for row in rows)
