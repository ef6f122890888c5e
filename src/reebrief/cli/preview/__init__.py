"""The preview: a page on this machine alone, that shows a brief while its files are edited.

``watching`` notices changes, ``views`` makes what the page shows, ``pictures`` its PDF pages,
``board`` hands both to the threads of ``serving``, which answers with ``resources``; ``running`` is
the command. ``again`` is ``render --watch``.
"""
