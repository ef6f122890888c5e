"""The files that gates look at: every brief of the project and every invented one, written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from conformance import ROOT, stress
from reebrief import briefs
from reebrief.document.annotated import AnnotatedBrief
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import language, themes
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.templates.themes.embedding import family
from reebrief.writers import FORMATS, write


@dataclass(frozen=True)
class Sample:
    """A brief and the files that were written of it, ``folder/name.format``.

    ``realistic`` says that it is what people would write: its pages are compared with accepted
    pictures, and its text is held to the rules for texts.
    """

    name: str
    brief: AnnotatedBrief
    folder: Path
    realistic: bool = False

    def file(self, form: str) -> Path:
        """Return the path of one format."""
        return self.folder / f"{self.name}.{form}"

    def read(self, form: str) -> bytes:
        """Return the bytes of one format."""
        return self.file(form).read_bytes()


@dataclass(frozen=True)
class _Order:
    sample: Sample
    theme: Theme
    words: Language


Findings = Mapping[str, list[str]]
"""What a gate found, by the sample's name; a sample without findings is left out or has none."""


@dataclass
class Found:
    """Collects findings by sample."""

    by_sample: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sample: Sample, *what: str) -> None:
        """Note what is wrong with a sample."""
        self.by_sample.setdefault(sample.name, []).extend(what)


def written(folder: Path) -> list[Sample]:
    """Write every sample in every format, on two processes; return them.

    Raises ReebriefError where a brief cannot be written.
    """
    folder.mkdir(parents=True)
    orders = [*_shipped(folder), *_invented(folder)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_write, orders, chunksize=1))
    return [order.sample for order in orders]


def write_one(name: str, folder: Path) -> Sample:
    """Write the realistic memo in every format, in the default theme."""
    sample = Sample(name, stress.every_node(), folder, realistic=True)
    _write(_Order(sample, themes.load(Project(ROOT), "ministry"), _words()))
    return sample


def _words() -> Language:
    return language.load(Project(ROOT), "en")


def _shipped(folder: Path) -> Iterator[_Order]:
    session = Session(Project(ROOT))
    for name in briefs.names(session.project):
        made = prepare(session, name)
        yield _Order(
            Sample(name, made.annotated, folder, realistic=True),
            made.inputs.theme,
            made.inputs.language,
        )


def _invented(folder: Path) -> Iterator[_Order]:
    project = Project(ROOT)
    names = sorted(path.stem for path in (ROOT / "templates" / "themes").glob("*.yaml"))
    for name in names:
        sample = Sample(f"every-node-{name}", stress.every_node(), folder, realistic=True)
        yield _Order(sample, themes.load(project, name), _words())
    theme = themes.load(project, project.settings.theme)
    named = {key: family(font.regular.read_bytes()) for key, font in theme.fonts.items()}
    carried = {key: replace(font, embedded=named[key]) for key, font in theme.fonts.items()}
    sample = Sample("every-node-embedded-fonts", stress.every_node(), folder)
    yield _Order(sample, replace(theme, fonts=carried), _words())
    for name, brief in stress.briefs():
        yield _Order(Sample(name, brief, folder), theme, _words())


def _write(order: _Order) -> None:
    for form in FORMATS:
        data = write(form, order.sample.brief, order.theme, order.words).data
        order.sample.file(form).write_bytes(data)
