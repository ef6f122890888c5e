"""Sign a Word file with a signature beside it (CMS, RFC 5652; CAdES, ETSI EN 319 122-1)."""

from __future__ import annotations

import asyncio

from pyhanko.sign.signers import SimpleSigner

from reebrief.signatures.sign_pdf import Services, explained

ENDING = ".p7s"
"""What the name of the signature adds to the name of the file."""


def sign_docx(data: bytes, signer: SimpleSigner, services: Services) -> bytes:
    """Return the detached signature of a file's bytes, in DER.

    Raises ReebriefError where the server of time stamps does not answer.
    """
    try:
        signed = asyncio.run(
            signer.async_sign_general_data(
                data, "sha256", detached=True, timestamper=services.stamper(), use_cades=True
            )
        )
    except Exception as fault:  # noqa: BLE001  whatever a server's answer brings about in pyHanko
        raise explained(fault, services) from None
    return bytes(signed.dump())
