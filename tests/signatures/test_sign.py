"""Files are signed, and verify says by whom, when, and how far the certificate is to be trusted."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto.crl import CertificateList
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pypdf import PdfReader

from reebrief.cli.sign import SignOptions, run_sign
from reebrief.cli.verify import run_verify
from reebrief.diagnostics import ReebriefError
from reebrief.signatures.keys import load_key
from reebrief.signatures.seen import Signature
from reebrief.signatures.sign_pdf import Services, sign_pdf
from reebrief.verify import examine as reading
from reebrief.verify import verify_file
from reebrief.verify.examine import examine
from reebrief.verify.verdict import State, Verdict
from support.authority import PASSPHRASE, Authority, served
from support.sealing import memo, pdf_rewritten


@pytest.fixture(scope="module")
def authority():
    with served() as one:
        yield one


@pytest.fixture
def desk(tmp_path, monkeypatch, authority):
    """Return a folder with the memo, a key and the root, where the passphrase is known."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REEBRIEF_PASSPHRASE", PASSPHRASE)
    for form in ("pdf", "docx"):
        (tmp_path / f"memo.{form}").write_bytes(memo(form))
    (tmp_path / "key.p12").write_bytes(authority.key_file())
    (tmp_path / "root.pem").write_bytes(authority.pem())
    return tmp_path


def sign(file="memo.pdf", key="key.p12", **options):
    assert run_sign(file, SignOptions(key, **options)) == 0
    return options.get("output") or ("memo-signed.pdf" if file.endswith("pdf") else file)


def verdict(desk, name, *, trust=True):
    return verify_file(desk / name, [desk / "root.pem"] if trust else [])


def said(desk, name, **options):
    (one,) = verdict(desk, name, **options).signatures
    return one


def test_a_signed_pdf_is_intact_and_names_who_signed_it(desk):
    found = verdict(desk, sign())
    assert found.state is State.INTACT
    assert found.exit_code == 0
    start = f"intact, {found.caveats} caveats whole; signed by Desk of Trade on "
    assert str(found).startswith(start)
    assert str(found).endswith("UTC; certificate trusted by Test Root; revocation not known")


def test_the_unsigned_file_stays_as_it_was_and_begins_the_signed_one(desk):
    name = sign()
    assert (desk / "memo.pdf").read_bytes() == memo("pdf")
    assert (desk / name).read_bytes().startswith(memo("pdf"))


def test_a_certificate_whose_root_nobody_named_is_not_trusted(desk):
    assert said(desk, sign(), trust=False).certificate == "not trusted"
    (desk / "root.pem").write_bytes(Authority("Another Root").pem())
    assert said(desk, "memo-signed.pdf").certificate == "not trusted"


def test_a_time_stamp_names_its_server(desk, authority):
    one = said(desk, sign(timestamp=f"{authority.url}/stamp"))
    assert one.stamp == "Test Stamps"
    assert "(time stamp of Test Stamps)" in str(one)


def test_a_long_term_signature_proves_that_nothing_was_revoked(desk, authority):
    name = sign(timestamp=f"{authority.url}/stamp", long_term=True)
    assert said(desk, name).certificate == "trusted by Test Root"
    assert "/DSS" in PdfReader(io.BytesIO((desk / name).read_bytes())).trailer["/Root"]


def test_the_signature_is_invisible_and_allows_no_change(desk):
    reader = PdfReader(io.BytesIO((desk / sign()).read_bytes()))
    field = reader.trailer["/Root"]["/AcroForm"]["/Fields"][0].get_object()
    (reference,) = field["/V"]["/Reference"]
    assert reference["/TransformParams"]["/P"] == 1
    assert field["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
    left, bottom, right, top = field["/Rect"]
    assert right <= 0 or top <= 0 or left == right or bottom == top


def test_a_revoked_certificate_is_told(desk):
    with served("Strict Root") as strict:
        (desk / "key.p12").write_bytes(strict.key_file("Gone"))
        (desk / "root.pem").write_bytes(strict.pem())
        name = sign(timestamp=f"{strict.url}/stamp")
        before = said(desk, name)
        assert before.certificate == "trusted by Strict Root; revocation not known"
        strict.revoked.append(strict.first)
        with pytest.raises(
            ReebriefError, match="the revocation of the certificates cannot be told"
        ):
            sign(timestamp=f"{strict.url}/stamp", long_term=True, output="late.pdf")
    assert not (desk / "late.pdf").exists()


def test_a_certificate_that_has_expired_is_told(desk, authority):
    (desk / "key.p12").write_bytes(authority.key_file(days=(-20, -10)))
    then = datetime.now(UTC) - timedelta(days=15)
    signer = load_key(desk / "key.p12", PASSPHRASE, then)
    (desk / "late.pdf").write_bytes(sign_pdf(memo("pdf"), "memo", signer, Services()))
    found = verdict(desk, "late.pdf")
    assert found.signatures[0].certificate == "expired"
    assert (found.state, found.exit_code) == (State.INTACT, 3)


def test_a_certificate_that_was_revoked_later_is_told(desk):
    with served("Later Root") as later:
        (desk / "key.p12").write_bytes(later.key_file("Gone"))
        (desk / "root.pem").write_bytes(later.pem())
        data = io.BytesIO((desk / sign()).read_bytes())
        later.revoked.append(later.first)
        told = CertificateList.load(later.revocation_list())
        DocumentSecurityStore.add_dss(data, None, crls=[told], force_write=True)
    (desk / "told.pdf").write_bytes(data.getvalue())
    found = verdict(desk, "told.pdf")
    assert found.signatures[0].certificate == "revoked"
    assert (found.state, found.exit_code) == (State.INTACT, 3)


def test_void_certificates_fail_and_say_why():
    for word in ("revoked", "expired"):
        one = Signature("X", "2026-01-09 10:00 UTC", "", word, void=True)
        found = Verdict(State.INTACT, caveats=1, whole=1, signatures=(one,))
        assert found.exit_code == 3
        assert str(found).endswith(f"; certificate {word}")


def test_a_signature_beside_a_word_file(desk):
    name = sign("memo.docx")
    assert (desk / "memo.docx").read_bytes() == memo("docx")
    found = verdict(desk, name)
    assert found.state is State.INTACT
    assert "; signed by Desk of Trade on " in str(found)


def test_a_signed_pdf_that_another_program_saved_is_not_intact(desk):
    data = pdf_rewritten((desk / sign()).read_bytes())
    found = examine(data)
    assert found.state is State.CHANGED
    assert "the signature of Desk of Trade does not fit" in str(found.findings[0])


def test_a_resaved_pdf_that_is_signed_then_is_resaved_and_signed(desk):
    (desk / "memo.pdf").write_bytes(pdf_rewritten(memo("pdf")))
    found = verdict(desk, sign())
    assert found.state is State.RESAVED
    assert found.signatures[0].by == "Desk of Trade"


def test_without_the_extra_a_signature_is_not_examined(desk, monkeypatch):
    def missing(name):
        if name.startswith("reebrief.signatures"):
            raise ModuleNotFoundError
        return real(name)

    data = (desk / sign()).read_bytes()
    real = reading.import_module
    monkeypatch.setattr(reading, "import_module", missing)
    found = examine(data)
    assert found.state is State.INTACT
    assert str(found).endswith("whole; signed, not examined: install reebrief[sign]")


@pytest.mark.usefixtures("desk")
def test_the_command_says_what_a_signature_does_not_say(capsys):
    name = sign()
    run_verify([name], folder=None, as_json=False, trust=["root.pem"])
    assert "not that what they say is true" in capsys.readouterr().out
    run_verify([name], folder=None, as_json=True)
    (found,) = json.loads(capsys.readouterr().out)
    assert found["signatures"][0]["by"] == "Desk of Trade"


# --- bad input: one line, a hint, nothing written


def refusal(file="memo.pdf", **options):
    with pytest.raises(ReebriefError) as caught:
        run_sign(file, SignOptions(options.pop("key", "key.p12"), **options))
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.what


def test_keys_that_cannot_be_used(desk, monkeypatch):
    before = sorted(path.name for path in desk.iterdir())
    assert refusal(key="no.p12") == "no.p12: no such file or directory"
    assert refusal(key="root.pem") == "root.pem: no PKCS#12 file"
    assert refusal(trust=("key.p12",)) == "key.p12: no certificate"
    monkeypatch.setenv("REEBRIEF_PASSPHRASE", "wrong")
    assert refusal() == "key.p12: the passphrase does not open it"
    monkeypatch.delenv("REEBRIEF_PASSPHRASE")
    assert refusal() == "key.p12: nobody can be asked for its passphrase"
    assert sorted(path.name for path in desk.iterdir()) == before


@pytest.mark.parametrize("days", [(-20, -10), (10, 20)])
def test_a_certificate_that_is_not_valid_now(desk, authority, days):
    (desk / "key.p12").write_bytes(authority.key_file(days=days))
    assert refusal() == "key.p12: the certificate of Desk of Trade is not valid now"


def test_a_server_of_time_stamps_that_does_not_answer(desk, authority):
    for url in ("http://127.0.0.1:9/stamp", f"{authority.url}/nobody", "no address"):
        for file in ("memo.pdf", "memo.docx"):
            assert refusal(file, timestamp=url) == f"no time stamp from {url}"
    assert not [*desk.glob("*signed*"), *desk.glob("*.p7s")]


def test_files_that_cannot_be_signed(desk):
    (desk / "a.txt").write_text("x")
    (desk / "b.pdf").write_bytes(memo("pdf")[:3000])
    assert refusal("no.pdf") == "no.pdf: no such file or directory"
    assert refusal("a.txt") == "a.txt: no PDF and no Word file"
    assert refusal("b.pdf") == "b.pdf: a damaged PDF"
    whole = memo("pdf")
    at = whole.index(b"stream\n", whole.rindex(b"/XRef")) + 9 if b"/XRef" in whole else 0
    (desk / "b.pdf").write_bytes(whole[:at] + b"no stream" + whole[at + 9 :])
    assert refusal("b.pdf") == "b.pdf: a damaged PDF"
    assert refusal(sign()) == "memo-signed.pdf: it is signed already"


@pytest.mark.usefixtures("desk")
def test_long_term_needs_a_time_stamp_and_a_pdf():
    assert refusal(long_term=True) == "--long-term: it needs a time stamp"
    assert refusal("memo.docx", long_term=True) == "--long-term: for PDF only"
