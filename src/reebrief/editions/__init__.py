"""Follow a brief from one edition to the next: freeze what was handed over, say what changed.

``snapshot`` holds what two editions are compared by, ``author_texts`` the author's words by their
keys · ``compare`` finds the changes · ``freeze`` writes and reads ``editions/NAME-DATE.json``.
"""
