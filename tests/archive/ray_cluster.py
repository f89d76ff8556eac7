"""An archive made on a Ray cluster of three nodes on this machine, one of which is killed in the middle.

Run as a program, since Ray leaves threads and warnings behind: INPUT OUTPUT.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

import poison
import ray
from ray.cluster_utils import Cluster

from crossclaim.archive.reading import READ

HASTY = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 1_000,
    "health_check_timeout_ms": 2_000,
    "health_check_failure_threshold": 3,
}
"""How soon a node that does not answer is given up: in some seconds, not in half a minute."""


def main() -> int:
    """Makes the archive; 0 where it was made though a node was killed on the way."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    head = {"num_cpus": 1, "include_dashboard": False, "_system_config": HASTY}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
    ray.init(cluster.address, log_to_driver=False)
    killed: list[str] = []
    threading.Thread(target=kill, args=(cluster, nodes[0], target, killed), daemon=True).start()
    result = poison.archive(source, target, "--engine", "ray", "--jobs", "3", "--partitions", "2", "--stats")
    print(result.output)
    print("killed:", killed, "nodes left:", sum(node["Alive"] for node in ray.nodes()))
    ray.shutdown()
    cluster.shutdown()
    return result.exit_code if killed and killed[0] == "in the middle" else 9


def kill(cluster: Any, node: Any, target: Path, killed: list[str]) -> None:
    """Kills a node when two pieces are read."""
    folder = target / READ
    while not folder.is_dir() or len(list(folder.glob("*.parquet"))) < 2:
        time.sleep(0.1)
    cluster.remove_node(node, allow_graceful=False)
    killed.append("late" if (target / "manifest.json").exists() else "in the middle")


if __name__ == "__main__":
    sys.exit(main())
