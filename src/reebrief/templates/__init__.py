"""Read what ``templates/`` holds: themes, languages, glossary, section templates, their sandbox."""
