"""The whole of a desk: headers, failures, who may do what."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from crossclaim.desk.security.headers import HEADERS


@pytest.mark.parametrize("address", ["/healthz", "/nothing", "/static/nothing.css"])
def test_every_answer_carries_the_safe_headers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_page_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/nothing/<script>")
    assert answer.status_code == 404
    assert "<h1>Not Found</h1>" in answer.text
    assert "<script>" not in answer.text
