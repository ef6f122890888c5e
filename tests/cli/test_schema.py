"""The schemas accept what the program accepts, refuse what people get wrong, and are at hand."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reebrief import briefs
from reebrief.cli import scaffold
from reebrief.cli.schema.documents import KINDS, document, text
from reebrief.cli.schema.write import files, write
from reebrief.corpus import source_entries
from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project import yaml
from reebrief.project.project import Project
from reebrief.project.validation import validate
from support.projects import make_project
from support.trees import ROOT

VALIDATORS = {name: Draft202012Validator(document(name)) for name in KINDS}
NUMBER = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
FENCE = re.compile(r"^```\s*file=(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def as_editors_read(data):
    """Return data of the program's YAML as an editor has it: what looks like a number is one."""
    match data:
        case dict():
            return {key: as_editors_read(value) for key, value in data.items()}
        case list():
            return [as_editors_read(value) for value in data]
        case str() if NUMBER.fullmatch(data):
            return float(data) if set(data) & set(".eE") else int(data)
        case _:
            return data


def faults(kind, data):
    """Return what the schema says against data, as the program has it or as an editor has it."""
    every = [*VALIDATORS[kind].iter_errors(data)]
    every += VALIDATORS[kind].iter_errors(as_editors_read(data))
    return [f"{list(f.absolute_path)}: {f.message[:200]}" for f in every]


def kind_of(path):
    folder, name = Path(path).parent.as_posix(), Path(path).name
    return {
        "feeds.yaml": "feeds",
        "reebrief.yaml": "settings",
        "articles/sources.yaml": "sources",
        f"briefs/{name}": "brief",
        **{f"templates/{word}.yaml": word for word in ("glossary", "caveats", "claims", "support")},
        f"templates/languages/{name}": "language",
        f"templates/themes/{name}": "theme",
        f"articles/{Path(name).stem}.md": "article",
    }.get(f"{folder}/{name}".removeprefix("./"))


def given_files():
    """Yield files that people could have written: those that ship, and those of command tests."""
    patterns = ("*.yaml", "briefs/*.yaml", "articles/*", "templates/[cgs]*.yaml")
    patterns += ("templates/themes/*.yaml", "templates/languages/*.yaml")
    for path in sorted(p for pattern in patterns for p in ROOT.glob(pattern)):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for page in sorted((ROOT / "tests" / "cases").glob("*.md")):
        yield from FENCE.findall(page.read_text(encoding="utf-8"))


def loaded(name, body):
    """Return a file's kind and data, and the error where the program refuses it; or nothing."""
    kind = kind_of(name)
    if kind is None:
        return None
    front = FRONT.match(body)
    if kind == "article" and front is None:
        return None
    try:
        file = yaml.read(front[1] if kind == "article" else body, name)
    except ReebriefError:
        return None  # no YAML
    try:
        if kind != "theme":  # those of a theme's base are not at hand
            for one in briefs.inheritance.variants(file).values() if kind == "brief" else [file]:
                filled = briefs.inheritance.filled(one, {}) if kind == "brief" else one
                validate(KINDS[kind].model, filled)
    except ReebriefError as fault:
        return kind, file.data, str(fault)
    return kind, file.data, None


FILES = [(name, found) for name, body in given_files() if (found := loaded(name, body))]


@pytest.mark.parametrize("name", KINDS)
def test_schemas_are_valid_json_schema(name):
    Draft202012Validator.check_schema(document(name))
    assert json.loads(text(name)) == document(name)


@pytest.mark.parametrize(("name", "found"), [f for f in FILES if f[1][2] is None])
def test_what_the_program_accepts_the_schema_accepts(name, found):
    kind, data, _ = found
    assert faults(kind, data) == [], name


def test_the_files_at_hand_are_of_every_kind():
    assert {found[0] for _, found in FILES if found[2] is None} == set(KINDS)


@pytest.mark.parametrize(("name", "found"), [f for f in FILES if "unknown key" in (f[1][2] or "")])
def test_an_unknown_key_of_a_command_test_is_refused(name, found):
    kind, data, _ = found
    assert faults(kind, data), name


# --- a definition of every key, and what can be done to it

SHORT = """
format: 1
title: 2025
articles: [a, b]
items: {show: full, sections: lead, max_words: 50, each: {a: {show: summary, max_words: 20}}}
watch_list: One entry
main_messages: [One, Two]
matrix:
  table: a#t
  actions: what
  add: [lead, {id: x, header: X}]
  sort: what
  cap: 3
  transpose: true
  widths: {what: 1.5, who: 2}
  amend: [{row: a, column: b, text: c, author: d, reason: e, hash: 123456789012}]
  each: {a: {lead: A, partners: B, date: 2026-03-31, evidence: a}}
judgements:
  - {text: So., grade: {source: B, information: 2, analyst: A, reason: R, date: 2026-01-08}}
charts:
  - kind: bar
    caption: C
    rows: [{label: 2024, values: 7}, {label: x, values: [1, ~, {value: 3, source: a}]}]
"""
LONG = """
format: 1
extends: weekly
subtitle:
parameters: {n: {type: number, default: 14}, ids: {type: list, default: [a, b]}, t: {default: x}}
articles: {include: a, where: {period: 7d, topics: [x]}, exclude: [b], limit: "{{ n }}"}
sections: "{{ ids }}"
status: "{{ t }}"
matrix: {cap: {most: "{{ n }}"}, widths: {a: "{{ n }}"}, rows: "{{ ids }}", amend: [{text: x}]}
items: {each: {a: {grade: {analyst: X}}}}
variants:
  trade: {to: Trade, parameters: {n: 3, ids: [c]}, items: {show: full}}
  energy: {}
"""


@pytest.mark.parametrize("definition", [SHORT, LONG])
def test_short_forms_parameters_and_parts_of_a_definition_are_accepted(definition):
    data = yaml.read(definition, "b.yaml").data
    assert faults("brief", data) == []


def test_the_program_accepts_the_short_forms_too():
    made = validate(KINDS["brief"].model, yaml.read(SHORT, "b.yaml"))
    assert made.articles.include


START = "format: 1\ntitle: T\narticles: [a]\n"


@pytest.mark.parametrize(
    "lines",
    [
        "titel: x",
        "items: {shw: full}",
        "items: {each: {a: {comments: x}}}",
        "variants: {a: {titel: x}}",
        "variants: {a: {extends: x}}",
        "variants: {Trade: {}}",
        "items: {show: all}",
        "items: {max_words: 1_000}",
        "items: {max_words: many}",
        "items: {max_words: 5}",
        "matrix: {table: a}",
        "matrix: {table: a#b, transpose: no}",
        "matrix: {table: a#b, sort: {descending: true}}",
        "matrix: {amend: [{row: a, column: b, text: c, author: d, reason: e, hash: f}]}",
        "cut_off: 5.11.2025",
        "date: tomorrow",
        "form: memoir",
        "to: [a]",
        "to: true",
        "bottom_line: {a: b}",
        "sections: [items, itms]",
        "sections: items",
        "judgements: [{text: x, grade: {confidence: low}}]",
        "waivers: [{caveat: stale, article: a, who: W, why: Y, until: soon}]",
        "waivers: {caveat: stale}",
        "parameters: {a: {default: true}}",
        "parameters: {a: {type: text}}",
    ],
)
def test_the_schema_refuses_usual_mistakes_in_briefs(lines):
    data = yaml.read(START + lines, "b.yaml").data
    assert not list(VALIDATORS["brief"].iter_errors(as_editors_read(yaml.read(START, "").data)))
    assert list(VALIDATORS["brief"].iter_errors(as_editors_read(data)))


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("brief", "format: 1\ntitle: T"),
        ("brief", "format: 2\ntitle: T\narticles: [a]"),
        ("article", "published: 2025-11"),
        ("article", "title: T\npublished: in May"),
        ("article", "title: T\nurl: example.org"),
        ("sources", "format: 1\nsources: {a: {name: A, kind: statemedia}}"),
        ("sources", "format: 1\nsources: {a: {name: A, kind: other, owner: {is: B}}}"),
        ("settings", "format: 1\nstale_after_days: 0"),
        ("settings", "format: 1\npage: A3"),
        ("theme", "format: 1\ntitle: T\nextends: ministry\nroles: {boddy: {size: 3}}"),
        ("theme", "format: 1\ntitle: T\nextends: ministry\nroles: {body: {size: 3}}"),
        ("theme", "format: 1\ntitle: T"),
    ],
)
def test_the_schema_refuses_usual_mistakes_in_other_files(kind, lines):
    data = yaml.read(lines, "f.yaml").data
    assert list(VALIDATORS[kind].iter_errors(as_editors_read(data)))


KEYS = st.sampled_from(
    sorted({key for d in (document("brief"), *document("brief")["$defs"].values())
            for key in d.get("properties", {})})
)  # fmt: skip
WORDS = st.sampled_from(
    ["a", "a#b", "7", "1.5", "2026-01-09", "7d", "full", "high", "low", "bar", "{{ a }}", "", "no"]
)
ANYTHING = st.recursive(
    WORDS | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


def places(data, path=()):
    """Yield the path of every value within data."""
    yield path
    inside = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in inside:
        yield from places(value, (*path, key))


@given(st.data())
def test_whatever_the_program_accepts_the_schema_accepts(draw):
    data = yaml.read(SHORT, "b.yaml").data
    path = draw.draw(st.sampled_from(sorted((p for p in places(data) if p), key=str)))
    holder = data
    for part in path[:-1]:
        holder = holder[part]
    key = path[-1] if isinstance(holder, list) else draw.draw(st.just(path[-1]) | KEYS)
    holder[key] = draw.draw(ANYTHING)
    file = yaml.read(yaml.write(data), "b.yaml")
    try:
        validate(KINDS["brief"].model, file)
    except ReebriefError as fault:
        unknown = any(p.what.startswith("unknown key") for p in fault.problems)
        assert not unknown or faults("brief", file.data)
    else:
        assert faults("brief", file.data) == []


# --- descriptions, and where editors find the schemas


@pytest.mark.parametrize("name", [name for name, about in KINDS.items() if not about.words])
def test_every_key_and_every_mapping_has_a_description(name):
    made = document(name)
    models = {k: d for k, d in made.get("$defs", {}).items() if not k.startswith("Complete")}
    for place, one in {"the file": made, **models}.items():
        assert one.get("description"), place
        for key, value in one.get("properties", {}).items():
            assert value.get("description") or value["$ref"].startswith("#/properties/"), key


def points_at(path):
    """Return the schema file that a YAML file's first line points at."""
    first = path.read_text(encoding="utf-8").split("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, f"{path}: {first}"
    return (path.parent / found[1]).resolve()


def check_lines(root):
    patterns = ("reebrief.yaml", "briefs/*.yaml", "articles/*.yaml", "templates/themes/*.yaml")
    patterns += ("templates/[cg]*.yaml", "templates/support.yaml", "templates/languages/*.yaml")
    for path in (p for pattern in patterns for p in root.glob(pattern)):
        kind = kind_of(path.relative_to(root).as_posix())
        assert points_at(path).read_text(encoding="utf-8") == text(kind), path


def test_the_shipped_files_point_at_their_schemas():
    check_lines(ROOT)


def test_generated_files_point_at_their_schemas(tmp_path):
    scaffold.init(tmp_path / "p")
    scaffold.new(Project(tmp_path / "p"), "energy", "memo")
    check_lines(tmp_path / "p")
    bare = make_project(
        tmp_path / "bare",
        settings="# yaml-language-server: $schema=schema/settings.json\nformat: 1\n",
    )
    scaffold.new(bare, "energy", "memo")
    source_entries.add(bare, "Baogang Daily", "state-media")
    check_lines(tmp_path / "bare")


def test_writing_mends_what_is_not_as_it_should_be_and_nothing_else(tmp_path):
    project = make_project(tmp_path)
    paths = write(project)
    assert [project.name(p) for p in paths] == list(files())
    paths[0].write_text("{}")
    before = paths[1].stat().st_mtime_ns
    assert write(project) == paths
    assert paths[0].read_text(encoding="utf-8") == text("brief")
    assert paths[1].stat().st_mtime_ns == before


def test_a_schema_is_the_same_whatever_the_hash_seed():
    code = "from reebrief.cli.schema.documents import text; print(text('brief'), end='')"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == text("brief")


def test_an_empty_project_has_no_examples_and_takes_a_brief(tmp_path):
    files = scaffold.init(tmp_path / "p", empty=True)
    names = {path.relative_to((tmp_path / "p").resolve()).parts[0] for path in files}
    assert names == {"reebrief.yaml", ".gitignore", "output", "schema"}
    scaffold.new(Project(tmp_path / "p"), "energy", "memo")
    assert prepare(Session(Project(tmp_path / "p")), "energy").choices == ()
