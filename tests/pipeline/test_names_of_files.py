"""Files are found by names in decomposed characters (NFD), and by nearly the right ones."""

import unicodedata

import pytest
from PIL import Image

from reebrief.cli.options import RenderOptions
from reebrief.cli.render import run_render
from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

NAME = "fjöll-ån"
SPLIT = unicodedata.normalize("NFD", NAME)
SHOWN = article("Words.\n\n![A mill](pictures/fjöll-ån.png)\n")


def test_every_file_whose_name_is_in_nfd_is_found(tmp_path):
    assert SPLIT != NAME
    theme = "format: 1\ntitle: T\nextends: ministry\n"
    given = {"articles": f"[{NAME}]", "theme": NAME, "items": "{show: full}"}
    make_project(
        tmp_path,
        {SPLIT: SHOWN},
        briefs={SPLIT: brief(**given)},
        files={f"templates/themes/{SPLIT}.yaml": theme},
    )
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "pictures" / f"{SPLIT}.png")
    options = RenderOptions(names=[NAME], to=["md", "docx"], project=str(tmp_path), workers=1)
    assert run_render(options) == 0
    assert (tmp_path / "output" / f"{NAME}-2025-12-05.docx").is_file()


@pytest.mark.parametrize(
    ("settings", "files", "said"),
    [
        (
            "theme: own",
            "templates/themes/own.yml",
            "reebrief.yaml:2:8: unknown theme 'own'\n"
            "  hint: rename templates/themes/own.yml to own.yaml",
        ),
        (
            "language: xx",
            "notes.txt",
            "reebrief.yaml:2:11: unknown language 'xx'\n  hint: known languages: en",
        ),
    ],
)
def test_what_the_settings_choose_is_told_there(tmp_path, settings, files, said):
    project = make_project(
        tmp_path,
        {"one": article("Words.")},
        briefs={"b": brief(articles="[one]")},
        settings=f"format: 1\n{settings}\n",
        files={files: "format: 1\n"},
    )
    with pytest.raises(ReebriefError) as caught:
        prepare(Session(project), "b")
    assert str(caught.value) == said


def test_a_brief_in_a_folder_of_its_own_is_found_for_the_hint(tmp_path):
    project = make_project(tmp_path, files={"briefs/may/b.yaml": brief()})
    with pytest.raises(ReebriefError) as caught:
        prepare(Session(project), "b")
    assert "hint: move briefs/may/b.yaml into briefs/ itself" in str(caught.value)
