"""A user's own Word template: its styles take the place of those that the theme would make.

Styles are matched by their names, which are the same in Word of every language. What they say of
paragraphs and characters is taken over, with the styles that they are based on. What a brief is
built on stays ours: what keeps together, numbering, tab stops, levels of headings, tables. A style
that the template lacks stays the theme's, on the template's Normal. What refers to Office's theme
is written out, so that a style says all by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, error
from reebrief.document.nodes import Meta
from reebrief.templates.themes import CONTRAST, Reference, Style, Theme
from reebrief.writers.docx.sections import text_width
from reebrief.writers.docx.style_names import CHARACTERS, PARAGRAPHS, Styles
from reebrief.writers.docx.styles_part import stylesheet
from reebrief.writers.docx.template.allowed import LARGEST
from reebrief.writers.docx.template.effective_styles import EffectiveStyle, EffectiveStyles
from reebrief.writers.docx.template.merge_styles import Element, StyleMerger, name_of

_CAVEATS = frozenset(
    [
        *("Normal", "CaveatLabel", "CaveatLabelChar", "CaveatText", "CaveatKey", "TableText"),
        *("SourceEntry", "FootnoteText", "FootnoteReference", "Footer", "RunningLine", "Marking"),
    ]
)
"""Styles that caveats are set in: they get from a template what is allowed, and nothing else."""

_BOLD = frozenset({"Strong", "Emphasis", "Hyperlink"})
"""Styles of characters within caveats: leads and marks in bold, the numbers of sources."""

_SHOWN = frozenset(
    [
        *(*_CAVEATS, *_BOLD, "PanelHeading", "ListBullet", "ListNumber", "ListContinue", "Quote"),
        *("AuthorComment", "BottomLine", "Caption", "TableHeading"),
    ]
)
"""Styles that caveats, their marks or their heading stand in: faint, these would be lost."""


_SEEN = 2.0
"""The ratio of contrast at which text of other styles, and marks within it, can just be seen."""


@dataclass(frozen=True, slots=True)
class _Dressed:
    """The part of the styles with a template's in it; by their ids our styles, and their looks.

    ``taken`` are the ids of those that are the template's.
    """

    part: bytes
    styles: dict[str, Element]
    looks: dict[str, EffectiveStyle]
    taken: frozenset[str]


def merge_template(styles: Styles, meta: Meta, reference: Reference) -> bytes:
    """Return the part of the styles with a template's in it, and tell ``styles`` how they look.

    Raises ReebriefError where text of a style could not be read, or a style is broken.
    """
    done = _dressed(styles, meta, reference)
    for name in styles.paragraphs:
        look = done.looks[name]
        styles.paragraphs[name] = replace(
            styles.paragraphs[name], before=look.before, after=look.after
        )
    styles.table_size = done.looks["TableText"].size
    styles.bold = frozenset(name for name, look in done.looks.items() if look.bold)
    return done.part


def differences(theme: Theme, meta: Meta) -> list[Problem]:
    """Return a note for each style of the theme's reference that differs from the theme's role.

    Headings and other text of too little contrast are findings. Raises ReebriefError as
    ``merge_template`` does.
    """
    reference = theme.reference
    if reference is None:
        return []
    styles = Styles(theme, text_width(meta, theme), ())
    done = _dressed(styles, meta, reference)
    faint = [
        _fault(done.styles[name], reference, fault, Severity.FINDING)
        for name, look in done.looks.items()
        for fault in look.faint()
    ]
    notes: list[str] = []
    missing: list[str] = []
    for style_id, name, style in _named(styles):
        if style_id not in done.taken:
            missing.append(f"'{name}'")
            continue
        parts = done.looks[style_id].differences(style, theme.fonts[style.font].word)
        if parts:
            notes.append(f"'{name}' differs from the role '{style.role}': {', '.join(parts)}")
    if missing:
        notes.append(f"the theme's styles are used where it has none: {', '.join(missing)}")
    place = Place(reference.name)
    return [*faint, *(Problem(note, place, None, Severity.NOTE) for note in notes)]


def _following(styles: Styles) -> set[str]:
    """Return the styles of characters that the theme gives the font of its body."""
    body = styles.theme.styles["body"].font
    return {name for name, style in styles.characters.items() if style.font == body}


def _named(styles: Styles) -> Iterator[tuple[str, str, Style]]:
    for named in PARAGRAPHS:
        yield named.id, named.name, styles.paragraphs[named.id]
    for style_id, (name, _) in CHARACTERS.items():
        yield style_id, name, styles.characters[style_id]


def _fault(
    style: Element, reference: Reference, fault: tuple[str, str], severity: Severity
) -> Problem:
    what, hint = fault
    return Problem(
        f"the style '{name_of(style)}' of '{reference.name}' {what}",
        reference.place,
        hint,
        severity,
    )


def _dressed(styles: Styles, meta: Meta, reference: Reference) -> _Dressed:
    try:
        dresser = StyleMerger(stylesheet(styles, meta), reference)
        dresser.merge(_following(styles))
        all_looks = EffectiveStyles(dresser.own, {**dresser.ours, **dresser.bases})
        looks = {style_id: all_looks.of(style_id) for style_id in dresser.ours}
        faults = [*_faults(looks)]
        part = dresser.part(_CAVEATS)
    except (ValueError, TypeError, SyntaxError) as fault:  # lxml's own are SyntaxErrors
        what = f"the styles of '{reference.name}' cannot be read: {fault}"
        raise error(what, reference.place, "open it in Word and save it again") from None
    if faults:
        raise ReebriefError(
            [_fault(dresser.ours[name], reference, one, Severity.ERROR) for name, one in faults]
        )
    return _Dressed(part, dresser.ours, looks, frozenset(dresser.taken))


def _faults(looks: Mapping[str, EffectiveStyle]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield by the ids of styles why caveats that they show could not be read."""
    shown = {name: looks[name] for name in sorted(_SHOWN & looks.keys())}
    grounds = [look.shade for look in shown.values()]
    lines = [look.exact for look in shown.values() if look.exact is not None]
    for name, look in looks.items():
        yield from ((name, fault) for fault in look.faults(name))
        if name not in _SHOWN:
            continue
        if look.size > LARGEST:
            yield name, (f"has {look.size:g} points", f"{LARGEST:g} are the most")
        if name in _BOLD and lines and look.size > min(lines):
            what = f"has {look.size:g} points, in lines of exactly {min(lines):g} points"
            yield name, (what, "set their line spacing to 'at least' or 'multiple'")
        of_characters = name in CHARACTERS or name in _BOLD
        on = grounds if of_characters else [look.shade]
        if name in _BOLD and not {"rPr:color", "rPr:shd"} & look.properties.keys():
            on = []  # it has the colour of what it stands in
        least = CONTRAST if name in _CAVEATS or of_characters else _SEEN
        found = dict.fromkeys(fault for ground in on for fault in look.faint(ground, least))
        yield from ((name, fault) for fault in found)
