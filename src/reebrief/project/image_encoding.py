"""Encode a picture anew within limits; the home of Pillow.

What reaches a document is only what is seen: no metadata, no colour profile, no second frame, no
bytes after the picture's end.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from functools import lru_cache
from typing import Literal

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from reebrief.document.nodes import Image

MOST_PIXELS = 50_000_000
"""The most pixels of a picture: what a camera takes; a few bytes can claim more than memory has."""

LONGEST = 20_000
"""The most pixels of a picture's side: longer ones are so narrow that they show nothing."""

WIDEST, HIGHEST = 2000, 3000
"""The pixels that a picture keeps: those of a page's text at about 300 to the inch."""

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What can be read, by Pillow's names."""

_SVG, _HEAD = re.compile(rb"<svg[\s>:]"), 4096
"""What is in the first bytes of a drawing, behind its remarks."""

_MOST_SHADES = 4096
"""A WebP picture of more colours is a photograph; the format does not say what it holds."""

_ORIENTATION, _UPRIGHT = 0x0112, 4
"""The tag of a picture's orientation, and the last that does not lie on its side (Exif 2.32)."""
_QUALITY = 85


@lru_cache(maxsize=16)
def encoded(data: bytes) -> Image:
    """Return a picture, without its name.

    Raises ValueError with what is wrong with it, and after a semicolon what helps.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a bomb is refused by its size
            return _made(Pillow.open(io.BytesIO(data), formats=FORMATS))
    except Pillow.DecompressionBombError:
        most, side = f"{MOST_PIXELS // 1_000_000} million pixels", f"{LONGEST:,} on a side"
        raise ValueError(f"has more than {most}, or {side}; save it smaller") from None
    except Exception:  # noqa: BLE001  decoders raise whatever damaged data brings about in them
        if _SVG.search(data[:_HEAD]):
            hint = f"export it from a drawing program as PNG, {WIDEST} pixels wide"
            raise ValueError(f"is a drawing (SVG), which is not read; {hint}") from None
        hint = "save it anew as PNG or JPEG"
        raise ValueError(f"is no PNG, JPEG, GIF or WebP picture that can be read; {hint}") from None


def _made(picture: Pillow.Image) -> Image:
    """Return what a picture shows as documents have it, made smaller before it is made opaque.

    Raises DecompressionBombError where it has more pixels than are read.
    """
    if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST:
        raise Pillow.DecompressionBombError
    photo = picture.format in {"JPEG", "MPO"}
    turned = picture.getexif().get(_ORIENTATION, 1) > _UPRIGHT
    most = (HIGHEST, WIDEST) if turned else (WIDEST, HIGHEST)
    profile = picture.info.get("icc_profile")
    even = _even(picture)
    even.thumbnail(most, Pillow.Resampling.LANCZOS)
    ImageOps.exif_transpose(even, in_place=True)
    shown = _bare(_opaque(_in_srgb(even, profile)))
    if picture.format == "WEBP" and even.mode == "RGB":
        photo = shown.getcolors(_MOST_SHADES) is None
    kind: Literal["png", "jpeg"] = "jpeg" if photo else "png"
    buffer = io.BytesIO()
    if kind == "jpeg":
        shown.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    else:
        shown.save(buffer, "PNG", optimize=True)
    data = buffer.getvalue()
    shades = hashlib.sha256(data if photo else shown.tobytes()).hexdigest()
    return Image("", kind, data, *shown.size, grey=shown.mode == "L", shades=shades)


def _even(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture whose pixels can be mixed: no palette, no bits, no 16 bits of grey."""
    if picture.mode in {"L", "RGB", "CMYK", "RGBA"} and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):  # a conversion would cut the upper shades off
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    return picture.convert("RGB" if picture.mode == "YCbCr" else "RGBA")


def _in_srgb(picture: Pillow.Image, profile: bytes | None) -> Pillow.Image:
    """Return a picture in the colours that documents declare; without a profile they are these."""
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            done = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            done = None  # a profile that cannot be read says nothing
        if done is not None:
            return done
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _opaque(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture on white."""
    if picture.mode != "RGBA":
        return picture
    ground = Pillow.new("RGBA", picture.size, "white")
    return Pillow.alpha_composite(ground, picture).convert("RGB")


def _bare(picture: Pillow.Image) -> Pillow.Image:
    """Return the pixels alone."""
    bare = Pillow.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare
