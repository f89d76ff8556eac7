"""One version in all places."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import crossclaim

ROOT = Path(__file__).parent.parent


def test_the_package_has_the_version_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert crossclaim.__version__ == project["version"]


def test_the_changelog_begins_with_that_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[([^\]]+)\]", changelog, re.MULTILINE)
    assert versions[:2] == ["Unreleased", crossclaim.__version__]
