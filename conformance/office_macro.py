"""Have LibreOffice open Word files, type over words in them, and save them as Word files again.

A macro does it, for LibreOffice's bridge to Python is not everywhere: it follows a plan, a line for
each step, its parts with tabs between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from conformance.programs import run

_MACRO = """\
Sub Follow(plan As String)
  Dim file As Integer, step_ As String, parts, doc, found, search
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim word(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
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
      Case "save"
        doc.storeToURL(parts(1), word())
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
    at = f"-env:UserInstallation={profile.resolve().as_uri()}"
    folder = profile / "user" / "basic" / "Standard"
    if not folder.exists():  # the first start makes the profile, and its libraries of macros
        run("soffice", at, "--headless", "--norestore", "--terminate_after_init")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Edits.xba").write_text(_MODULE.format(escape(_MACRO)), encoding="utf-8")
    (folder / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    steps = [("open", source.resolve().as_uri())]
    for one in edits:
        steps += [("track", "on" if one.tracked else "off"), ("type", one.old, one.new)]
    steps.append(("save", target.resolve().as_uri()))
    plan = profile / "plan.txt"
    plan.write_text("".join("\t".join(step) + "\n" for step in steps), encoding="utf-8")
    run("soffice", at, "--headless", "--norestore", f'macro:///Standard.Edits.Follow("{plan}")')
