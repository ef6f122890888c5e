"""Keep what was read of articles between commands, in ``.reebrief/index.sqlite``.

``store`` is the file: a cache that is made anew wherever it cannot be trusted · ``look`` compares
it with the articles as they are now, and reads those that changed · ``examined`` keeps what was
found in one by itself · ``settled`` answers a query where no article changed.
"""
