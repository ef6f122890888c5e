"""Turn the values of a chart into plain shapes, the same for every format that draws.

``plot`` is what a chart shows, with the marks of doubted values; ``axis`` chooses ticks, ``shapes``
are what is drawn; ``bar_chart``, ``line_chart`` and ``legend`` lay it out by ``metrics``, and
``draw`` chooses between them. Lengths are in points, counted from the upper left corner.
"""
