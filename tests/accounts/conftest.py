"""The claims made by hand for linking serve here too."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

if "made_claims" not in sys.modules:
    spec = importlib.util.spec_from_file_location("made_claims", Path(__file__).parents[1] / "linking" / "made.py")
    assert spec is not None and spec.loader is not None
    sys.modules["made_claims"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["made_claims"])
