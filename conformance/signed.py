"""Sign every PDF, and hold the signed file to what the unsigned one is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from conformance import TOOLS
from conformance.archive import verapdf
from conformance.samples import Findings, Sample
from reebrief.signatures.keys import load_key
from reebrief.signatures.sign_pdf import Services, sign_pdf
from support.authority import PASSPHRASE, served


def signed(samples: Sequence[Sample]) -> Findings:
    """Signed PDF stay PDF/UA-1 and PDF/A-2a or 3a, with a time stamp and for long."""
    folder = TOOLS / "signed"
    folder.mkdir(exist_ok=True)
    with served() as authority:
        key = folder / "key.p12"
        key.write_bytes(authority.key_file())
        signer = load_key(key, PASSPHRASE, datetime.now(UTC))
        services = Services(f"{authority.url}/stamp", long_term=True)
        for sample in samples:
            data = sign_pdf(sample.read("pdf"), sample.name, signer, services)
            (folder / f"{sample.name}.pdf").write_bytes(data)
    return verapdf([replace(sample, folder=folder) for sample in samples])
