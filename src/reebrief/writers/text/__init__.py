"""Decide on text for every format: what a line's end must not part, which language a run has."""
