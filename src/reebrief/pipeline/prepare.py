"""Make one brief ready for the writers: load, compose, annotate, and all that was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reebrief.briefs import BriefDefinition
from reebrief.briefs.inputs import BriefInputs
from reebrief.briefs.literal_marks import literal_marks
from reebrief.briefs.text_faults import text_faults
from reebrief.caveats import Account, annotate
from reebrief.caveats.typed_marks import typed_marks
from reebrief.compose import compose
from reebrief.compose.matrix.to_table import TableOptions
from reebrief.compose.selection import Choice
from reebrief.diagnostics import Problem, ReebriefError, Severity
from reebrief.document.annotated import AnnotatedBrief, Head
from reebrief.document.manifest import digest
from reebrief.document.nodes import Picture
from reebrief.document.traverse import walk
from reebrief.editions.carry_over import carried_over
from reebrief.editions.changes import ChangesSince
from reebrief.editions.compare import changes_since
from reebrief.editions.snapshot import snapshot
from reebrief.pipeline.author_sentences import AuthorSentence, author_sentences
from reebrief.pipeline.input_hashes import input_hashes
from reebrief.pipeline.load import load
from reebrief.pipeline.origins import origin_findings
from reebrief.pipeline.predecessor import Predecessor, predecessor
from reebrief.pipeline.session import Session
from reebrief.pipeline.stale_texts import ending_waivers, stale_texts, unexplained_grades
from reebrief.pipeline.support_gate import SupportGate, SupportVerdict, support_findings
from reebrief.templates import glossary
from reebrief.templates.estimative_language import misused


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief that is ready for the writers, with everything that was found on the way.

    ``examined`` are the sentences of its author, each with the verdicts on what it states;
    ``matrix`` is its matrix before it is laid out, None where it has none.
    """

    inputs: BriefInputs
    annotated: AnnotatedBrief
    choices: tuple[Choice, ...]
    account: Account
    examined: Mapping[AuthorSentence, tuple[SupportVerdict, ...]]
    matrix: TableOptions | None
    problems: tuple[Problem, ...]

    @property
    def definition(self) -> BriefDefinition:
        """The definition that the brief was made of."""
        return self.inputs.definition


def prepare(session: Session, definition: BriefDefinition | str) -> Prepared:
    """Load, compose and annotate a brief, of its definition or of the one that has a name.

    Raises ReebriefError with every error.
    """
    if isinstance(definition, str):
        definition = session.definitions(definition)[0]
    try:
        inputs, choices = load(session, definition)
        before = predecessor(session, definition)
        composed = compose(inputs)
    except ReebriefError as fault:  # what cannot be read hides no faulty text
        found = [*fault.problems, *text_faults(definition.file)]
        raise ReebriefError(dict.fromkeys(found)) from None
    annotated, account = annotate(composed.brief, inputs)
    news: tuple[Problem, ...] = ()
    if before is not None:
        # What changed is known once the caveats are: the section is composed into the second.
        since, news = _since(inputs, before, annotated)
        composed = compose(inputs, since)
        annotated, account = annotate(composed.brief, inputs)
    shown = [n.shown.name for n in walk(composed.brief.sections) if isinstance(n, Picture)]
    made_of = input_hashes(session.project, inputs, composed.brief.sources, shown)
    if before is not None and before.file:
        made_of |= {before.file: digest(session.project.data(session.project.root / before.file))}
    edition = snapshot(inputs, annotated.facts).as_data()
    head = Head(definition.name, inputs.date.isoformat(), made_of, edition)
    articles = [inputs.articles.get(name) for name in composed.brief.sources]
    gate = SupportGate(inputs, articles, account)
    examined = {one: (*gate.verdicts(one),) for one in author_sentences(inputs, composed)}
    verdicts = [verdict for found in examined.values() for verdict in found]
    problems = (
        *account.contradictions,
        *definition.file.notes,
        *definition.check(),
        *inputs.theme.findings,
        *inputs.templates.problems,
        *inputs.caveat_words.problems,
        *inputs.lexicon.problems,
        *composed.problems,
        *definition.late_cut_off(inputs.date),
        *_of_own_texts(inputs),
        *origin_findings(
            articles, inputs.registry, lambda one: account.omitted[one.id], session.corpus.has
        ),
        *(p for article in articles for p in article.findings),
        *account.problems,
        *support_findings(gate, verdicts),
        *_confirmed_alone(definition, account),
        *_nothing_selected(inputs),
        *news,
    )
    annotated = replace(annotated, head=head)
    return Prepared(inputs, annotated, choices, account, examined, composed.matrix, problems)


def _since(
    inputs: BriefInputs, before: Predecessor, annotated: AnnotatedBrief
) -> tuple[ChangesSince, tuple[Problem, ...]]:
    """Return what changed since the edition before, and findings on what did not."""
    now = snapshot(inputs, annotated.facts)
    since = changes_since(before.snapshot, now)
    carried = [*carried_over(now, before.chain, since.changes)]
    found = (
        *before.problems,
        *unexplained_grades(inputs, since.changes),
        *stale_texts(inputs, carried),
        *ending_waivers(inputs),
    )
    return since, found


def _of_own_texts(inputs: BriefInputs) -> Iterator[Problem]:
    """Yield findings on the author's words: terms of likelihood, abbreviations, typed marks."""
    texts = [*inputs.definition.own_texts()]
    yield from misused(texts, inputs.language.scales)
    listed = "glossary" in inputs.definition.sections
    yield from glossary.unexplained(texts, inputs.glossary, listed=listed)
    yield from typed_marks(texts, inputs.caveat_words, inputs.language.caveat)
    yield from literal_marks(texts, {article.id for article in inputs.chosen})


def _nothing_selected(inputs: BriefInputs) -> Iterator[Problem]:
    """Yield a finding where a brief shows no article."""
    if not inputs.chosen:
        what = "no article is selected"
        hint = f"reebrief explain {inputs.definition.name} says why"
        place = inputs.definition.place("articles")
        yield Problem(what, place, hint, Severity.FINDING)


def _confirmed_alone(definition: BriefDefinition, account: Account) -> Iterator[Problem]:
    """Yield a finding for each grade 1, confirmed by other sources, of an article of one origin."""
    for name, item in definition.model.items.each.items():
        if item.grade and item.grade.information == "1" and len(account.origins.get(name, ())) < 2:
            place = definition.place("items", "each", name, "grade", "information")
            what = f"'{name}' is graded as confirmed by other sources, but has no second origin"
            yield Problem(
                what,
                place,
                "grade it 2 or less, or say who confirms it in the reason",
                Severity.FINDING,
            )
