"""The word lists that ship, a section at a time; the labelled sentences; the lines of articles."""

from functools import cache
from itertools import pairwise

import yaml

from reebrief.document.sentences import ends
from reebrief.project import yaml as yamlfile
from reebrief.project.validation import validate
from support.trees import ROOT


def shipped_lists():
    text = (ROOT / "templates" / "claims.yaml").read_text(encoding="utf-8")
    return yamlfile.read(text, "claims.yaml")


@cache
def section(model, name):
    file = shipped_lists()
    path = ("languages", "en", name)
    return validate(model, file, file.data["languages"]["en"][name], path)


def labelled(name):
    path = ROOT / "tests" / "data" / "claims" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def sentences(text):
    marks = [0, *ends(text), len(text)]
    return [text[a:b].strip() for a, b in pairwise(marks)]


def article_lines(path):
    """Return the lines of an article's highlights, and those of its body, without their marks."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    listed, rest = body.split("## Highlights\n\n", 1)[1].split("\n\n", 1)
    highlights = [line.strip().removeprefix("- ") for line in listed.split("\n")]
    return highlights, [line for line in rest.split("\n") if line and line[0] not in "#|"]
