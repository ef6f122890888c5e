"""Make pairs of editions with changes that are known: for tests of what is found between them."""

import random
from dataclasses import replace

from reebrief.editions.changes import EditionChange
from reebrief.editions.snapshot import ShownArticle, Snapshot

WORDS = [
    "metal",
    "smelter",
    "output",
    "quota",
    "export",
    "plant",
    "yield",
    "magnet",
    "customs",
    "licence",
    "shift",
    "workshop",
    "tender",
    "survey",
    "mine",
    "port",
    "buyer",
    "seller",
    "audit",
    "price",
    "stock",
    "line",
    "furnace",
    "alloy",
    "oxide",
    "permit",
]


class EditionPair:
    """An edition, and the next one with random changes; ``expected`` are all of them.

    Every text has words of its own, so that none is taken for another.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # chance with a seed, no secret
        self.number = 0
        self.expected: list[EditionChange] = []
        self.old = self._edition()
        self.new = replace(self.old, date="2026-01-16", previous="week-1")
        for operation in self.random.sample(sorted(self.operations), self.random.randint(0, 6)):
            self.operations[operation]()
        self._shuffle()

    @property
    def operations(self):
        names = (n for n in dir(self) if n.startswith("do_"))
        return {name: getattr(self, name) for name in names}

    def sentence(self, figure="") -> str:
        self.number += 1
        words = [f"{word}{self._letters()}" for word in self.random.sample(WORDS, 9)]
        return f"The {' '.join(words[:5])} reached {figure or 'nothing'} of {' '.join(words[5:])}."

    def _letters(self) -> str:
        return "".join(chr(97 + int(digit)) for digit in str(self.number))

    def figure(self) -> str:
        return f"{self.random.randint(1, 899)},{self.random.randint(100, 999)} tons"

    def _edition(self) -> Snapshot:
        articles = {f"article-{n}": self._article() for n in range(5)}
        texts = {"bottom_line": f"{self.sentence(self.figure())} {self.sentence()}"}
        texts |= {f"watch_list.{n}": f"**{self.sentence()}**" for n in range(3)}
        texts |= {f"judgements.{n}.text": self.sentence() for n in range(3)}
        texts["items.each.article-1.comment"] = f"{self.sentence('12 %')} [@article-1]"
        grade = {"likelihood": "likely", "analyst": "An analyst", "reason": self.sentence()}
        return Snapshot(
            brief="week-1",
            date="2026-01-09",
            title="Week",
            articles=articles,
            texts=texts,
            grades={"judgements.0": grade, "items.each.article-2": grade},
            values={"Capacity: first": "11,200", "Capacity: second": "12,000"},
            caveats=dict.fromkeys(articles, ("stale", "single-origin")),
        )

    def _article(self) -> ShownArticle:
        figures = tuple(self.sentence(self.figure()) for _ in range(3))
        return ShownArticle(self.sentence(), "2025-11", str(self.number), figures)

    def _set(self, **changed) -> None:
        self.new = replace(self.new, **changed)

    def _title(self, name: str) -> str:
        return self.new.articles[name].title

    # --- changes of which each says what must be found

    def do_add_an_article(self) -> None:
        one = self._article()
        self._set(articles={**self.new.articles, "article-9": one})
        self.expected.append(EditionChange("item-new", one.title, article="article-9"))

    def do_drop_an_article(self) -> None:
        articles = dict(self.new.articles)
        gone = articles.pop("article-4")
        self._set(articles=articles)
        self.expected.append(EditionChange("item-dropped", gone.title, article="article-4"))

    def do_correct_an_article(self) -> None:
        old, figure = self.new.articles["article-0"], self.figure()
        sentence = old.figures[1]
        was = sentence.partition(" reached ")[2].partition(" of ")[0]
        now = sentence.replace(was, figure)
        new = replace(old, content="other", figures=(old.figures[0], now, old.figures[2]))
        self._set(articles={**self.new.articles, "article-0": new})
        self.expected += [
            EditionChange("item-updated", old.title, article="article-0"),
            EditionChange("moved", now, article="article-0", was=was, now=figure),
        ]

    def do_move_a_figure_of_the_bottom_line(self) -> None:
        text, figure = self.new.texts["bottom_line"], self.figure()
        was = text.partition(" reached ")[2].partition(" of ")[0]
        now = text.replace(was, figure)
        self._set(texts={**self.new.texts, "bottom_line": now})
        first = now[: now.index(". ") + 1]
        self.expected.append(EditionChange("moved", first, "bottom_line", was=was, now=figure))

    def do_reword_the_comment(self) -> None:
        path = "items.each.article-1.comment"
        self._set(texts={**self.new.texts, path: self.sentence()})
        title = self._title("article-1")
        self.expected.append(EditionChange("item-updated", title, article="article-1"))

    def do_move_a_value_of_a_chart(self) -> None:
        self._set(values={**self.new.values, "Capacity: second": "12,500"})
        self.expected.append(EditionChange("moved", "Capacity: second", was="12,000", now="12,500"))

    def do_add_a_judgement(self) -> None:
        text = self.sentence()
        self._set(texts={**self.new.texts, "judgements.3.text": text})
        self.expected.append(EditionChange("judgement-new", text, "judgements.3.text"))

    def do_reword_a_judgement(self) -> None:
        was = self.new.texts["judgements.1.text"]
        now = was.replace("reached nothing", "never reached anything")
        self._set(texts={**self.new.texts, "judgements.1.text": now})
        path = "judgements.1.text"
        self.expected.append(EditionChange("judgement-changed", now, path, was=was, now=now))

    def do_drop_a_judgement(self) -> None:
        texts = dict(self.new.texts)
        gone = texts.pop("judgements.2.text")
        self._set(texts=texts)
        self.expected.append(EditionChange("judgement-dropped", gone, "judgements.2.text"))

    def do_move_a_likelihood_with_a_reason(self) -> None:
        grade = {**self.new.grades["judgements.0"], "likelihood": "unlikely", "reason": "An audit."}
        self._set(grades={**self.new.grades, "judgements.0": grade})
        text = self.new.texts["judgements.0.text"]
        place = "judgements.0.grade"
        moved = EditionChange("grade-changed", text, place, "", "likely", "unlikely", "An audit.")
        self.expected.append(moved)

    def do_move_a_grade_without_a_reason(self) -> None:
        grade = {**self.new.grades["items.each.article-2"], "likelihood": "very likely"}
        self._set(grades={**self.new.grades, "items.each.article-2": grade})
        title, place = self._title("article-2"), "items.each.article-2.grade"
        moved = EditionChange(
            "grade-changed", title, place, "article-2", "likely", "very likely", ""
        )
        self.expected.append(moved)

    def do_add_a_caveat(self) -> None:
        caveats = {**self.new.caveats, "article-3": ("stale", "single-origin", "hedge")}
        self._set(caveats=caveats)
        title = self._title("article-3")
        self.expected.append(EditionChange("caveat-added", title, article="article-3", now="hedge"))

    def do_waive_a_caveat(self) -> None:
        self._set(
            caveats={**self.new.caveats, "article-2": ("single-origin",)},
            waived={"article-2 stale": "A chief: it was read again"},
        )
        why = "A chief: it was read again"
        lifted = EditionChange(
            "caveat-lifted", self._title("article-2"), article="article-2", was="stale", why=why
        )
        self.expected.append(lifted)

    def do_watch_something_new(self) -> None:
        text = self.sentence()
        self._set(texts={**self.new.texts, "watch_list.3": f"{text} [@article-1]"})
        self.expected.append(EditionChange("watch-new", text, "watch_list.3"))

    def do_settle_what_was_watched(self) -> None:
        texts = dict(self.new.texts)
        gone = texts.pop("watch_list.0").strip("*")
        self._set(texts=texts)
        self.expected.append(EditionChange("watch-settled", gone, "watch_list.0"))

    def _shuffle(self) -> None:
        """Change the order of items and of waivers' and caveats' keys, which is no change."""
        names = [*self.new.articles]
        self.random.shuffle(names)
        self._set(articles={name: self.new.articles[name] for name in names})
