"""Kill -9 at random moments of an `add`, again and again, and check what is in the ledger each time.

    python benchmarks/crash.py [--kills 50] [--reports 200] [--seed 1] [--ledger FILE|URL ...]

Without --ledger it takes a new SQLite file and, where one can be started, a PostgreSQL of its own. The reader is a
cheap one, without the language model, so that most of the time goes into the ledger. After each kill the ledger must
open, hold every report that was said to be added, and none in part; in the end it must be the same, row by row, as one
that was never killed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "ledger")]
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])

import crashing  # noqa: E402
import fake_add  # noqa: E402
import servers  # noqa: E402


def main() -> int:
    """Runs all and says the result, one line a ledger; 1 where something was lost."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        inputs = fake_add.write(Path(folder) / "reports.jsonl", fake_add.records(options.reports, options.seed))
        untouched = str(Path(folder) / "untouched.ledger")
        assert crashing.finished(crashing.start(inputs, untouched)).status == 0
        wanted = crashing.whole(untouched)
        for where in options.ledger or _ledgers(Path(folder), stack):
            began = time.monotonic()
            most = max(options.reports * 2 // options.kills, 2)
            died, said = crashing.kill_often(inputs, where, kills=options.kills, seed=options.seed, most_said=most)
            same = crashing.whole(where) == wanted
            seconds = time.monotonic() - began
            print(f"{where}: {died} kills, {len(said)} reports said, same as never killed: {same}, {seconds:.0f} s")
            if not same:
                return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ledger", action="append", help="an empty one; may be given again")
    return parser.parse_args()


def _ledgers(folder: Path, stack: ExitStack) -> Iterator[str]:
    yield str(folder / "killed.ledger")
    try:
        address = stack.enter_context(servers.server())
    except servers.NoServer as error:
        print(f"PostgreSQL: left out ({error})", file=sys.stderr)
        return
    yield stack.enter_context(servers.database(address))


if __name__ == "__main__":
    sys.exit(main())
