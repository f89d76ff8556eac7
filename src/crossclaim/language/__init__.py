"""The language model: one small encoder, several heads, one pass over a text."""

from crossclaim.language.model import LanguageModel, OtherPipeline, load

__all__ = ["LanguageModel", "OtherPipeline", "load"]
