"""Accept or reject all tracked changes of a Word file, and read what is left: our own reader."""

import io
import zipfile
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines(data: bytes, *, accept: bool | None = None) -> list[str]:
    """Return the lines of a file's body that are not empty, after all changes are accepted.

    With ``accept=False`` they are rejected, with None there must be none.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = ET.fromstring(file.read("word/document.xml")).find(f"{W}body")  # noqa: S314
    reader = _Lines({None: None, True: "del", False: "ins"}[accept])
    reader.blocks(body)
    return [line for line in (*reader.done, reader.open) if line.strip()]


class _Lines:
    """Collects lines; ``gone`` is the kind of change whose words are no longer there."""

    def __init__(self, gone):
        self.gone = gone
        self.done = []
        self.open = ""

    def blocks(self, element):
        for child in element:
            name = child.tag.removeprefix(W)
            assert self.gone or name not in {"ins", "del"}, "a tracked change"
            if name == "p":
                self.open += self.words(child)
                if child.find(f"{W}pPr/{W}rPr/{W}{self.gone}") is None:
                    self.done.append(self.open)
                    self.open = ""
            elif name == "tr" and child.find(f"{W}trPr/{W}{self.gone}") is not None:
                continue
            elif name in {"tbl", "tr", "tc", "sdt", "sdtContent"}:
                self.blocks(child)

    def words(self, element):
        name = element.tag.removeprefix(W)
        assert self.gone or name not in {"ins", "del", "delText"}, "a tracked change"
        if name in {"pPr", "rPr", "instrText"} or name == self.gone:
            return ""
        if name in {"t", "delText"}:
            return element.text or ""
        return {"tab": "\t", "br": "\n"}.get(name, "") + "".join(map(self.words, element))
