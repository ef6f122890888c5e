"""Spoil sound inputs at random: bytes, lines, values of YAML and JSON, parts of zip files."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import yaml

Mutation = Callable[[bytes, Random], bytes]

NONSENSE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**30, 1e308, float("nan"), float("inf"), 0.1, "", " ", "\n"),
    *([], {}, [[]], [None], {"a": None}, {1: 2}, {None: None}, {"": ""}, [1, "a"], "x" * 20000),
    *("no", "12:30", "2025-02-30", "9999-12-31", "0000-00-00", "1_000", "0x1F", "1e999", "~", "."),
    *("../../etc/passwd", "/dev/zero", "C:\\x", "con", "a/b", "nul.md", "file:///x", "\\\\host\\x"),
    *("a\x00b", "\x1b[31m", "\u202eabc", "\u200b", "\ufeff", "\ud7ff", "\U0001f30d", "e\u0301" * 9),
    *("[@", "[@]", "[@a#b/c]", "[@a, b; c]", "[1]", "[Action 3]", "[^1]", "](", "![](", "<b>"),
    *("{{ x }}", "{% for %}", "{{ 1/0 }}", "{#", "${x}", "%s", "*" * 300, "[" * 300, "> " * 300),
    *("| a | b |\n|---|---|\n| 1 |", "#" * 9 + " x", "```\n", "- " * 200, "1. a\n" * 9, "\t- x"),
    *("١٢٣", "１２", "½", "1,000.5.3", "−5 %", "up to 9,999,999,999,999 t", "0 t", "12-11-13"),
    *("#zzzzzz", "#12", "red", "TLP:RED", "rgb(0,0,0)", "xx-YY", "zh-Hant-TW", "deep", "fr"),
)
"""Values of every type that a hand or a program may put in the place of a right one."""

_BITS = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\x1a", b"\xc0\x80", b"\xed\xa0\x80"),
    *(b"<", b">", b"&", b"&#0;", b"&#xD800;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"]]>"),
    *(b"-1", b"0", b"1e400", b"99999999999999999999", b"NaN", b"null", b"(", b")", b"<<", b">>"),
    *(b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"%", b"--", b"\n\n", b"\t", b": ", b"!!python/"),
    *(b"endobj", b"endstream", b"\\u", b"\\'ff", b"\\bin9", b"=?utf-8?b?", b"<![CDATA["),
)
_LARGEST = 200_000
"""Characters of a tree that is not spoilt further."""
_NUMBER = re.compile(rb"\d+")
_SIZES = (1, 1, 2, 3, 8, 40, 400, 4000)
_NUMBERS = (b"0", b"1", b"-1", b"2147483648", b"4294967295", b"99999999999999999999", b"1.5", b"")


def of_bytes(data: bytes, rng: Random) -> bytes:
    """Flip bits, and take out, put in, double, move and cut stretches."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at = rng.randrange(len(spoilt) + 1)
        size = rng.choice(_SIZES)
        match rng.randrange(9):
            case 0 | 1 if spoilt:
                for _ in range(rng.choice((1, 2, 16))):
                    spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
            case 2:
                spoilt[at : at + size] = rng.randbytes(min(size, len(spoilt[at : at + size])))
            case 3:
                del spoilt[at : at + size]
            case 4:
                spoilt[at:at] = rng.choice(_BITS) * rng.choice((1, 1, 1, 5, 2000))
            case 5:
                spoilt[at:at] = spoilt[at : at + size]
            case 6:
                other = rng.randrange(len(spoilt) + 1)
                spoilt[at : at + size] = spoilt[other : other + size]
            case 7:
                del spoilt[at:]
            case _:
                numbers = [*_NUMBER.finditer(spoilt)]
                if numbers:
                    found = rng.choice(numbers)
                    spoilt[found.start() : found.end()] = rng.choice(_NUMBERS)
    return bytes(spoilt)


def of_text(data: bytes, rng: Random) -> bytes:
    """Take out, double, swap, indent and empty lines, and put nonsense into them."""
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(lines))
        line = lines[at]
        match rng.randrange(8):
            case 0:
                del lines[at]
            case 1:
                lines[at:at] = [line] * rng.choice((1, 1, 50))
            case 2:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
            case 3:
                lines[at] = " " * rng.choice((1, 2, 3, 80)) + line
            case 4:
                lines[at] = line.lstrip()
            case 5:
                lines.insert(at, str(rng.choice(NONSENSE)))
            case 6:
                begin = rng.randrange(len(line) + 1)
                end = begin + rng.choice((0, 0, 1, 5, 30))
                lines[at] = line[:begin] + str(rng.choice(NONSENSE)) + line[end:]
            case _:
                words = line.split(" ")
                words[rng.randrange(len(words))] = str(rng.choice(NONSENSE))
                lines[at] = " ".join(words)
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def of_yaml(data: bytes, rng: Random) -> bytes:
    """Change values, keys and places of a tree of YAML, and write it anew."""
    try:
        tree = yaml.load(data, yaml.CSafeLoader)
    except yaml.YAMLError:
        return of_text(data, rng)
    text = yaml.dump(
        _spoilt(tree, rng), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
    )
    return str(text).encode("utf-8", "surrogatepass")


def of_json(data: bytes, rng: Random) -> bytes:
    """Change values, keys and places of a tree of JSON, and write it anew."""
    try:
        tree = json.loads(data)
    except ValueError:
        return of_bytes(data, rng)
    return json.dumps(_spoilt(tree, rng), default=str, skipkeys=True).encode()


def _spoilt(tree: Any, rng: Random) -> Any:
    """Return a tree with a few of its values spoilt."""
    for _ in range(rng.choice((1, 1, 2, 5))):
        homes = [*_homes(tree)]
        if not homes:
            return _nonsense(rng)
        home, key = rng.choice(homes)
        value = home[key]
        match rng.randrange(7):
            case 0 | 1 | 2:
                home[key] = _nonsense(rng)
            case 3:
                del home[key]
            case 4:
                home[key] = _deeper(value, rng)
            case 5 if isinstance(home, dict):
                home[rng.choice(("x", "format", "title", "", "extends", 7))] = home.pop(key)
            case 6:
                other, place = rng.choice(homes)
                if place in other if isinstance(other, dict) else place < len(other):
                    home[key] = copy.deepcopy(other[place])
            case _:
                home[key] = [value]
        if len(text := json.dumps(tree, default=str, skipkeys=True)) > _LARGEST:
            break
    # Read again, so that a value that stands twice is no alias.
    return json.loads(text)


def _nonsense(rng: Random) -> Any:
    return copy.deepcopy(rng.choice(NONSENSE))


def _deeper(value: Any, rng: Random) -> Any:
    """Return a value within many lists or mappings, or many times over."""
    if rng.random() < 0.5:
        return [value] * rng.choice((0, 2, 100))
    for _ in range(rng.choice((1, 5, 90))):
        value = [value] if rng.random() < 0.5 else {"a": value}
    return value


def _homes(tree: Any, depth: int = 0) -> Any:
    """Yield each mapping or list of a tree with each of its keys."""
    if depth > 40:
        return
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in list(keys):
        yield tree, key
        yield from _homes(tree[key], depth + 1)


def of_zip(data: bytes, rng: Random) -> bytes:
    """Spoil the parts of a zip file: their bytes, elements of XML, names, that they are there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return of_bytes(data, rng)
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(len(parts))
        name, part = parts[at]
        match rng.randrange(12):
            case 0:
                del parts[at]
                parts = parts or [("x", b"")]
            case 1:
                odd = ("../x", "WORD/" + name, name.upper(), "", "a\x00b", "x" * 300, f"/{name}")
                parts[at] = (rng.choice(odd), part)
            case 2:
                parts.append((name, rng.choice(parts)[1]))
            case 3 | 4 | 5:
                parts[at] = (name, of_bytes(part, rng))
            case _:
                parts[at] = (name, of_xml(part, rng))
    buffer = io.BytesIO()
    method = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, part in parts:
            package.writestr(zipfile.ZipInfo(name), part, method)
    made = buffer.getvalue()
    return of_bytes(made, rng) if rng.random() < 0.1 else made


_TAG = re.compile(rb"<[^<>]{1,300}>")
_VALUE = re.compile(rb'="[^"<>]*"')


def of_xml(data: bytes, rng: Random) -> bytes:
    """Take out, double, move and nest tags of XML or HTML, and put nonsense into attributes."""
    for _ in range(rng.choice((1, 1, 2, 6))):
        tags, values = [*_TAG.finditer(data)], [*_VALUE.finditer(data)]
        if not tags:
            return of_bytes(data, rng)
        found, other = rng.choice(tags), rng.choice(tags)
        match rng.randrange(7):
            case 0:
                data = data[: found.start()] + data[found.end() :]
            case 1:
                data = data[: found.end()] + other[0] + data[found.end() :]
            case 2:
                first, last = sorted((found.start(), other.start()))
                data = data[:first] + data[last:]
            case 3:
                first, last = sorted((found.start(), other.start()))
                data = data[:last] + data[first : min(last, first + 5000)] + data[last:]
            case 4:
                data = data[: found.start()] + found[0] * rng.choice((2, 400)) + data[found.end() :]
            case _ if values:
                at = rng.choice(values)
                put = str(rng.choice(NONSENSE))[:2000].encode("utf-8", "replace")
                put = put.replace(b"<", b"&lt;").replace(b'"', b"")
                data = data[: at.start()] + b'="' + put + b'"' + data[at.end() :]
    return data


def any_of(*mutations: Mutation) -> Mutation:
    """Return a mutation that is one of several, the first half of the time."""

    def chosen(data: bytes, rng: Random) -> bytes:
        one = mutations[0] if rng.random() < 0.5 else rng.choice(mutations)
        return one(data, rng)

    return chosen


def spliced(data: bytes, others: Sequence[bytes], rng: Random) -> bytes:
    """Return the beginning of one input with the end of another of its kind."""
    other = rng.choice(others)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]
