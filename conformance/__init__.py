"""Long gates beside the quick tests: independent programs read what the project writes.

Modules of ``tests`` and the packages of ``requirements.lock`` are found after everything else.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".conformance"
"""Where ``make conformance`` puts the validators, and what it makes."""

sys.path += [str(ROOT / "tests"), str(TOOLS / "python")]
