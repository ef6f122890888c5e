"""Make the recommendation matrix of cells that know whose words they hold, by operations on them.

``model`` holds the objects · ``names`` finds what a definition names · ``merge`` puts tables
together and folds duplicates · ``split`` makes single actions of a cell and numbers them ·
``amend`` sets and amends cells · ``columns`` adds columns of typed values · ``arrange`` chooses,
orders (by ``cell_order``), caps and transposes · ``evidence`` says what rows rest on, with what
``named_actors`` finds · ``build`` takes these steps for a brief, ``to_table`` ends them, and
``action_links`` links texts to them.

Every operation returns a new matrix and raises ReebriefError, with every fault at the place that
names it, where it would match nothing.
"""
