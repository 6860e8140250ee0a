"""Run the command line as `python -m agi_review`."""

from __future__ import annotations

from agi_review.cli.main import main

if __name__ == "__main__":
    main()
