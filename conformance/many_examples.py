"""A pytest plugin: every property test tries five times as many examples as in the quick tests.

They are the same ones each time, so that what passed here passes elsewhere; the quick tests draw
new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

TIMES = 5


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Raise the number of examples of the property tests that were collected."""
    for item in items:
        if isinstance(item, pytest.Function) and item.get_closest_marker("hypothesis"):
            multiply(item.obj)


def multiply(test: Callable[..., Any]) -> None:
    """Let a property test try more examples, whether a profile or the test says how many."""
    test = getattr(test, "__func__", test)
    name = "_hypothesis_internal_use_settings"  # there is no public way to change a made test
    own: settings = getattr(test, name)
    setattr(test, name, settings(own, max_examples=TIMES * own.max_examples, derandomize=True))
