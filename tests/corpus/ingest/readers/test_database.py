"""An export of a press database becomes one article for each of its documents."""

import pytest

from reebrief.corpus.ingest.readers import read_documents
from reebrief.diagnostics import ReebriefError
from support.importing import articles_of, body_of, front_of, removed_of

LEXIS = """
                               1 of 2 DOCUMENTS

                                  Harbour Times

                            January 9, 2026 Friday

China opens a new plant

BYLINE: Ana Example

SECTION: NEWS; Pg. 3

LENGTH: 20 words

The plant was opened on Monday, the firm said.

LOAD-DATE: January 9, 2026

LANGUAGE: ENGLISH

                 Copyright 2026 Harbour Times
                            All Rights Reserved

                               2 of 2 DOCUMENTS

                                  Harbour Post

                            January 10, 2026 Saturday

Magnet prices fall

LENGTH: 20 words

Prices fell by 3% in a week, traders said.
"""
NEXIS = """China opens a new plant

Harbour Times

January 9, 2026 Friday

Copyright 2026 Harbour Times All Rights Reserved

Section: NEWS; Pg. 3
Length: 20 words
Byline: Ana Example

Body

The plant was opened on Monday, the firm said.

Classification

Language: ENGLISH

End of Document

Magnet prices fall

Harbour Post

January 10, 2026 Saturday

Length: 20 words

Body

Prices fell by 3% in a week, traders said.

End of Document
"""
FACTIVA = """Business
China opens a new plant
By Ana Example
450 words
9 January 2026
Harbour Times
HARTIM
3
English
(c) 2026 Harbour Times. All rights reserved.

The plant was opened on Monday, the firm said.

Document HARTIM0020260109em1900001

Magnet prices fall
320 words
10 January 2026
10:15
Harbour Post
HARPOS
English
(c) 2026 Harbour Post

Prices fell by 3% in a week, traders said.

Document HARPOS0020260110em1a00002
"""
FIELDS = """HD  China opens a new plant
BY  By Ana Example
WC  450 words
PD  9 January 2026
SN  Harbour Times
LA  English
LP
The plant was opened on Monday, the firm said.
CO  exfirm : Example Firm
AN  Document HARTIM0020260109em1900001

HD  Magnet prices fall
WC  320 words
PD  10 January 2026
SN  Harbour Post
LA  English
TD
Prices fell by 3% in a week, traders said.
AN  Document HARPOS0020260110em1a00002
"""
EUROPRESSE = """Harbour Times
Économie, vendredi 9 janvier 2026 450 mots, p. 12

China opens a new plant
Ana Example

The plant was opened on Monday, the firm said.

© 2026 Harbour Times. Tous droits réservés.
Le présent document est protégé par les lois et conventions internationales.
news·20260109·HT·20260109x0123

Harbour Post
Marchés, samedi 10 janvier 2026, p. 3

Magnet prices fall

Prices fell by 3% in a week, traders said.

news·20260110·HP·20260110x0124
"""


@pytest.mark.parametrize(
    "export",
    [LEXIS, NEXIS, FACTIVA, FIELDS, EUROPRESSE],
    ids=["lexisnexis", "nexis-uni", "factiva", "factiva-fields", "europresse"],
)
def test_each_document_has_its_title_date_paper_and_text(export):
    first, second = articles_of(export, "export.txt")
    facts = [front_of(made) for made in (first, second)]
    assert [(f["title"], f["published"], f["publisher"]) for f in facts] == [
        ("China opens a new plant", "2026-01-09", "Harbour Times"),
        ("Magnet prices fall", "2026-01-10", "Harbour Post"),
    ]
    assert facts[0]["authors"] == ["Ana Example"]
    assert body_of(first) == "The plant was opened on Monday, the firm said."
    assert body_of(second) == "Prices fell by 3% in a week, traders said."


def test_lines_of_a_second_document_are_counted_from_the_top_of_the_file():
    second = articles_of(LEXIS, "export.txt")[1]
    assert ("Harbour Post", "what the database says of the text") in removed_of(second)
    (line,) = {c.line for c in second.record.changes if c.old == "Harbour Post"}
    assert LEXIS.split("\n")[line - 1].strip() == "Harbour Post"


def test_an_export_without_a_text_is_refused():
    with pytest.raises(ReebriefError, match="an export without a text"):
        read_documents(b"1 of 1 DOCUMENTS\n\nEnd of Document\n", "export.txt")
