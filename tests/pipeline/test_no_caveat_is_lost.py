"""Whatever the corpus, registry, definition and templates: every caveat is in every file.

What must stand is told by a table of this test, not by the rules; what stands is told by readers
that know nothing of the writers.
"""

import io
import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, make_project
from support.readers import TEXT, squeezed

REGISTRY = """
crown: {name: Crown Office, kind: government}
steel:
  name: Steel Group
  kind: state-owned-enterprise
  owner: {is: crown, reference: Report, read: 2025-01-02}
  state: {is: Ruritania, reference: Report, read: 2025-01-02}
gazette:
  name: Steel Gazette
  kind: state-media
  owner: {is: steel, reference: Imprint, read: 2025-01-02}
maker: {name: Private Maker, kind: private-company}
journal: {name: Metal Journal, kind: trade-press}
"""

LABELS = {
    "Steel Group": "State-owned enterprise",
    "Steel Gazette": "State media",
    "Crown Office": "State-controlled source",
    "Nobody Known": "Unreviewed source",
    "Private Maker": None,
    "Metal Journal": None,
}
"""What each origin is called; only the registry above says so."""

SECTIONS = ("bottom-line", "source-statement", "items", "matrix", "text", "watch-list", "sources")
TEMPLATES = {
    "item.md.j2": ("", "{{ excerpt }}\n\n{{ headline }}", "## {{ headline }}\n\n{{ excerpt }}"),
    "items.md.j2": ("", "# News\n\n{{ items }}", "{{ items }}\n\n# After"),
    "sources.md.j2": ("", "# Sources\n", "# S\n\n{{ sources }}"),
    "source.md.j2": ("", "{{ title }}", "{{ publisher }} {{ address }}"),
    "matrix.md.j2": ("", "{{ matrix }}\n\nWords.", "# M\n\n{{ matrix }}"),
    "text.md.j2": ("", "> {{ text }}"),
}
WORDS = ("amber", "basalt", "cobalt", "dolomite", "emerald")


@st.composite
def projects(draw):
    """Draw articles with their origins, and a definition that shows what it likes of them."""
    count = draw(st.integers(1, 3))
    origins = [
        draw(st.lists(st.sampled_from(sorted(LABELS)), max_size=2, unique=True))
        for _ in range(count)
    ]
    dated = [draw(st.sampled_from(["2025-11-20", "2025-01-05", None])) for _ in range(count)]
    warned = [draw(st.booleans()) for _ in range(count)]
    texts = {}
    for n, names in enumerate(origins):
        word = WORDS[n]
        front = {
            "title": f"Title {word}",
            "publisher": "Metal Watch",
            "origins": f"[{', '.join(names)}]",
        }
        if dated[n]:
            front["published"] = dated[n]
        if warned[n]:
            front["disclaimer"] = f"{{text: all of {word} should be checked}}"
        long = " ".join(f"{word}{i}" for i in range(draw(st.sampled_from([5, 900]))))
        body = (
            f"## Highlights\n\n- {word} grew\n- {word} runs 24 hours\n\n{word} leads. {long}.\n\n"
            f"## Why this matters\n\nIt matters for {word}.\n\n| What | Who |\n|---|---|\n"
            f"| {word} first | all |\n\nTable: Advice on {word} {{#advice}}\n"
        )
        texts[f"a{n}"] = article(body, **front)
    sections = draw(st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=7, unique=True))
    shown = draw(st.lists(st.sampled_from(sorted(texts)), min_size=1, unique=True))
    cited = draw(st.lists(st.sampled_from(sorted(texts)), max_size=2))
    cites = " ".join(f"[@{name}]" for name in cited)
    lines = [
        "format: 1",
        "title: Brief",
        "date: 2025-12-05",
        f"articles: [{', '.join(shown)}]",
        f"sections: [{', '.join(sections)}]",
        f"items: {{show: {draw(st.sampled_from(['highlights', 'summary', 'full']))}}}",
    ]
    content = {
        "bottom-line": f"bottom_line: It grew {cites}.",
        "text": f"text: It fell {cites}.",
        "watch-list": "watch_list: [Wait.]",
        "matrix": "matrix: {table: a0#advice}",
    }
    lines += [line for kind, line in content.items() if kind in sections]
    templates = {
        f"templates/sections/{name}": draw(st.sampled_from(forms))
        for name, forms in TEMPLATES.items()
        if draw(st.booleans())
    }
    used = {*shown, *(cited if {"bottom-line", "text"} & {*sections} else ())}
    used |= {"a0"} if "matrix" in sections else set()
    return texts, "\n".join(lines) + "\n", templates, origins, dated, warned, used


def expected(names, date, warned, word):
    """Return what a file must say of an article, each in one of several ways, in lower case."""
    said = {((LABELS[name] or "").lower(),) for name in names} - {("",)} or set()
    if not names:
        said.add(("unreviewed source",))
    said |= {(f"{name}: state media",) for name in names if LABELS[name] == "State media"}
    said |= {(f"{name}: who owns",) for name in names if LABELS[name] == "Unreviewed source"}
    if date is None:
        said.add(("undated: when it was", "article bears no date", "no article bears a date"))
    if date == "2025-01-05":
        said.add(("over 180 days old",))
    if warned:
        said.add((f"all of {word} should be checked",))
    elif not names or any(LABELS[name] for name in names):
        said.add(("no disclaimer by", "caveat inferred: as in ["))
    return said


@settings(max_examples=10)
@given(projects())
def test_every_caveat_is_in_every_format_and_on_every_page(drawn):
    texts, definition, templates, origins, dated, warned, used = drawn
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(
            Path(folder), texts, REGISTRY.lstrip(), {"b": definition}, files=templates
        )
        prepared = prepare(Session(project), "b")
        written = {form: gated(form, prepared).data for form in TEXT}
    for form, data in written.items():
        read = squeezed(TEXT[form](data)).lower().replace("*", "")
        for name in sorted(used):
            n = int(name[1:])
            for words in expected(origins[n], dated[n], warned[n], WORDS[n]):
                assert any(squeezed(way).lower() in read for way in words), (form, name, words)
        assert "notverifiedindependently" in read
    for page in PdfReader(io.BytesIO(written["pdf"])).pages:
        shown = squeezed(page.extract_text()).lower()
        for n, names in enumerate(origins):
            label = label_of(names)
            if label and re.search(rf"{WORDS[n]}\d|{WORDS[n]}grew", shown):
                assert label in shown, (n, label, shown)


def label_of(names):
    """Return the strictest label of origins, squeezed."""
    order = (
        "Unreviewed source",
        "State-owned enterprise",
        "State media",
        "State-controlled source",
    )
    found = {LABELS[name] for name in names} if names else {"Unreviewed source"}
    return next((squeezed(one).lower() for one in order if one in found), None)
