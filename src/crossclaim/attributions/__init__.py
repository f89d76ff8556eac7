"""Who says what: every statement of a text with source, cue and content."""

from crossclaim.attributions.find import Statement, find_attributions, listed

__all__ = ["Statement", "find_attributions", "listed"]
