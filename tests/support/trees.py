"""Trees that every writer's tests share: a realistic brief, a hostile one, small random ones."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from hypothesis import strategies as st

from reebrief.document.annotated import AnnotatedBrief, RunningLabel, named_articles
from reebrief.document.nodes import (
    Bar,
    Block,
    Blocks,
    Brief,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Chart,
    ChartKind,
    Cite,
    Column,
    Comment,
    Contents,
    Emphasis,
    Excerpt,
    Field,
    Fields,
    Heading,
    Image,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    LineBreak,
    Link,
    List,
    Meta,
    Node,
    Paragraph,
    Picture,
    Quote,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Value,
)
from reebrief.document.traverse import walk
from reebrief.project.project import Project
from reebrief.templates import language, themes

ROOT = Path(__file__).resolve().parents[2]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


OLD_PROJECT = Path(__file__).resolve().parents[1] / "data" / "old-project"


def theme(name: str = "house") -> themes.Theme:
    """Load a theme that the project ships; by default one of a single column and plain roles."""
    return themes.load(Project(OLD_PROJECT if name == "house" else ROOT), name)


@lru_cache
def words(code: str = "en") -> language.Language:
    """Load the words of a language that the project ships."""
    return language.load(Project(ROOT), code)


def text(*parts: str | Inline) -> Inlines:
    """Return inlines, where plain strings stand for Text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def image(width: int = 60, height: int = 40, *, grey: bool = False) -> Image:
    """Return a picture of stripes as a PNG of 8 bits."""
    pixel = 1 if grey else 3
    rows = [bytes([40 * (y % 6)]) * (width * pixel) for y in range(height)]
    shades = hashlib.sha256(b"".join(rows)).hexdigest()
    head = struct.pack(">IIBBBBB", width, height, 8, 0 if grey else 2, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"IDAT", zlib.compress(b"".join(bytes(1) + row for row in rows))),
        (b"IEND", b""),
    )
    data = b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks
    )
    name = f"pictures/stripes-{width}-{height}.png"
    return Image(name, "png", b"\x89PNG\r\n\x1a\n" + data, width, height, grey, shades)


def picture(*caption: str | Inline, alt: str = "Stripes", **size: int) -> Picture:
    """Return a picture of stripes with a caption."""
    shown = image(**size)
    return Picture(shown.name, alt, text(*caption), shown)


def paragraph(*parts: str | Inline) -> Paragraph:
    """Return a body paragraph."""
    return Paragraph(text(*parts))


def meta(**changes: str) -> Meta:
    """Return the sample's meta data with changes."""
    known = {
        "title": "Rare earths: what Baotou and Gansu reported in November",
        "language": "en",
        "date": "2025-11-21",
        "page": "A4",
        "author": "Jana Dvořáková",
        "subject": "Chinese separation and metals capacity",
        "number": "2025-47",
        "marking": "TLP:AMBER",
        "running": "Rare earths weekly · No 2025-47",
    }
    return Meta(**(known | changes), keywords=("rare earths", "magnets", "export controls"))  # type: ignore[arg-type]  # the page's name is one of two


def annotated(brief: Brief, notes: Sequence[CaveatNote]) -> AnnotatedBrief:
    """Return a brief as its caveats leave it: every part that stands in it is expected."""
    parts = [
        node.part
        for node in walk([*brief.sections, *notes])
        if isinstance(node, CaveatLabel | CaveatText | CaveatNote)
    ]
    assert len(parts) == len(set(parts))
    shown = dict.fromkeys(named_articles(brief.sections))
    running = {
        article: RunningLabel(n, ("State media", f"Label of {article}"))
        for n, article in enumerate(shown, 1)
    }
    return AnnotatedBrief(brief, tuple(notes), frozenset(parts), running)


def of_blocks(*blocks: Block, notes: Sequence[CaveatNote] = (), **changes: str) -> AnnotatedBrief:
    """Return a brief of one section."""
    return annotated(Brief(meta(**changes), (Section("text", blocks),)), notes)


def sample() -> AnnotatedBrief:
    """Return a realistic memo that uses every kind of node."""
    sections = (
        Section("header", _header()),
        Section("contents", (Heading(1, text("Contents"), "contents"), Contents())),
        Section("bottom-line", _bottom_line()),
        Section("source-statement", _source_statement()),
        Section("items", _items()),
        Section("chart", _chart()),
        Section("matrix", _matrix()),
        Section("watch-list", _watch_list()),
        Section("sources", _sources()),
    )
    return annotated(Brief(meta(), sections), _notes())


def _header() -> Blocks:
    title = "Rare earths: what Baotou and Gansu reported in November"
    return (
        replace(picture(alt="Critical Raw Materials Unit", width=120), height=30.0),
        Paragraph(text("Draft – not for distribution"), "status"),
        Paragraph(text(title), "title", "title"),
        Paragraph(text("Weekly memo on separation, metals and magnets"), "subtitle"),
        Fields(
            (
                Field("To", text("Deputy Minister for Industry, Ms Řezníčková")),
                Field("From", text("Critical Raw Materials Unit (J. Dvořáková, Ž. Ωmega)")),
                Field("Date", text("21 November 2025")),
                Field("Information cut-off", text("20 November 2025, 18:00 CET")),
                Field(
                    "Subject",
                    text(
                        "Two state-owned producers claim higher yields; ",
                        Strong(text("neither claim is confirmed by a second origin")),
                        ", and one outlet belongs to the company that it reports on",
                    ),
                ),
            )
        ),
        Paragraph(text("As of 21 November 2025 · scale of likelihood: ICD 203"), "meta"),
    )


def _bottom_line() -> Blocks:
    return (
        Heading(1, text("Bottom line"), "bottom-line"),
        paragraph(
            "China’s northern producers are turning announcements into ",
            Emphasis(text("process gains")),
            ". It is likely (55–80 %) that cheaper concentrate reaches magnet makers in 2026. See ",
            Link("#gansu", text("the report from Gansu")),
            " and ",
            Link("#actions", text("the table of actions")),
            ".",
        ),
    )


def _source_statement() -> Blocks:
    return (
        Heading(1, text("About the sources"), "about-the-sources"),
        CaveatText(
            "statement",
            text(
                "Both items go back to state-owned enterprises; one was first published by state "
                "media. One origin each: nothing here is corroborated.",
                CaveatMark(1),
            ),
        ),
    )


def _items() -> Blocks:
    return (
        Heading(1, text("What was reported"), "what-was-reported"),
        Item("gansu", _gansu()),
        Item("baotou", _baotou()),
    )


def _gansu() -> Blocks:
    address = "https://example.org/gansu?page=2&lang=cs#top"
    return (
        Heading(
            2,
            (InlineExcerpt("gansu", text("Gansu lifts the use of iron powder to 80 %")),),
            "gansu",
        ),
        CaveatLabels(
            (
                CaveatLabel("gansu/soe/label", "State-owned enterprise"),
                CaveatLabel("gansu/party/label", "Interested party"),
                CaveatLabel("gansu/single/label", "Single origin"),
            )
        ),
        Excerpt(
            "gansu",
            (
                paragraph(
                    "The company ",
                    Link(address, text("released four updates")),
                    " that, “taken together”, show how it tightens its grip: R&D, training and ",
                    Strong(text("disciplined ", Emphasis(text("factory-floor")), " execution")),
                    ".",
                ),
                Heading(3, text("Claims that can be counted"), "gansu-claims"),
                List(
                    (
                        (
                            paragraph("Workshop 204 reports three gains:"),
                            List(
                                (
                                    (paragraph("use of iron powder from 50 % to 80 %"),),
                                    (
                                        paragraph(
                                            "30 % off ", Emphasis(text("iron-related")), " cost"
                                        ),
                                    ),
                                    (paragraph("nearly 7 % less residue"),),
                                )
                            ),
                        ),
                        (paragraph("A line of 12,000 t a year for high-purity metals"),),
                        (
                            paragraph("Forty-six patents, in this order of importance:"),
                            List(
                                (
                                    (paragraph("inventions (23)"),),
                                    (
                                        paragraph("utility models, of which"),
                                        paragraph("two lapse in 2026 unless they are renewed."),
                                    ),
                                ),
                                ordered=True,
                                start=4,
                            ),
                        ),
                    )
                ),
                Quote(
                    (
                        paragraph(
                            "“A <b>bold</b> step for {{ country }}”, says the company’s paper."
                        ),
                        paragraph("It names no ", Emphasis(text("other")), LineBreak(), "witness."),
                    )
                ),
            ),
            part="highlights",
        ),
        CaveatText(
            "gansu/soe/text",
            text(
                "Caveat: Gansu Rare Earth is controlled by the state (SASAC); it speaks of itself.",
                CaveatMark(1),
                CaveatMark(2),
            ),
        ),
        Comment(
            (
                paragraph("The 30 % concern iron only, not all costs; the headline claims more."),
                paragraph(
                    "We have asked the embassy for figures of plant 3 (Жигулёвск) and will "
                    "report by December; the scale “half a year behind” rests on ",
                    Strong(text("our own")),
                    " estimate.",
                ),
            )
        ),
        picture("Stripes, drawn by ourselves ", Cite("gansu", text("[1]")), width=500, height=200),
    )


def _baotou() -> Blocks:
    return (
        Heading(
            2, (InlineExcerpt("baotou", text("Northern Rare Earth plans phase three")),), "baotou"
        ),
        CaveatLabels(
            (
                CaveatLabel("baotou/media/label", "State media"),
                CaveatLabel("baotou/forward/label", "Forward-looking"),
            )
        ),
        Excerpt(
            "baotou",
            (
                paragraph(
                    "Baogang Daily writes that a third phase “could begin” in 2026 ",
                    CaveatLabel("baotou/hedge/inline", "reportedly"),
                    "; the ministry’s letter ",
                    Cite("mofcom", text("[3, ", CaveatLabel("mofcom/cite", "state-owned"), "]")),
                    " does not mention it.",
                    CaveatMark(3),
                ),
            ),
        ),
        CaveatText(
            "baotou/media/text",
            text(
                "Caveat: the outlet belongs to the company’s parent, Baogang Group.", CaveatMark(2)
            ),
        ),
    )


def _chart() -> Blocks:
    rows = (
        ("Iron powder that is used", ("50 %", "80 %")),
        ("Cost of iron", ("100 %", "70 %")),
        ("Wear of tools", ("40 %", "30 %")),
        ("Time lost", ("20 %", "10 %")),
    )
    label = CaveatLabel("chart/unit", "unit not clear")

    def cell(row: int, words: str) -> Blocks:
        doubt: tuple[str | Inline, ...] = (" [", label, "]") if row == 1 else ()
        return (paragraph(InlineExcerpt("gansu", text(words)), *doubt),)

    table = Table(
        "chart_data",
        text("Figures of the company"),
        (Column("row", text("Item")), Column("a", text("Before")), Column("b", text("After"))),
        tuple(
            Row(f"row-{n}", ((paragraph(name),), (paragraph(before),), cell(n, after)))
            for n, (name, (before, after)) in enumerate(rows)
        ),
    )
    values = tuple(tuple(Value(float(one.split()[0]), one) for one in pair) for _, pair in rows)
    return (
        Heading(1, text("In figures"), "in-figures"),
        Chart(
            "chart",
            "before-after",
            "Two pairs of bars; the table gives their values.",
            "%",
            tuple(name for name, _ in rows),
            ("Before", "After"),
            values,
            text("Workshop 204 before and after its ", Emphasis(text("change"))),
            (table,),
        ),
        _bars(),
    )


def _bars() -> Chart:
    """Return a chart of few values, which stand in the cells of its table with their bars."""
    shares = {"Baotou": 0.5, "Gansu": 1.0}
    table = Table(
        "bars_data",
        text("Shares of the year"),
        (Column("row", text("Place")), Column("a", text("Share"))),
        tuple(
            Row(
                f"bar-{n}",
                (
                    (paragraph(name),),
                    (paragraph(f"{100 * share:.0f} %"), Bar(share, outlined=not n)),
                ),
            )
            for n, (name, share) in enumerate(shares.items())
        ),
    )
    return Chart(
        "bars",
        "bar",
        "Two bars; the table gives their values.",
        "%",
        tuple(shares),
        ("Share",),
        tuple((Value(100 * share, f"{100 * share:.0f} %"),) for share in shares.values()),
        text("Shares of two places"),
        (table,),
    )


def _matrix() -> Blocks:
    def bullets(*lines: str) -> Block:
        return List(tuple((paragraph(line),) for line in lines))

    rows = (
        (
            "Process yield",
            "Unit cost falls by a tenth at most; margins of new separators in Europe shrink first",
            bullets(
                "Fund pilot lines that aim at yield",
                "Publish reference costs once a year",
                "Ask the Joint Research Centre for a second opinion on the iron-powder figure",
            ),
        ),
        (
            "Skills",
            "Competitions and incentives give a lead that cannot be bought within a budget year",
            bullets("Endow two chairs of hydrometallurgy", "Recognise operators’ certificates"),
        ),
        (
            "Patents",
            "46 patents, 23 of them inventions; licensing terms are unknown and may well be "
            "refused to makers outside China, as in the case of sintered magnets before 2014",
            bullets("Commission a freedom-to-operate study (Ω-phase powders)"),
        ),
        (
            "Export controls",
            "Licences take 45 working days; none was refused so far",
            paragraph("No publisher names an actor; ", Emphasis(text("no action is advised")), "."),
        ),
    )
    table = Table(
        "actions",
        text("Actions that the publisher recommends, not we", CaveatMark(2)),
        (
            Column("factor", text("Factor")),
            Column("implication", text("Implication")),
            Column("actions", text("Western actions")),
        ),
        tuple(
            Row(f"row-{n}", ((paragraph(name),), (paragraph(what),), (actions,)))
            for n, (name, what, actions) in enumerate(rows, 1)
        ),
        labels=CaveatLabels((CaveatLabel("matrix/opinion/label", "Publisher’s opinion"),)),
    )
    return (
        Heading(1, text("Recommended actions"), "recommended-actions"),
        Excerpt("gansu", (table,), part="actions"),
    )


def _watch_list() -> Blocks:
    return (
        Heading(1, text("What to watch"), "what-to-watch"),
        List(
            (
                (paragraph("Quotas of the first half-year (due in February)"),),
                (paragraph("The price of Pr–Nd oxide above 600 yuan a kilogram"),),
            ),
            ordered=True,
        ),
    )


def _sources() -> Blocks:
    def source(name: str, *parts: str | Inline) -> Blocks:
        return (Paragraph(text(*parts), id=f"source-{name}"),)

    return (
        Heading(1, text("Sources"), "sources"),
        List(
            (
                source("gansu", "Gansu Rare Earth, four notices, November 2025."),
                source(
                    "baotou",
                    Emphasis(text("Baogang Daily")),
                    ", 12 November 2025, ",
                    Link("https://example.org/baogang", text("example.org/baogang")),
                    ".",
                ),
                source(
                    "mofcom",
                    "Ministry of Commerce, letter, ",
                    Link("mailto:press@example.org", text("press@example.org")),
                    ".",
                ),
            ),
            ordered=True,
        ),
        paragraph("Back to ", Link("#title", text("the title")), "."),
    )


def _notes() -> tuple[CaveatNote, ...]:
    return (
        CaveatNote(
            1,
            "note/soe",
            text(
                "Gansu Rare Earth New Materials is owned through Northern Rare Earth by the "
                "Baogang Group, which Inner Mongolia’s government controls (",
                Link("https://example.org/register", text("register")),
                ").",
            ),
        ),
        CaveatNote(2, "note/party", text("A company that speaks of itself has an interest in it.")),
        CaveatNote(
            3,
            "note/hedge",
            text(
                "“Could begin” is the publisher’s wording; ",
                Emphasis(text("a plan")),
                ", no event.",
            ),
        ),
    )


def hostile() -> AnnotatedBrief:
    """Return a brief whose text tries to be markup, a field, a control character, or too wide.

    Two of its characters, U+2407 and U+1F30D, are in no font of the shipped theme.
    """
    nasty = (
        "č ř é Ω Ж \u2407 🌍 & <b>not bold</b> ]]> <!-- --> {{ name }} {% x %} &amp; \\ \u00ad PAGE"
    )
    long = "pneumono" * 1250
    notes = (CaveatNote(1, "note/<&>", text(nasty, " </w:t>")),)
    return of_blocks(
        Paragraph(text(nasty), "title"),
        Heading(1, text("“", nasty, "”"), "nasty"),
        CaveatLabels((CaveatLabel("label/\"'", nasty),)),
        paragraph("before ", long, " after"),
        paragraph("  two  spaces, a\ttab, a\nline\rand controls \x00\x07\x1b\x7f\x85\ud800\ufffe"),
        paragraph(
            Link("javascript:alert(1)", text("no address")),
            Link("https://example.org/a b\"<>'ž?q={x}", text("an odd address")),
            Link("http://[broken", text("a broken address")),
            Link("#nowhere", text("no such place")),
        ),
        CaveatText("text/&", text(nasty, CaveatMark(1))),
        Table(
            "wide",
            text(nasty),
            (Column("a", text(nasty)), Column("b", ()), Column("c", text("c"))),
            (Row("r", ((paragraph(long),), (), (paragraph(nasty),))),),
        ),
        notes=notes,
        title=nasty,
        author="A & B <c@d>" + "x" * 300,
        subject=nasty * 9,
        running=nasty,
        marking="TLP:AMBER+STRICT <&>",
    )


SAFE = LETTERS + "ABCXYZ 0123456789.,;:()&<>{}%'\"/\\“”‘’–—…·čřéßΩЖ€"
"""The letters of random text; the shipped theme's fonts have them all."""


@dataclass
class _State:
    """What was drawn so far: numbers of parts, ids and notes go up in reading order."""

    draw: Callable[..., int]
    letters: st.SearchStrategy[str]
    pictured: bool = True
    parts: int = 0
    ids: list[str] = field(default_factory=list)
    notes: int = 0

    def upto(self, last: int) -> int:
        return self.draw(st.integers(0, last))

    def words(self) -> str:
        return str(self.draw(self.letters))  # type: ignore[arg-type]  # draw takes any strategy

    def part(self) -> str:
        self.parts += 1
        return f"part-{self.parts}"

    def id(self) -> str:
        self.ids.append(f"id-{len(self.ids) + 1}")
        return self.ids[-1]

    def article(self) -> str:
        return f"article-{self.upto(2) + 1}"

    def mark(self) -> CaveatMark:
        number = self.upto(self.notes) + 1
        self.notes = max(self.notes, number)
        return CaveatMark(number)

    def href(self) -> str:
        return f"#{self.ids[-1]}" if self.ids and self.upto(1) else "https://example.org/?a=1&b=2"

    def inline(self, depth: int) -> Inline:
        kinds: tuple[Callable[[], Inline], ...] = (
            lambda: Text(self.words()),
            lambda: CaveatLabel(self.part(), self.words()),
            self.mark,
            lambda: Strong(self.inlines(depth - 1)),
            lambda: Emphasis(self.inlines(depth - 1)),
            lambda: Link(self.href(), (Text(self.words()),)),
            lambda: Cite(self.article(), self.inlines(depth - 1)),
            lambda: InlineExcerpt(self.article(), self.inlines(depth - 1)),
            LineBreak,
        )
        return kinds[self.upto(len(kinds) - 1 if depth else 2)]()

    def inlines(self, depth: int = 1) -> Inlines:
        """Draw inlines; a space parts a label from what it follows, as in every brief."""
        drawn = [self.inline(depth) for _ in range(self.upto(2))]
        apart = [(Text(" "), one) if isinstance(one, CaveatLabel) else (one,) for one in drawn]
        return tuple(chain.from_iterable(apart))

    def blocks(self, depth: int, least: int = 0) -> Blocks:
        return tuple(self.block(depth) for _ in range(least + self.upto(2)))

    def block(self, depth: int) -> Block:
        roles = ("body", "title", "subtitle", "status", "meta")
        kinds: tuple[Callable[[], Block], ...] = (
            lambda: Paragraph(self.inlines()),
            lambda: Paragraph(self.inlines(), roles[self.upto(4)], self.id()),
            lambda: Heading(self.upto(5) + 1, self.inlines(), self.id()),
            lambda: CaveatText(self.part(), self.inlines()),
            lambda: CaveatLabels(
                tuple(CaveatLabel(self.part(), self.words()) for _ in range(1 + self.upto(2)))
            ),
            lambda: Fields(
                tuple(Field(self.words(), self.inlines()) for _ in range(1 + self.upto(2)))
            ),
            lambda: List(
                tuple(self.blocks(depth - 1, 1) for _ in range(1 + self.upto(2))),
                bool(self.upto(1)),
                1 + self.upto(3),
            ),
            lambda: self.table(depth),
            lambda: self.chart(depth),
            lambda: Quote(self.blocks(depth - 1)),
            lambda: Comment(self.blocks(depth - 1)),
            lambda: Excerpt(self.article(), self.blocks(depth - 1)),
            lambda: Item(self.article(), self.blocks(depth - 1)),
            lambda: Contents(1 + self.upto(2)),
            *([self.picture] if self.pictured else []),
        )
        return kinds[self.upto(len(kinds) - 1 if depth else 5)]()

    def picture(self) -> Picture:
        shown = image(1 + 400 * self.upto(3), 1 + 300 * self.upto(3), grey=bool(self.upto(1)))
        return Picture(shown.name, self.words(), self.inlines(), shown)

    def chart(self, depth: int) -> Chart:
        name, caption, table = self.id(), self.inlines(), self.table(depth)
        count = len(table.columns) - 1
        values = tuple(
            tuple(
                Value(float(self.upto(300) - 100), self.words()) if self.upto(3) else None
                for _ in range(count)
            )
            for _ in table.rows
        )
        kinds: tuple[ChartKind, ...] = ("bar", "line", "before-after", "timeline")
        return Chart(
            name,
            kinds[self.upto(1 if count != 2 else 2)],
            f"Chart: {self.words()}",
            self.words(),
            tuple(self.words() for _ in table.rows),
            tuple(self.words() for _ in range(count)),
            values,
            caption,
            (table,),
        )

    def table(self, depth: int) -> Table:
        columns = 1 + self.upto(2)
        return Table(
            self.id(),
            self.inlines(),
            tuple(
                Column(f"column-{n}", self.inlines(), 1.0 + self.upto(1)) for n in range(columns)
            ),
            tuple(
                Row(f"row-{n}", tuple(self.blocks(depth - 1) for _ in range(columns)))
                for n in range(self.upto(2))
            ),
            labels=CaveatLabels((CaveatLabel(self.part(), self.words()),))
            if self.upto(1)
            else None,
        )


@st.composite
def random_briefs(
    draw: Callable[..., int], alphabet: str = SAFE, *, pictured: bool = True
) -> AnnotatedBrief:
    """Draw small briefs: parts and ids unique, every note marked, numbered by its first mark."""
    state = _State(draw, st.text(alphabet, min_size=1, max_size=12), pictured)
    sections = tuple(Section("text", state.blocks(3)) for _ in range(1 + state.upto(2)))
    notes = [CaveatNote(n, state.part(), text(state.words())) for n in range(1, state.notes + 1)]
    return annotated(Brief(meta(), sections), notes)


def kinds(nodes: Sequence[Node]) -> set[type[Node]]:
    """Return the kinds of node in a tree."""
    return {type(node) for node in walk(nodes)}
