"""Have LibreOffice open Word files, edit them, take or drop their changes, and save them again.

A macro does it, for LibreOffice's bridge to Python is not everywhere: it follows a plan, a line for
each step, its parts with tabs between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from conformance.programs import run

_MACRO = """\
Sub Follow(plan As String)
  Dim file As Integer, step_ As String, parts, doc, found, search, commands
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim word(0) As New com.sun.star.beans.PropertyValue
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  plain(0).Name = "FilterName" : plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions" : plain(1).Value = "UTF8,LF,,,"
  file = FreeFile
  Open plan For Input As #file
  Do While Not Eof(file)
    Line Input #file, step_
    parts = Split(step_, Chr(9))
    Select Case parts(0)
      Case "open"
        doc = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
      Case "track"
        doc.RecordChanges = (parts(1) = "on")
      Case "type"
        search = doc.createSearchDescriptor()
        search.SearchString = parts(1)
        search.SearchCaseSensitive = True
        found = doc.findFirst(search)
        If Not IsNull(found) Then found.String = parts(2)
      Case "do"
        commands = createUnoService("com.sun.star.frame.DispatchHelper")
        commands.executeDispatch(doc.CurrentController.Frame, ".uno:" & parts(1), "", 0, Array())
      Case "save"
        doc.storeToURL(parts(1), word())
        doc.close(True)
      Case "text"
        doc.storeToURL(parts(1), plain())
        doc.close(True)
    End Select
  Loop
  Close #file
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE script:module PUBLIC '
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"><script:module '
    'xmlns:script="http://openoffice.org/2000/script" script:name="Edits" '
    'script:language="StarBasic">{}</script:module>'
)
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE library:library PUBLIC '
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd"><library:library '
    'xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Edits"/></library:library>'
)


Decision = Literal["Accept", "Reject"]
"""What is done with all tracked changes of a file."""


@dataclass(frozen=True)
class Typed:
    """Words that are typed over others, with tracked changes or without."""

    old: str
    new: str
    tracked: bool


def edit(source: Path, target: Path, edits: Sequence[Typed], profile: Path) -> None:
    """Make edits in a Word file and save it as another one, in LibreOffice with an own profile.

    Raises ProgramError where LibreOffice is missing or fails.
    """
    steps = [("open", source.resolve().as_uri())]
    for one in edits:
        steps += [("track", "on" if one.tracked else "off"), ("type", one.old, one.new)]
    _follow([*steps, ("save", target.resolve().as_uri())], profile)


def texts(files: Sequence[tuple[Path, Decision | None]], profile: Path) -> list[list[str]]:
    """Return the lines of each Word file, numbers of lists with them, once its changes are decided.

    Lines without words are left out: a table needs a paragraph before it, which LibreOffice leaves
    where all that stood there goes. Raises ProgramError as ``edit``.
    """
    profile.mkdir(parents=True, exist_ok=True)
    targets = [profile / f"{n}.txt" for n in range(len(files))]
    steps: list[tuple[str, ...]] = []
    for (file, decision), target in zip(files, targets, strict=True):
        steps.append(("open", file.resolve().as_uri()))
        steps += [("do", f"{decision}AllTrackedChanges")] if decision else []
        steps.append(("text", target.resolve().as_uri()))
    _follow(steps, profile)
    read = [target.read_text(encoding="utf-8-sig").splitlines() for target in targets]
    return [[line for line in lines if line.strip()] for lines in read]


def _follow(steps: Sequence[tuple[str, ...]], profile: Path) -> None:
    at = f"-env:UserInstallation={profile.resolve().as_uri()}"
    folder = profile / "user" / "basic" / "Standard"
    if not folder.exists():  # the first start makes the profile, and its libraries of macros
        run("soffice", at, "--headless", "--norestore", "--terminate_after_init")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Edits.xba").write_text(_MODULE.format(escape(_MACRO)), encoding="utf-8")
    (folder / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    plan = profile / "plan.txt"
    plan.write_text("".join("\t".join(step) + "\n" for step in steps), encoding="utf-8")
    run("soffice", at, "--headless", "--norestore", f'macro:///Standard.Edits.Follow("{plan}")')
