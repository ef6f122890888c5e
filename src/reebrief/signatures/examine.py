"""Examine the signatures of a file: whose they are, whether they fit, who vouches for them.

ISO 32000-2, 12.8 (signatures of a PDF), RFC 5652 (those beside a Word file). Nothing is fetched: of
revocation is known what the file carries. A signature fits where every byte that it covers is as it
was signed, it covers the whole file as it then was, and nothing came after it but what its own
permissions allow.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    SignatureCoverageLevel,
    async_validate_detached_cms,
    validate_pdf_signature,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext

from reebrief.diagnostics import ReebriefError
from reebrief.signatures.keys import load_roots, subject
from reebrief.signatures.seen import Signature

_CHANGED = "the file was changed after it was signed"
_NOT_ITS_OWN = "it is that of another file, or the file was changed"
_DAMAGED = "it is damaged"

Contexts = Callable[[str, datetime | None], ValidationContext]
"""Makes what certificates are judged by: how strict of revocation, and at which time."""


def pdf_signatures(data: bytes, trust: Sequence[str]) -> list[Signature]:
    """Return the signatures of a PDF without its time stamps; ``trust`` names files of roots."""
    roots = _roots(trust)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found = reader.embedded_regular_signatures
    except Exception:  # noqa: BLE001  whatever a damaged signature brings about in pyHanko
        return [Signature(by="somebody", problem=_DAMAGED)]
    contexts = _contexts(roots, reader)
    return [_pdf_signature(one, contexts) for one in found]


def docx_signature(data: bytes, signature: bytes, trust: Sequence[str]) -> Signature:
    """Return the signature that lies beside a Word file."""
    roots = _roots(trust)
    try:
        content = cms.ContentInfo.load(signature)["content"]

        def judged(context: ValidationContext) -> Any:
            return asyncio.run(async_validate_detached_cms(data, content, context, context))

        status = judged(_context(roots, "soft-fail", None))
        seen = _told(status, judged, lambda mode, at: _context(roots, mode, at))
        fits = bool(status.intact and status.valid)
    except Exception:  # noqa: BLE001  whatever a damaged signature brings about in pyHanko
        return Signature(by="somebody", problem=_DAMAGED)
    return seen if fits else replace(seen, problem=_NOT_ITS_OWN)


def _pdf_signature(one: Any, contexts: Contexts) -> Signature:
    try:

        def judged(context: ValidationContext) -> Any:
            return validate_pdf_signature(one, context, context)

        status = judged(contexts("soft-fail", None))
        seen = _told(status, judged, contexts)
        return replace(seen, problem=_problem(status))
    except Exception:  # noqa: BLE001  whatever a damaged signature brings about in pyHanko
        return Signature(by=_holder(one), problem=_DAMAGED)


def _problem(status: Any) -> str:
    """Return why a signature of a PDF does not fit, "" where it does."""
    if not (status.intact and status.valid):
        return _NOT_ITS_OWN
    whole = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
    allowed = {
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    }
    unseen = (  # bytes that no revision of the file uses
        status.modification_level == ModificationLevel.NONE
        and status.coverage != SignatureCoverageLevel.ENTIRE_FILE
    )
    if (
        unseen
        or status.coverage not in whole
        or status.modification_level not in allowed
        or status.docmdp_ok is False
    ):
        return _CHANGED
    return ""


def _told(
    status: Any,
    judged: Callable[[ValidationContext], Any],
    contexts: Contexts,
) -> Signature:
    """Return what is to be said of a signature but for whether it fits."""
    certificate = status.signing_cert
    stamp = status.timestamp_validity
    stamped = bool(stamp is not None and stamp.intact and stamp.valid and stamp.trusted)
    when = stamp.timestamp if stamped else status.signer_reported_dt
    at = stamp.timestamp if stamped else datetime.now(UTC)
    seen = Signature(
        by=subject(certificate),
        on=f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if when else "an unknown day",
        stamp=subject(stamp.signing_cert) if stamped else "",
    )
    then = judged(contexts("soft-fail", at)) if stamped else status
    if then.revoked:
        return replace(seen, certificate="revoked", void=True)
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        return replace(seen, certificate="expired", void=True)
    if not then.trusted:
        return replace(seen, certificate="not trusted")
    path = then.validation_path
    by = subject(next(iter(path)) if path is not None else certificate)
    known = _is_known(judged, contexts, at)
    return replace(
        seen, certificate=f"trusted by {by}" + ("" if known else "; revocation not known")
    )


def _is_known(judged: Callable[[ValidationContext], Any], contexts: Contexts, at: datetime) -> bool:
    """Say whether the file carries proof that no certificate of the way was revoked."""
    try:
        return bool(judged(contexts("require", at)).trusted)
    except Exception:  # noqa: BLE001  whatever a damaged signature brings about in pyHanko
        return False


def _contexts(roots: Sequence[x509.Certificate], reader: PdfFileReader) -> Contexts:
    """Return what makes contexts with the certificates and answers that a PDF carries."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return lambda mode, at: _context(roots, mode, at)
    return lambda mode, at: store.as_validation_context(_options(roots, mode, at))


def _context(
    roots: Sequence[x509.Certificate], mode: str, at: datetime | None
) -> ValidationContext:
    return ValidationContext(**_options(roots, mode, at))


def _options(roots: Sequence[x509.Certificate], mode: str, at: datetime | None) -> dict[str, Any]:
    return {
        "trust_roots": list(roots),
        "allow_fetching": False,
        "revocation_mode": mode,
        "moment": at,
        "retroactive_revinfo": True,
    }


def _roots(trust: Sequence[str]) -> list[x509.Certificate]:
    try:
        return load_roots([Path(name) for name in trust])
    except ReebriefError:
        return []  # the command read them before, and said so


def _holder(one: Any) -> str:
    try:
        return subject(one.signer_cert)
    except Exception:  # noqa: BLE001  whatever a damaged signature brings about in pyHanko
        return "somebody"
