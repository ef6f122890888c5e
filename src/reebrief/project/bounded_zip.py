"""Unpack a zip file within bounds: its sizes are summed up before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

_MOST_PARTS = 2000
_MOST_BYTES = 60_000_000
"""The most that a file may unpack to; a report of a hundred pages takes a tenth of it."""


class BadZipError(ValueError):
    """A zip file that is not unpacked, with the reason in a clause."""


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file by name.

    Raises BadZipError with the reason where it must not or cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_PARTS or sum(i.file_size for i in infos) > _MOST_BYTES:
                raise BadZipError("it unpacks to more than any brief holds")
            if any(info.flag_bits & 1 for info in infos):
                raise BadZipError("encrypted")
            if len({info.filename for info in infos}) < len(infos):
                raise BadZipError("it holds two parts of one name")
            return {
                info.filename: archive.read(info)
                for info in infos
                if not info.filename.endswith("/")
            }
    except BadZipError:
        raise
    except (
        *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
        *(NotImplementedError, EOFError, ValueError, OSError, OverflowError),
    ):
        raise BadZipError("a damaged zip file, perhaps truncated") from None
