"""Sign a PDF as PAdES asks for (ETSI EN 319 142-1), after everything that was written.

The signature is invisible and certifies the file: no change is allowed after it. B-B holds the
certificate, B-T a time stamp too, B-LT also what tells later that nothing was revoked. Its field
lies outside of the page, because PDF/UA-1 and PDF/A-3 allow no other that is not tagged.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko_certvalidator import ValidationContext

from reebrief.diagnostics import ReebriefError, error

FIELD = "Signature"
_HASH = "sha256"
_SECONDS = 10
"""How long the server of time stamps may take."""

_STAMP_HINT = "check --timestamp and the network; without it the time is your own word"


@dataclass(frozen=True, slots=True)
class Services:
    """What a signature takes from elsewhere: ``timestamp`` is an address, "" for none.

    ``long_term`` asks the certificates' authorities for what was revoked; ``roots`` are trusted
    besides those that the key file holds.
    """

    timestamp: str = ""
    long_term: bool = False
    roots: list[x509.Certificate] = field(default_factory=list)

    def stamper(self) -> HTTPTimeStamper | None:
        """Return who asks for time stamps."""
        return HTTPTimeStamper(self.timestamp, timeout=_SECONDS) if self.timestamp else None


def sign_pdf(data: bytes, name: str, signer: SimpleSigner, services: Services) -> bytes:
    """Return a PDF with a signature appended; ``name`` is what errors call it.

    Raises ReebriefError where it cannot be read or is signed already, where the server of time
    stamps does not answer, and where revocation cannot be told.
    """
    writer = _opened(data, name)
    try:
        signed = PdfSigner(
            _metadata(signer, services),
            signer=signer,
            timestamper=services.stamper(),
            new_field_spec=SigFieldSpec(
                FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True)
            ),
        ).sign_pdf(writer)
    except Exception as fault:  # noqa: BLE001  pyHanko raises whatever a damaged file brings about
        raise explained(fault, services) from None
    return bytes(signed.getvalue())


def explained(fault: Exception, services: Services) -> ReebriefError:
    """Return why a signature could not be made, with what to do."""
    if isinstance(fault, TimestampRequestError | OSError | TimeoutError) and services.timestamp:
        return error(f"no time stamp from {services.timestamp}", None, _STAMP_HINT)
    if services.long_term:
        what = "the revocation of the certificates cannot be told"
        return error(what, None, f"sign without --long-term, or see to: {_short(fault)}")
    return error("it cannot be signed", None, _short(fault))


def _opened(data: bytes, name: str) -> IncrementalPdfFileWriter:
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
        signed = bool(writer.prev.embedded_signatures)
        encrypted = writer.prev.encrypted
    except Exception:  # noqa: BLE001  the same
        raise error(f"{name}: a damaged PDF", None, "render the brief again") from None
    if encrypted:
        raise error(f"{name}: it has a password", None, "sign the file that reebrief wrote")
    if signed:
        raise error(f"{name}: it is signed already", None, "sign the file that reebrief wrote")
    return writer


def _metadata(signer: SimpleSigner, services: Services) -> PdfSignatureMetadata:
    plain = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=_HASH,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    if not services.long_term:
        return plain
    own = [one for one in signer.cert_registry if one.self_issued]
    return replace(
        plain,
        embed_validation_info=True,
        validation_context=ValidationContext(
            trust_roots=[*own, *services.roots], allow_fetching=True, revocation_mode="require"
        ),
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
    )


def _short(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200] or type(fault).__name__
