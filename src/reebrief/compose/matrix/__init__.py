"""The recommendation matrix: cells that know whose words they hold, and operations on them.

``cells`` holds the objects · ``naming`` finds what a definition names · ``merging`` puts tables
together and folds duplicates · ``splitting`` makes single actions of a cell and numbers them ·
``amending`` sets and amends cells · ``columns`` adds columns of typed values · ``arranging``
chooses, orders, caps and transposes · ``words`` holds the fixed words of a matrix.

Every operation returns a new matrix and raises ReebriefError, with every fault at the place that
names it, where it would match nothing.
"""
