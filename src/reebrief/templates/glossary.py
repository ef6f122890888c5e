"""The glossary: terms and abbreviations of the field, and those that a text leaves unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import Field

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.characters import names_whole
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Format, Model, validate

FILE = "glossary"
_ABBREVIATION = re.compile(r"(?<![\w@#/.-])(?:[A-Z][A-Za-z]?){1,5}[A-Z]s?(?!\w)")
_ROMAN = re.compile("[IVXLCDM]+")


class Glossary(Model):
    """The terms of one language, each with what it stands for or means."""

    terms: dict[Filled, Filled] = Field(description="By term or abbreviation: what it means.")
    usual: tuple[Filled, ...] = Field(
        default=(), description="Abbreviations that every reader of a brief knows."
    )

    def used(self, text: str) -> dict[str, str]:
        """Return the terms that a text uses as whole words, in alphabetical order."""
        return {
            term: self.terms[term]
            for term in sorted(self.terms, key=str.casefold)
            if names_whole(text, term)
        }


class GlossaryFile(Model):
    """A glossary in every language that it has."""

    format: Format
    languages: dict[str, Glossary] = Field(description="The terms by language code (BCP 47).")


def load(project: Project, language: str) -> Glossary:
    """Load the glossary of a language; an empty one where the file has none.

    Raises ReebriefError with every fault of ``templates/glossary.yaml``.
    """
    file = project.yaml(project.choose(".", FILE, what="glossary"))
    return validate(GlossaryFile, file).languages.get(language, Glossary(terms={}))


def unexplained(
    texts: Iterable[tuple[str, Place]], glossary: Glossary, *, listed: bool
) -> list[Problem]:
    """Return a finding for each abbreviation that an author's texts do not expand at first use.

    "Environmental, social and governance (ESG)" and "ESG (environmental, …)" expand it; so does a
    list of the glossary in the brief (``listed``) that has the term.
    """
    problems: list[Problem] = []
    seen = {*glossary.usual}
    for text, place in texts:
        for found in _ABBREVIATION.finditer(text):
            term = found[0].removesuffix("s")
            if term in seen or _ROMAN.fullmatch(term):
                continue
            seen.add(term)
            before, after = text[: found.start()], text[found.end() :]
            known = glossary.terms.get(term)
            if before.endswith("(") or after.startswith(" (") or (listed and known):
                continue
            line = place.line + before.count("\n") if place.line else 0
            hint = f"write what it stands for: '{known or '…'} ({term})'"
            hint += ", or list 'glossary' in sections" if known else ""
            what = f"'{term}' is not explained where it is first used"
            problems.append(Problem(what, Place(place.file, line), hint, Severity.FINDING))
    return problems
