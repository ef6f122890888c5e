"""Decode bytes, repair damaged characters and drop what is left of the page around a text."""
