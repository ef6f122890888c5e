"""What ``templates/`` holds: themes, languages, glossary, section templates and their sandbox."""
