"""Hold a sentence against articles: each figure, date and quotation is found there, or is not.

``lexicon`` reads the words of it · ``quantities``, ``dates`` and ``quotations`` read figures,
dates and quotations, and say whether one bears another out · ``assertions`` finds what a sentence
states, and ``hold`` holds it against articles.
"""

from reebrief.analysis.support.assertions import Assertion, assertions, without_citation
from reebrief.analysis.support.hold import ArticleText, Held, article_text, held_against
from reebrief.analysis.support.lexicon import Reading, SupportLexicon, SupportWords, load

__all__ = [
    "ArticleText",
    "Assertion",
    "Held",
    "Reading",
    "SupportLexicon",
    "SupportWords",
    "article_text",
    "assertions",
    "held_against",
    "load",
    "without_citation",
]
