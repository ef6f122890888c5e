"""Charts: from the values of a tree's chart to plain shapes, the same for every format that draws.

``words`` are the fixed words, ``reading`` finds the value that a text states; ``plot`` is what a
chart shows, with the marks of doubted values; ``scale`` chooses ticks, ``shapes`` are what is
drawn; ``rows``, ``lines`` and ``legend`` lay it out for a ``setting``, and ``drawing`` chooses
between them. Lengths are in points, counted from the upper left corner.
"""
