"""Say what is wrong, where, why and how to mend it; the renderers live apart."""

from __future__ import annotations

from agi_review.diagnostics.diagnostic import Diagnostic, Fix, Note, Rule, Severity, Span
from agi_review.diagnostics.near_miss import CLOSE_ID, did_you_mean, nearest
from agi_review.diagnostics.report import Report

__all__ = [
    "CLOSE_ID",
    "Diagnostic",
    "Fix",
    "Note",
    "Report",
    "Rule",
    "Severity",
    "Span",
    "did_you_mean",
    "nearest",
]
