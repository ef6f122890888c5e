"""Read an article: a Markdown file with front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from reebrief.corpus.damage import damaged
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.narrower import Narrower, faults
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, error, known
from reebrief.document.characters import places, undisguised, visible
from reebrief.document.markdown import MarkdownSource, parse, rows_without_line
from reebrief.document.nodes import (
    Block,
    Blocks,
    Column,
    Heading,
    Inlines,
    List,
    Paragraph,
    Picture,
    Table,
)
from reebrief.document.traverse import characters, plain, walk
from reebrief.project import yaml
from reebrief.project.dates import Published, PublishedText, published
from reebrief.project.file_names import composed
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Flag, Model, SchemaHint, WebAddress, validate
from reebrief.project.yaml import YamlFile

ORIGINALS = "originals"
"""The folder beside it that keeps the bytes which articles were imported from."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class Disclaimer(Model):
    """What the publisher says against its own article."""

    text: Filled = Field(
        description='The words: verbatim, or as they continue "The publisher warns that …".',
    )
    verbatim: Flag = Field(
        default=False, description="true: the publisher's own words, set in quotes."
    )


def several(value: Any) -> Any:
    """Read one disclaimer as a list of one, and none as an empty list."""
    return [value] if isinstance(value, dict | str) else value or []


class FrontMatter(Model):
    """What is known of an article. Only the title is required; nothing is invented."""

    title: Filled = Field(description="The article's title.")
    short_title: Filled | None = Field(
        default=None,
        max_length=60,
        description="The title in fewer words, up to 60 characters; about 45 fill a line of a "
        "column. It heads the article's item, and stands wherever the brief names the article; the "
        "list of sources keeps the title.",
        examples=["Four updates of the Gansu plant"],
    )
    published: PublishedText | None = Field(
        default=None,
        description="The date of publication, to the day, the month or the year; ? at the end "
        "where it was inferred (EDTF, ISO 8601-2). Absent where unknown.",
        examples=["2025-11-05", "2025-11", "2025", "2025-11?"],
    )
    date_evidence: str | None = Field(default=None, description="What an inferred date rests on.")
    publisher: str | None = Field(default=None, description="Who published the article.")
    authors: tuple[Filled, ...] = Field(default=(), description="Who wrote the article.")
    url: WebAddress | None = Field(default=None, description="The article's address.")
    language: str = Field(default="en", description="The article's language (BCP 47).")
    origins: tuple[Filled, ...] = Field(
        default=(),
        description="Who the publisher had it from: names in the source registry. Without any, "
        "the article is an unreviewed source.",
    )
    own_work: Flag = Field(
        default=False,
        description="true: the publisher speaks for itself (a company's release, a think tank's "
        "paper, a government's notice) and is the origin.",
    )
    not_origins: tuple[Filled, ...] = Field(
        default=(),
        description="Sources of the registry to which the text leaves something, and which are "
        "nevertheless no origin of it; without this a finding names them and their caveats follow.",
    )
    topics: tuple[str, ...] = Field(default=(), description="Topics to select by.")
    disclaimer: Annotated[
        tuple[Disclaimer, ...],
        BeforeValidator(several),
        SchemaHint(also={"type": "null"}, single=True),
    ] = Field(
        default=(),
        description="What the publisher says against its own article; one, or a list of several, "
        "of which the strictest is printed first.",
    )
    translated_from: str | None = Field(
        default=None, min_length=2, description="The language it was translated from (BCP 47)."
    )
    original: Filled | None = Field(
        default=None,
        description="The file in originals/ that keeps the bytes of an imported article; or the "
        "original of a translation, where it is cited; without that, a caveat says so.",
    )
    translated_by: Literal["publisher", "desk", "machine"] | None = Field(
        default=None,
        description="Who translated it: publisher, desk (we did) or machine; without, a caveat "
        "says that it is not known.",
    )
    not_examined: tuple[Literal["scan", "excerpt"], ...] = Field(
        default=(),
        description="What of it could not be read: scan (a part is a picture of a page), excerpt "
        "(the text is not whole); a caveat says so.",
    )
    repaired: Filled | None = Field(
        default=None,
        description="What was restored by inference in a damaged text; a caveat says so.",
        examples=["quotation marks and dashes"],
    )
    narrower: tuple[Narrower, ...] = Field(
        default=(),
        description="Where a highlight says more than the text below it: a mark says so there.",
    )
    text: Literal["full", "digest"] = Field(
        default="full",
        description="full: the publisher's text; digest: retold in our own words.",
    )
    rights: str | None = Field(default=None, description="Who may use the text, and how.")
    notes: str | None = Field(default=None, description="Notes to analysts; never printed.")

    @property
    def cites_original(self) -> bool:
        """Say whether the original of a translation is cited: bytes that were kept are none."""
        return self.original is not None and not self.original.startswith(f"{ORIGINALS}/")

    @field_validator("short_title")
    @classmethod
    def _of_title(cls, short: str | None, info: ValidationInfo) -> str | None:
        title = info.data.get("title", "")
        if short and title and len(short) >= len(title):
            raise ValueError("it is not shorter than the title; delete it")
        if title and (new := {*_NUMBER.findall(short or "")} - {*_NUMBER.findall(title)}):
            raise ValueError(f"it says {min(new)}, the title does not; leave it out")
        return short

    @model_validator(mode="after")
    def _its_own(self) -> FrontMatter:
        if self.own_work and not self.publisher:
            raise ValueError("'own_work' without a publisher; add 'publisher: …'")
        if self.own_work and set(self.origins) - {self.publisher}:
            raise ValueError("own work has no other origin; delete 'origins' or 'own_work'")
        return self


@dataclass(frozen=True, slots=True)
class ArticleSection:
    """A section of an article: id, heading, its line, and its blocks without the heading."""

    id: str
    heading: Inlines
    line: int
    blocks: Blocks


@dataclass(frozen=True)  # without slots, to keep its lines
class Article:
    """An article as it stands in the corpus.

    ``highlights`` is the list under ``## Highlights``; ``lead`` is what follows it before the first
    section. ``tables`` holds every table by its id. ``findings`` did not keep it from being read.
    """

    id: str
    file: YamlFile
    about: FrontMatter
    published: Published | None
    highlights: List | None
    lead: Blocks
    sections: tuple[ArticleSection, ...]
    tables: dict[str, Table]
    findings: tuple[Problem, ...] = ()

    def place(self, *path: str | int) -> Place:
        """Return where a key of the front matter stands."""
        return self.file.place(path)

    @property
    def origins(self) -> tuple[str, ...]:
        """Who the publisher had it from, by name; the publisher itself of its own work."""
        own = (self.about.publisher,) if self.about.own_work and self.about.publisher else ()
        return own or self.about.origins

    @property
    def shown_title(self) -> str:
        """What the brief calls it: its short title where it has one, else its title."""
        return self.about.short_title or self.about.title

    @property
    def body(self) -> Blocks:
        """All blocks below the highlights in order, the headings of sections left out."""
        return (*self.lead, *(b for s in self.sections for b in s.blocks))

    @property
    def blocks(self) -> Blocks:
        """All blocks in order, the headings of sections left out."""
        return (*((self.highlights,) if self.highlights else ()), *self.body)

    @property
    def highlight_lines(self) -> list[str]:
        """The characters of each line of the highlights."""
        return [line for line, _ in lines_of((self.highlights,) if self.highlights else ())]

    @cached_property
    def lines(self) -> tuple[tuple[str, int], ...]:
        """Every line, the title first: its characters, and its line in the file."""
        return ((self.about.title, self.place("title").line), *lines_of(self.blocks))

    @cached_property
    def text(self) -> str:
        """The title and the body as plain text, a line for each heading, paragraph and cell."""
        lines = [self.about.title, *_plain_lines((self.highlights,) if self.highlights else ())]
        lines += _plain_lines(self.lead)
        for section in self.sections:
            lines += [plain(section.heading), *_plain_lines(section.blocks)]
        return "\n".join(lines)

    @cached_property
    def facts(self) -> ArticleFacts:
        """What selection and search ask of it."""
        about = self.about
        return ArticleFacts(
            id=self.id,
            file=self.file.name,
            title=about.title,
            published=self.published,
            publisher=about.publisher,
            url=about.url,
            language=about.language,
            origins=self.origins,
            topics=about.topics,
            own_work=about.own_work,
        )


def _plain_lines(blocks: Blocks) -> Iterator[str]:
    """Yield each line of blocks as plain text, the headers of a table's columns too."""
    for node in walk(blocks):
        match node:
            case Paragraph() | Heading():
                yield plain(node.inlines)
            case Picture() | Table() if node.caption:
                yield plain(node.caption)
            case Column():
                yield plain(node.header)
            case _:
                pass


def lines_of(blocks: Blocks) -> Iterator[tuple[str, int]]:
    """Yield each line of blocks: its characters, and its line in the file, 0 where unknown."""
    for node in walk(blocks):
        if isinstance(node, Paragraph | Heading | Picture | Table):
            said = node.caption if isinstance(node, Picture | Table) else node.inlines
            yield characters(said), node.provenance.line if node.provenance else 0


def _disguised(name: str, text: str, offsets: Sequence[int]) -> Problem:
    """Return a note that characters that nobody sees were left out, or look-alikes replaced."""
    ((line, column),) = places(text, offsets[:1])
    number = f"{len(offsets)} places" if len(offsets) > 1 else "one place"
    what = f"hidden characters, or letters that look like others, in {number} from here on"
    hint = "the text is read as it looks; type it anew to be rid of this note"
    return Problem(what, Place(name, line, column), hint, Severity.NOTE)


def read(project: Project, path: Path) -> Article:
    """Read an article's file.

    Raises ReebriefError with every problem of the front matter, or of the body where that is sound.
    """
    return parsed(project.name(path), project.read(path))


def parsed(name: str, text: str) -> Article:
    """Read the text of an article's file; its name is its id.

    Raises ReebriefError as ``read`` does.
    """
    text, unsafe = visible(text)
    front = _FRONT.match(text)
    if front is None:
        what = "the front matter does not end" if text.startswith("---") else "no front matter"
        hint = "put it between two lines that hold only ---"
        if text.lstrip().startswith("---\n"):
            hint = "delete what stands before the first ---"
        raise error(what, Place(name, 1, 1), hint)
    file = yaml.read(front[1], name, first_line=2)
    about = validate(FrontMatter, file)
    shown = [yaml.control_character(Place(name, *at)) for at in places(text, unsafe)]
    body, hidden = undisguised(composed(text[front.end() :]))
    title = undisguised(about.title)[0].strip() or about.title
    short = undisguised(about.short_title or "")[0].strip() or None
    about = about.model_copy(update={"title": title, "short_title": short})
    findings = [*file.notes, *shown]
    if hidden:
        findings.append(_disguised(name, text, [front.end() + offset for offset in hidden]))
    if found := damaged(text):
        ((row, column),) = places(text, [found[0]])
        what = f"'{found[1]}' was read in a wrong encoding"
        hint = "import its source again, which mends that, or type what was meant"
        findings.append(Problem(what, Place(name, row, column), hint, Severity.FINDING))
    article_id = composed(PurePosixPath(name).stem)
    line = text.count("\n", 0, front.end()) + 1
    source = MarkdownSource(body, name, line, article_id)
    findings += rows_without_line(source)
    blocks = parse(source)
    highlights, lead, sections = _parts(blocks)
    article = Article(
        id=article_id,
        file=file,
        about=about,
        published=published(about.published) if about.published else None,
        highlights=highlights,
        lead=lead,
        sections=sections,
        tables={n.id: n for n in walk(blocks) if isinstance(n, Table)},
        findings=tuple(findings),
    )
    lines, body_lines = article.highlight_lines, [line for line, _ in lines_of(article.body)]
    if wrong := [*faults(about.narrower, file, lines, body_lines)]:
        raise ReebriefError(wrong)
    return article


def _parts(blocks: Blocks) -> tuple[List | None, Blocks, tuple[ArticleSection, ...]]:
    """Divide a body at its headings of level 1 and 2."""
    highlights: List | None = None
    lead: list[Block] = []
    sections: list[ArticleSection] = []
    for heading, inside in _divided(blocks):
        if heading is None:
            lead.extend(inside)
        elif heading.id == "highlights" and highlights is None and not sections:
            match inside:
                case [List() as found, *rest]:
                    highlights = found
                    lead.extend(rest)
                case _:
                    lead.extend(inside)
        else:
            line = heading.provenance.line if heading.provenance else 0
            sections.append(ArticleSection(heading.id, heading.inlines, line, tuple(inside)))
    return highlights, tuple(lead), tuple(sections)


def _divided(blocks: Blocks) -> list[tuple[Heading | None, list[Block]]]:
    done: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            done.append((block, []))
        else:
            done[-1][1].append(block)
    return done


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles that were read, by id; ``ids`` are those of the whole corpus."""

    read: Mapping[str, Article]
    ids: tuple[str, ...]

    def __contains__(self, article_id: str) -> bool:
        return article_id in self.read

    def get(self, article_id: str, place: Place | None = None) -> Article:
        """Return an article. Raises ReebriefError at ``place`` where it was not read."""
        if article_id not in self.read:
            raise unknown(article_id, self.ids, place)
        return self.read[article_id]


def unknown(article_id: str, ids: Iterable[str], place: Place | None) -> ReebriefError:
    """Return the error for an id that no article has, with the nearest ones."""
    return error(f"no article '{article_id}'", place, known(article_id, ids, kind="articles"))
