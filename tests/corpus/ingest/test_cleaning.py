"""Damaged characters are restored by context, and text without damage is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.encoding import decode
from reebrief.corpus.ingest.cleaning.mojibake import left_over, repair
from support.damaging import kept, lost, mojibake


def repaired(line: str) -> str:
    return repair([line])[0][0]


# --- ISO-8859-11, its marks lost: the context says which mark it was -------------------------

LOST = [
    ("China’s plan isn’t new; they’re sure we’ll see, I’d say we’ve won.", "high"),
    ("the U.S.’s share of the 1990’s market", "high"),
    ("O’Brien runs the mine", "medium"),
    ("in the ’90s it closed", "medium"),
    ("a samarium–europium–gadolinium line, and U.S.–Japan–EU hubs", "medium"),
    ("from 2026–2030 it grows by 5–7 percent", "high"),
    ("He called it a “white decade” and left.", "high"),
    ("(“largest,” “most advanced,” “global benchmark”), it says.", "high"),
    ("“We wait.” That was all.", "high"),
    ("to “forge strengths”—a phrase of theirs", "medium"),
    ("it grows—it’s simple", "medium"),
    ("the mines (REEs)—all of them", "medium"),
    ("the Baotou–controlled giant and the Oslo–based fund", "medium"),
    ("the plan—led by Oslo", "medium"),
    ("the workers’ rights", "low"),
    ("one thing – and another", "low"),
    ("© 2025 Salt Review™", "high"),
    ("it costs 5 € or €5, at 30 °C or 30°C, ±2, ≤ 7", "high"),
    ("a café of Müller’s in São Paulo", "high"),
    ("wait… “so”…", "high"),
    ("§ 5 · § 6", "high"),
]


@pytest.mark.parametrize(("clean", "confidence"), LOST)
def test_lost_marks_come_back_by_context(clean: str, confidence: str) -> None:
    lines, changes = repair([lost(clean)])
    assert lines == [clean]
    ranks = ["low", "medium", "high"]
    assert min((c.confidence for c in changes), key=ranks.index) == confidence


@pytest.mark.parametrize(
    ("clean", "restored"),
    [
        ("one\u00a0 two", "one two"),
        ("one.\u00a0two", "one. two"),
        ("the end.\u00a0", "the end."),
        ("the end.”\u00a0 “No.”", "the end.” “No.”"),
        ("one\u00a0\u00a0two", "one two"),
    ],
)
def test_a_lost_no_break_space_is_one_space(clean: str, restored: str) -> None:
    assert repaired(lost(f"“{clean}")) == f"“{restored}"


def test_a_quote_ends_with_its_cell() -> None:
    assert repaired(lost("| “open | a mark’ | he—she |")) == "| “open | a mark— | he—she |"


def test_every_changed_word_is_noted_with_its_line() -> None:
    _, changes = repair(["plain", lost("to “forge strengths”—a phrase")])
    assert [(c.line, c.old, c.new, c.confidence) for c in changes] == [
        (2, "โforge", "“forge", "high"),
        (2, "strengthsโโa", "strengths”—a", "medium"),
    ]


# --- the kinds that keep every byte ----------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "头包’s",
                "China’s",
                "“white",
                "decade.”",
                "chain—not",
                "2026–2030",
                "–",
                "wait…",
                "€540",
            ),
            *("Review™", "© 2025", "São", "Žilina", "30 °C", "isn’t", "包头", "‘so’", "• one"),
            *("plain", "words", "(here)", "5%", "R&D"),
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(WORDS)
def test_windows_874_is_undone_exactly(clean: str) -> None:
    assert repaired(kept(clean)) == clean


@pytest.mark.parametrize(
    "clean",
    [
        "China’s “white decade” isn’t over—it’s 2026–2030…",
        "São Paulo and Müller pay €5 at 30 °C",
        "© 2025 Review™",
    ],
)
def test_mojibake_is_undone(clean: str) -> None:
    lines, changes = repair([mojibake(clean)])
    assert lines == [clean]
    assert {c.confidence for c in changes} == {"high"}


def test_mojibake_that_lost_a_space_is_less_sure() -> None:
    lines, (change,) = repair(["a naÃ¯ve plan, voilÃ  la mine"])
    assert (lines, change.confidence) == (["a naïve plan, voilà la mine"], "medium")


def test_all_kinds_in_one_text() -> None:
    clean = "China’s “plan”—so they say"
    assert repair([lost(clean), kept(clean), mojibake(clean)])[0] == [clean] * 3


@pytest.mark.parametrize(
    ("damaged", "clean", "confidence"),
    [
        ("the â€œlimitedâ€ supply", "the “limited” supply", "high"),
        ("the “limitedâ€, â€œsoâ€", "the “limited”, “so”", "high"),
        ("â€œoverâ€â€”he said", "“over”—he said", "high"),
        ("supplyâ€ that the line above opened", "supply” that the line above opened", "medium"),
        ("$5Â million.Â Then", "$5 million. Then", "high"),
    ],
)
def test_mojibake_that_lost_its_last_byte_is_restored(
    damaged: str, clean: str, confidence: str
) -> None:
    lines, changes = repair([damaged])
    assert lines == [clean]
    ranks = ["low", "medium", "high"]
    assert min((c.confidence for c in changes), key=ranks.index) == confidence
    assert list(left_over(lines)) == []


@pytest.mark.parametrize("word", ["limited†", "MÃxico", "Ãlvarez", "costÂ5", "â€", "so Â"])
def test_rests_of_mojibake_are_listed_to_be_looked_at(word: str) -> None:
    (look,) = left_over(repair([f"It says {word} there"])[0])
    assert "may hold what is left of a damaged character: type what was meant" in look.what


def test_letters_where_a_language_has_them_are_no_leftovers() -> None:
    line = "SÃO, São, IRMÃ, Âge, Ânimo, AMÂNCIO, † and 5 ‡"
    assert (repair([line]), list(left_over([line]))) == (([line], []), [])


# --- what is no damage -----------------------------------------------------------------------

SOUND = st.lists(
    st.sampled_from(
        [
            *(
                "รถ",
                "ยก",
                "โค",
                "โต",
                "โลก",
                "โรงงาน",
                "โยง",
                "ยา",
                "รก",
                "รบ",
                "ยศ",
                "แก",
                "ไก่",
                "ใจ",
            ),
            *("ประเทศไทย", "แร่หายาก", "๕", "฿500", "พ.ย.", "เม.ย."),
            *("China’s", "“so”", "—", "–", "café", "©", "™", "€", "é", "…", "Ångström", "plain"),
        ]
    ),
    max_size=8,
)


@given(st.lists(SOUND.map(" ".join), max_size=4))
def test_text_without_damage_is_left_alone(lines: list[str]) -> None:
    assert repair(lines) == (lines, [])


@pytest.mark.parametrize(
    "text", ["“แก”", "(รถ)", "ราคา “แร่” – ๕%", "EV, โต: 3", "อาหาร”…", "ที่ ๆ”…"]
)
def test_thai_beside_marks_is_left_alone(text: str) -> None:
    lines = ["แร่หายากของประเทศไทย", text]
    assert repair(lines) == (lines, [])


def test_suspicious_text_that_is_kept_is_listed_to_be_looked_at() -> None:
    text = ["Chinaโs, แร่หายาก", "Stra\u0e23e", "R&amp;D and \ufffd"]
    looks = [str(look) for look in left_over(repair(text)[0])]
    assert looks == [
        "line 2: 'ร' is Thai, or a character that could not be restored",
        "line 3: '&amp;' stands for another character: type what was meant",
        "line 3: '\ufffd' stands for another character: type what was meant",
        "the text holds Thai, which was left alone",
    ]


DAMAGED = st.text(
    alphabet="ab sS.,()“|5–\n\u0e42\u0e22\u0e23\u0e01\u0e09\u0e02\u0e32€™â\x80\x99Ã©", max_size=30
)


@given(st.lists(st.one_of(DAMAGED, st.text(max_size=20), WORDS.map(lost)), max_size=5))
def test_repair_is_idempotent(lines: list[str]) -> None:
    once, _ = repair(lines)
    assert repair(once) == (once, [])


# --- bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "lines", "encoding"),
    [
        ("a – b".encode(), ["a – b"], "UTF-8"),
        (b"\xef\xbb\xbfa\r\nb\rc", ["a", "b", "c"], "UTF-8"),
        ("a – b".encode("utf-16"), ["a – b"], "UTF-16"),
        ("a – b".encode("cp1252"), ["a – b"], "windows-1252"),
        ("แร่หายาก".encode("cp874"), ["แร่หายาก"], "windows-874"),
        (b"\xff\xfea\x00b", ["a\ufffd"], "UTF-16"),
        ("a – “b” – c".encode() + b" \x93", ["a – “b” – c “"], "UTF-8 with windows-1252 in places"),
    ],
)
def test_bytes_are_read_by_what_they_hold(raw: bytes, lines: list[str], encoding: str) -> None:
    record = Record()
    assert decode(raw, record) == lines
    assert record.found == {"encoding": encoding}
    assert bool(record.looks) == (encoding not in {"UTF-8", "UTF-16"} or "\ufffd" in lines[0])
