"""Return an article as JSON has it, for other programs and for the index."""

from __future__ import annotations

from typing import Any

from reebrief.corpus.articles import Article


def data_of(article: Article) -> dict[str, Any]:
    """Return what an article's file says, and the ids of its sections and tables."""
    return {
        **article.about.model_dump(mode="json", exclude_none=True),
        "sections": [section.id for section in article.sections],
        "tables": list(article.tables),
    }
