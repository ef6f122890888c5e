"""Templates arrange; what they arrange keeps where it came from, and nothing of it is markup."""

import pytest

from reebrief.diagnostics import Place, ReebriefError
from reebrief.document.nodes import Emphasis, Heading, InlineExcerpt, List, Paragraph, Text
from reebrief.document.traverse import plain
from reebrief.templates.sections import Sections, Templates
from support.projects import make_project
from support.trees import paragraph, text

TITLE = (InlineExcerpt("a", text("R&D <b> {{ x }} *y* [@z]")),)
BODY = (paragraph("one"), List(((paragraph("two"),),)))


@pytest.fixture
def render(tmp_path):
    """Return a function that renders a template with a title and a body in it."""

    def render(template, folder=None, **files):
        texts = {f"templates/{k.replace('__', '/')}.md.j2": v for k, v in files.items()}
        texts["templates/sections/own.md.j2"] = template
        sections = Sections(
            Templates(make_project(tmp_path, files=texts), folder, Place("b.yaml", 3, 11))
        )
        values = {
            "title": sections.inlines(TITLE),
            "body": sections.blocks(BODY),
            "nothing": sections.blocks(()),
            "date": "5 *May*",
        }
        return sections.render("own", values, more="<b>")

    return render


def fault(render, template, **options):
    with pytest.raises(ReebriefError) as caught:
        render(template, **options)
    return str(caught.value)


def test_a_template_makes_markdown_and_swaps_in_what_it_was_given(render):
    heading, first, second, last = render("# On {{ title }}\n\n{{ body }}\n\n*End*: {{ date }}\n")
    assert isinstance(heading, Heading)
    assert heading.inlines == (Text("On "), *TITLE)
    assert (first, second) == BODY
    assert last.inlines == (Emphasis(text("End")), Text(": 5 *May*"))


def test_printed_words_are_text_whatever_they_hold(render):
    assert plain(render("{{ more }} {{ '# x' }} {{ '1. y' }}")) == "<b> # x 1. y"


def test_a_value_may_be_printed_twice_or_tested_or_left_out(render):
    assert plain(render("{{ title }} {{ title }}")) == f"{plain(TITLE)} {plain(TITLE)}"
    assert plain(render("{% if nothing %}a{% elif title %}b{% endif %}")) == "b"
    assert render("") == ()


@pytest.mark.parametrize(
    "template",
    [
        "{{ title|upper }}",
        "{{ title[:3] }}",
        "{{ title ~ 'x' }}",
        "{{ title|replace('R', 'X') }}",
        "{{ [title]|join }}",
        "{{ '%s'|format(title) }}",
        "{{ title|length }}",
        "{{ title|tojson }}",
        "{% for c in title %}{{ c }}{% endfor %}",
        "{{ title + 'x' }}",
        "{{ title() }}",
    ],
)
def test_text_of_an_article_can_only_be_printed(render, template):
    message = fault(render, f"# A\n\n{template}\n")
    assert message.startswith("templates/sections/own.md.j2:3:")


@pytest.mark.parametrize(
    "template",
    [
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ more.__init__.__globals__ }}",
        "{% for n in range(10**9) %}x{% endfor %}",
    ],
)
def test_a_template_reaches_nothing_else(render, template):
    assert fault(render, template).startswith("templates/sections/own.md.j2:1:")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "# A\n\n{{ titel }}",
            "own.md.j2:3:4: 'titel' is undefined\n"
            "  hint: known here: body 'one two', date '5 *May*', more '<b>', nothing (empty), "
            "title 'R&D <b> {{ x }} *y* [@z]'",
        ),
        ("# A\n{% if %}", "own.md.j2:2:1: Expected an expression"),
        ("{% swich x %}", "own.md.j2:1:4: Encountered unknown tag 'swich'"),
        ("{% if title %}", "own.md.j2:1:1: Unexpected end of template"),
        ("{{ title", "own.md.j2:1:1: unexpected end of template"),
        ("{# a remark", "own.md.j2:1:1: Missing end of comment tag"),
        ("{{ title title }}", "own.md.j2:1:1: expected token 'end of print statement'"),
        ("{{ date|shorten }}", "own.md.j2:1:9: No filter named 'shorten'"),
        ("{{ '{' ~ }}", "own.md.j2:1:1: unexpected"),
        ("\n{{ date.x }}", "own.md.j2:2:1: 'str object' has no attribute 'x'"),
        ("{{ 1 / 0 }}", "own.md.j2:1:1: division by zero\n  hint: correct what this line computes"),
        ("{{ body.x() }}", "own.md.j2:1:1: text of an article or the brief can only be printed"),
        ("{{ body[0].x }}", "own.md.j2:1:1: text of an article or the brief can only be printed"),
        ("{{ body() }}", "own.md.j2:1:1: text of an article or the brief can only be printed"),
        ("{{ body + 1 }}", "own.md.j2:1:1: text of an article or the brief can only be printed"),
        ("{{ Token }}", "own.md.j2:1:4: 'Token' is undefined"),
        ("a `b`", "own.md.j2: code is not supported here"),
        ("a <b>", "own.md.j2: raw HTML is not supported here"),
        ("A {{ body }}", "own.md.j2:1:1: a value of several blocks stands within a line"),
        ("# {{ body }}", "own.md.j2:1:1: a value of several blocks stands within a line"),
    ],
)
def test_a_fault_has_the_templates_place(render, template, message):
    said = fault(render, template)
    assert said.startswith(f"templates/sections/{message}")
    assert "\n  hint: " in said


def test_a_template_that_is_a_link_to_elsewhere_is_not_included(render, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-secret.md"
    outside.write_text("a secret")
    folder = tmp_path / "templates" / "sections"
    folder.mkdir(parents=True)
    (folder / "part.md.j2").symlink_to(outside)
    message = fault(render, "{% include 'part' %}")
    assert "'part.md.j2' is a link that leads out of templates/" in message
    assert "hint: copy the file there instead" in message


def test_a_link_within_the_templates_is_followed(render, tmp_path):
    folder = tmp_path / "templates" / "sections"
    folder.mkdir(parents=True)
    (folder / "part.md.j2").symlink_to("own.md.j2")
    assert "calls itself without end" in fault(render, "{% include 'part' %}")


def test_a_fault_in_an_included_template_has_its_place(render):
    message = fault(render, "{% include 'part' %}", sections__part="\n\n{{ titel }}")
    assert message.startswith("templates/sections/part.md.j2:3:4: 'titel' is undefined")


def test_the_folder_a_brief_names_comes_before_the_projects_and_the_packages(render):
    assert plain(render("a", "house", house__other="b")) == "a"
    assert plain(render("a", "house", house__own="b")) == "b"
    assert plain(render("{% include 'items' %}", sections__items="own")) == "own"


@pytest.mark.parametrize("folder", ["nowhere", "../templates", "sections/.."])
def test_a_folder_that_is_not_there_is_reported_where_it_was_asked_for(render, folder):
    assert fault(render, "a", folder=folder) == (
        f"b.yaml:3:11: no template folder '{folder}'\n  hint: make the folder templates/{folder}"
    )


def test_a_section_without_a_template_is_an_error(tmp_path):
    sections = Sections(Templates(make_project(tmp_path), None))
    with pytest.raises(ReebriefError, match=r"no template 'nothing-like-it\.md\.j2'"):
        sections.render("nothing-like-it", {})


def test_a_token_of_nothing_is_false_and_one_of_something_is_true(tmp_path):
    sections = Sections(Templates(make_project(tmp_path), None))
    assert sections.blocks(()) is sections.inlines(()) is None
    assert sections.blocks((Paragraph(()),))
