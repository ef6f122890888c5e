"""Nothing of a page's machinery is in its article, however it nests, and no word is lost."""

import html

from hypothesis import example, given
from hypothesis import strategies as st

from support.importing import article_of, body_of, front_of, removed_of, words_of

LEAD = "The mill was opened on Monday after a year of works, its owner said in a note."

WORDS = st.lists(
    st.sampled_from(["tin", "zinc", "nickel", "ore", "1200", "Üstí", "矿山"]),
    min_size=1,
    max_size=4,
).map(" ".join)
"""What a reader sees."""

ENTITIES = {"a < b": "a &lt; b", "R&D": "R&amp;D", "1\xa0200": "1&nbsp;200", "Ü": "&Uuml;"}
SEEN = st.one_of(WORDS, st.sampled_from([*ENTITIES]))

HIDDEN = "zzq"
"""What stands in scripts, styles, attributes and comments only."""

CODE = st.sampled_from(
    [
        f"var {HIDDEN} = 1;",
        f"if (a < b && c > d) {{ {HIDDEN}() }}",
        f"document.write('<p>{HIDDEN}</p>')",
        f"<!-- {HIDDEN} -->",
        f".{HIDDEN} > p {{ color: red }}",
        f'{{"@type": "{HIDDEN}"}}',
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        f' class="{HIDDEN}"',
        f' style="color: {HIDDEN}" onclick="{HIDDEN}(\'>\')"',
        f" data-{HIDDEN}='<b>{HIDDEN}</b>' hidden{HIDDEN}",
        f' title="{HIDDEN} &gt; {HIDDEN}"',
    ]
)


def machinery(code, attributes, kind):
    """Return an element that a browser shows nothing of."""
    wrapped = {
        "script": "<script{0}>{1}</script>",
        "json": '<script type="application/ld+json"{0}>{1}</script>',
        "style": "<style{0}>{1}</style>",
        "template": "<template{0}><p><script>{1}</script><b>zzq</b></p></template>",
        "svg": "<svg{0}><defs><style>{1}</style></defs><title>zzq</title><text>zzq</text></svg>",
        "noscript": '<noscript{0}><img src="zzq.png" alt="zzq"><style>{1}</style></noscript>',
        "iframe": "<iframe{0}>{1}</iframe>",
        "comment": "<!-- zzq{0} <p>zzq</p> -->",
    }[kind]
    return wrapped.format(attributes, code)


KINDS = ("script", "json", "style", "template", "svg", "noscript", "iframe", "comment")
MACHINERY = st.builds(machinery, CODE, ATTRIBUTES, st.sampled_from(KINDS))
TAGS = ("div", "p", "section", "blockquote", "ul", "li", "b", "em", "span", "h2", "figure", "a")


def element(inner):
    """Return elements of elements: pairs of what is seen in order, and their markup."""

    def wrap(tag, attributes, parts):
        markup = " ".join(part for _, part in parts)
        return " ".join(seen for seen, _ in parts), f" <{tag}{attributes}>{markup}</{tag}> "

    return st.builds(
        wrap, st.sampled_from(TAGS), ATTRIBUTES, st.lists(inner, min_size=1, max_size=4)
    )


LEAVES = st.one_of(
    SEEN.map(lambda seen: (seen, f" {ENTITIES.get(seen, html.escape(seen))} ")),
    MACHINERY.map(lambda markup: ("", markup)),
)
BODIES = st.recursive(LEAVES, element, max_leaves=25)
NAMES = {*TAGS, "script", "style", "template", "svg", "iframe", "class", "onclick"} - {"a", "b"}
"""What would be a tag's or an attribute's name; "a" and "b" are words of the text, too."""


@given(BODIES, st.sampled_from(["head", "body"]), MACHINERY)
@example(("tin", "<p><script>zzq</script>tin<style>zzq</style></p>"), "head", "<!-- zzq -->")
def test_no_tag_script_or_style_of_a_page_is_in_its_article(made_of, where, more):
    seen, markup = made_of
    head, body = (more, "") if where == "head" else ("", more)
    page = f"<html><head><title>T</title>{head}</head><body>{body}<article><p>{LEAD}</p>{markup}"
    made = article_of(f"{page}</article></body></html>", title="T")
    told = " ".join(str(value) for value in front_of(made).values())
    kept = words_of(body_of(made)) + words_of(told)
    assert HIDDEN not in made.markdown
    assert not NAMES & {*kept}
    logged = words_of(" ".join(old for old, _ in removed_of(made)))
    assert not words_of(f"{LEAD} {seen}") - kept - logged
