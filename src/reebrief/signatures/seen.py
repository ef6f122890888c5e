"""Hold what was seen of a signature, in the words in which it is told."""

from __future__ import annotations

from dataclasses import dataclass

NOT_EXAMINED = "signed, not examined: install reebrief[sign]"

WHAT_IT_SAYS = "a signature says who signed these bytes, not that what they say is true"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a file.

    ``by`` is the name in the signer's certificate, ``on`` the time in UTC, which is the signer's
    own word unless ``stamp`` names who stamped it. ``certificate`` says how far it can be trusted,
    ``problem`` why the signature does not fit the file, "" where it fits. Without the extra nobody
    examined it: ``by`` is empty.
    """

    by: str = ""
    on: str = ""
    stamp: str = ""
    certificate: str = ""
    problem: str = ""
    void: bool = False
    """Whether the certificate was revoked, or had expired: the signature proves nothing."""

    def __str__(self) -> str:
        if not self.by:
            return f"signed, not examined: {self.problem}" if self.problem else NOT_EXAMINED
        if self.problem:
            return f"the signature of {self.by} does not fit: {self.problem}"
        stamp = f" (time stamp of {self.stamp})" if self.stamp else ""
        return f"signed by {self.by} on {self.on}{stamp}; certificate {self.certificate}"
