"""Claims: the layers put together, and what one claim lends another."""

from crossclaim.claims.assemble import assemble
from crossclaim.claims.carry import carried
from crossclaim.claims.layers import Books, Layers

__all__ = ["Books", "Layers", "assemble", "carried"]
