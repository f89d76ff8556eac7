"""A cheap reader in the model's place; worker processes find it by the path that they are given."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

PATHS = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "ledger")]
sys.path[:0] = [path for path in PATHS if path not in sys.path]
os.environ["PYTHONPATH"] = os.pathsep.join([*PATHS, *filter(None, [os.environ.get("PYTHONPATH")])])

if "made_claims" not in sys.modules:
    spec = importlib.util.spec_from_file_location("made_claims", Path(__file__).parents[1] / "linking" / "made.py")
    assert spec is not None and spec.loader is not None
    sys.modules["made_claims"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["made_claims"])

collect_ignore = ["ray_cluster.py"]
"""A program that a test runs where Ray is installed, no tests."""
