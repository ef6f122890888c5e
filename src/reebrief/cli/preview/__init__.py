"""Serve a page on this machine alone that shows a brief while its files are edited.

``file_watcher`` notices changes, ``state`` makes what the page shows, ``page_images`` its pages in
PDF, ``requests`` hands both to the threads of ``server``, which answers with ``resources``;
``command`` is the command. ``watch`` is ``render --watch``.
"""
