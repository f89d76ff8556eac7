"""Claims: the layers put together, and what one claim lends another."""

from crossclaim.claims.assemble import Books, Layers, assemble
from crossclaim.claims.carry import carried

__all__ = ["Books", "Layers", "assemble", "carried"]
