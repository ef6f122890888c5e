"""Everything that one brief is made of: read and checked, nothing computed yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from reebrief.analysis.claims import Lexicon
from reebrief.analysis.support import SupportLexicon
from reebrief.analysis.support.lexicon import Reading
from reebrief.briefs import BriefDefinition
from reebrief.corpus.articles import Article, Articles
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import Place
from reebrief.document.nodes import Image
from reebrief.project.project import Settings
from reebrief.templates.caveat_words import CaveatWords
from reebrief.templates.glossary import Glossary
from reebrief.templates.language import Language
from reebrief.templates.sections import Templates
from reebrief.templates.themes import Theme


@dataclass(frozen=True, slots=True)
class BriefInputs:
    """What a brief is made of; the same inputs make the same brief.

    ``articles`` holds every article that the brief may name, ``chosen`` those that it shows as
    items, in order. ``lexicon`` are the word lists that find claims, ``support`` the words by which
    sentences are held against articles, ``caveat_words`` the words of caveats. ``picture`` reads
    one picture of the project when it is shown: an article may hold many that no brief shows.
    """

    definition: BriefDefinition
    date: dt.date
    settings: Settings
    articles: Articles
    chosen: tuple[Article, ...]
    registry: Registry
    theme: Theme
    language: Language
    templates: Templates
    lexicon: Lexicon
    support: SupportLexicon
    caveat_words: CaveatWords
    glossary: Glossary
    picture: Callable[[str, Place], Image]

    def reading(self, code: str) -> Reading | None:
        """Return how figures and dates of a language are read, None where it has no words."""
        words = self.lexicon.get(code)
        return self.support.reading(code, words.figures if words else None)

    @property
    def cut_off(self) -> dt.date:
        """The last day of information, never later than the brief's date."""
        return self.definition.cut_off(self.date)
