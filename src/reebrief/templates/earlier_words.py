"""Know the words of caveats that shipped before: a project's copy of them is not its own."""

from __future__ import annotations

import hashlib

_DIGITS = 8
"""Hexadecimal digits of a text's SHA-256 that tell a few hundred texts apart."""

_EARLIER = """
    06c85c1a 07a9e213 08fcd565 0a11283b 1753df18 1add093c 1c7acf6c 1d9725e8 1ed26a83 2527dc10
    2ab48017 2cad0c66 2df3b4a7 2fc256e9 32fcbc20 3321c6fe 33ba5cf6 3cb819f1 3f63603d 40ab7470
    431e565f 43679a5e 4596b71d 49518f41 527bb918 539ceb70 55fca8bd 5960d127 5a4f19c9 5bb4c983
    5db4ccb5 5dd8b804 606298a0 6560e1df 6786dbb9 694eb078 6a06dff2 6a4e3e96 6ea1adbb 6f0dc932
    72d2ed5b 765a5e8d 76b68c8c 771f818a 7872759b 79cad969 7bf0e4d7 7f80d51e 837ec4b3 84054c80
    8848e2d7 8a8633f5 8aad5ab1 8b415963 8fe15e55 909d06b9 9cf48600 9fa8e068 9fcc93aa a0bd0bd8
    a0eec349 a248db67 a3fd64f4 a524623f a6177518 a62b0ba1 a72acefb aaed06ed ad2b632b b191fc1a
    b1a48952 b1ae83b8 b239e85e b2b10e96 b9c506a1 c01c5dc2 c34eec02 c5c223e2 c9716e2e ca48ba18
    cc22838e cdb2da39 daa8835e dae5ba28 dcc7839b e531482b e64b1804 eca8ad4d f04d15b0 f402f501
    f4c80c94 f4d95e35 f63a202c fa08b091 fa9d760c
"""
"""Texts of ``templates/caveats.yaml`` that were reworded since version 0.1."""


def shipped_before(text: str) -> bool:
    """Say whether a text of caveats is one that an earlier version shipped."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] in _EARLIER
