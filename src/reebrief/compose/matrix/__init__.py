"""Make the recommendation matrix of cells that know whose words they hold, by operations on them.

``model`` holds the objects · ``names`` finds what a definition names · ``merge`` puts tables
together and folds duplicates · ``split`` makes single actions of a cell and numbers them ·
``amend`` sets and amends cells · ``columns`` adds columns of typed values · ``arrange`` chooses,
orders, caps and transposes · ``build`` takes these steps for a brief, ``to_table`` ends them.

Every operation returns a new matrix and raises ReebriefError, with every fault at the place that
names it, where it would match nothing.
"""
