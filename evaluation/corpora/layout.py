"""Where each public corpus lies under the folder that the user names, and how to get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.records import Missing


@dataclass(frozen=True, slots=True)
class Layout:
    """One corpus on disk.

    Attributes:
        title: what it is, for the page.
        split: which part is read.
        paths: places under the folder, the first that exists is read.
        source: where it comes from, for whoever lacks it.
    """

    title: str
    split: str
    paths: tuple[str, ...]
    source: str

    def find(self, folder: Path) -> Path | None:
        """The first of its places that exists."""
        return next((folder / path for path in self.paths if (folder / path).exists()), None)

    def missing(self, name: str, folder: Path) -> Missing:
        """That it is not there."""
        return Missing(name, f"no {self.title}", folder / self.paths[0], f"get it from {self.source}")


GEO = "github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation"
BY_HAND = "whoever read the reports by hand; its form is in evaluation/README.md"

LAYOUTS: Mapping[str, Layout] = {
    "seed": Layout("a wire report read twice by hand", "whole", ("seed/gold", "../seed/gold"), BY_HAND),
    "claims-dev": Layout("reports on two bombings, read twice by hand", "dev", ("claims-dev",), BY_HAND),
    "review": Layout("reports gone through at the desk", "whole", ("review",), "`crossclaim gold FOLDER/review`"),
    "polnear": Layout(
        "PolNeAR",
        "dev, first annotator",
        ("polnear/dev", "PolNeAR/data/dev"),
        "github.com/networkdynamics/PolNeAR (data/dev)",
    ),
    "isaf": Layout(
        "ISAF press releases",
        "dev, a part of the test split",
        ("isaf/dev.jsonl",),
        "huggingface.co/datasets/strickvl/isafpressreleases, put into the form of evaluation/README.md",
    ),
    "plover": Layout(
        "PLOVER gold sentences",
        "dev, a part of all",
        ("plover/dev.jsonl",),
        "github.com/openeventdata/PLOVER (PLOVER_GSR_CAMEO.txt), one record a line",
    ),
    "tr-news": Layout(
        "TR-News",
        "whole",
        ("geo/TR-News.xml", "Pragmatic-Guide-to-Geoparsing-Evaluation/data/Corpora/TR-News.xml"),
        f"{GEO} (data/Corpora/TR-News.xml)",
    ),
    "lgl": Layout(
        "LGL (Local-Global Lexicon)",
        "whole",
        ("geo/lgl.xml", "Pragmatic-Guide-to-Geoparsing-Evaluation/data/lgl.xml"),
        f"{GEO} (data/lgl.xml)",
    ),
}
"""The public corpora by their names."""
