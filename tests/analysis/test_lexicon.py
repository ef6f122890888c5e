"""The word lists of claims: what analysts write, and what they are told about a fault."""

import re

import pytest

from reebrief.analysis.claims import claims, load
from reebrief.analysis.claims.phrase_matcher import Phrases
from reebrief.analysis.claims.phrase_syntax import Parser, PhraseError
from reebrief.analysis.claims.tokens import sentence
from reebrief.diagnostics import ReebriefError
from reebrief.project.project import Project
from support.projects import make_project
from support.trees import ROOT

SHIPPED = (ROOT / "templates" / "claims.yaml").read_text(encoding="utf-8")


# --- the notation

LISTS = {"say": ["says", "said"], "who": ["miners", "Orsa"]}


def evidence(phrase, text):
    phrases = Phrases.of([(Parser(LISTS).phrase(phrase), "use")])
    words = sentence(text, 0, len(text))
    return [" ".join(words.raw[hit.first : hit.last]) for _, hit in phrases.found(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "given"),
    [
        ("is/are said", "It is said. They are said.", ["is said", "are said"]),
        ("is not? said", "It is said, it is not said.", ["is said", "is not said"]),
        ("we … say", "we, as ever, say so", ["we , as ever , say"]),
        ("we … say", "we a b c d e f say", ["we a b c d e f say"]),
        ("we … say", "we a b c d e f g say", []),
        ("we …… say", "we a b c d e f g say", ["we a b c d e f g say"]),
        ("we … say", "we came; they say", []),
        ("<who> <say>", "the miners said, Orsa says", ["miners said", "Orsa says"]),
        ("<who> <say>", "orsa said", []),
        ("<who>/owners <say>", "the owners said", ["owners said"]),
        ("(miners) said", "miners said, owners said", ["said"]),
        ("said (that)", "said that, said so", ["said"]),
        ("said (that?) so", "said that so, said so", ["said that so", "said so"]),
        ("made <number>", "made 40, made few", ["made 40"]),
        ("in <year>", "in 1998, in 40", ["in 1998"]),
        ("may <Name>", "it may Paris, it may be", ["may Paris"]),
        ("called <quote>", "called “it”, called it", ["called “"]),
        ("<start> it", "It is what it is", ["It"]),
        ("it <end>", "it is it.”", ["it"]),
        ("<start> … may", "One day it may", ["may"]),
        ("’s will", "the town’s will", ["’s will"]),
        ("? <end>", "why? who?", ["?"]),
    ],
)
def test_a_phrase_is_found(phrase, text, given):
    assert evidence(phrase, text) == given


@pytest.mark.parametrize(
    ("phrase", "what"),
    [
        ("<nobody> said", "there is no list <nobody>"),
        ("(the miners", "a bracket is not closed"),
        ("the) miners", "a bracket is not closed"),
        ("(the (old) miners)", "a bracket opens within a bracket"),
        ("said/", "cannot be read"),
        ("un…said", "cannot be read"),
        ("… said", "begins with a word that must stand there"),
        ("it? said", "begins with a word that must stand there"),
        ("said …", "'…' stands between words"),
        ("(said)", "nothing would be found"),
        ("<start>", "nothing would be found"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_a_fault(phrase, what):
    with pytest.raises(PhraseError, match=re.escape(what)):
        Parser(LISTS).phrase(phrase)


# --- the file


def lists(folder, old, new):
    """Load the lists of a project whose file differs from the one that ships."""
    assert old in SHIPPED
    text = SHIPPED.replace(old, new, 1)
    project = make_project(folder, files={"templates/claims.yaml": text})
    return text, project


def faults(folder, old, new):
    text, project = lists(folder, old, new)
    with pytest.raises(ReebriefError) as error:
        load(project).of("en")
    return text.split("\n"), error.value.problems


def test_a_word_of_ones_own_is_found(tmp_path):
    _, project = lists(tmp_path, "        might\n", "        might\n        methinks\n")
    assert [c.by for c in claims("It works, methinks.", load(project).of("en"))] == ["methinks"]


def test_a_fault_in_a_phrase_stands_at_its_line(tmp_path):
    lines, (problem,) = faults(tmp_path, "        might\n", "        might\n        (who knows\n")
    assert problem.what == "a bracket is not closed"
    assert problem.hint == "put ')' after the words that it encloses"
    assert problem.place.file == "templates/claims.yaml"
    assert lines[problem.place.line - 1] == "        (who knows"
    assert problem.place.column == 9


def test_every_fault_is_told(tmp_path):
    _, problems = faults(tmp_path, "        might\n", "        <a> b\n        c …\n        <d>\n")
    assert len(problems) == 3


def test_an_unknown_key_is_told_with_the_nearest(tmp_path):
    _, (problem,) = faults(tmp_path, "      asides: ", "      aside: x\n      asides: ")
    assert problem.what == "unknown key 'aside'"
    assert problem.hint == "did you mean 'asides'?"


@pytest.mark.parametrize("empty", ['""', "[]", "|"])
def test_an_empty_list_is_an_error(tmp_path, empty):
    old = SHIPPED[SHIPPED.index("      asides: ") :].split("\n")[0]
    _, problems = faults(tmp_path, old, f"      asides: {empty}")
    assert problems[0].place.line > 1


def test_a_missing_section_is_an_error(tmp_path):
    _, problems = faults(tmp_path, "    cannot-verify:\n", "    cannot-check:\n")
    assert {p.what for p in problems} == {
        "unknown key 'cannot-check'",
        "the key 'cannot-verify' is missing",
    }


def test_a_language_without_lists_is_an_error():
    with pytest.raises(ReebriefError) as error:
        load(Project(ROOT)).of("de")
    (problem,) = error.value.problems
    assert problem.what == "no word lists in the language 'de'"
    assert problem.hint
