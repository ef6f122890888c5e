"""The resources of the preview: the page, its style and script, states, pictures and views."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reebrief.cli.preview import page_images
from reebrief.cli.preview.requests import RequestBoard

_HERE = Path(__file__).parent
_STATIC = {
    "icon.svg": ("icon.svg", "image/svg+xml"),
    "": ("page.html", "text/html; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
    "page.js": ("page.js", "text/javascript; charset=utf-8"),
}
_PICTURE = re.compile(r"(?P<pdf>pages/[0-9a-f]{32})/(?P<number>[1-9][0-9]{0,3})\.png")

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_VIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""A brief's own page has its style inside, runs nothing, and stands in the frame of ours alone."""


@dataclass(frozen=True, slots=True)
class Resource:
    """What is sent: its media type, its bytes, and what the browser may do with it."""

    kind: str
    data: bytes
    policy: str = _PAGE_POLICY


class Resources:
    """Finds what a name within the preview stands for; no name reaches a file of the disk."""

    def __init__(self, requests: RequestBoard) -> None:
        self._requests = requests
        self._static = {
            name: Resource(kind, (_HERE / file).read_bytes())
            for name, (file, kind) in _STATIC.items()
        }

    def find(self, name: str, query: Mapping[str, str]) -> Resource | None:
        """Return a resource by its name, the path behind the token; None where there is none."""
        if name in self._static:
            return self._static[name]
        if name == "state":
            state = self._requests.ask(query.get("document", ""))
            return Resource("application/json", state)
        if name.startswith("html/"):
            page = self._requests.file(name)
            return Resource("text/html; charset=utf-8", page, _VIEW_POLICY) if page else None
        match = _PICTURE.fullmatch(name)
        pdf = self._requests.file(match["pdf"]) if match else None
        drawn = page_images.picture(pdf, int(match["number"])) if match and pdf else None
        return Resource("image/png", drawn) if drawn else None
