"""The examples in the docstrings of the evaluation hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import evaluation

MODULES = [m.name for m in pkgutil.walk_packages(evaluation.__path__, "evaluation.") if m.name != "evaluation.__main__"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
