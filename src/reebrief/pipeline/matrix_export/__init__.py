"""Recommendation tables for other programs: what ``reebrief matrix`` prints and writes.

``pasting`` shows a table's ids ready for a definition · ``records`` makes its rows with where they
come from · ``text`` prints them as CSV or Markdown, ``workbook`` makes an XLSX file of them ·
``answering`` is the command.
"""
