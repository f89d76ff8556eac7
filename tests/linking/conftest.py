"""The claims made by hand, importable by the tests here as `made_claims`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from crossclaim.linking.memory import MemoryCandidates

if "made_claims" not in sys.modules:
    spec = importlib.util.spec_from_file_location("made_claims", Path(__file__).parents[1] / "linking" / "made.py")
    assert spec is not None and spec.loader is not None
    sys.modules["made_claims"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["made_claims"])


@pytest.fixture
def store() -> MemoryCandidates:
    """A store without an incident."""
    return MemoryCandidates()
