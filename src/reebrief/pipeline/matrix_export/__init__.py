"""Recommendation tables for other programs: what ``reebrief matrix`` prints and writes.

``yaml_snippet`` shows a table's ids ready for a definition, and the citations of actions ·
``records`` makes rows with whose they are and every caveat on them · ``csv_and_markdown`` prints
them.
"""
