"""Pictures of a project, read within limits and encoded anew; the home of Pillow.

What reaches a document is only what is seen: no metadata, no colour profile, no second frame, no
bytes after the picture's end.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import Image as Pillow
from PIL import ImageOps

from reebrief.errors import Place, error, known
from reebrief.project import Project, is_file
from reebrief.tree import Image

LARGEST = 25_000_000
"""The most bytes of a picture's file."""

MOST_PIXELS = 50_000_000
"""The most pixels of a picture: what a camera takes; a few bytes can claim more than memory has."""

WIDEST = 2000
"""The width in pixels that a picture keeps: that of a page's text at about 300 to the inch."""

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What can be read, by Pillow's names."""

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_QUALITY = 85


def load(project: Project, name: str, place: Place) -> Image:
    """Return the picture in a file, named from the project's root.

    Raises ReebriefError at ``place`` where the file is missing, lies outside of the project, is too
    large, or is no picture that can be read.
    """
    path = project.root / name
    if not path.resolve().is_relative_to(project.root):
        raise error(f"'{name}' leaves the project", place, "copy the picture to pictures/")
    if not is_file(path):
        hint = known(name, _pictures(project, path.parent), kind="pictures")
        raise error(f"no picture '{name}'", place, hint)
    if path.stat().st_size > LARGEST:
        what = f"'{name}' has more than {LARGEST // 1_000_000} MB"
        raise error(what, place, "save it as a smaller JPEG or PNG")
    try:
        return replace(_encoded(project.data(path)), name=name)
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(f"'{name}' {what}", place, hint) from None


def _pictures(project: Project, folder: Path) -> Iterator[str]:
    """Yield the names of the pictures in a folder, and in the usual one."""
    for each in dict.fromkeys((folder, project.root / "pictures")):
        if each.is_dir():
            yield from (
                project.name(p) for p in sorted(each.iterdir()) if p.suffix.lower() in _ENDINGS
            )


@lru_cache(maxsize=16)
def _encoded(data: bytes) -> Image:
    """Return a picture, without its name.

    Raises ValueError with what is wrong with it, and after a semicolon what helps.
    """
    shown, photo = _decoded(data)
    if shown.width > WIDEST:
        height = max(1, round(shown.height * WIDEST / shown.width))
        shown = shown.resize((WIDEST, height), Pillow.Resampling.LANCZOS)
    buffer = io.BytesIO()
    if photo:
        shown.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    else:
        shown.save(buffer, "PNG", optimize=True)
    kind: Literal["png", "jpeg"] = "jpeg" if photo else "png"
    return Image("", kind, buffer.getvalue(), *shown.size, grey=shown.mode == "L")


def _decoded(data: bytes) -> tuple[Pillow.Image, bool]:
    """Return what a picture shows, and whether it was a photograph. Raises as ``_encoded`` does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a bomb is refused by its size below
            picture = Pillow.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height <= MOST_PIXELS:
            return _flat(ImageOps.exif_transpose(picture)), picture.format == "JPEG"
    except Pillow.DecompressionBombError:
        pass
    except Exception:  # noqa: BLE001  decoders raise whatever damaged data brings about in them
        hint = "save it anew as PNG or JPEG"
        raise ValueError(f"is no PNG, JPEG, GIF or WebP picture that can be read; {hint}") from None
    most = MOST_PIXELS // 1_000_000
    raise ValueError(f"has more than {most} million pixels; save it smaller")


def _flat(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture in shades of grey or in colours, what is transparent on white."""
    if picture.mode in {"L", "RGB"} and "transparency" not in picture.info:
        picture.load()
        return _bare(picture)
    if picture.mode.startswith("I"):  # 16 bits of grey, which a conversion would cut off
        return _bare(picture.convert("I").point(lambda value: value / 256).convert("L"))
    if picture.mode == "1":
        return _bare(picture.convert("L"))
    if picture.mode in {"CMYK", "YCbCr"}:
        return _bare(picture.convert("RGB"))
    seen = picture.convert("RGBA")
    ground = Pillow.new("RGBA", seen.size, "white")
    return _bare(Pillow.alpha_composite(ground, seen).convert("RGB"))


def _bare(picture: Pillow.Image) -> Pillow.Image:
    """Return the pixels alone."""
    bare = Pillow.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare
