"""The measures: pure functions from a corpus and readings to an `Outcome`.

`attributions`, `casualties`, `events`, `places`, `claims` measure one kind of corpus each; `clusters` compares
groupings into incidents; `spans` and `claimants` are what they share.
"""

from evaluation.measures.attributions import measure_attributions
from evaluation.measures.casualties import measure_casualties
from evaluation.measures.claims import measure_claims
from evaluation.measures.clusters import measure_clusters
from evaluation.measures.events import measure_events
from evaluation.measures.places import measure_places

__all__ = [
    "measure_attributions",
    "measure_casualties",
    "measure_claims",
    "measure_clusters",
    "measure_events",
    "measure_places",
]
