"""What changed between two bases, by meaning: how files are laid out is none of it."""

from agi_review.views.changes.change import Change
from agi_review.views.changes.comparing import changes_between

__all__ = ["Change", "changes_between"]
