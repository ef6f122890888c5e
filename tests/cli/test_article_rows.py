"""A query that the index can answer is answered as all articles would, and nothing else is read."""

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from reebrief.cli.article_rows import quick
from reebrief.cli.articles import run_list
from reebrief.corpus.index import look, settled
from support.projects import article, brief, make_project
from support.trees import ROOT

SOURCES = """group: {name: Salt Group, kind: private-company}
mill:
  name: Salt Mill
  kind: private-company
  owner: {is: Salt Group, reference: its report, read: 2025-11-01}
daily: {name: The Daily, aliases: [Daily], kind: news-media}
"""
ARTICLES = {
    "kiln": article("A kiln.", published="2025-03", origins="[Salt Mill]"),
    "many": article("A kiln, a kiln.\n\n## More\n\nMore.", publisher="The Daily", topics="[ore]"),
    "once": article("A kiln among others.", published="2025-03-31?", language="de"),
}
BRIEFS = {"b": brief(articles="{where: {topics: [ore]}}", bottom_line='"It grew [@once]."')}
HOUR = 3600 * 10**9
QUERIES = [
    ["--query", "kiln"],
    ["--query=kiln", "--json"],
    ["--topic", "ore", "--query", "kiln"],
    ["--query", "kiln", "--since", "2025-03-31", "--until", "2025-04-01"],
    ["--query", "kiln", "--origin", "salt group", "--json"],
    ["--query", "kiln", "--publisher", "Daily", "--publisher", "nobody"],
    ["--query", "kiln", "--publisher", "daily"],
    ["--unused", "--query", "kiln", "--limit", "1"],
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project that nothing changed for an hour; times of any change count as those of content."""
    make_project(tmp_path, ARTICLES, SOURCES, BRIEFS)
    for path in tmp_path.rglob("*.*"):
        then = path.stat().st_mtime_ns - HOUR
        os.utime(path, ns=(then, then))
    for module in (settled, look):
        stamps = module.stamps

        def stamped(root, names, stamps=stamps):
            return {name: (s[0], s[1], s[1]) for name, s in stamps(root, names).items()}

        monkeypatch.setattr(module, "stamps", stamped)
    return tmp_path


def asked(arguments):
    """Return what ``run_list`` is given for the options of a query."""
    keys = {"--topic": "topics", "--origin": "origins", "--publisher": "publishers"}
    given = {"words": "kiln"}
    for name, value in pairwise(arguments):
        if name in keys:
            given[keys[name]] = (*given.get(keys[name], ()), value)
        elif name in {"--since", "--until"}:
            given[name[2:]] = value
    limit = int(arguments[arguments.index("--limit") + 1]) if "--limit" in arguments else 20
    return given, {
        "unused": "--unused" in arguments,
        "limit": limit,
        "as_json": "--json" in arguments,
    }


@pytest.mark.parametrize("arguments", QUERIES, ids=" ".join)
def test_the_answer_is_that_of_looking_at_all_articles(project, capsys, arguments):
    given, options = asked(arguments)
    run_list(str(project), given, **options)
    looked = capsys.readouterr()
    assert looked.out
    assert quick([*arguments, "--project", str(project)]) == 0
    assert capsys.readouterr() == looked


def rewritten(path, old, new):
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize(
    ("arguments", "name", "old", "new", "ids"),
    [
        (["--origin", "Salt Group"], "articles/sources.yaml", "is: Salt Group", "is: Other", []),
        (["--unused"], "briefs/b.yaml", "[@once]", "[@kiln]", ["once"]),
    ],
)
def test_what_rests_on_registry_and_briefs_is_not_answered_once_these_changed(
    project, capsys, arguments, name, old, new, ids
):
    arguments = ["--query", "kiln", *arguments]
    given, options = asked(arguments)
    run_list(str(project), given, **options)
    rewritten(project / name, old, new)
    assert quick([*arguments, "--project", str(project)]) is None
    capsys.readouterr()
    run_list(str(project), given, **options)
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[::2]] == ids


@pytest.mark.parametrize(
    "arguments",
    [
        ["--query", "kiln", "--since", "2025-02-30"],
        ["--query", "kiln", "--limit", "many"],
        ["--query", "kiln", "--topic"],
        ["--query", "kiln", "--query", "mill"],
        ["--query", "kiln", "--colour"],
        ["show", "--query", "kiln"],
        ["--topic", "ore"],
    ],
)
def test_what_is_no_plain_query_is_left_to_the_parser(project, arguments):
    given, options = asked(["--query", "kiln"])
    run_list(str(project), given, **options)
    assert quick([*arguments, "--project", str(project)]) is None


READS = """
import sys
from reebrief.corpus.index import settled
stamps = settled.stamps
settled.stamps = lambda root, names: {n: (s[0], s[1], s[1]) for n, s in stamps(root, names).items()}
from reebrief.cli.article_rows import quick
assert quick(sys.argv[1:]) == 0
print(*(name for name in sys.modules if name.partition(".")[0] in {"pydantic", "yaml", "typer"}
        or name in {"reebrief.project.project", "reebrief.corpus.articles"}), file=sys.stderr)
"""


def test_no_project_is_opened_and_no_article_parsed(project, capsys):
    arguments = ["--query", "kiln", "--json", "--unused", "--topic", "ore", "--publisher", "Daily"]
    arguments += ["--origin", "Salt Mill", "--since", "2025-01-01", "--project", str(project)]
    given, options = asked(arguments)
    run_list(str(project), given, **options)
    capsys.readouterr()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", READS, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
