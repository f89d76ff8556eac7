"""Whatever is sent to the API, it answers as its OpenAPI document says, and never with a failure of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

pytest.importorskip("schemathesis")
import schemathesis
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from crossclaim.ledger import Ledger

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def api(_filled: Path, module_desk: Callable[[Ledger], Any]) -> Iterator[Any]:
    """The API as its own document describes it."""
    with Ledger.open(_filled) as ledger:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", module_desk(ledger))


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
def test_whatever_is_asked(api: Any, mode: GenerationMode) -> None:
    operations = [found.ok() for found in api.get_all_operations()]
    tried = [operation.label for operation in operations if _tried(operation, mode)]
    assert len(operations) >= 10
    # Nothing is unfit for an operation that takes no more than an id.
    assert len(tried) >= (len(operations) if mode is GenerationMode.POSITIVE else 5), tried


def _tried(operation: Any, mode: GenerationMode) -> bool:
    """Whether there is anything of that mode to send to an operation; then it was sent."""

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    try:
        ask()
    except Unsatisfiable:
        return False
    return True
