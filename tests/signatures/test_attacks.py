"""What is done to a signed file is told: no attack leaves it intact."""

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject

from reebrief.document.manifest import canonical
from reebrief.signatures.keys import load_key
from reebrief.signatures.sign_docx import sign_docx
from reebrief.signatures.sign_pdf import Services, sign_pdf
from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from support import tamperings_pdf
from support.authority import PASSPHRASE, Authority
from support.sealing import changed, memo, other, parts, pdf_manifest, pdf_rewritten, zipped

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def signer(tmp_path_factory):
    path = tmp_path_factory.mktemp("key") / "k.p12"
    path.write_bytes(Authority().key_file())
    return load_key(path, PASSPHRASE, datetime.now(UTC))


@pytest.fixture(scope="module")
def signed(signer):
    return sign_pdf(memo("pdf"), "memo", signer, Services())


@pytest.fixture(scope="module")
def signed_other(signer):
    return sign_pdf(other("pdf"), "other", signer, Services())


def appended(data, change):
    """Return a PDF with a change appended, as an incremental update."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def is_told(data, beside=None):
    verdict = examine(data, beside)
    assert verdict.state is not State.INTACT, str(verdict)
    assert verdict.exit_code in {1, 3}
    return "\n".join([str(verdict), *map(str, verdict.findings)])


def test_the_signed_file_itself_is_intact(signed, signer):
    assert examine(signed).state is State.INTACT
    beside = sign_docx(memo("docx"), signer, Services())
    assert examine(memo("docx"), beside).state is State.INTACT


CHANGES = [
    (name, change)
    for table in (
        tamperings_pdf.CATALOG,
        tamperings_pdf.PAGES,
        tamperings_pdf.CONTENT,
        tamperings_pdf.FONTS,
    )
    for name, change, _ in table
]


@pytest.mark.parametrize(("name", "change"), CHANGES[::2])
def test_an_update_after_the_signature_is_told(signed, name, change):
    said = is_told(appended(signed, change))
    # A form in place of that of the signature takes the signature away.
    is_gone = "was added" in said and "signed by" not in said
    assert "the file was changed after it was signed" in said or is_gone, name


@pytest.mark.parametrize(("name", "change"), CHANGES[::6])
def test_an_update_before_the_signature_is_told(signer, name, change):
    data = sign_pdf(appended(memo("pdf"), change), name, signer, Services())
    assert "does not fit" not in is_told(data)  # it fits a changed file


def test_a_manifest_swapped_after_the_signature(signed):
    def swap(writer):
        stream = writer.root_object["/AF"][0].get_object()["/EF"]["/F"].get_object()
        stream.set_data(canonical(pdf_manifest(other("pdf"))).encode())

    assert "manifest swapped" in is_told(appended(signed, swap))


def test_the_manifest_taken_out_after_the_signature(signed):
    def bare(writer):
        for key in ("/AF", "/Names"):
            del writer.root_object[key]

    is_told(appended(signed, bare))


def test_a_signature_of_another_file(signed, signed_other):
    pattern = rb"(?<=/Contents <)[0-9a-fA-F]{200,}"
    own = re.search(pattern, signed)[0]
    foreign = re.search(pattern, signed_other)[0].rstrip(b"0").ljust(len(own), b"0")[: len(own)]
    assert "it is that of another file" in is_told(signed.replace(own, foreign))


@pytest.mark.parametrize("share", [n / 12 for n in range(1, 12)])
def test_a_byte_changed_anywhere(signed, share):
    at = int(len(signed) * share)
    is_told(signed[:at] + bytes([signed[at] ^ 0x01]) + signed[at + 1 :])


def last_digit(data):
    """Return a file whose signature covers another length than it did."""
    found = re.search(rb"/ByteRange\s*\[[\d ]*?(\d)\s*\]", data)
    other_digit = b"%d" % ((int(found[1]) + 1) % 10)
    return data[: found.start(1)] + other_digit + data[found.end(1) :]


BROKEN = {
    "half of it": lambda data: data[: len(data) // 2],
    "an object after its end": lambda data: data + b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n",
    "its second half again": lambda data: data + data[len(data) // 2 :],
    "something before its start": lambda data: b"junk\n" + data,
    "another start of what is covered": lambda data: re.sub(
        rb"/ByteRange\s*\[0 ", b"/ByteRange [1 ", data
    ),
    "another length of what is covered": last_digit,
    "a signature of zeros": lambda data: re.sub(
        rb"(/Contents\s*<)[0-9a-fA-F]{64}", rb"\g<1>" + b"0" * 64, data
    ),
    "written anew": pdf_rewritten,
    "written anew without its permissions": lambda data: pdf_rewritten(
        data, lambda writer: writer.root_object.pop(NameObject("/Perms"), None)
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_file_broken_or_written_anew(signed, name):
    is_told(BROKEN[name](signed))


FEWER_DAYS = ("word/document.xml", "45 working", "4 working")
BESIDE = {
    "of another file": (memo, lambda s: sign_docx(other("docx"), s, Services())),
    "empty": (memo, lambda _: b""),
    "no signature": (memo, lambda _: b"0" * 500),
    "cut": (memo, lambda s: sign_docx(memo("docx"), s, Services())[:-200]),
    "zipped anew": (
        lambda form: zipped(parts(memo(form))),
        lambda s: sign_docx(memo("docx"), s, Services()),
    ),
    "changed": (
        lambda form: changed(memo(form), *FEWER_DAYS),
        lambda s: sign_docx(memo("docx"), s, Services()),
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_a_word_file_that_its_signature_does_not_fit(signer, name):
    data, beside = BESIDE[name]
    assert "does not fit" in is_told(data("docx"), beside(signer))
