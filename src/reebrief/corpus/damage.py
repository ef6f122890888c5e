"""Find in a text what no language has: characters that were read in a wrong encoding."""

from __future__ import annotations

import re

_DAMAGED = re.compile(
    r"â€[™œ“”˜¦\x9d]|Ã[©¨¤¶¼±§ª«¡³º®´]|Â[\xa0«»°©®]|(?:Р[°µёЅѕѓ]С[‚Ѓѓ€ЊЋ]?){2}|ΓÇ[ÖÇôöÿ£¥]|‚Ä[ôúùìî]"
    r"|[a-z]\u0e42[a-z]"
)


def damaged(text: str) -> tuple[int, str] | None:
    """Return where the first damaged characters of a text stand, and the word around them."""
    found = _DAMAGED.search(text)
    if found is None:
        return None
    before = re.search(r"\S*$", text[max(0, found.start() - 20) : found.start()])
    behind = re.match(r"\S*", text[found.end() : found.end() + 20])
    start = before[0] if before else ""
    return found.start(), f"{start}{found[0]}{behind[0] if behind else ''}"
