"""A reading as a small table for notebooks."""

from __future__ import annotations

from crossclaim.records import Reading


def notebook_table(reading: Reading) -> str:
    """HTML of the claims, escaped, with its own style; for `_repr_html_`.

    Args:
        reading: what was read from one report.

    >>> from crossclaim.records import Report
    >>> "no claim found" in notebook_table(Reading(Report(id="r", text="Quiet.")))
    True
    """
    from crossclaim.export.html import templates, view

    return templates().get_template("notebook.html").render(**view(reading))
