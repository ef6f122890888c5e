"""Find the structure of raw lines: paragraphs, headings, lists and tables."""
