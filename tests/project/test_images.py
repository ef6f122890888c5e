"""Pictures: read within limits, encoded anew, shown in every format with words for the blind."""

import io
import re
import struct
import zlib

import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from reebrief.diagnostics import Place, ReebriefError, Severity
from reebrief.document.nodes import Picture
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.render import render
from reebrief.pipeline.session import Session
from reebrief.project import image_encoding, images
from reebrief.project.project import Project
from reebrief.templates import themes
from support.pdfread import Pdf
from support.projects import article, brief, make_project
from support.wordlint import Opened

PLACE = Place("briefs/b.yaml", 5)
SOURCES = """journal: {name: Metal Journal, kind: trade-press}
"""


def encoded(picture, kind="PNG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def photo(width=300, height=200):
    picture = Pillow.linear_gradient("L").resize((width, height))
    return Pillow.merge("RGB", (picture, picture.rotate(180), picture))


def bomb(width, height):
    """Return a PNG of a few bytes that claims to be so large."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def load(tmp_path):
    """Return a function that loads bytes as a picture of a project."""

    def loaded(data, name="pictures/a.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        (tmp_path / "reebrief.yaml").write_text("format: 1\n")
        return images.load(Project(tmp_path), name, PLACE)

    return loaded


def refused(load, *given):
    with pytest.raises(ReebriefError) as fault:
        load(*given)
    (problem,) = fault.value.problems
    assert problem.place == PLACE
    assert problem.hint
    return problem.what


# --- reading


@pytest.mark.parametrize(
    ("data", "kind", "grey"),
    [
        (encoded(photo()), "png", False),
        (encoded(photo(), "JPEG"), "jpeg", False),
        (encoded(photo().convert("CMYK"), "JPEG"), "jpeg", False),
        (encoded(photo().convert("L"), "JPEG"), "jpeg", True),
        (encoded(photo().convert("P"), "GIF"), "png", False),
        (encoded(photo().convert("LA"), "WEBP"), "png", False),
        (encoded(photo().convert("1")), "png", True),
        (encoded(Pillow.new("I;16", (300, 200), 40_000)), "png", True),
    ],
)
def test_every_kind_of_picture_becomes_one_that_documents_have(load, data, kind, grey):
    image = load(data)
    assert (image.name, image.kind, image.grey) == ("pictures/a.png", kind, grey)
    assert (image.width, image.height) == (300, 200)
    with Pillow.open(io.BytesIO(image.data)) as back:
        assert (back.format.lower(), back.size) == (kind, (300, 200))
        assert back.mode == ("L" if grey else "RGB")


def test_sixteen_bits_of_grey_keep_their_shade(load):
    with Pillow.open(io.BytesIO(load(encoded(Pillow.new("I;16", (3, 2), 40_000))).data)) as back:
        assert back.getpixel((0, 0)) == 40_000 // 256


def test_transparent_pictures_lie_on_white(load):
    with Pillow.open(io.BytesIO(load(encoded(Pillow.new("RGBA", (3, 2)))).data)) as back:
        assert back.getpixel((0, 0)) == (255, 255, 255)


def test_hidden_metadata_of_a_picture_are_dropped(load):
    exif = Pillow.Exif()
    exif[0x010F] = "Camera of Jana"
    exif[0x0112] = 6  # turned by a quarter
    data = encoded(photo(), "JPEG", exif=exif, comment=b"secret", icc_profile=b"profile" * 9)
    image = load(data + b"hidden at the end")
    assert (image.width, image.height) == (200, 300)
    for word in (b"Jana", b"secret", b"profile", b"hidden", b"Exif"):
        assert word not in image.data


def test_a_large_picture_becomes_as_fine_as_print_needs(load):
    image = load(encoded(photo(5000, 1000)))
    assert (image.width, image.height) == (image_encoding.WIDEST, 400)


def test_the_same_bytes_come_of_the_same_picture(load):
    data = encoded(photo(), "JPEG")
    assert load(data) == load(data + b"and what follows its end")


@pytest.mark.parametrize(
    "size", [(20_000, 10_000), (60_000, 60_000), (49_000_000, 1), (1, 49_000_000)]
)
def test_a_picture_of_too_many_pixels_is_never_unpacked(load, size):
    assert refused(load, bomb(*size)) == (
        "'pictures/a.png' has more than 50 million pixels, or 20,000 on a side"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"%PDF-1.7",
        b"GIF89a",
        encoded(photo(), "JPEG")[:900],
        encoded(photo())[:200],
        encoded(photo(), "TIFF"),
        encoded(photo(), "BMP"),
        bomb(300, 200),
    ],
)
def test_a_file_that_is_no_picture_is_refused(load, data):
    assert refused(load, data).startswith("'pictures/a.png' is no PNG, JPEG, GIF or WebP picture")


def test_a_file_that_is_too_large_is_not_read(load, monkeypatch):
    monkeypatch.setattr(images, "LARGEST", 100)
    assert "has more than" in refused(load, encoded(photo()))


def test_a_missing_picture_names_the_nearest(load, tmp_path):
    load(encoded(photo()), "pictures/kiln.png")
    with pytest.raises(ReebriefError, match=r"did you mean 'pictures/kiln\.png'"):
        images.load(Project(tmp_path), "pictures/kilm.png", PLACE)


@pytest.mark.parametrize("name", ["../a.png", "/etc/passwd", "pictures/../pictures/a.png", "HERE"])
def test_a_picture_stands_in_the_project(load, tmp_path, name):
    load(encoded(photo()))
    name = name.replace("HERE", (tmp_path / "pictures" / "a.png").as_posix())
    with pytest.raises(ReebriefError, match="leaves the project"):
        images.load(Project(tmp_path), name, PLACE)


def test_links_in_a_circle_and_endless_names_are_told_with_their_place(load, tmp_path):
    load(encoded(photo()))
    (tmp_path / "pictures" / "one.png").symlink_to("two.png")
    (tmp_path / "pictures" / "two.png").symlink_to("one.png")
    for name in ("pictures/one.png", "pictures/" + "x" * 6000 + ".png"):
        with pytest.raises(ReebriefError) as fault:
            images.load(Project(tmp_path), name, PLACE)
        assert [p.place for p in fault.value.problems] == [PLACE]


def test_a_folder_is_no_picture_and_no_hint(load, tmp_path):
    load(encoded(photo()))
    (tmp_path / "pictures" / "kiln.png").mkdir()
    with pytest.raises(ReebriefError) as fault:
        images.load(Project(tmp_path), "pictures/kiln.png", PLACE)
    assert "did you mean 'pictures/kiln.png'" not in str(fault.value)


def test_a_damaged_orientation_warns_nobody(load, recwarn):
    exif = b"II*\0\xff\xff\0\0"
    load(encoded(photo(), "PNG", exif=exif))
    assert not recwarn.list


def test_colours_are_those_that_documents_declare(load):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain_ = load(encoded(photo()))
    assert load(encoded(photo(), icc_profile=lab)).data == plain_.data
    assert load(encoded(photo(), icc_profile=b"no profile")).data == plain_.data


@pytest.mark.parametrize(
    ("options", "kind"), [({"quality": 80}, "jpeg"), ({"lossless": True}, "png")]
)
def test_a_webp_photograph_stays_small(load, options, kind):
    noise = Pillow.effect_noise((300, 300), 90).convert("L")
    shown = Pillow.merge("RGB", (noise, noise.rotate(90), noise.rotate(180)))
    if kind == "png":
        shown = shown.quantize(60).convert("RGB")
    assert load(encoded(shown, "WEBP", **options)).kind == kind


# --- in briefs

KILN = article(
    "The kiln runs.\n\n![The kiln from above](pictures/kiln.jpg)\n\nPicture: The new kiln\n",
    title="Kiln",
    origins="[Metal Journal]",
    published="2025-12-01",
)


@pytest.fixture
def project(tmp_path):
    """Return a function that makes a project with two pictures and a brief of these keys."""

    def made(**keys):
        made = make_project(
            tmp_path, {"kiln": KILN}, SOURCES, {"b": brief(articles="[kiln]", **keys)}
        )
        (tmp_path / "pictures").mkdir(exist_ok=True)
        (tmp_path / "pictures" / "kiln.jpg").write_bytes(encoded(photo(1200, 800), "JPEG"))
        (tmp_path / "pictures" / "map.png").write_bytes(encoded(photo(300, 100)))
        return made

    return made


OWN = "|\n  ![A map](pictures/map.png)\n\n  Picture: Where it stands, after [@kiln]\n"


def test_a_brief_shows_the_pictures_of_articles_and_of_its_own_text(project):
    files = render(
        project(items="{show: full}", text=OWN), ["b"], to=("docx", "pdf", "html", "md")
    )[0].files
    data = {path.suffix: path.read_bytes() for path in files}
    figures = Pdf(data[".pdf"]).structure().all("Figure")
    assert [figure.source["/Alt"] for figure in figures] == ["The kiln from above", "A map"]
    drawn = Opened.of(data[".docx"]).part("document").iterfind(".//{*}docPr")
    assert [one.get("descr") for one in drawn] == ["The kiln from above", "A map"]
    page = data[".html"].decode()
    assert page.count('src="data:image/') == 2
    assert page.index('alt="The kiln from above"') < page.index('alt="A map"')
    assert re.search(rb"!\[A map\]\(map-[0-9a-f]{8}\.png\)&nbsp;", data[".md"])


def test_a_caption_that_cites_carries_the_label_of_its_source(project):
    (shown,) = [
        node
        for node in walk(
            prepare(Session(project(text=OWN, sections="[text]")), "b").annotated.brief.sections
        )
        if isinstance(node, Picture)
    ]
    assert "unreviewed" not in plain(shown.caption)
    assert plain(shown.caption).startswith("Where it stands, after [1")


def test_a_picture_of_nobody_is_a_finding(project):
    prepared = prepare(Session(project(text="|\n  ![A map](pictures/map.png)\n")), "b")
    (problem,) = [p for p in prepared.problems if "whose picture" in p.what]
    assert problem.severity is Severity.FINDING


def test_a_picture_of_an_article_needs_its_citation(project):
    text = "|\n  ![The kiln](pictures/kiln.jpg)\n\n  Picture: The works\n"
    prepared = prepare(Session(project(text=text)), "b")
    (problem,) = [p for p in prepared.problems if "does not cite" in p.what]
    assert "[@kiln]" in problem.hint


def test_figures_in_words_for_the_blind_are_a_finding(project):
    text = "|\n  ![It made 5,000 tons](pictures/map.png)\n\n  Picture: Ours\n"
    prepared = prepare(Session(project(text=text)), "b")
    assert [p.place.line for p in prepared.problems if "holds figures" in p.what] == [6]


def test_an_inputs_hash_is_that_of_the_pictures_file(project):
    prepared = prepare(Session(project(text=OWN, sections="[text]")), "b")
    assert prepared.annotated.head is not None
    assert "pictures/map.png" in prepared.annotated.head.inputs
    assert "pictures/kiln.jpg" not in prepared.annotated.head.inputs


def test_every_faulty_picture_is_told_and_nothing_is_written(project, tmp_path):
    text = "|\n  ![A](pictures/none.png)\n\n  ![B](../b.png)\n"
    (done,) = render(project(text=text), ["b"])
    told = [str(p.place) for p in done.problems if p.severity is Severity.ERROR]
    assert told == ["briefs/b.yaml:6", "briefs/b.yaml:8"]
    assert not done.files
    assert not [*tmp_path.glob("output/*.*")]


# --- the logo

HOUSE = """format: 1
title: House
extends: ministry
logo: {file: pictures/map.png, alt: The Desk, height: 20}
roles: {logo: {align: right}}
"""


def house(tmp_path, text=HOUSE):
    folder = tmp_path / "templates" / "themes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "house.yaml").write_text(text)


def test_a_logo_stands_above_the_title_in_its_height(project, tmp_path):
    house(tmp_path)
    files = render(
        project(theme="house", sections="[text]", text="Words."), ["b"], to=("docx", "pdf", "html")
    )[0].files
    data = {path.suffix: path.read_bytes() for path in files}
    pdf = Pdf(data[".pdf"])
    (figure,) = pdf.structure().all("Figure")
    left, lower, right, upper = map(float, figure.source["/A"]["/BBox"])
    margins = themes.load(Project(tmp_path), "house").margins
    assert upper - lower == pytest.approx(20 * 72 / 25.4, abs=0.1)
    assert right == pytest.approx(595.28 - margins.right, abs=0.1)
    assert right - left == pytest.approx(3 * (upper - lower), abs=0.1)
    assert lower > max(shown.y for shown in pdf.shown if "Brief" in shown.text and shown.size > 15)
    assert Opened.of(data[".docx"]).values("w:body/w:p/w:pPr/w:pStyle")[:2] == ["Logo", "Title"]
    page = data[".html"].decode()
    assert page.index('alt="The Desk"') < page.index("<h1>")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("map.png", "none.png", "templates/themes/house.yaml:4:14: no picture"),
        ("alt: The Desk, ", "", "templates/themes/house.yaml:4:1: the key 'alt' is missing"),
        ("height: 20", "height: 90", "out of range"),
        ("pictures/map.png", "reebrief.yaml", "is no PNG"),
    ],
)
def test_a_faulty_logo_is_refused_with_its_place(project, tmp_path, old, new, what):
    house(tmp_path, HOUSE.replace(old, new))
    with pytest.raises(ReebriefError) as fault:
        prepare(Session(project(theme="house")), "b")
    assert what in str(fault.value)
