"""Texts in older encodings are read by the words they hold; texts that were misread are mended."""

import pytest

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.encoding import decode
from reebrief.corpus.ingest.cleaning.legacy_encodings import likely
from reebrief.corpus.ingest.cleaning.mojibake import repair
from support.importing import article_of, body_of, front_of, words_of

SUBJECTS = {
    "ru": ("Завод", "Компания", "Министерство", "Рудник", "Совет"),
    "zh": ("工厂", "公司", "商务部", "矿山", "委员会"),
    "ja": ("工場", "会社", "経済産業省", "鉱山", "委員会"),
    "fr": ("L’usine", "La société", "Le ministère", "La mine", "L’assemblée"),
    "de": ("Das Werk", "Die Firma", "Das Ministerium für Außenhandel", "Die Mühle", "Der Rat"),
}
SAID = {
    "ru": (
        "{} сообщил, что выпуск продукции будет увеличен уже в этом году.",
        "{} не ответил на вопросы о том, как и когда это было решено.",
        "По данным властей, {} получит новые линии и людей для них.",
        "{} открыли в понедельник, и он будет расти, сказано в письме.",
    ),
    "zh": (
        "{}周一说，新的生产线已经开业，今年还将进一步增加产量。",
        "{}没有回答这个问题，也没有说明何时作出决定。",
        "据当地政府介绍，{}将得到新的设备和更多的工人。",
        "{}在信中表示，出口管制对业务的影响不大。",
    ),
    "ja": (
        "{}は月曜日に開業したと発表した。生産は今年さらに増える。",
        "{}はこの質問に答えなかった。いつ決まったのかも分からない。",
        "当局によると、{}は新しい設備を受け取ることになる。",
        "{}は書簡の中で、輸出規制の影響は小さいと述べた。",
    ),
    "fr": (
        "{} a annoncé lundi que la production sera augmentée dès cette année.",
        "{} n’a pas répondu aux questions sur la décision qui a été prise.",
        "Selon les autorités, {} recevra de nouvelles lignes et des employés.",
        "{} a été ouverte après une année de travaux, précise la lettre.",
    ),
    "de": (
        "{} teilte am Montag mit, dass die Erzeugung noch in diesem Jahr größer wird.",
        "{} beantwortete die Frage nicht, wann und von wem darüber entschieden würde.",
        "Nach Angaben der Behörden erhält {} neue Öfen und mehr Beschäftigte.",
        "{} wurde nach einem Jahr für die Öffentlichkeit geöffnet.",
    ),
}
STORIES = [
    (language, said.format(subject))
    for language, subjects in SUBJECTS.items()
    for subject in subjects
    for said in SAID[language]
]
"""Twenty sentences in each of five languages."""

ENCODINGS = {
    "ru": ("cp1251", "koi8_r", "cp866"),
    "zh": ("gb18030",),
    "ja": ("cp932", "euc_jp"),
    "fr": ("cp1252", "mac_roman"),
    "de": ("cp1252", "cp437"),
}


@pytest.mark.parametrize("language", SAID)
def test_bytes_of_twenty_texts_in_each_language_are_read_as_they_were_written(language):
    for own, text in STORIES:
        for encoding in ENCODINGS[language] if own == language else ():
            raw = text.encode(encoding, "ignore")
            wanted = raw.decode(encoding)
            assert raw.decode(likely(raw)[0]) == wanted, (encoding, text)


@pytest.mark.parametrize("language", SAID)
def test_texts_that_are_whole_are_left_alone(language):
    for own, text in STORIES:
        if own == language:
            assert repair([text]) == ([text], [])


@pytest.mark.parametrize(
    ("own", "written", "read"),
    [
        ("ru", "utf-8", "cp1251"),
        ("ru", "utf-8", "cp437"),
        ("ru", "utf-8", "mac_roman"),
        ("ru", "cp1251", "cp1252"),
        ("fr", "utf-8", "cp1250"),
        ("zh", "utf-8", "cp437"),
        ("zh", "gb18030", "latin-1"),
    ],
)
def test_a_text_that_was_read_in_a_wrong_encoding_is_mended(own, written, read):
    mended = 0
    for language, text in STORIES:
        if language != own:
            continue
        raw = text.encode(written)
        try:
            damaged = raw.decode(read)
        except UnicodeDecodeError:
            continue
        assert repair([damaged])[0] == [text]
        mended += 1
    assert mended > 3


def test_what_was_mended_by_inference_is_said_in_the_article():
    text = "Завод открыли в понедельник, и он будет расти, сказано в письме."
    made = article_of(text.encode().decode("mac_roman"), "a.txt", title="T")
    assert front_of(made)["repaired"] == "letters and marks"


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("公司周一说，工厂已经开业。".encode("gb18030"), ["公司周一说，工厂已经开业。"]),
        (b"a \x96 b", ["a – b"]),
        ("แร่หายาก".encode("cp874"), ["แร่หายาก"]),
    ],
)
def test_thai_is_read_only_where_the_words_are_thai(raw, lines):
    assert decode(raw, Record()) == lines


DECLARED = {
    **dict.fromkeys(("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"), "ru zh ja fr de"),
    "gbk": "ru zh ja fr",
    "gb2312": "ru zh fr",
    "euc-jp": "ru ja fr de",
    "shift_jis": "ru ja",
    "iso-2022-jp": "ru ja",
    "hz-gb-2312": "zh",
    **dict.fromkeys(("big5", "big5-hkscs"), "zh"),
    **dict.fromkeys(("iso-8859-1", "iso-8859-9", "iso-8859-15", "windows-1252"), "fr de"),
    **dict.fromkeys(("windows-1254", "cp437", "cp850", "macintosh"), "fr de"),
    **dict.fromkeys(("iso-8859-2", "windows-1250", "windows-1257"), "de"),
    **dict.fromkeys(("iso-8859-5", "windows-1251", "koi8-r", "koi8-u", "ibm866"), "ru"),
    "x-mac-cyrillic": "ru",
}
"""Encodings as pages declare them, with those of the five languages that they can write."""

NEEDS_NAME = {
    *((one, "ru") for one in ("gb18030", "gbk", "gb2312", "euc-jp", "x-mac-cyrillic")),
    *((one, "ja") for one in ("gb18030", "gbk")),
}
"""Bytes that only their declared name tells: Russian as Chinese and Japanese programs wrote it."""

PAIRS = [(one, language) for one, languages in DECLARED.items() for language in languages.split()]


def written(encoding, language):
    """Return twenty sentences of a language, without what an encoding cannot write, and bytes."""
    codec = {"macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic"}.get(encoding, encoding)
    text = " ".join(said for own, said in STORIES if own == language).replace("’", "'")
    return text.encode(codec, "ignore").decode(codec), codec


def test_twenty_encodings_and_more_write_the_five_languages():
    assert len(DECLARED) > 20
    assert {language for _, language in PAIRS} == set(SAID)


@pytest.mark.parametrize(("encoding", "language"), PAIRS)
def test_the_words_of_a_page_that_declares_its_encoding_are_those_that_went_in(encoding, language):
    text, codec = written(encoding, language)
    head = f'<html><head><meta charset="{encoding}"><title>T</title></head>'
    page = f"{head}<body><article><p>{text}</p></article></body></html>".encode(codec)
    assert words_of(body_of(article_of(page, "a.html", title="T"))) == words_of(text)


@pytest.mark.parametrize(
    ("encoding", "language"), [pair for pair in PAIRS if pair not in NEEDS_NAME]
)
def test_the_words_of_a_text_that_names_no_encoding_are_those_that_went_in(encoding, language):
    text, codec = written(encoding, language)
    made = article_of(text.encode(codec), "a.txt", title="T")
    assert words_of(body_of(made)) == words_of(text)


def test_a_page_or_text_in_hz_is_read_and_what_looks_like_it_is_left_alone():
    chinese = "工厂在包头开业，公司周一说，今年产量将增加。"
    hz = chinese.encode("hz")
    assert hz.isascii()
    address = b"see https://harbour.example/~ana/ for more"
    assert body_of(article_of(hz + b"\n\n" + address, "a.txt", title="T")).startswith(chinese)
    page = b"<html><body><p>" + hz + b"</p><p>" + address + b"</p></body></html>"
    body = body_of(article_of(page, "a.html", title="T"))
    assert body == f"{chinese}\n\n{address.decode()}"
    for text in ("The form ~{name~} is filled in by the mill.", "Between ~{ and ~} it is empty."):
        assert body_of(article_of(text, "a.txt", title="T")) == text
