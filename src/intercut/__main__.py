"""``python -m intercut`` is the command ``intercut``."""

from __future__ import annotations

import sys

from intercut.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
