"""Hostile and huge files, as the command meets them: a clear line, little of all, no call."""

import io
import json
import socket
import subprocess
import sys
import zipfile
from email.message import EmailMessage

import docx
import pytest
from pypdf import PdfWriter

from support.loopback import dripping
from support.projects import make_project

pytestmark = pytest.mark.thorough

SECONDS = 5
"""Of computing, for the command and the children it waited for."""

MEGABYTES = 300
"""Of memory, at the peak of the largest of these processes."""

MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "reebrief", *sys.argv[1:]], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = (done.stdout + done.stderr).decode()
print(json.dumps([done.returncode, said, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""Runs the command in a process of its own, so that what it takes is not mixed with a test's."""

PEAK = 1e6 if sys.platform == "darwin" else 1e3
"""What a megabyte is in the unit that the system counts a peak in."""

LEAD = "The mill was opened on Monday after a year of works, its owner said in a note."


def run(project, *arguments):
    """Run a command within the bounds; return its code, what it said, and the new files."""
    before = {*project.rglob("*")}
    measured = [sys.executable, "-c", MEASURED, *arguments, "--project", str(project)]
    done = subprocess.run(measured, capture_output=True, check=True)
    code, said, seconds, peak = json.loads(done.stdout)
    assert "Traceback" not in said
    assert seconds < SECONDS
    assert peak / PEAK < MEGABYTES
    return code, said, {path.name for path in {*project.rglob("*")} - before}


# --- zip


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def word(parts):
    """Return a Word file with parts replaced or added."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_heading("A mill opens in Ostrava", 0)
    document.add_paragraph(LEAD)
    document.save(out)
    with zipfile.ZipFile(out) as file:
        return zipped({name: file.read(name) for name in file.namelist()} | parts)


def many_bombs():
    """Return zip files of zip files: 16 times 64 MB within each other, less than 1 MB in all."""
    inner = zipped({"a.xml": bytes(64_000_000)})
    return zipped({f"{number}.zip": inner for number in range(16)})


# --- XML

LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
SCALED = '<!ENTITY a9 "' + "mill " * 20_000 + '">'
OUTSIDE = '<!ENTITY a9 SYSTEM "file:///etc/passwd">'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def doctype(root, entities):
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a0 "mill">{entities}]>'


def rss(entities):
    text = "&a9;" * 2_000
    return (
        f'{doctype("rss", entities)}<rss version="2.0"><channel><title>Wire</title>'
        f"<item><title>A mill opens</title><description>{text}</description></item></channel></rss>"
    ).encode()


def atom(entities):
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{"&a9;" * 2_000}</title></feed>'
    return (doctype("feed", entities) + feed).encode()


def other(entities):
    return f"{doctype('invoice', entities)}<invoice>&a9;</invoice>".encode()


def part(root, entities):
    """Return an XML part of a Word file with a paragraph of entities."""
    body = "<w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body>"
    return f'{doctype(f"w:{root}", entities)}<w:{root} xmlns:w="{W}">{body}</w:{root}>'.encode()


# --- pages, mail and PDF


def page(body):
    return f"<!DOCTYPE html><html><head><title>A mill opens</title></head><body>{body}</body>"


def locked():
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def mail(file, data):
    message = EmailMessage()
    message["From"] = "wire@harbour.example"
    message["To"] = "desk@harbour.example"
    message["Subject"] = "A mill opens"
    message["Date"] = "Fri, 09 Jan 2026 10:00:00 +0000"
    message.set_content(LEAD)
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=file)
    return message.as_bytes()


def large(start, piece, end=""):
    return lambda: page(start + piece * (50_000_000 // len(piece)) + end).encode()


TOO_LARGE = "a file of more than 32 MB"
ENTITIES = "declares entities"

REFUSED = {
    "a bomb in docx": ("a.docx", lambda: word({"word/document.xml": b" " * 300_000_000}), "unpack"),
    "pictures": ("a.docx", lambda: word({"word/media/a.png": bytes(300_000_000)}), "unpack"),
    "many parts": (
        "a.docx",
        lambda: word({f"word/media/{n}.png": bytes(15_000_000) for n in range(20)}),
        "unpack",
    ),
    "nested zip": ("a.zip", many_bombs, "this is a zip file"),
    "nested zip called docx": ("a.docx", many_bombs, "this is a zip file"),
    "rss of entities": ("a.xml", lambda: rss(LAUGHS), ENTITIES),
    "rss of one long entity": ("a.rss", lambda: rss(SCALED), ENTITIES),
    "rss of a file": ("a.rss", lambda: rss(OUTSIDE), ENTITIES),
    "atom of entities": ("a.xml", lambda: atom(LAUGHS), ENTITIES),
    "xml of entities": ("a.xml", lambda: other(LAUGHS), "this is an XML file"),
    **{
        f"docx, {name}": (
            "a.docx",
            lambda name=name: word({f"word/{name}.xml": part(name, LAUGHS)}),
            ENTITIES,
        )
        for name in ("document", "styles", "numbering", "footnotes", "comments")
    },
    "docx, properties": ("a.docx", lambda: word({"docProps/core.xml": other(LAUGHS)}), ENTITIES),
    "docx, a file as an entity": (
        "a.docx",
        lambda: word({"word/document.xml": part("document", OUTSIDE)}),
        ENTITIES,
    ),
    "50 MB of paragraphs": ("a.html", large("", f"<p>{LEAD}</p>"), TOO_LARGE),
    "50 MB of script": ("a.html", large("<script>", "a = 1;", "</script>"), TOO_LARGE),
    "50 MB of one word": ("a.html", large("<p>", "a", "</p>"), TOO_LARGE),
    "30 MB of paragraphs": (
        "a.html",
        lambda: page(f"<p>{LEAD}</p>" * 350_000).encode(),
        "are read",
    ),
    "30 MB of open elements": ("a.html", lambda: page("<b><i>" * 5_000_000).encode(), ""),
    "30 MB of attributes": (
        "a.html",
        lambda: page("<p " + "".join(f"a{n}=1 " for n in range(3_000_000)) + ">").encode(),
        "",
    ),
    "10,000 nested divs": (
        "a.html",
        lambda: page("<div>" * 10_000 + LEAD + "</div>" * 10_000).encode(),
        "nest without end",
    ),
    "a million open divs": ("a.html", lambda: page("<div>" * 1_000_000 + LEAD).encode(), ""),
    "a PDF with a password": ("a.pdf", locked, "has a password"),
    "a mail with an executable": ("a.eml", lambda: mail("a.exe", b"MZ" + bytes(99)), "a program"),
    "an executable called PDF": ("a.eml", lambda: mail("a.pdf", b"MZ" + bytes(99)), "a program"),
}


@pytest.mark.parametrize(("name", "made", "says"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_with_what_it_is(tmp_path, name, made, says):
    file = tmp_path / name
    file.write_bytes(made())
    project = make_project(tmp_path / "p").root
    code, said, new = run(project, "import", str(file))
    first, *hints = said.splitlines()
    assert (code, new) == (1, set())
    assert name in first
    assert says in first
    assert len(first) < 200
    assert [line.lstrip()[:5] for line in hints] == ["hint:"]


# --- what is imported without the parts that it does not need


@pytest.fixture
def listener():
    """Return what listens at a port of this machine, and a function that says if anybody called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def called():
            try:
                server.accept()[0].close()
            except TimeoutError:
                return False
            return True

        yield f"http://127.0.0.1:{server.getsockname()[1]}", called


def linked(address):
    """Return a Word file whose template, picture, frame and style sheet lie elsewhere."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("attachedTemplate", "image", "frame", "hyperlink", "oleObject", "stylesheet")
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{office}/{kind}" TargetMode="External"'
        f' Target="{address}/{kind}"/>'
        for n, kind in enumerate(kinds)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{package}">{relations}</Relationships>'.encode()
    names = ("document", "settings", "footnotes")
    return word({f"word/_rels/{name}.xml.rels": rels for name in names})


def with_sources(address):
    """Return a page whose scripts, pictures, frames and schemas lie elsewhere."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "{address}/a.dtd"><html><head><title>A mill'
        f' opens in Ostrava</title><base href="{address}/"><link rel="stylesheet" href="a.css">'
        f'<meta http-equiv="refresh" content="0; url={address}/b"><script src="a.js"></script>'
        f'</head><body><img src="{address}/a.png"><iframe src="{address}/c"></iframe>'
        f'<object data="{address}/d"></object><p>{LEAD}</p></body></html>'
    ).encode()


def of_schema(address):
    """Return a feed whose document type lies elsewhere."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{address}/a.dtd"><rss version="2.0"><channel>'
        f"<title>Wire</title><item><title>A mill opens in Ostrava</title><link>{address}/a</link>"
        f'<enclosure url="{address}/a.mp3" type="audio/mpeg"/><description>{LEAD}</description>'
        "</item></channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    ("name", "made"),
    [("a.docx", linked), ("a.html", with_sources), ("a.rss", of_schema)],
    ids=["docx", "page", "feed"],
)
def test_what_a_file_links_to_is_not_opened(tmp_path, listener, name, made):
    address, called = listener
    file = tmp_path / name
    file.write_bytes(made(address))
    project = make_project(tmp_path / "p").root
    code, _, new = run(project, "import", str(file))
    assert code == 0
    assert "a-mill-opens-in-ostrava.md" in new
    assert not called()


@pytest.mark.parametrize(
    "parts",
    [
        {"word/embeddings/a.docx": many_bombs()},
        {"word/_rels/document.xml.rels": other(LAUGHS)},
    ],
    ids=["files within", "relations"],
)
def test_parts_of_a_word_file_that_hold_no_text_are_not_opened(tmp_path, parts):
    file = tmp_path / "a.docx"
    file.write_bytes(word(parts))
    project = make_project(tmp_path / "p").root
    code, _, new = run(project, "import", str(file))
    article = "a-mill-opens-in-ostrava"
    assert code == 0
    assert {f"{article}.md", f"{article}.import.yaml", f"{article}.docx"} <= new


# --- feeds


def asked(tmp_path, feed, file=b""):
    """Ask a project's one feed; return what ``run`` does."""
    feeds = f"format: 1\nfeeds:\n  wire: {{{feed}, publisher: Mill Wire}}\n"
    project = make_project(tmp_path, files={"feeds.yaml": feeds}).root
    (project / "wire.xml").write_bytes(file)
    return run(project, "inbox")


@pytest.mark.parametrize("pause", [0, 0.05], ids=["fast", "slow"])
def test_a_feed_that_never_ends_is_refused(tmp_path, pause):
    item = b"<item><title>A mill opens</title><link>https://wire.example/a</link></item>"
    head = b'Content-Type: text/xml\r\n\r\n<?xml version="1.0"?><rss version="2.0"><channel>'
    with dripping(head + item * 500, pause) as address:
        code, said, new = asked(tmp_path, f"address: '{address}', allow_private: true")
    assert (code, new) == (1, set())
    assert ("sends more than 16 MB" if not pause else "takes longer than 5 seconds") in said


@pytest.mark.parametrize("entities", [LAUGHS, SCALED, OUTSIDE], ids=["many", "long", "file"])
def test_a_feed_of_entities_is_refused(tmp_path, entities):
    code, said, new = asked(tmp_path, "file: wire.xml", rss(entities))
    assert (code, new) == (1, set())
    assert ENTITIES in said
