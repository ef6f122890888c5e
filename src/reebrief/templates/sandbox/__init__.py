"""Templates evaluated so that they reach nothing but what they are given; the home of jinja2.

``evaluating`` turns a template and its values into text or a fault, ``limited`` does so in a
``child`` process whose time and memory are limited.
"""
