"""How much is tried: a little in every run; `CROSSCLAIM_FUZZ=10000` tries so many inputs of each kind."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

if "inputs_made" not in sys.modules:
    spec = importlib.util.spec_from_file_location("inputs_made", Path(__file__).with_name("inputs_made.py"))
    assert spec is not None and spec.loader is not None
    sys.modules["inputs_made"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["inputs_made"])

TRIED = int(os.environ.get("CROSSCLAIM_FUZZ", "0"))

fuzzing = settings(
    max_examples=TRIED or 40,
    deadline=None,
    derandomize=not TRIED,
    database=None,
    suppress_health_check=list(HealthCheck),
)
sys.modules["inputs_made"].__dict__["fuzzing"] = fuzzing

LEDGER = str(Path(__file__).parents[1] / "ledger")
sys.path[:0] = [] if LEDGER in sys.path else [LEDGER]
