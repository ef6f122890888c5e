"""What tests of imports share: a file's bytes to documents and articles, and the words of both."""

import re
from collections import Counter

from reebrief.corpus.ingest.metadata.given import Metadata
from reebrief.corpus.ingest.pipeline import assemble
from reebrief.corpus.ingest.readers import read_documents
from reebrief.corpus.source import Alias
from reebrief.project import yaml

NAMES = tuple(
    Alias(text, name)
    for text, name in (
        ("Xinhua", "Xinhua"),
        ("新华社", "Xinhua"),
        ("TASS", "TASS"),
        ("ТАСС", "TASS"),
        ("Reuters", "Reuters"),
        ("CGTN", "CGTN"),
        ("Baogang Daily", "Baogang Daily"),
    )
)


def articles_of(raw, name="page.html", **metadata):
    """Return the articles that a file becomes."""
    raw = raw.encode() if isinstance(raw, str) else raw
    given = Metadata.model_validate(metadata)
    return [assemble(document, given, NAMES) for document in read_documents(raw, name)]


def article_of(raw, name="page.html", **metadata):
    """Return the one article that a file becomes."""
    (made,) = articles_of(raw, name, **metadata)
    return made


def front_of(made):
    """Return an article's front matter as plain data."""
    return yaml.read(made.markdown.split("---\n")[1], "article").data


def body_of(made):
    """Return an article's body as it stands in its file, but for the backslashes."""
    body = made.markdown.split("---\n", 2)[2].strip()
    return re.sub(r"\\(?=[^\w\s])", "", body)


def removed_of(made):
    """Return what an import took out, with its reasons."""
    return [(change.old, change.reason) for change in made.record.changes if not change.new]


def words_of(text):
    """Return how often each word of letters and figures stands in a text."""
    return Counter(re.findall(r"[^\W_]+", text))
