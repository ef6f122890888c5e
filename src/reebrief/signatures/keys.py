"""Read the key that somebody signs with, and the roots that certificates are trusted by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.signers import SimpleSigner

from reebrief.diagnostics import error


def load_key(path: Path, passphrase: str, now: datetime) -> SimpleSigner:
    """Return who signs with a PKCS#12 file.

    Raises ReebriefError where there is no such file, where it is none, for a wrong passphrase, a
    file without key and certificate, and a certificate that is not valid at ``now``.
    """
    data = file_bytes(path)
    name = str(path)
    if not data.startswith(b"\x30"):
        hint = "export key and certificate together as PKCS#12 (.p12 or .pfx)"
        raise error(f"{name}: no PKCS#12 file", None, hint)
    try:
        signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
            data, other_certs=[], passphrase=passphrase.encode() or None
        )
    except (ValueError, TypeError):
        hint = "type it again, or set REEBRIEF_PASSPHRASE"
        raise error(f"{name}: the passphrase does not open it", None, hint) from None
    if signer is None or signer.signing_cert is None:
        raise error(f"{name}: it holds no key with its certificate", None, "export both together")
    certificate = signer.signing_cert
    if not certificate.not_valid_before <= now <= certificate.not_valid_after:
        when = certificate.not_valid_after.astimezone(UTC)
        what = f"the certificate of {subject(certificate)} is not valid now"
        hint = f"it is valid from {certificate.not_valid_before:%Y-%m-%d} to {when:%Y-%m-%d}"
        raise error(f"{name}: {what}", None, f"{hint}: ask its authority for a new one")
    return signer


def load_roots(paths: Sequence[Path]) -> list[x509.Certificate]:
    """Return the certificates in files, in PEM or DER. Raises ReebriefError for other files."""
    roots: list[x509.Certificate] = []
    for path in paths:
        data = file_bytes(path)
        try:
            found = [*load_certs_from_pemder_data(data)]
            for certificate in found:
                _ = certificate.subject.native  # it is parsed only now
        except (ValueError, TypeError):
            found = []
        if not found:
            raise error(f"{path}: no certificate", None, "name a file in PEM or DER")
        roots += found
    return roots


def subject(certificate: x509.Certificate) -> str:
    """Return the name of a certificate's holder: the common name, else all of it."""
    names = certificate.subject.native
    found = names.get("common_name") if isinstance(names, dict) else None
    name = found if isinstance(found, str) else certificate.subject.human_friendly
    return " ".join(str(name).split())[:120]


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file that somebody named. Raises ReebriefError where it has none."""
    try:
        return path.read_bytes()
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        raise error(f"{path}: {why}", None, "check the name of the file") from None
