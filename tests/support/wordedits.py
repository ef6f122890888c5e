"""Edit Word files as colleagues do: in the manner of Word, of Google Docs, and of a script.

Each editor takes the bytes of a file and gives those of the edited one. Words are found in the text
of paragraphs, whatever runs they stand in.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WHEN = "2026-01-12T09:10:00Z"


class WordFile:
    """A Word file that is being edited; ``body`` is the tree of its main part.

    Where ``bookmark`` is set, words are looked for in the paragraph that has it alone.
    """

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.members = {name: package.read(name) for name in package.namelist()}
        self.body = etree.fromstring(self.members["word/document.xml"])
        self.bookmark = ""
        self._ids = iter(range(9000, 10**6))

    def saved(self) -> bytes:
        """Return the bytes of the file as it is now."""
        self.members["word/document.xml"] = etree.tostring(
            self.body, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return self.zipped(self.members)

    @staticmethod
    def zipped(members: Mapping[str, bytes]) -> bytes:
        """Return parts as a zip file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in members.items():
                package.writestr(name, data)
        return buffer.getvalue()

    def paragraphs(self) -> list[etree._Element]:
        """Return all paragraphs, in their order."""
        return list(self.body.iter(f"{W}p"))

    def paragraph(self, words: str) -> etree._Element:
        """Return the first paragraph that shows some words, and has the bookmark if one is set."""
        return next(p for p in self.paragraphs() if words in shown(p) and self._is_meant(p))

    def _is_meant(self, paragraph: etree._Element) -> bool:
        names = (mark.get(f"{W}name") for mark in paragraph.iter(f"{W}bookmarkStart"))
        return not self.bookmark or self.bookmark in names

    def id(self) -> str:
        """Return a number for a tracked change."""
        return str(next(self._ids))

    # --- edits of words

    def replace(self, old: str, new: str) -> WordFile:
        """Type over some words, untracked."""
        for run in self._cut(old):
            text = run.find(f"{W}t")
            text.text, new = new, ""
        return self

    def track(self, old: str, new: str, who: str = "A. Reader", when: str = WHEN) -> WordFile:
        """Type over some words with tracked changes; ``old`` may not be empty."""
        runs = self._cut(old)
        for run in runs:
            self._take_out(run, who, when)
        if new:
            self._put_in(runs[-1].getparent(), run_of(runs[-1], new), who, when)
        return self

    def put_behind(self, anchor: str, new: str, who: str | None = None) -> WordFile:
        """Put words in behind others, tracked where somebody is named."""
        last = self._cut(anchor)[-1]
        run = run_of(last, new)
        last.addnext(run)
        if who:
            run.getparent().remove(run)
            self._put_in(last, run, who, WHEN)
        return self

    def take_out(self, old: str, who: str | None = None) -> WordFile:
        """Delete words, tracked where somebody is named."""
        return self.track(old, "", who) if who else self.replace(old, "")

    def type_at(
        self, paragraph: etree._Element, reach: tuple[int, int], new: str, who: str | None
    ) -> None:
        """Type over so many characters from an offset of a paragraph on, tracked for somebody."""
        start, length = reach
        end = min(start + length, len(shown(paragraph)))
        for edge in (start, end):
            _split_run(paragraph, edge)
        at, gone, before = 0, [], None
        for text in list(paragraph.iter(f"{W}t")):
            size = len(text.text or "")
            if start <= at and at + size <= end and size:
                gone.append(text.getparent())
            elif at + size <= start:
                before = text.getparent()
            at += size
        beside = gone[-1] if gone else before
        run = run_of(beside, new) if beside is not None else None
        if run is None:
            run = run_of(next(paragraph.iter(f"{W}r")), new)
            next(paragraph.iter(f"{W}r")).addprevious(run)
        else:
            beside.addnext(run)
        if who:
            mark = self._tracked("ins", who, WHEN)
            run.addprevious(mark)
            mark.append(run)
        for one in gone:
            if who:
                self._take_out(one, who, WHEN)
            else:
                one.getparent().remove(one)

    # --- edits of paragraphs

    def add_below(self, words: str, new: str, who: str | None = None) -> WordFile:
        """Add a paragraph below the one that shows some words, tracked where somebody is named."""
        above = self.paragraph(words)
        below = etree.Element(f"{W}p")
        properties = above.find(f"{W}pPr")
        below.append(etree.Element(f"{W}pPr") if properties is None else copy.deepcopy(properties))
        run = etree.SubElement(below, f"{W}r")
        text = etree.SubElement(run, f"{W}t")
        text.text = new
        if who:
            look = below[0].find(f"{W}rPr")
            look = etree.SubElement(below[0], f"{W}rPr") if look is None else look
            look.append(self._tracked("ins", who, WHEN))
            below.remove(run)
            mark = self._tracked("ins", who, WHEN)
            mark.append(run)
            below.append(mark)
        above.addnext(below)
        return self

    def drop(self, words: str, who: str | None = None) -> WordFile:
        """Delete the paragraph that shows some words, tracked where somebody is named."""
        paragraph = self.paragraph(words)
        if who is None:
            paragraph.getparent().remove(paragraph)
            return self
        for run in list(paragraph.iter(f"{W}r")):
            if run.find(f"{W}t") is not None:
                self._take_out(run, who, WHEN)
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        look = etree.SubElement(properties, f"{W}rPr")
        look.append(self._tracked("del", who, WHEN))
        return self

    def split(self, before: str) -> WordFile:
        """Break a paragraph before some words, as Enter does."""
        first = self._cut(before)[0]
        paragraph = first.getparent()
        while paragraph.tag != f"{W}p":
            first, paragraph = paragraph, paragraph.getparent()
        below = etree.Element(f"{W}p")
        if paragraph.find(f"{W}pPr") is not None:
            below.append(copy.deepcopy(paragraph.find(f"{W}pPr")))
        for node in [first, *first.itersiblings()]:
            below.append(node)
        paragraph.addnext(below)
        return self

    def add_row(self, words: str, *cells: str) -> WordFile:
        """Add a row below the one that shows some words."""
        row = self.paragraph(words)
        while row.tag != f"{W}tr":
            row = row.getparent()
        new = copy.deepcopy(row)
        for mark in [*new.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        for cell, said in zip(new.iter(f"{W}tc"), cells, strict=False):
            texts = [*cell.iter(f"{W}t")]
            for n, text in enumerate(texts):
                text.text = "" if n else said
            for paragraph in [*cell.iter(f"{W}p")][1:]:
                paragraph.getparent().remove(paragraph)
        row.addnext(new)
        return self

    def comment(self, on: str, said: str, who: str = "A. Reader") -> WordFile:
        """Comment on some words."""
        runs = self._cut(on)
        part = "word/comments.xml"
        root = etree.fromstring(
            self.members.get(part, f'<w:comments xmlns:w="{NS["w"]}"/>'.encode())
        )
        number = str(len(root))
        root.append(
            etree.fromstring(
                f'<w:comment xmlns:w="{NS["w"]}" w:id="{number}" w:author="{who}" '
                f'w:date="{WHEN}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment>'
            )
        )
        self.members[part] = etree.tostring(root)
        for tag, run in (("commentRangeStart", runs[0]), ("commentRangeEnd", runs[-1])):
            mark = etree.Element(f"{W}{tag}")
            mark.set(f"{W}id", number)
            run.addprevious(mark) if tag.endswith("Start") else run.addnext(mark)
        return self

    # --- how it is done

    def _tracked(self, tag: str, who: str, when: str) -> etree._Element:
        mark = etree.Element(f"{W}{tag}")
        for name, value in (("id", self.id()), ("author", who), ("date", when)):
            mark.set(f"{W}{name}", value)
        return mark

    def _take_out(self, run: etree._Element, who: str, when: str) -> None:
        mark = self._tracked("del", who, when)
        run.addprevious(mark)
        mark.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"

    def _put_in(self, behind: etree._Element, run: etree._Element, who: str, when: str) -> None:
        mark = self._tracked("ins", who, when)
        mark.append(run)
        behind.addnext(mark)

    def _cut(self, words: str) -> list[etree._Element]:
        """Return the runs that show some words and nothing else, cut as they need to be."""
        paragraph = self.paragraph(words)
        start = shown(paragraph).index(words)
        end = start + len(words)
        for edge in (start, end):
            _split_run(paragraph, edge)
        done, at = [], 0
        for text in paragraph.iter(f"{W}t"):
            if start <= at and at + len(text.text or "") <= end and text.text:
                done.append(text.getparent())
            at += len(text.text or "")
        return done


def shown(paragraph: etree._Element) -> str:
    """Return what a paragraph shows, with plain spaces."""
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t")).replace("\u00a0", " ")


def run_of(like: etree._Element, text: str) -> etree._Element:
    """Return a run that looks like another one."""
    run = etree.Element(f"{W}r")
    look = like.find(f"{W}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
    said = etree.SubElement(run, f"{W}t")
    said.text = text
    said.set(SPACE, "preserve")
    return run


def _split_run(paragraph: etree._Element, at: int) -> None:
    begin = 0
    for text in list(paragraph.iter(f"{W}t")):
        said = text.text or ""
        if begin < at < begin + len(said):
            run = text.getparent()
            rest = run_of(run, said[at - begin :])
            text.text = said[: at - begin]
            text.set(SPACE, "preserve")
            run.addnext(rest)
            return
        begin += len(said)


def as_google(data: bytes) -> bytes:
    """Return a file as Google Docs gives it back: without custom XML, bookmarks, styles' names."""
    file = WordFile(data)
    file.members = {
        name: part
        for name, part in file.members.items()
        if not name.startswith(("customXml", "docProps"))
    }
    rels = "word/_rels/document.xml.rels"
    root = etree.fromstring(file.members[rels])
    for node in list(root):
        if "customXml" in node.get("Target", ""):
            root.remove(node)
    file.members[rels] = etree.tostring(root)
    types = etree.fromstring(file.members["[Content_Types].xml"])
    for node in list(types):
        if node.get("PartName", "").startswith(("/customXml", "/docProps")):
            types.remove(node)
    file.members["[Content_Types].xml"] = etree.tostring(types)
    root = etree.fromstring(file.members["_rels/.rels"])
    for node in list(root):
        if "docProps" in node.get("Target", ""):
            root.remove(node)
    file.members["_rels/.rels"] = etree.tostring(root)
    for mark in list(file.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for control in list(file.body.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        for node in list(content):
            control.addprevious(node)
        control.getparent().remove(control)
    return file.saved()


def runs_apart(data: bytes) -> bytes:
    """Return a file whose runs are parted in many, with marks of revisions, as Word saves them."""
    file = WordFile(data)
    for paragraph in file.paragraphs():
        for edge in range(len(shown(paragraph)), 0, -7):
            _split_run(paragraph, edge)
        paragraph.set(f"{W}rsidR", "00A77B3E")
        for run in list(paragraph.iter(f"{W}r")):
            run.set(f"{W}rsidRPr", "00C1D2E3")
    return file.saved()


MANNERS: dict[str, Callable[[bytes], bytes]] = {"word": runs_apart, "plain": lambda data: data}
"""How a program saves a file that keeps what ours has in it."""


def edits(data: bytes) -> Iterator[WordFile]:
    """Yield a file to edit, again and again."""
    while True:
        yield WordFile(data)
