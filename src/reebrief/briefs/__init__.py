"""Load brief definitions: what an analyst writes in ``briefs/NAME.yaml``, checked, with places.

``models`` holds the keys; ``disguised_texts`` reads texts as they look; ``forms`` what the forms
bring, ``parameters`` and ``inheritance`` how one definition makes several; ``inputs`` is all that a
brief is made of.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reebrief.briefs import placeholder_texts
from reebrief.briefs.disguised_texts import as_it_looks
from reebrief.briefs.forms import CONTENT, FORMS, SECTIONS, Form, SectionKind
from reebrief.briefs.inheritance import filled, laid_over, variants
from reebrief.briefs.models.brief import BriefModel
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, error, known
from reebrief.document.markdown import MarkdownSource
from reebrief.project import dates, yaml
from reebrief.project.file_names import composed, fault_of, same_file, shown
from reebrief.project.project import Project, is_file
from reebrief.project.validation import knows, validate
from reebrief.project.yaml import YamlFile

FOLDER = "briefs"
_OTHER_ENDING = ".yml"


@dataclass(frozen=True, slots=True)
class BriefDefinition:
    """A definition as it stands on disk.

    ``name`` is the file's name without its ending, and the variant's. ``own_values`` are the
    parameters for which the variant has a value.
    """

    name: str
    file: YamlFile
    model: BriefModel
    own_values: frozenset[str] = frozenset()

    @property
    def file_name(self) -> str:
        """What the brief's files are called, before the date and the format's ending."""
        return self.model.file_name or self.name

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that the definition stands in: its own, then what it extends."""
        return (self.file.name, *sorted({*self.file.names.values()} - {self.file.name}))

    @property
    def form(self) -> Form:
        """The brief's form."""
        return FORMS[self.model.form]

    @property
    def sections(self) -> tuple[SectionKind, ...]:
        """The sections in order: as listed, else the form's with content, as changed."""
        changes = self.model.sections
        if changes and changes.only:
            return changes.only
        usual = [kind for kind in self.form.sections if kind not in CONTENT or self._content(kind)]
        for kind in changes.add if changes else ():
            later = SECTIONS[SECTIONS.index(kind) :]
            usual.insert(next((n for n, one in enumerate(usual) if one in later), len(usual)), kind)
        return tuple(kind for kind in usual if changes is None or kind not in changes.drop)

    def _content(self, kind: SectionKind) -> object:
        return getattr(self.model, CONTENT[kind])

    def place(self, *path: str | int) -> Place:
        """Return where a value stands in the definition."""
        return self.file.place(path)

    def source(self, text: str, *path: str | int) -> MarkdownSource:
        """Return a text of the definition with its place, for the Markdown parser."""
        place = self.place(*path)
        column = place.column
        return MarkdownSource(text, place.file, place.line, first_column=column, path=path)

    def own_texts(self) -> Iterator[tuple[str, Place]]:
        """Yield every text of the author, and the likelihood terms of grades, with their places."""
        model = self.model
        for key in ("bottom_line", "summary", "text", "annex"):
            if getattr(model, key):
                yield getattr(model, key), self.place(key)
        if model.ask:
            yield model.ask.text, self.place("ask", "text")
        for key in ("main_messages", "watch_list"):
            for n, text in enumerate(getattr(model, key)):
                yield text, self.place(key, n)
        for name, item in model.items.each.items():
            for key in ("headline", "summary", "comment"):
                if getattr(item, key):
                    yield getattr(item, key), self.place("items", "each", name, key)
            if item.grade and item.grade.likelihood:
                where = self.place("items", "each", name, "grade", "likelihood")
                yield item.grade.likelihood, where
        for n, judgement in enumerate(model.judgements):
            yield judgement.text, self.place("judgements", n, "text")
            if judgement.grade and judgement.grade.likelihood:
                yield judgement.grade.likelihood, self.place("judgements", n, "grade", "likelihood")

    def cut_off(self, date: dt.date) -> dt.date:
        """Return the last day of information of a brief of this date, never a later one."""
        return min(dates.day(self.model.cut_off), date) if self.model.cut_off else date

    def late_cut_off(self, date: dt.date) -> list[Problem]:
        """Return a finding where the cut-off is after the brief's date, which then counts."""
        if not self.model.cut_off or dates.day(self.model.cut_off) <= date:
            return []
        what = f"the cut-off is after the brief's date, {date}, which counts instead"
        return [Problem(what, self.place("cut_off"), "change one of the two", Severity.FINDING)]

    def unknown_items(self, shown: Sequence[str]) -> list[Problem]:
        """Return an error for each key of ``items.each`` that is none of the articles shown."""
        problems: list[Problem] = []
        for name in self.model.items.each:
            if name not in shown:
                place = self.file.place(("items", "each", name), key=True)
                hint = known(name, shown, kind="articles of this brief")
                problems.append(Problem(f"'{name}' is not in this brief", place, hint))
        return problems

    def check(self) -> list[Problem]:
        """Return the faults between keys: sections without content, content without a section."""
        faults: list[Problem] = []
        changes = self.model.sections
        listed = (changes.only or changes.add) if changes else ()
        path = ("sections",) if changes and changes.only else ("sections", "add")
        before = self.form.sections if changes and not changes.only else ()
        for n, kind in enumerate(listed):
            if kind in CONTENT and not self._content(kind):
                key = CONTENT[kind]
                hint = f"add '{key}: …', or delete '{kind}' here"
                what = f"the section '{kind}' has no content"
                faults.append(Problem(what, self.place(*path, n), hint))
            if (kind != "text" and kind in listed[:n]) or kind in before:
                what = f"the section '{kind}' is listed twice"
                if kind in before:
                    what = f"the form '{self.model.form}' has the section '{kind}'"
                faults.append(Problem(what, self.place(*path, n), "delete it here"))
        for n, kind in enumerate(changes.drop if changes else ()):
            if kind not in self.form.sections:
                what = f"the form '{self.model.form}' has no section '{kind}'"
                hint = known(kind, self.form.sections, kind="sections of it")
                faults.append(Problem(what, self.place("sections", "drop", n), hint))
        said = [
            (self.model.to or "", self.place("to")),
            (self.model.sender or "", self.place("from")),
        ]
        for text, place in (*said, *self.own_texts()):
            stub = placeholder_texts.left_in(text)
            if stub is not None:
                what = f"still says what a new definition says: '{stub}'"
                faults.append(Problem(what, place, "say it in your words", Severity.FINDING))
        for kind, key in CONTENT.items():
            # Any form may have an edition before it; the memo alone says so by itself.
            if key != "previous" and self._content(kind) and kind not in self.sections:
                faults.append(
                    Problem(
                        f"'{key}' is not shown: no section '{kind}'",
                        self.file.place((key,), key=True),
                        f"add '- {kind}' to sections, or delete '{key}'",
                        Severity.FINDING,
                    )
                )
        return faults


def names(project: Project) -> list[str]:
    """Return the names of a project's briefs, in alphabetical order."""
    return [composed(path.stem) for path in project.files(FOLDER, ".yaml")]


_NAMED = re.compile(r"(?m)^[\"']?(?:file_name|extends|variants)\b|^\{")
"""What is in a definition whose documents are not called as its file is."""


def by_file_name(project: Project) -> dict[str, list[tuple[str, str]]]:
    """Return the documents of a project by the file that each is written to, as systems tell files.

    Each with the name of its definition's file. Of a definition that cannot be loaded, and so is
    not written, the file's own name counts.
    """
    done: dict[str, list[tuple[str, str]]] = {}
    for path in project.files(FOLDER, ".yaml"):
        found = [(composed(path.stem), composed(path.stem))]
        if _NAMED.search(path.read_text(encoding="utf-8", errors="replace")):
            with contextlib.suppress(ReebriefError):
                found = [(one.file_name, one.name) for one in load(project, path.stem)]
        for file_name, name in found:
            done.setdefault(same_file(file_name), []).append((name, project.name(path)))
    return done


def load(
    project: Project, name: str, given: Mapping[str, str] | None = None
) -> tuple[BriefDefinition, ...]:
    """Load a brief by its name, or by the path of its file: one definition for each variant.

    ``NAME:VARIANT`` is one of them alone; ``given`` are values of parameters. Raises ReebriefError
    where there is none, with the nearest names, and with every fault of it.
    """
    stem, variants_ = _variants(project, name)
    problems: dict[Problem, list[str]] = {}
    done: list[BriefDefinition] = []
    for one, file in variants_.items():
        try:
            made = _definition(f"{stem}-{one}" if one else stem, file, given or {})
            found = [*_marking_faults(made.file, project.settings.markings), *_name_faults(made)]
            done.append(replace(made, own_values=_own_values(file, one)))
        except ReebriefError as fault:
            found = [*fault.problems, *_marking_faults(file, project.settings.markings)]
        for problem in found:
            problems.setdefault(problem, []).append(one)
    if problems:
        raise ReebriefError(_of_variants(p, of, variants_) for p, of in problems.items())
    return tuple(done)


def _marking_faults(file: YamlFile, markings: Sequence[str]) -> Iterator[Problem]:
    """Yield an error where a definition, sound or not, has a marking that is none of a project's.

    One with a parameter in it is known once that is filled in.
    """
    marking = file.data.get("marking") if isinstance(file.data, dict) else None
    if isinstance(marking, str) and "{{" not in marking and marking not in markings:
        what = f"marking: '{marking}' is not one of the choices"
        hint = f"type {', '.join(markings[:-1])} or {markings[-1]}" if markings[1:] else markings[0]
        hint += "; a scale of your own stands in reebrief.yaml under 'markings'"
        yield Problem(what, file.place(("marking",)), hint)


def _name_faults(definition: BriefDefinition) -> Iterator[Problem]:
    """Yield an error where a definition's files would have a name that is none everywhere."""
    if fault := fault_of(definition.file_name):
        what = f"'{shown(definition.file_name)}' {fault}"
        yield Problem(
            what, Place(definition.file.name), "rename the file, or give it a 'file_name'"
        )


def _own_values(file: YamlFile, variant: str) -> frozenset[str]:
    values = file.data["variants"][variant].get("parameters") if variant else None
    return frozenset(values or ())


def _of_variants(problem: Problem, of: Sequence[str], every: Collection[str]) -> Problem:
    """Name the variants that a problem is of, where it is not of all of them."""
    if len(of) == len(every):
        return problem
    named = f"the variant {of[0]}" if len(of) == 1 else f"the variants {', '.join(of)}"
    return replace(problem, what=f"{problem.what}, in {named}")


def made(name: str, text: str) -> BriefDefinition:
    """Return a definition of a text that no file holds. Raises ReebriefError with its faults."""
    return _definition(name, yaml.read(text, name), {})


def files(project: Project, name: str) -> tuple[YamlFile, ...]:
    """Return the files of a brief as they are read, one for each variant, nothing checked.

    Raises ReebriefError where there is none, and where it cannot be read.
    """
    return (*_variants(project, name)[1].values(),)


def variant_files(project: Project, name: str) -> dict[str, YamlFile]:
    """Return a brief's files as ``files`` does, by the names of its variants, "" for none."""
    return _variants(project, name)[1]


def _variants(project: Project, name: str) -> tuple[str, dict[str, YamlFile]]:
    """Return a brief's name, and its file laid over what it extends, for each variant."""
    name, _, variant = name.partition(":")
    path = Path(name).absolute() if "/" in name or name.endswith(".yaml") else None
    if path is not None:
        _refuse_other(project, name, path)
    else:
        path = project.find(project.root / FOLDER / f"{name}.yaml")
        if not is_file(path):
            hint = known(name, names(project), kind="briefs")
            within = sorted((project.root / FOLDER).glob(f"*/{glob.escape(path.name)}"))
            if is_file(path.with_suffix(_OTHER_ENDING)):
                hint = f"rename {FOLDER}/{name}{_OTHER_ENDING} to {path.name}"
            elif within:
                hint = f"move {project.name(within[0])} into {FOLDER}/ itself"
            raise error(f"no brief '{name}'", Place(f"{FOLDER}/{name}.yaml"), hint)
    found = variants(laid_over(project, project.yaml(path)))
    if variant and variant not in found:
        hint = known(variant, filter(None, found), kind="variants")
        raise error(f"no variant '{variant}'", Place(f"{FOLDER}/{name}.yaml"), hint)
    return composed(path.stem), {variant: found[variant]} if variant else found


def _refuse_other(project: Project, name: str, path: Path) -> None:
    """Raise ReebriefError where a path is not that of a definition, with the name that is meant."""
    stem = composed(path.stem)
    if path.suffix not in {".yaml", _OTHER_ENDING}:
        hint = known(stem, names(project), kind="briefs")
        raise error(f"'{shown(name)}' is no brief definition, which is a .yaml file", None, hint)
    if not path.exists() and stem in names(project):
        raise error(f"no file '{shown(name)}'", None, f"type '{stem}': briefs go by their names")


def _definition(name: str, file: YamlFile, given: Mapping[str, str]) -> BriefDefinition:
    made = filled(file, given)
    declared = (file.data or {}).get("parameters") if isinstance(file.data, dict) else None
    data = {**made.data, "parameters": declared} if declared else made.data
    data = as_it_looks(made, data)
    definition = BriefDefinition(name, made, validate(BriefModel, made, data))
    unknown = [path for path in made.taken if not knows(BriefModel, path)]
    if unknown:
        keys = [f.alias or key for key, f in BriefModel.model_fields.items()]
        raise ReebriefError(
            Problem(
                f"unknown key '{path[-1]}'",
                made.taken[path],
                known(str(path[-1]), keys if len(path) == 1 else (), kind="keys"),
            )
            for path in unknown
        )
    faults = [p for p in definition.check() if p.severity is Severity.ERROR]
    if faults:
        raise ReebriefError(faults)
    return definition
