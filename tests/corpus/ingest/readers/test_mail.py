"""Mails become articles; digests of links are listed, and programs are never read."""

from email.message import EmailMessage

import pytest

from reebrief.corpus.ingest.readers import read_documents
from reebrief.diagnostics import ReebriefError
from support.importing import article_of, articles_of, body_of, front_of

FOOT = """
You are receiving this email because you subscribed to Harbour Post.
Unsubscribe | Preferences
"""
TEXT = "The mill was opened on Monday, its owner said.\n\nIt will grow in May."
HTML = "<html><body><table><tr><td><h1>A mill opens</h1><p>{}</p></td></tr></table></body></html>"


def mail(subject="A mill opens", text=TEXT, html=None, **headers):
    message = EmailMessage()
    message["From"] = "Harbour Post <news@harbour.example>"
    message["To"] = "desk@office.example"
    message["Date"] = "Fri, 09 Jan 2026 23:15:00 -0500"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text, cte="base64")
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_date_beyond_all_calendars_is_none():
    raw = bytes(mail()).replace(b"09 Jan 2026", b"99999999999999999999 Jan 2026")
    assert "published" not in front_of(article_of(raw, "a.eml"))


def test_subject_day_and_sender_are_proposed_and_the_text_is_decoded():
    made = article_of(bytes(mail(subject="=?utf-8?q?Fwd:_A_mill_opens?=")), "a.eml")
    front = front_of(made)
    assert front["title"] == "A mill opens"
    assert (front["published"], front["publisher"]) == ("2026-01-09", "Harbour Post")
    assert body_of(made) == TEXT
    assert any("the mail's sender: check it" in look.what for look in made.record.looks)


def test_what_a_mail_says_of_itself_is_left_out():
    made = article_of(bytes(mail(text=f"View in browser\n\n{TEXT}\n\n-- {FOOT}")), "a.eml")
    assert body_of(made) == TEXT


def test_the_page_of_a_mail_is_preferred_to_its_plain_text():
    long = "The mill was opened on Monday after a year of works, its owner said to the exchange."
    made = article_of(bytes(mail(text="See the page.", html=HTML.format(long))), "a.eml")
    assert body_of(made) == long


FORWARDED = f"""For Monday, please.

---------- Forwarded message ---------
From: Kiln Watch <post@kiln.example>
Date: Thu, 8 Jan 2026 at 10:15
Subject: A mill opens in Ostrava
To: Bo Example <bo@office.example>

{TEXT}
"""
OUTLOOK = f"""Von: Kiln Watch
Gesendet: Donnerstag, 8. Januar 2026 10:15
An: Bo Example
Betreff: A mill opens in Ostrava

{TEXT}
"""


@pytest.mark.parametrize("text", [FORWARDED, OUTLOOK])
def test_of_a_forwarded_mail_the_first_senders_words_count(text):
    made = article_of(bytes(mail(subject="WG: this", text=text)), "a.eml")
    front = front_of(made)
    assert (front["title"], front["published"], front["publisher"]) == (
        "A mill opens in Ostrava",
        "2026-01-08",
        "Kiln Watch",
    )
    assert body_of(made) == TEXT


def test_each_message_of_a_mailbox_is_a_document_and_a_digest_does_not_stop_the_others():
    digest = mail(subject="Alert", text=DIGEST_TEXT)
    messages = [mail(), digest, mail(subject="Another mill shuts", text="It shut on Friday.")]
    raw = b"".join(
        b"From news@harbour.example Fri Jan  9 10:15:00 2026\n%b\n\n" % bytes(m) for m in messages
    )
    first, second = articles_of(raw, "box.mbox")
    assert [front_of(made)["title"] for made in (first, second)] == [
        "A mill opens",
        "Another mill shuts",
    ]
    assert any("'Alert' lists 3 links" in look.what for look in first.record.looks)


DIGEST_TEXT = "\n\n".join(
    f"Mill number {n} opens in Ostrava\nHarbour Post says that it opened.\n<https://harbour.example/{n}>"
    for n in range(3)
)
DIGEST_HTML = "<div>{}</div>".format(
    "".join(
        f'<p><a href="https://www.google.com/url?q=https://harbour.example/{n}&amp;ct=x">'
        f"Mill number {n} opens in Ostrava</a></p><p>It opened.</p>"
        for n in range(3)
    )
)


@pytest.mark.parametrize("html", [None, DIGEST_HTML])
def test_a_digest_is_refused_with_the_pages_that_it_lists(html):
    raw = bytes(mail(subject="Alert", text=DIGEST_TEXT, html=html))
    with pytest.raises(ReebriefError) as refused:
        read_documents(raw, "a.eml")
    said = str(refused.value)
    assert "'Alert' lists 3 links and is no article itself" in said
    assert all(f"https://harbour.example/{n}" in said for n in range(3))


@pytest.mark.parametrize(
    ("file", "data"), [("invoice.exe", b"x"), ("invoice.pdf", b"MZ\x90"), ("a.js", b"let a")]
)
def test_a_mail_that_brings_a_program_is_refused(file, data):
    message = mail()
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=file)
    with pytest.raises(ReebriefError, match=f"brings a program \\('{file}'\\)"):
        read_documents(bytes(message), "a.eml")


def test_what_else_came_with_a_mail_is_named():
    message = mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="release.pdf")
    made = article_of(bytes(message), "a.eml")
    assert any("'release.pdf' came with the mail" in look.what for look in made.record.looks)


def test_a_page_that_a_browser_saved_as_a_mail_is_a_page():
    raw = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/mill\r\n"
        b"Subject: A mill opens\r\nDate: Mon, 12 Jan 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b'<html><head><meta property=3D"article:published_time" content=3D"2026-01-09">'
        b"</head><body><p>The mill was opened on Monday.</p></body></html>\r\n--b--\r\n"
    )
    front = front_of(article_of(raw, "a.mhtml"))
    assert (front["published"], front["url"]) == ("2026-01-09", "https://harbour.example/mill")
    assert "publisher" not in front


@pytest.mark.parametrize(("day", "kept"), [("13 January 2026", True), ("9 January 2026", False)])
def test_a_day_after_the_mail_was_sent_is_text_and_no_date_line(day, kept):
    text = "The mill opens its doors to us, its owner said."
    body = f"<html><body><p>{day}</p><p>{text}</p></body></html>"
    made = article_of(bytes(mail(html=body)), "a.eml")
    assert (day in body_of(made)) is kept
    assert front_of(made)["published"] == "2026-01-09"
