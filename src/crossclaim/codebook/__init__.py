"""A user's own words, parties and places, laid over the package's; see `docs/codebook.md`."""

from crossclaim.codebook.load import Codebook, load_codebook

__all__ = ["Codebook", "load_codebook"]
