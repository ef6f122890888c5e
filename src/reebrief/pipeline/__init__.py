"""Run a brief from its name to its files: load, select, compose, annotate, write, gate."""
