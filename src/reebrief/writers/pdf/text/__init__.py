"""Set text: fonts, styles, shaping, direction, hyphenation, and lines of a given width."""
