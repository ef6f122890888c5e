"""A date is read in every form that news have it in, and nothing that looks like one is."""

import pytest

from reebrief.corpus.ingest.structure.dates import date_of, dated_parts, dateline_of
from support.importing import article_of, front_of

LEAD = "The mill was opened on Monday after a year of works at the site in the north."


@pytest.mark.parametrize(
    ("line", "day", "look_alike"),
    [
        ("9 Jan 2026 10:15 GMT", "2026-01-09", "9 Jan 10:15 GMT"),
        ("9 January 2026", "2026-01-09", "China bans exports on 9 January 2026"),
        ("Published: January 9, 2026 at 3:15 pm", "2026-01-09", "Published in 2026"),
        ("Updated May 15, 2025, 9:29 AM ET", "2025-05-15", "Updated May 15, 9:29 AM ET"),
        ("Friday, January 9, 2026", "2026-01-09", "Friday, January 9"),
        ("2026-01-09T10:15:00Z", "2026-01-09", "2026-01-09T10:15:00Z.mp4"),
        ("2025-05-15 09:29:31 +0800", "2025-05-15", "2025-05-32 09:29:31 +0800"),
        ("25.09.2025", "2025-09-25", "25.13.2025"),
        ("25.09.2025 14:05", "2025-09-25", "3.25.09.2025"),
        ("25/08/2025", "2025-08-25", "07/08/2025"),
        ("29th October 2025", "2025-10-29", "29th October"),
        ("28th February 2025", "2025-02-28", "31st February 2025"),
        ("October 29th, 2025", "2025-10-29", "The 29th of 2025"),
        ("May 2025", "2025-05", "In 2025"),
        ("décembre 12, 2025", "2025-12-12", "décembre 12"),
        ("le 1er décembre 2025", "2025-12-01", "le décembre de 2025"),
        ("vendredi 9 janvier 2026", "2026-01-09", "vendredi 9 janvier 2026, l’usine ouvre"),
        ("9. Januar 2026, 14:05 Uhr", "2026-01-09", "9. Januar, 14:05 Uhr"),
        ("9 de enero de 2026", "2026-01-09", "enero de 2026 en Halm"),
        ("09:29, May 15, 2025", "2025-05-15", "09:29, May 15"),
        ("2026年1月9日 09:29", "2026-01-09", "1月9日 09:29"),
        ("2025 年 5 月 15 日 星期四", "2025-05-15", "2025年5月15日起施行"),
        ("发布时间：2025-05-15 09:29", "2025-05-15", "发布时间：2025年产量增长"),
        ("二〇二五年十二月二十五日", "2025-12-25", "二〇二五年十三月二十五日"),
        ("2025年5月", "2025-05", "2025年13月"),
        ("15 мая 2025 г., 10:15", "2025-05-15", "15 мая, 10:15"),
        ("15 мая 2025 года", "2025-05-15", "15 мая 2025 года завод открыли"),
        ("15.05.2025, 09:29 (МСК)", "2025-05-15", "15.05, 09:29 (МСК)"),
        ("25 сентября 2025, четверг", "2025-09-25", "25 сентября, четверг"),
        ("Май 2025 г.", "2025-05", "Май 2025 г. был теплым"),
    ],
)
def test_a_line_that_is_a_date_and_one_that_looks_like_it(line, day, look_alike):
    assert date_of(line) == day
    assert date_of(look_alike) is None


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("(Xinhua) 09:29, May 15, 2025", ["(Xinhua)", "09:29, May 15, 2025"]),
        ("09:29, May 15, 2025 (Xinhua)", ["(Xinhua)", "09:29, May 15, 2025"]),
        ("2025-05-15 09:29 来源：新华社", ["2025-05-15 09:29", "来源：新华社"]),
        ("2025年05月15日09:29 | 来源：新华社", ["2025年05月15日09:29", "来源：新华社"]),
        ("15.05.2025, 09:29 (ТАСС)", ["(ТАСС)", "15.05.2025, 09:29"]),
        ("By Ana Example, January 9, 2026", ["By Ana Example", "January 9, 2026"]),
        ("Ana Example · Jan 9, 2026 · 5 min read", ["Ana Example", "Jan 9, 2026", "5 min read"]),
        (
            "2025-05-15 09:29 来源：新华社 作者：王小明 编辑：李红",
            ["2025-05-15 09:29", "来源：新华社", "作者：王小明", "编辑：李红"],
        ),
        (
            "Por Ana e Rui, em Halm - 20/11/2025 08h15",
            ["Por Ana e Rui, em Halm", "20/11/2025 08h15"],
        ),
        ("Par Ana Example, le 9 janvier 2026", ["Par Ana Example", "le 9 janvier 2026"]),
        ("By 9 January 2026 the mill will open", []),
        ("By Ana Example, who was in Halm on January 9, 2026", []),
        ("(Xinhua) 09:29, May 15", []),
        ("Rare Earths – May 2025", []),
        ("The mill opens in the north | 9 January 2026", []),
    ],
)
def test_what_stands_beside_a_date(line, parts):
    assert dated_parts(line) == parts


@pytest.mark.parametrize("stamp", ["(Xinhua) 09:29, May 15, 2025", "09:29, May 15, 2025 (Xinhua)"])
def test_a_stamp_below_the_title_gives_the_date_and_the_agency(stamp):
    front = front_of(article_of(f"A mill opens in the north\n{stamp}\n\n{LEAD}", "a.txt"))
    assert (front["published"], front["origins"]) == ("2025-05-15", ["Xinhua"])


@pytest.mark.parametrize(
    ("opening", "day", "look_alike"),
    [
        ("HALM, 9 January 2026 – ", "2026-01-09", "The mill shut on 9 January 2026 – "),
        ("BEIJING, May 15, 2025 (Xinhua) -- ", "2025-05-15", "BEIJING, May 15 (Xinhua) -- "),
        ("HALM, Marland, January 9, 2026 (Wire) -- ", "2026-01-09", "The mill, May 15, 2025, "),
        ("OSTRAVA, Sept. 25, 2025 /Wire/ -- ", "2025-09-25", "On Monday, January 9, 2026 - "),
        ("OSTRAVA--(BUSINESS WIRE)--May 15, 2025--", "2025-05-15", "OSTRAVA--(BUSINESS WIRE)--"),
        ("LONDON—May 15, 2025—", "2025-05-15", "London—since May 15, 2025—"),
        ("(HALM, May 15, 2025) — ", "2025-05-15", "(Since May 15, 2025) — "),
        ("Strelsau, 9. Januar 2026 (dpa) - ", "2026-01-09", "Am 9. Januar 2026 - "),
        ("PARIS, 12 décembre 2025 (Fil) – ", "2025-12-12", "Le 12 décembre 2025 – "),
        ("МОСКВА, 15 мая 2025 года. /ТАСС/. ", "2025-05-15", "МОСКВА, 15 мая. /ТАСС/. "),
        ("新华社北京2025年5月15日电 ", "2025-05-15", "新华社北京5月15日电 "),
        ("北京，2025年5月15日 — ", "2025-05-15", "公司在2025年5月15日说，"),
    ],
)
def test_a_dateline_with_a_year_and_an_opening_that_is_none(opening, day, look_alike):
    assert dateline_of(opening + LEAD) == day
    assert dateline_of(look_alike + LEAD) is None


def test_a_dateline_dates_an_article_that_has_no_line_of_its_own():
    made = article_of(f"HALM, 9 January 2026 – {LEAD}", "a.txt", title="T")
    assert front_of(made)["published"] == "2026-01-09"
    assert any("was read in the dateline" in look.what for look in made.record.looks)
    undated = article_of(f"HALM, Jan 9 (Reuters) - {LEAD}", "a.txt", title="T")
    assert "published" not in front_of(undated)
