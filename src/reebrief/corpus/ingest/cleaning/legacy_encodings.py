"""Choose the encoding of bytes that are not Unicode, by the words that they then hold."""

from __future__ import annotations

import re

_TERMS = {
    "ru": "и в не на что с по как из за от для это был года он к но его при также или до год",
    "uk": "і в не на що з та до за від для це був року він також або але його як при буде",
    "fr": "le la les de des et à un une en du dans que pour est par sur au avec qui plus été",
    "de": "der die das und in den von zu mit ist des für auf im dem nicht ein eine als auch wird",
    "es": "el la de que y en los se del las un por con una para es al lo como más su fue",
    "cs": "a v na se je že s z do o pro za byl která by podle také jako ale po ve který jsou k",
    "pl": "w i na z do się nie że jest o dla od przez oraz po za jak ale co był są to także",
    "hu": "a az és hogy nem is egy meg volt csak már még el de mint után lesz szerint ez",
    "tr": "ve bir bu için ile da de olarak en daha olan çok gibi sonra kadar ise yıl",
    "en": "the of and to in a is that for on was with as it by at from are said be this have",
}
_COMMON = {language: frozenset(terms.split()) for language, terms in _TERMS.items()}
_CHINESE = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之"
    "年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样"
    "理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将"
    "两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信"
    "表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔"
    "更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统"
    "区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品"
    "住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运稀土矿厂公司出"
    "口管制稀有金属周业头启将年增加"
)
"""Characters of which Chinese texts mostly consist."""
_TRADITIONAL = frozenset(
    "的一是不了在人有我這個們來上大為國地到說時會對發後過經當還進開與長機關點業將間問"
    "應戰體見產製兩實現場務報導"
)
_KOREAN = re.compile(r"[가-힣]+(?:은|는|이|가|을|를|의|에|에서|으로|로|다|고|과|와)(?!\S?[가-힣])")
_THAI = re.compile(r"(?:การ|ของ|และ|ที่|ใน|เป็น|ได้|จะ|มี|ไม่|ความ|ว่า|ให้|จาก|กับ|แต่|ปี|โดย)")
_FREQUENT = frozenset(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґéèàêçùâîôûëïœæäöüßáíóúñčěřšžýůťďňąćęłńśźżőűğışåøã"
)
"""Letters beyond ASCII that languages often have; capitals within words are mojibake's."""

_MIXED = re.compile(r"[^\W\d_][A-ZÀ-ÞŒŠŸŽА-Я]|[a-zA-Z][а-яА-Я]|[а-яА-Я][a-zA-Z]|^[À-ÿ]{4,}$")
"""Letters that stand beside each other in no language."""

_AS_UTF_8 = ("cp1251", "cp1250", "cp437", "mac_roman")
"""What UTF-8 was wrongly read in, but for windows-1252, which ftfy undoes."""

_MISREAD = tuple(
    (wrong, right)
    for right, wrongs in (
        ("cp1251", ("cp1252", "mac_roman", "koi8_r")),
        ("koi8_r", ("cp1251", "cp1252")),
        ("gb18030", ("cp1252", "latin-1")),
    )
    for wrong in wrongs
)
"""The encodings that texts of other letters were read in, and those that they were written in."""

_WITHIN = re.compile(r"(?<=[^\W\d_])[“”„«»†‡‰¤€](?=[^\W\d_])")
"""Signs that stand within no word."""

_SIGNS_ONLY = 0.4
"""How well a text fits whose only characters beyond ASCII are signs that texts have."""

_FEW = 3
"""Characters beyond ASCII that say too little against the most usual encoding."""

_LEAST = 20
"""Letters beyond ASCII by which a wrong encoding is told."""

_USUAL = 0.1
"""By how much another encoding must fit better than the most usual one."""

_BETTER = 0.25
_SURE = 0.5
_THAI_RUN = re.compile(r"(?:[ก-ฮ][ัิ-ฺ็-๎]{0,3}|[เ-ไะาำๅๆฯ])+")
"""Letters of Thai as they follow each other: a mark stands on a consonant."""

_CANDIDATES = (
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp874", "cp1251", "koi8_r", "cp866"),
    *("cp1250", "cp1254", "iso8859_2", "iso8859_5", "mac_roman", "cp437", "cp1253"),
)
"""What is tried; of those that fit equally well, the first one is taken."""

_SIGNS = frozenset("‘’“”–—…«»„·•°§€£©®™½¼¾²³×‰‹›、。，：；！？（）《》「」『』【】￥～　№\xa0")
"""Signs beyond ASCII that texts often have."""

_SAMPLE = 200_000


def likely(raw: bytes) -> tuple[str, float]:
    """Return the encoding under which bytes hold most words of a language, and how sure that is.

    The score is the share of the letters beyond ASCII, and of the words, that a language often has;
    0 where none fits.
    """
    sample = raw[:_SAMPLE]
    usual = sample.decode("cp1252", "replace")
    best, most = "cp1252", max(fitness(usual), 0.0) + _USUAL
    if _is_plain(usual):
        return best, most
    for candidate in _CANDIDATES:
        try:
            text = sample.decode(candidate)
        except UnicodeDecodeError as fault:
            if len(sample) < len(raw) and fault.start > len(sample) - 4:
                text = sample[: fault.start].decode(candidate)
            else:
                continue
        score = fitness(text, candidate)
        if score > most:
            best, most = candidate, score
    return best, most


def _is_plain(text: str) -> bool:
    """Say whether a text has hardly a character beyond ASCII, and none that is odd."""
    beyond = [c for c in text if c > "\x7f"]
    usual = all(c in _SIGNS or c.lower() in _FREQUENT for c in beyond)
    terms = [term for term in re.findall(r"[^\W\d_]+", text) if not term.isupper()]
    mixed = any(map(_MIXED.search, terms))
    return len(beyond) < _FEW and usual and not mixed and not _WITHIN.search(text)


def fitness(text: str, candidate: str = "") -> float:
    """Return how well a text fits a language that its letters belong to: 0 to about 1."""
    letters = [c for c in text if c > "\x7f" and c.isalpha()]
    odd = sum(c > "\x7f" and not c.isalpha() and c not in _SIGNS for c in text)
    if not letters and not any(c > "\x7f" for c in text):
        return 0.0
    if not letters:
        return 0.0 if odd or _WITHIN.search(text) else _SIGNS_ONLY
    penalty = min(1.0, odd / (len(letters) + odd) + 0.4 * len(_WITHIN.findall(text)))
    return max(_script(text, letters, candidate), _spelt(text, letters)) - penalty * 0.8


def _script(text: str, letters: list[str], candidate: str) -> float:
    """Return how well a text fits Chinese, Japanese, Korean or Thai."""
    han = [c for c in letters if "\u4e00" <= c <= "\u9fff"]
    kana = sum("\u3041" <= c <= "\u30ff" for c in letters)
    if candidate in {"cp932", "euc_jp"}:
        common = kana + sum(c in _CHINESE for c in han)
        return common / len(letters) if kana * 5 > len(letters) else 0.0
    if candidate == "cp949":
        hangul = sum("가" <= c <= "힣" for c in letters)
        found = sum(len(m[0]) for m in _KOREAN.finditer(text))
        return min(1.0, found * 1.2 / len(letters)) if hangul * 2 > len(letters) else 0.0
    if candidate == "cp874":
        runs = re.findall("[\u0e00-\u0e7f]+", text)
        spelt = all(_THAI_RUN.fullmatch(run) for run in runs) and max(map(len, runs), default=0) > 2
        known = sum(len(m[0]) for m in _THAI.finditer(text)) * 3 / len(letters)
        return min(1.0, known + 0.35 * spelt)
    if candidate == "big5hkscs":
        return sum(c in _TRADITIONAL or c in _CHINESE for c in han) / len(letters)
    return sum(c in _CHINESE for c in han) / len(letters) * (len(han) * 2 > len(letters))


def _spelt(text: str, letters: list[str]) -> float:
    """Return how many of a text's words a language of letters often has."""
    if not any(c < "\u0530" for c in letters):
        return 0.0
    words = re.findall(r"[^\W\d_]+", text)
    strange = sum(_MIXED.search(word) is not None for word in words if not word.isupper())
    folded = [word.casefold() for word in words]
    counts = {lang: sum(w in terms for w in folded) for lang, terms in _COMMON.items()}
    most = max(counts.values(), default=0) / max(len(words), 1)
    spread = sum(c in _FREQUENT for c in letters) / len(letters)
    return most + spread * 0.4 - strange / max(len(words), 1)


def misread(text: str) -> tuple[str, str] | None:
    """Return the encoding that a text was read in and the right one, None where it is whole.

    UTF-8 is told by its form, which no other text has by chance; the rest where most letters are
    beyond ASCII, and the right encoding makes words of a language of what are none.
    """
    lines = [line for line in text.split("\n") if not line.isascii()][:200]
    sample = "\n".join(lines)
    beyond = sum(c > "\x9f" for c in sample)
    if re.search("[\u0e00-\u0e7f]", sample) or beyond < 3:
        return None
    for wrong in _AS_UTF_8:
        mended = [reread(line, wrong, "utf-8") for line in lines]
        shorter = sum(c > "\x9f" for line in mended if line for c in line)
        if mended.count(None) * 10 <= len(lines) and shorter * 10 <= beyond * 7:
            return wrong, "utf-8"
    letters = [c for c in sample if c.isalpha()]
    foreign = sum(c > "\x7f" for c in letters)
    if foreign < _LEAST or foreign * 2 < len(letters):
        return None
    most, best = fitness(sample) + _BETTER, None
    for wrong, right in _MISREAD:
        score = fitness("\n".join(reread(line, wrong, right) or line for line in lines))
        if score > max(most, _SURE):
            most, best = score, (wrong, right)
    return best


def reread(line: str, wrong: str, right: str) -> str | None:
    """Return a line as its bytes say in the right encoding, None where they say nothing there."""
    try:
        made = line.encode(wrong).decode(right)
    except UnicodeError:
        return None
    return made if made != line else None
