"""Find an article's facts: given by the caller, or read in its first lines and its disclaimers."""
