"""The command ``reebrief sign``: a signed PDF beside a PDF, a signature beside a Word file."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import Any

from reebrief.cli.output import OK, give
from reebrief.diagnostics import ReebriefError, error
from reebrief.project.atomic_write import write_all

try:
    from reebrief.signatures.keys import file_bytes, load_key, load_roots
    from reebrief.signatures.sign_docx import ENDING, sign_docx
    from reebrief.signatures.sign_pdf import Services, sign_pdf
except ModuleNotFoundError:
    raise error("signing needs pyHanko", None, "pip install 'reebrief[sign]'") from None

PASSPHRASE = "REEBRIEF_PASSPHRASE"  # noqa: S105  the name of a variable


@dataclass(frozen=True, slots=True)
class SignOptions:
    """What the command was asked for; ``trust`` names files of roots."""

    key: str
    timestamp: str = ""
    long_term: bool = False
    trust: tuple[str, ...] = ()
    output: str = ""


def sign_file(file: str, **given: Any) -> int:
    """Sign a file as the options of the command line say; see ``run_sign``."""
    return run_sign(file, SignOptions(**given))


def run_sign(file: str, options: SignOptions) -> int:
    """Sign a file, and print the name of what was written.

    Raises ReebriefError where the file is neither PDF nor Word, cannot be read or is signed
    already, for the faults of keys and services, and where nobody can be asked for a passphrase.
    """
    path = Path(file)
    data = file_bytes(path)
    is_pdf = b"%PDF-" in data[:1024]
    if not is_pdf and not data.startswith(b"PK"):
        raise error(f"{file}: no PDF and no Word file", None, "sign a file that reebrief wrote")
    if options.long_term and not is_pdf:
        raise error("--long-term: for PDF only", None, "sign the Word file without it")
    if options.long_term and not options.timestamp:
        hint = "add --timestamp URL: without it nobody knows when the certificate was good"
        raise error("--long-term: it needs a time stamp", None, hint)
    signer = load_key(Path(options.key), _passphrase(options.key), datetime.now(UTC))
    roots = load_roots([Path(name) for name in options.trust])
    services = Services(options.timestamp, options.long_term, roots)
    if is_pdf:
        signed = sign_pdf(data, file, signer, services)
        target = Path(options.output or path.with_name(f"{path.stem}-signed{path.suffix}"))
    else:
        signed = sign_docx(data, signer, services)
        target = Path(options.output or f"{file}{ENDING}")
    write_all({target: signed})
    give(str(target))
    return OK


def _passphrase(key: str) -> str:
    """Return the passphrase of a key from the environment, else from whoever sits there."""
    found = os.environ.get(PASSPHRASE)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise _nobody(key)
    try:
        return getpass(f"Passphrase of {key}: ")
    except EOFError:
        raise _nobody(key) from None


def _nobody(key: str) -> ReebriefError:
    return error(f"{key}: nobody can be asked for its passphrase", None, f"set {PASSPHRASE}")
