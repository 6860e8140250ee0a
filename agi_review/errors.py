"""Exceptions for a broken machine; wrong data is a diagnostic and never raised.

    AgiReviewError
    ├── UsageError          a command was called with something it cannot use
    ├── EntriesNotFound     the folder of entries does not exist
    ├── BrokenTemplate      a Jinja template does not fit its view
    └── PublishError        the site could not be built or put in place

Each message is one sentence for a terminal; the CLI prints it and exits with 2.
"""

from __future__ import annotations


class AgiReviewError(Exception):
    """Base of everything this package raises on purpose."""


class UsageError(AgiReviewError):
    """A command or function was given an argument it cannot use."""


class EntriesNotFound(AgiReviewError):
    """The folder that should hold the entries is missing or not a folder."""


class BrokenTemplate(AgiReviewError):
    """A Jinja template asks for something its view does not have."""


class PublishError(AgiReviewError):
    """A finished site failed its checks or could not be put in place."""
