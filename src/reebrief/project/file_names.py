"""Say which names no file should have, and which two names are one file on some systems.

Windows keeps names for devices, with any ending, and takes off spaces and stops at the end
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file); it and macOS do not tell small
letters from capitals, and macOS does not tell letters with accents in one character from two.
"""

from __future__ import annotations

import re
import unicodedata

from reebrief.document.characters import visible

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SIGNS = re.compile(r'[<>:"/\\|?*]')


def fault_of(name: str) -> str:
    """Return why a name is none for a file, "" where it is one on every system."""
    if name in {"", ".", ".."}:
        return "is the name of a folder"
    if _CONTROL.search(name):
        return "has a control character"
    if found := _SIGNS.search(name):
        return f"has '{found[0]}', which no file of Windows may have"
    if name[-1] in " .":
        return f"ends with '{name[-1]}', which Windows takes off"
    if _DEVICES.fullmatch(name.partition(".")[0].rstrip(" ")):
        return "is a name that Windows keeps for a device"
    return ""


def shown(name: str) -> str:
    """Return a name as it can be printed: every control character as its picture."""
    return visible(name.replace("\n", "\u240a").replace("\t", "\u2409"))[0]


def composed(name: str) -> str:
    """Return a name with each letter and its accent as one character, as it is mostly typed."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def same_file(name: str) -> str:
    """Return what two names have in common that are one file on some systems."""
    return composed(composed(name).casefold())
