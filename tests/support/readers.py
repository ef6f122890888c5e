"""Independent readers: what a produced file says, found without the code that wrote it."""

import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from pypdf import PdfReader

from support.pdfread import Pdf

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text):
    """Return text without white space and hyphens, which layout adds and takes away."""
    return re.sub(r"[\s\u00ad\u2010\u2011-]+", "", text)


def docx_text(data):
    """Return the text of body, notes, headers and footers, paragraph by paragraph."""
    done = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|footnotes|header\d*|footer\d*)\.xml", name):
                root = ET.fromstring(package.read(name))  # noqa: S314  our own file
                done += [
                    "".join(t.text or "" for t in paragraph.iter(f"{WORD}t"))
                    for paragraph in root.iter(f"{WORD}p")
                ]
    return "\n".join(done)


def pdf_text(data):
    """Return the text in the order of the structure tree, and whatever stands outside of it.

    A note that goes on at the foot of the next page is one element there; pages alone break it.
    """
    pages = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return f"{Pdf(data).structure().text()}\n{pages}"


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words = []
        self.hidden = False

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  HTMLParser's signature
        self.hidden = tag in {"style", "script", "title"}
        self.words.append(" ")

    def handle_endtag(self, tag):  # noqa: ARG002  HTMLParser's signature
        self.hidden = False
        self.words.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def html_text(data):
    """Return what a page shows."""
    page = _Page()
    page.feed(data.decode())
    return "".join(page.words)


def md_text(data):
    """Return Markdown without its escapes, footnote marks and quote signs."""
    text = re.sub(r"\[\^\d+\](?!:)|^> ?", "", data.decode(), flags=re.MULTILINE)
    return re.sub(r"\\(.)", r"\1", text)


TEXT = {"docx": docx_text, "pdf": pdf_text, "html": html_text, "md": md_text}
