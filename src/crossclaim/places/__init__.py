"""Place names: which stretches of a text are, and where in the world they lie."""

from crossclaim.places.find import find_places
from crossclaim.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "find_places"]
