"""Raw text becomes an article with a log, and no word of it is lost or becomes markup."""

from __future__ import annotations

import hashlib
import html
import io
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reebrief.corpus import articles, ingest
from reebrief.corpus.ingest import Imported, Importer, Metadata
from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.encoding import decode
from reebrief.corpus.ingest.cleaning.mojibake import repair
from reebrief.corpus.ingest.pipeline import STANDARD_INPUT, Assembled
from reebrief.corpus.ingest.pipeline import assemble as assemble_document
from reebrief.corpus.ingest.readers import read_documents
from reebrief.corpus.ingest.readers.sniff import MARKDOWN, kind_of
from reebrief.corpus.source import Alias
from reebrief.diagnostics import ReebriefError, Severity
from reebrief.document.characters import undisguised, visible
from reebrief.document.nodes import Column, LineBreak, List, Paragraph, Quote, Row, Table, Text
from reebrief.document.traverse import plain, walk
from reebrief.project import article_files, yaml
from reebrief.project.project import MARKER, Project

RAW = Path(__file__).parents[2] / "data" / "raw"
TEXT = b"Highlights\n- One\n\nA lead of the article.\n"
NAMES = tuple(
    Alias(name, name)
    for name in ("Salar Nacional", "El Diario del Salar", "Bergbau Heute", "Battery Metals Review")
)


def zipped(name: str) -> bytes:
    """Return a zip file that holds one file of this name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "text")
    return file.getvalue()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("project")
    (root / MARKER).write_text("format: 1\n")
    (root / article_files.FOLDER).mkdir()
    return Project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / MARKER).write_text("format: 1\n")
    (tmp_path / article_files.FOLDER).mkdir()
    entries = (f"  s{n}: {{name: {alias.text}, kind: other}}\n" for n, alias in enumerate(NAMES))
    registry = f"format: 1\nsources:\n{''.join(entries)}"
    (tmp_path / article_files.FOLDER / "sources.yaml").write_text(registry)
    return Project(tmp_path)


def assemble(raw: bytes, name: str, metadata: Metadata, aliases: tuple[Alias, ...]) -> Assembled:
    (document,) = read_documents(raw, name)
    return assemble_document(document, metadata, aliases)


def import_text(project: Project, raw: bytes = TEXT, **options: bool) -> Imported:
    metadata = Metadata(title="The plan", publisher="Battery Metals Review")
    (document,) = read_documents(raw, "plan.txt")
    return Importer(project).add(document, metadata, **options)


# --- whole texts -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lost-bytes", "kept-bytes"])
def test_a_damaged_text_becomes_a_clean_article(name: str) -> None:
    raw = (RAW / f"{name}.txt").read_bytes()
    metadata = Metadata(publisher="Battery Metals Review")
    made = assemble(raw, f"{name}.txt", metadata, NAMES)
    assert made.markdown == (RAW / f"{name}.md").read_text(encoding="utf-8")
    assert made == assemble(raw, f"{name}.txt", metadata, NAMES)


def test_the_log_names_the_raw_text_and_every_change(project: Project) -> None:
    raw = "A lead that isn\u0e42t short (opens in a new tab).\n© 2025 Us\n".encode()
    made = import_text(project, raw)
    log = (project.root / "articles/the-plan.import.yaml").read_text(encoding="utf-8")
    assert yaml.read(log, "log").data == {
        "format": "1",
        "raw": {"file": "plan.txt", "sha256": hashlib.sha256(raw).hexdigest()},
        "article": {
            "file": "the-plan.md",
            "sha256": hashlib.sha256(made.path.read_bytes()).hexdigest(),
        },
        "found": {
            "encoding": "UTF-8",
            "highlights": "0",
            "section_headings": [],
            "tables": [],
            "disclaimers": [],
            "origins": [],
        },
        "look_at": [
            {"line": "0", "what": "no date was given: 'published' is left out until you know it"},
            {
                "line": "0",
                "what": "no origin was given, and the text names none that the registry knows",
            },
            {"line": "2", "what": "evidence of the date: the copyright line names 2025"},
        ],
        "changes": [
            {
                "line": "1",
                "old": "isn\u0e42t",
                "new": "isn’t",
                "confidence": "high",
                "reason": "apostrophe",
            },
            {
                "line": "1",
                "old": "(opens in a new tab)",
                "new": "",
                "confidence": "high",
                "reason": "a link's note",
            },
            {
                "line": "2",
                "old": "© 2025 Us",
                "new": "",
                "confidence": "high",
                "reason": "the copyright line",
            },
        ],
        "given": {"title": "The plan", "publisher": "Battery Metals Review"},
    }


def test_the_same_is_printed(project: Project) -> None:
    raw = "A lead that isn\u0e42t short\nthe workers\u0e42 rights\n".encode()
    guess = "apostrophe after a plural, or a closing quote"
    assert import_text(project, raw).report == (
        "articles/the-plan.md: written, from plan.txt",
        "  found: encoding UTF-8, highlights 0, section headings 0, tables 0, disclaimers 0, "
        "origins 0",
        "  changed: 1 high, 1 low",
        "    line 1: 'isn\u0e42t' became 'isn’t' (high: apostrophe)",
        f"    line 2: 'workers\u0e42' became 'workers’' (low: {guess})",
        "  look at, by the lines of the raw text:",
        "    no date was given: 'published' is left out until you know it",
        "    no origin was given, and the text names none that the registry knows",
        f"    line 2: 'workers\u0e42' became 'workers’', a guess: {guess}",
    )


# --- what already stands ---------------------------------------------------------------------


def test_the_same_text_again_changes_nothing(project: Project) -> None:
    first = import_text(project)
    assert first.status == "written"
    before = first.path.stat().st_mtime_ns
    again = import_text(project)
    assert (again.status, again.path.stat().st_mtime_ns) == ("unchanged", before)


def test_other_metadata_write_the_article_again(project: Project) -> None:
    import_text(project)
    metadata = Metadata(id="the-plan", title="Another")
    again = ingest.import_article(project, TEXT, name="plan.txt", metadata=metadata)
    assert again.status == "written"
    assert "title: Another\n" in again.path.read_text(encoding="utf-8")


def again(project: Project, *, force: bool = False, **given: str) -> Imported:
    """Import the text to the article of ``import_text``, with other metadata."""
    metadata = Metadata.model_validate({"id": "the-plan", **given})
    (document,) = read_documents(TEXT, "plan.txt")
    return Importer(project).add(document, metadata, force=force)


def test_a_second_import_keeps_metadata_that_are_not_given_again(project: Project) -> None:
    path = import_text(project).path
    again(project, url="https://example.org/a", published="2025-11?", date_evidence="autumn")
    article = path.read_bytes()
    assert b"title: The plan\n" in article
    assert b"publisher: Battery Metals Review\n" in article
    assert again(project).status == "unchanged"
    assert again(project, force=True).status == "written"
    assert path.read_bytes() == article
    assert again(project, publisher="Another", published="2025-12").status == "written"
    front = path.read_text(encoding="utf-8")
    assert front.startswith(
        "---\ntitle: The plan\npublished: 2025-12\npublisher: Another\nurl: https://example.org/a\n"
    )


def test_another_text_takes_nothing_from_the_one_before(project: Project) -> None:
    import_text(project)
    metadata = Metadata(id="the-plan", title="New")
    raw = TEXT + b"More.\n"
    made = ingest.import_article(project, raw, name="b.txt", metadata=metadata, force=True)
    assert "publisher" not in made.markdown


def test_metadata_equal_to_those_found_are_logged_as_given(project: Project) -> None:
    first = again(project)
    title = yaml.read(first.markdown.split("---\n")[1], "front matter").data["title"]
    assert again(project, title=title).status == "written"
    assert again(project).log["given"] == {"id": "the-plan", "title": title}


def test_an_edited_article_is_not_touched_without_force(project: Project) -> None:
    path = import_text(project).path
    path.write_text(path.read_text(encoding="utf-8") + "\nEdited.\n", encoding="utf-8")
    edited = path.read_bytes()
    with pytest.raises(ReebriefError) as caught:
        import_text(project)
    assert str(caught.value).startswith("articles/the-plan.md: edited since its import\n  hint: type --force")  # fmt: skip  # noqa: E501  a message
    assert path.read_bytes() == edited
    assert import_text(project, force=True).status == "written"
    assert path.read_bytes() != edited


def test_an_article_that_no_import_wrote_is_not_touched(project: Project) -> None:
    import_text(project).path.with_suffix(".import.yaml").unlink()
    with pytest.raises(ReebriefError, match="an article of this id exists, and no import wrote it"):
        import_text(project)


def test_another_text_of_the_same_id_is_refused(project: Project) -> None:
    import_text(project)
    with pytest.raises(ReebriefError, match="this article was imported from another raw text"):
        import_text(project, TEXT + b"More.\n")
    assert import_text(project, TEXT + b"More.\n", force=True).status == "written"


def test_a_broken_log_is_an_error_with_its_place(project: Project) -> None:
    log = import_text(project).path.with_suffix(".import.yaml")
    log.write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(
        ReebriefError, match=r"articles/the-plan\.import\.yaml: no log of an import"
    ):
        import_text(project)
    assert import_text(project, force=True).status == "written"


def test_a_broken_key_of_the_log_is_an_error_with_its_place(project: Project) -> None:
    log = import_text(project).path.with_suffix(".import.yaml")
    broken = log.read_text(encoding="utf-8").replace("  publisher:", "  publishr:")
    log.write_text(broken, encoding="utf-8")
    with pytest.raises(ReebriefError, match="unknown key 'publishr'"):
        import_text(project)


def test_a_folder_in_the_articles_place_is_an_error(project: Project) -> None:
    (project.root / "articles/the-plan.md").mkdir(parents=True)
    with pytest.raises(ReebriefError, match=r"articles/the-plan\.md: cannot be read: is a dir"):
        import_text(project)


def test_a_dry_run_writes_nothing(project: Project) -> None:
    made = import_text(project, dry_run=True)
    assert made.status == "would write"
    assert made.report[0] == "articles/the-plan.md: would write, from plan.txt"
    assert not made.path.exists()
    import_text(project)
    assert import_text(project, dry_run=True).status == "unchanged"


# --- what is given ---------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", b"0 Comments\nLeave a Reply\n", b"\xef\xbb\xbf"])
def test_an_empty_text_is_an_error(project: Project, raw: bytes) -> None:
    with pytest.raises(ReebriefError) as caught:
        import_text(project, raw)
    assert str(caught.value) == (
        "plan.txt: no text to import\n  hint: check that the file holds the article"
    )


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (zipped("xl/workbook.xml"), "an Excel file"),
        (zipped("a.txt"), "a zip file"),
        (b"".join(hashlib.sha256(bytes([n])).digest() for n in range(16)), "a binary file"),
        ("an article in UTF-16".encode("utf-16-be"), "a binary file"),
    ],
)
def test_binary_input_is_an_error(project: Project, raw: bytes, kind: str) -> None:
    with pytest.raises(ReebriefError) as caught:
        import_text(project, raw)
    assert str(caught.value).startswith(f"plan.txt: this is {kind}, not text\n  hint: paste ")
    assert [path.name for path in (project.root / article_files.FOLDER).iterdir()] == [
        "sources.yaml"
    ]


@pytest.mark.parametrize(
    "raw", ["An article in UTF-16.".encode("utf-16"), b"A \x00 in a text of many words.", b"\x01 b"]
)
def test_a_stray_control_character_is_text(project: Project, raw: bytes) -> None:
    assert import_text(project, raw).status == "written"


@pytest.mark.parametrize(
    ("name", "metadata", "article_id"),
    [
        ("002_ab.c.txt", Metadata(), "002-ab-c"),
        ("a.txt", Metadata(title="São Paulo’s 2nd plan"), "são-paulo-s-2nd-plan"),
        ("a.txt", Metadata(title="A", id="b"), "b"),
        ("a.txt", Metadata(title="word " * 60), ("word-" * 12)[:-1]),
        ("a.txt", Metadata(title="w" * 90), "w" * 60),
        (STANDARD_INPUT, Metadata(title="A"), "a"),
    ],
)
def test_ids(name: str, metadata: Metadata, article_id: str) -> None:
    assert assemble(TEXT, name, metadata, ()).id == article_id


@pytest.mark.parametrize("name", [STANDARD_INPUT, "___.txt"])
def test_a_text_without_a_name_needs_an_id(name: str) -> None:
    with pytest.raises(ReebriefError, match="no id: neither a title nor the file's name gives one"):
        assemble(TEXT, name, Metadata(), ())


def test_metadata_are_the_front_matter_in_its_order() -> None:
    metadata = Metadata(
        title="A",
        published="2025-11?",
        date_evidence="autumn",
        publisher="Battery Metals Review",
        url="https://example.org/a",
        language="en",
        origins=("salar nacional", "Somebody"),
        topics=("lithium",),
        rights="theirs",
        notes="yes",
    )
    made = assemble(b"A lead.\n\nDisclaimer: Beware.\n", "a.txt", metadata, NAMES)
    assert made.markdown == (
        "---\ntitle: A\npublished: 2025-11?\ndate_evidence: autumn\n"
        "publisher: Battery Metals Review\nurl: https://example.org/a\nlanguage: en\n"
        "origins:\n  - Salar Nacional\n  - Somebody\ntopics:\n  - lithium\n"
        "disclaimer:\n  text: Beware.\n  verbatim: true\ntext: full\nrights: theirs\n"
        'notes: "yes"\n---\n\nA lead.\n'
    )
    (look,) = made.record.looks
    assert str(look) == "'Somebody' is not in the source registry: an unreviewed source"


def test_a_sidecar_gives_metadata_by_file_name(project: Project) -> None:
    path = project.root / "metadata.yaml"
    path.write_text('a.txt:\n  title: " A\\a "\n  origins: [B]\nb.txt: {published: 2025-11?}\n')
    assert ingest.read_sidecar(project, path) == {
        "a.txt": Metadata(title="A\u2407", origins=("B",)),
        "b.txt": Metadata(published="2025-11?"),
    }


def test_every_problem_of_a_sidecar_has_its_place(project: Project) -> None:
    path = project.root / "metadata.yaml"
    path.write_text(
        "a.txt:\n  titel: A\nb.txt:\n  published: soon\nc.txt: text\n"
        "d.txt:\n  url: example.org\n  id: A b\n  title: ' '\n"
    )
    with pytest.raises(ReebriefError) as caught:
        ingest.read_sidecar(project, path)
    assert [str(p).split("\n")[0] for p in caught.value.problems] == [
        "metadata.yaml:2:3: unknown key 'titel'",
        "metadata.yaml:4:14: published: 'soon' is no date",
        "metadata.yaml:5:8: keys and values are expected here",
        "metadata.yaml:7:8: url: this is no web address",
        "metadata.yaml:8:7: id: 'A b' is no id",
        "metadata.yaml:9:10: title: empty",
    ]


def test_a_sidecar_without_entries_is_an_error(project: Project) -> None:
    path = project.root / "metadata.yaml"
    path.write_text("# nothing\n")
    with pytest.raises(ReebriefError, match=r"metadata\.yaml:1:1: no metadata"):
        ingest.read_sidecar(project, path)


# --- the round trip --------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("Highlights", "Key Highlights:", "- item", "- owner:", "• x", "  - deep", "- - x"),
        *("1. One", "2. Two", "| a | b |", "|---|---|", "| d | e | f |", "a | b", "||", "|x"),
        *("Why It Matters", "Disclaimer", "Disclaimer: beware", "Table: caption {#id}", "Table: b"),
        *("Source: X. It should be verified.", "Table of Contents", "0 Comments", "© 2025 Us"),
        *("Jul 21, 2025", "A sentence.", "# Heading", "> quote", "```", "    code", "<b>bold</b>"),
        *("[a](http://x.y)", "**b** _c_", "---", "===", "\\", "{{ x }}", "[@id]", "&amp;", "", ""),
        *("- **b** [x](http://y.z)", "1. *one*", "2. *two*", "| *b* | [c](http://x.y) |"),
        *("a: b", "? x", "%a", "`t`", "###### x #", "x\\", "China\u0e42s \u0e42x\u0e42 \u0e42 y"),
    ]
)
LINES = st.one_of(
    PIECES,
    st.text(max_size=25),
    st.text(alphabet="ab A.:|-#*_[]()<>!&{}\\\"'`~=+129 \t\u0e42\u0e22", max_size=20),
)


SHAPES = {Column, LineBreak, List, Paragraph, Quote, Row, Table, Text}
"""What the structure of a text may be; the words of a link or of markup are text."""


def words(text: str) -> Counter[str]:
    # Articles are read with their letters composed, and Markdown's entities and tags as what they
    # stand for.
    text = html.unescape(re.sub(r"</?b>", " ", text))
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)))


@given(st.lists(LINES, min_size=1, max_size=12).map("\n".join))
@example(
    "*So* it is.\nWhy **It** Matters\n| **a** | b |\n|--|--|\n| *c* | d |\n- *e*\n1. *f*\n2. g"
)
@example("\x00\x85\u2028\n| a |\n|--|\n| b | c |")
@example("|\n|---|---|\nTable: caption {#id}")
@example("---\n| *b* | [c](http://x.y) |\n---\n| *b* | [c](http://x.y) |")
def test_no_word_is_lost_or_becomes_markup(shared: Project, text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    try:
        made = assemble(raw, "raw.txt", Metadata(), NAMES)
    except ReebriefError as fault:
        assert re.search("no text to import|not text|damaged|this is JSON", str(fault))  # noqa: PT017  most are
        return
    path = shared.root / article_files.FOLDER / "raw.md"
    path.write_bytes(made.markdown.encode())
    article = articles.read(Project(shared.root), path)
    assert {type(n) for n in walk(article.blocks)} <= SHAPES
    texts = [[block] for block in article.blocks] + [
        section.heading for section in article.sections
    ]
    kept = words(" ".join(map(plain, texts)))
    kept += words(article.about.disclaimer[0].text if article.about.disclaimer else "")
    kept += words("Highlights" if "## Highlights\n" in made.markdown else "")
    for block in walk(article.blocks):
        if isinstance(block, List) and block.ordered:
            kept += words(" ".join(str(block.start + n) for n in range(len(block.items))))
        if isinstance(block, Table) and block.caption:
            kept += words(f"Table {block.id}")  # "Table: caption {#id}" is how an article has it
    for change in made.record.changes:
        if change.new in {"", "Highlights"} or change.reason.startswith("a word broken"):
            kept += words(undisguised(visible(change.old)[0])[0])
    before, _ = repair(decode(raw, Record()))
    lines = (undisguised(visible(line.replace("\t", " "))[0])[0] for line in before)
    lost = words(" ".join(lines)) - kept
    if kind_of(raw, "raw.txt") == MARKDOWN:  # which counts the entries of a list itself
        lost = Counter({word: n for word, n in lost.items() if not word.isdigit()})
    assert not lost


@given(st.binary(max_size=80))
def test_any_bytes_become_an_article_or_an_error(shared: Project, raw: bytes) -> None:
    try:
        made = assemble(raw, "raw.txt", Metadata(), ())
    except ReebriefError as fault:
        assert re.search("no text to import|not text|damaged|this is JSON", str(fault))  # noqa: PT017  most are
        return
    path = shared.root / article_files.FOLDER / "bytes.md"
    path.write_bytes(made.markdown.encode())
    found = articles.read(Project(shared.root), path).findings
    assert all(one.severity is Severity.NOTE for one in found)  # of hidden characters


def test_an_article_that_stands_in_a_folder_by_year_is_written_there(project: Project) -> None:
    folder = project.root / "articles" / "2026"
    folder.mkdir()
    first = import_text(project)
    for name in ("the-plan.md", "the-plan.import.yaml"):
        (project.root / "articles" / name).rename(folder / name)
    again = import_text(project)
    assert (again.path, again.status) == (folder / "the-plan.md", "unchanged")
    assert first.path != again.path


def test_one_headline_of_two_outlets_is_two_articles(project: Project) -> None:
    page = (
        "<html><head><title>A mill opens in the north - {0}</title></head>"
        "<body><article><p>The mill was opened on Monday, {0} says.</p></article></body></html>"
    )
    ids = []
    for _ in range(2):
        for name in ("Kiln Watch", "Mill News"):
            (document,) = read_documents(page.format(name).encode(), "page.html")
            ids.append(Importer(project).add(document, Metadata()).id)
    assert ids == ["a-mill-opens-in-the-north", "a-mill-opens-in-the-north-mill-news"] * 2
