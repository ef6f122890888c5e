"""Find articles that are one text, retold by several outlets.

``retelling`` compares two texts · ``clusters`` groups all of them.
"""
