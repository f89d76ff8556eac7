"""The colours of pictures, and the names that the desk's style sheet has for them, so that one picture suits both."""

from __future__ import annotations

from crossclaim.accounts.chart import FADED, INK, LOOK, PAGE, QUIET, RULE, Picture
from crossclaim.accounts.svg import svg

MARK, CONFLICT, LAND, BORDER = "#2f5d8a", "#b3261e", "#eceae4", "#bdb8ac"
"""An incident; one in which accounts conflict; land and its borders."""

ON_PAGE = {
    PAGE: "var(--page)",
    INK: "var(--ink)",
    QUIET: "var(--quiet)",
    RULE: "var(--rule)",
    FADED: "var(--faded)",
    LOOK["own"][0]: "var(--own)",
    LOOK["opponent"][0]: "var(--opponent)",
    LOOK["monitor"][0]: "var(--monitor)",
    MARK: "var(--mark)",
    CONFLICT: "var(--conflict)",
    LAND: "var(--land)",
    BORDER: "var(--border)",
}


def on_page(picture: Picture) -> str:
    """A picture as SVG that takes the page's colours, light or dark.

    Args:
        picture: drawn with the colours above.
    """
    return svg(picture, ON_PAGE)
