"""Spoilt inputs for every reader: each ends with an answer, within limits, and tears no file.

``mutations`` spoils bytes, texts, trees, zip files and PDF objects · ``samples`` has the sound
inputs · ``readers`` the table of what reads them · ``trial`` makes one trial and measures it ·
``__main__`` makes many and reports. A trial is known by seed and number, and can be made again.
"""
