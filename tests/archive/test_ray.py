"""The plan on Ray gives the same bytes as on this machine, also when a node of the cluster is lost."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import poison
import pytest

pytestmark = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="ray is not installed")


def test_a_node_killed_in_the_middle_changes_no_byte(tmp_path: Path) -> None:
    found = poison.records(60)
    for record in found[::3]:
        record["text"] += f" This is {poison.SLOW}."
    poison.write_lines(tmp_path / "in" / "a.jsonl", found)
    assert poison.archive(tmp_path / "in", tmp_path / "serial", "--jobs", "1", "--partitions", "2").exit_code == 0
    program = Path(__file__).with_name("ray_cluster.py")
    command = [sys.executable, str(program), str(tmp_path / "in"), str(tmp_path / "ray")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "nodes left: 2" in done.stdout
    assert poison.content(tmp_path / "ray") == poison.content(tmp_path / "serial")
