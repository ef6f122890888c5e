"""Changes made in Word come back to the definition, or somebody is told why not."""

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.pull import apply, pull
from reebrief.writers.docx import write
from support.projects import article, make_project
from support.trees import ROOT
from support.wordedits import W, WordFile, shown

BODY = """
# Findings

The plant made **6,600 tonnes** of oxide. Its staff reportedly grew by half in that year.
"""

BRIEF = """\
# Ours, edition one
format: 1
title: Oxide in brief   # shown on page 1
to: The committee
date: 2026-01-09
articles: [one, two]
bottom_line: |
  Output *rose* to 6,600 tonnes [@one], and the price
  fell. Wait for **two more** reports [@two].
summary: |
  The first paragraph stays here.

  The second paragraph has a [link](https://example.org/a).

  - an entry of a list
  - another entry of it
watch_list:
  - Whether the second line opens.  # asked in May
  - 'Whether the ministry''s quota changes.'
items:
  each:
    one:
      comment: We doubt the figure until somebody else has it.
matrix:
  add: [{id: action, header: What to do}, lead]
  own:
    - cells: {action: Ask for the annual report of the plant.}
      lead: Trade desk
sections: [bottom-line, summary, items, matrix, watch-list, sources]
"""


@pytest.fixture
def project(tmp_path):
    articles = {
        "one": article(BODY, title="Plant report", published="2026-01-02"),
        "two": article("A lead.", title="Price report", published="2026-01-03"),
    }
    return make_project(tmp_path, articles, briefs={"memo": BRIEF})


def sent(project, name="memo"):
    made = prepare(Session(Project(project.root)), name)
    return write(made.annotated, made.inputs.theme, made.inputs.language).data


def pulled(project, file, *, write_it=True, **options):
    """Pull a file, which may be bytes, and apply it."""
    path = project.root / "back.docx"
    path.write_bytes(file.saved() if isinstance(file, WordFile) else file)
    project = Project(project.root)
    report = pull(project, path, **options)
    assert sum(report.counts.values()) == len(report.changes)
    if write_it:
        apply(project, report)
    return report


def definition(project, name="memo"):
    return (project.root / "briefs" / f"{name}.yaml").read_text()


def told(report):
    """Return what became of each change: its fate, its key, what was there, what came."""
    return [(c.state, c.own.path if c.own else None, c.old, c.new) for c in report.changes]


def test_a_file_that_nobody_changed_has_no_changes(project):
    report = pulled(project, sent(project))
    assert (report.changes, report.comments, report.patches.diff()) == ((), (), [])


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (("Output ", "Sales "), "  Sales *rose* to 6,600 tonnes [@one], and the price"),
        (("rose", "grew"), "  Output *grew* to 6,600 tonnes [@one], and the price"),
        (("two more", "three"), "  fell. Wait for **three** reports [@two]."),
        ((" two more", ""), "  fell. Wait for reports [@two]."),
        ((" rose to 6,600", " was at"), "  Output was at tonnes [@one], and the price"),
        (("price fell", "price * fell"), "  * fell. Wait for **two more** reports [@two]."),
        (("link", "page"), "  The second paragraph has a [page](https://example.org/a)."),
        (("an entry", "one_entry"), "  - one_entry of a list"),
        (("opens", "opens [1]"), "  - Whether the second line opens [@one].  # asked in May"),
        (
            ("quota changes", "quota #2: ’26’ changes"),
            "  - 'Whether the ministry''s quota #2: ’26’ changes.'",
        ),
        (("in brief", "& more"), "title: Oxide & more   # shown on page 1"),
        (("committee", "board: all"), 'to: "The board: all"'),
        (("Trade desk", "Customs"), "      lead: Customs"),
        (("What to do", "What next"), "  add: [{id: action, header: What next}, lead]"),
        (("until", "unless"), "      comment: We doubt the figure unless somebody else has it."),
    ],
)
def test_a_change_of_words_changes_its_line_alone(project, edit, line):
    report = pulled(project, WordFile(sent(project)).track(*edit))
    assert [change.state for change in report.changes] == ["applied"]
    before, after = BRIEF.split("\n"), definition(project).split("\n")
    assert [new for new in after if new not in before][-1:] == [line]
    assert pulled(project, sent(project)).changes == ()


def test_who_changed_it_and_when_is_told(project):
    file = WordFile(sent(project)).track("Output", "Sales", "A. Reader", "2026-01-12T09:10:00Z")
    file.replace("stays", "remains")
    tracked, typed = pulled(project, file).changes
    assert [str(hand) for hand in tracked.hands] == ["A. Reader, 2026-01-12 09:10"]
    assert (tracked.places, typed.hands) == ([("briefs/memo.yaml", 8)], ())


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[1]", "[2]", "a citation, which the program writes"),
        ("6,600 tonnes of oxide", "7,000 tonnes", "words of the article 'one'"),
        ("unreviewed", "well known", "a caveat"),
        ("9 January", "8 January", "computed: no text of the author's by itself"),
        ("our comment", "their comment", "computed: a mark, a label or a number"),
    ],
)
def test_what_is_none_of_the_authors_is_refused(project, old, new, reason):
    file = WordFile(sent(project))
    old = next(w for w in (old, old.capitalize()) if any(w in t for t in texts(file)))
    report = pulled(project, file.track(old, new))
    assert {(c.state, c.reason) for c in report.changes} == {("refused", reason)}
    assert definition(project) == BRIEF


def texts(file):
    return [shown(paragraph) for paragraph in file.paragraphs()]


def test_words_around_a_citation_come_back_and_the_citation_stays(project):
    file = WordFile(sent(project)).track("6,600 tonnes [1], and", "seven thousand tonnes and")
    report = pulled(project, file)
    assert [(c.state, c.old) for c in report.changes] == [
        ("applied", "6,600"),
        ("applied", ","),
        ("refused", "[1]"),
    ]
    assert "to seven thousand tonnes [@one] and the price" in definition(project)


def test_a_new_paragraph_stands_where_it_was_put(project):
    file = WordFile(sent(project))
    file.add_below("The first paragraph", "A new one, as [2] says.", "A. Reader")
    file.add_below("an entry of a list", "a third entry")
    file.add_below("second line opens", "Whether it snows.")
    report = pulled(project, file)
    assert [c.state for c in report.changes] == ["applied"] * 3
    keys = [("summary",), ("summary",), ("watch_list", 0)]
    assert sorted(c.key for c in report.changes) == keys
    assert any(": new in summary (A. Reader" in line for line in report.lines())
    text = definition(project)
    assert "stays here.\n\n  A new one, as [@two] says.\n\n  The second" in text
    assert "  - an entry of a list\n  - a third entry\n  - another entry" in text
    assert "  # asked in May\n  - Whether it snows.\n  - 'Whether" in text
    assert pulled(project, file).counts["there"] == 3
    assert pulled(project, sent(project)).changes == ()


def test_a_paragraph_parted_in_two_is_parted_in_the_text(project):
    file = WordFile(sent(project)).split("stays here")
    assert pulled(project, file).left == 0
    assert "  The first paragraph\n\n  stays here.\n" in definition(project)


def test_a_line_that_is_gone_is_taken_out(project):
    file = WordFile(sent(project)).drop("The first paragraph", "A. Reader")
    file.drop("another entry")
    file.drop("second line opens")
    report = pulled(project, file)
    assert [c.state for c in report.changes] == ["applied"] * 3
    text = definition(project)
    assert "summary: |\n  The second paragraph" in text
    assert "another entry" not in text
    assert "watch_list:\n  - 'Whether the ministry" in text
    assert pulled(project, sent(project)).changes == ()


def test_a_text_that_is_gone_whole_is_left_to_the_author(project):
    report = pulled(project, WordFile(sent(project)).drop("We doubt the figure"))
    assert [c.state for c in report.changes] == ["refused"]
    assert report.changes[0].reason == "the whole text of 'items.each[one].comment' is gone"
    assert definition(project) == BRIEF


def test_a_caveat_that_is_gone_is_told(project):
    file = WordFile(sent(project))
    found = next(t for t in texts(file) if "nreviewed" in t)
    report = pulled(project, file.drop(found))
    assert {(c.state, c.kind, c.reason) for c in report.changes} == {
        ("refused", "gone", "a caveat")
    }


def test_a_new_row_is_proposed_with_what_to_paste(project):
    file = WordFile(sent(project)).add_row("Ask for the annual", "Send somebody.", "Embassy", "")
    (row,) = pulled(project, file).changes
    assert (row.state, row.kind, row.reason) == ("unplaced", "row", "a new row, for 'matrix.own'")
    assert row.hint.startswith("add to 'matrix':\nown:\n  - cells:\n      action: Send somebody.")
    assert "lead: Embassy" in row.hint


def test_a_paragraph_that_was_moved_is_told(project):
    file = WordFile(sent(project))
    one, other = file.paragraph("The first paragraph"), file.paragraph("another entry")
    other.addnext(one)
    report = pulled(project, file)
    assert {(c.state, c.reason) for c in report.changes} == {("refused", "it stands elsewhere now")}


def test_the_list_of_contents_is_computed_anew_by_each_program(tmp_path):
    text = (
        "format: 1\ntitle: Memo\ndate: 2026-01-09\narticles: []\n"
        "summary: |\n  # One thing\n\n  Said.\nsections: [contents, summary]\n"
    )
    project = make_project(tmp_path, briefs={"memo": text})
    file = WordFile(sent(project))
    listed = file.paragraph("One thing")
    next(listed.iter(f"{W}t")).text = "Another thing 7"
    assert pulled(project, file).changes == ()


# --- three ways


def test_what_both_changed_in_other_words_is_merged(project):
    data = sent(project)
    path = project.root / "briefs" / "memo.yaml"
    path.write_text(
        BRIEF.replace("Wait for", "Ask for").replace("- an entry", "- new\n  - an entry")
    )
    file = WordFile(data).track("Output", "Sales").replace("an entry", "the entry")
    assert pulled(project, file).counts["applied"] == 2
    assert "Sales *rose*" in definition(project)
    assert "Ask for **two more**" in definition(project)
    assert "  - new\n  - the entry of a list" in definition(project)


def test_a_conflict_tells_both_texts(project):
    data = sent(project)
    path = project.root / "briefs" / "memo.yaml"
    path.write_text(BRIEF.replace("Output", "Turnover"))
    report = pulled(project, WordFile(data).track("Output", "Sales"))
    (change,) = report.changes
    assert (report.conflicts, change.state, change.new) == (1, "refused", "Sales")
    assert change.conflict.startswith("Turnover *rose*")
    assert definition(project) == BRIEF.replace("Output", "Turnover")


def test_two_colleagues_files_come_one_after_the_other(project):
    data = sent(project)
    one = WordFile(data).track("Output", "Sales", "A. Reader").track("stays", "is", "A. Reader")
    two = WordFile(data).track("price", "offer", "B. Boss").track("stays", "lies", "B. Boss")
    assert pulled(project, one).counts["applied"] == 2
    report = pulled(project, two)
    assert [c.state for c in report.changes] == ["applied", "refused"]
    assert report.changes[1].conflict == "The first paragraph is here."
    assert "Sales *rose* to 6,600 tonnes [@one], and the offer" in definition(project)


def test_a_text_is_found_where_its_key_has_another_number(project):
    data = sent(project)
    path = project.root / "briefs" / "memo.yaml"
    path.write_text(BRIEF.replace("watch_list:\n", "watch_list:\n  - Something new.\n"))
    assert (
        pulled(project, WordFile(data).track("quota changes", "budget changes")).counts["applied"]
        == 1
    )
    assert "ministry''s budget changes" in definition(project)


def test_a_text_that_is_nowhere_is_unplaced(project):
    data = sent(project)
    path = project.root / "briefs" / "memo.yaml"
    path.write_text(BRIEF.replace("comment: We doubt the figure until somebody else has it.", "{}"))
    (change,) = pulled(project, WordFile(data).track("until", "unless")).changes
    assert (change.state, change.reason) == (
        "unplaced",
        "the key is gone, and the text is nowhere else",
    )


# --- parameters, variants, what a brief extends


def test_a_parameter_keeps_its_place_and_is_not_changed_in_a_text(tmp_path):
    text = (
        "format: 1\ntitle: Memo\ndate: 2026-01-09\narticles: []\n"
        "parameters: {who: {default: the committee}}\n"
        "summary: We ask {{ who }} to wait until May.\nsections: [summary]\n"
    )
    project = make_project(tmp_path, briefs={"memo": text})
    file = WordFile(sent(project)).track("May", "June").track("the committee", "all of you")
    value, own = pulled(project, file).changes
    assert (value.state, value.reason) == ("refused", "it is the value of a parameter")
    assert own.state == "applied"
    assert "summary: We ask {{ who }} to wait until June.\n" in definition(project)


def test_a_text_is_changed_in_the_file_that_it_stands_in(tmp_path):
    base = (
        "format: 1\ntitle: Base\ndate: 2026-01-09\narticles: []\n"
        "summary: The summary of all.\ntext: The text of all.\nsections: [summary, text]\n"
    )
    own = "format: 1\nextends: base\nvariants:\n  short: {text: The text of one.}\n"
    project = make_project(tmp_path, briefs={"base": base, "memo": own})
    made = prepare(Session(project), "memo:short")
    file = WordFile(write(made.annotated, made.inputs.theme, made.inputs.language).data)
    file.track("summary of", "sum of").track("text of one", "words of one")
    assert pulled(project, file).counts["applied"] == 2
    assert "summary: The sum of all.\ntext: The text of all.\n" in definition(project, "base")
    assert definition(project) == own.replace("The text of one", "The words of one")


# --- comments


def test_comments_are_listed_and_kept_above_their_key(project):
    file = WordFile(sent(project)).comment("second line", "which one?")
    report = pulled(project, file)
    (comment,) = report.comments
    assert (comment.about, comment.path) == ("second line", ("watch_list", 0))
    assert definition(project) == BRIEF
    for _ in range(2):
        pulled(project, file, keep_comments=True)
        kept = "  # A. Reader, 2026-01-12 09:10 on “second line”: which one?\n"
        assert definition(project) == BRIEF.replace("watch_list:\n", f"watch_list:\n{kept}")


# --- what cannot be pulled


def problem(project, data, **options):
    with pytest.raises(ReebriefError) as fault:
        pulled(project, data, **options)
    assert definition(project) == BRIEF
    (one,) = fault.value.problems
    assert one.hint
    return one.what


def test_files_that_cannot_be_pulled_are_refused_in_one_line(project):
    data = sent(project)
    macros = WordFile(data)
    macros.members["word/vbaProject.bin"] = b"x"
    bare = WordFile(data)
    del bare.members["customXml/item2.xml"]
    assert problem(project, macros) == "it holds macros"
    assert problem(project, bytes.fromhex("d0cf11e0a1b11ae1")).startswith("encrypted")
    assert problem(project, data[: len(data) // 2]) == "a damaged zip file, perhaps truncated"
    assert problem(project, b"%PDF-1.7") == "no Word file"
    assert problem(project, bare).startswith("it does not say which of its lines")
    old = (ROOT / "tests" / "data" / "format-1" / "weekly.docx").read_bytes()
    assert problem(project, old).startswith("it does not say which of its lines")
    other = make_project(
        project.root / "other",
        briefs={"else": "format: 1\ntitle: T\narticles: []\ndate: 2026-01-09\n"},
    )
    what = "it is of the brief 'else', which this project does not have"
    assert problem(project, sent(other, "else")) == what
    assert problem(project, data, into="gone") == "no brief 'gone'"


def test_a_definition_that_cannot_be_read_is_told_with_its_place(project):
    data = sent(project)
    path = project.root / "briefs" / "memo.yaml"
    path.write_text("title: [")
    with pytest.raises(ReebriefError) as fault:
        pulled(project, data)
    assert fault.value.problems[0].place.file == "briefs/memo.yaml"
    assert path.read_text() == "title: ["
