"""Policy briefs from news articles, in Word and PDF, with source caveats that cannot get lost.

What this package offers to other programs is named in ``__all__``; the rest may change. Importing
the package loads nothing: each name is loaded when it is first used.

>>> from reebrief import open_project, render
>>> for result in render(open_project("."), ["weekly"], to=["docx", "pdf"]):
...     print(*(path.name for path in result.files))
weekly-2026-01-09.docx weekly-2026-01-09.pdf
"""

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from reebrief.corpus.ingest import import_article
    from reebrief.diagnostics import Problem, ReebriefError, Severity
    from reebrief.pipeline.check import check
    from reebrief.pipeline.render import RenderResult, render
    from reebrief.project.project import Project, open_project
    from reebrief.verify import verify_file

__version__ = "0.1.0"

__all__ = [
    "Problem",
    "Project",
    "ReebriefError",
    "RenderResult",
    "Severity",
    "check",
    "import_article",
    "open_project",
    "render",
    "verify_file",
]

_HOMES = {
    "Problem": "reebrief.diagnostics",
    "Project": "reebrief.project.project",
    "ReebriefError": "reebrief.diagnostics",
    "RenderResult": "reebrief.pipeline.render",
    "Severity": "reebrief.diagnostics",
    "check": "reebrief.pipeline.check",
    "import_article": "reebrief.corpus.ingest",
    "open_project": "reebrief.project.project",
    "render": "reebrief.pipeline.render",
    "verify_file": "reebrief.verify",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reebrief' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415  importing the package loads nothing

    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
