"""``python -m centre_app``: the command line."""

from __future__ import annotations

from centre_app.cli import main

if __name__ == "__main__":
    main()
