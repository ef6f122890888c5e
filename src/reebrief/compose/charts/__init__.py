"""Make the charts of a brief: rows of values, read from an article's words or the author's."""
