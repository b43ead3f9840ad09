"""The domain's tests share a small film: `tests/domain/film.py`."""

from __future__ import annotations

import sys
from pathlib import Path

# The tests are no package (importlib mode): this lets them say `from tests.domain.film`.
ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)
