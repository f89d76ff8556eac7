"""Adding at the desk: read first, kept on demand."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi")
from starlette.testclient import TestClient

import crossclaim
from crossclaim.desk import Limits
from crossclaim.desk.apart import Apart
from crossclaim.desk.incoming import Material, Opened, file_name
from crossclaim.desk.sheets import MOST_EACH, Sheet, Sheets
from crossclaim.desk.timely import within
from crossclaim.fetching import Fetcher, FetchSettings

TEXT = "Niger's army shelled the lake town of Mao on Monday, killing four civilians, Chad's ministry of defence said."
QUIET = "Nothing happened at the lake on Monday, said the people of the town, who went to the market as always."


def read_it(client: TestClient, form: Callable[..., Any], fields: dict[str, Any], **more: Any) -> str:
    """Gives something to read, and the page of what was read."""
    answer = form(client, "/add", fields, at="/add", **more)
    assert answer.status_code == 303, answer.text
    address: str = answer.headers["location"]
    return address


def test_text_is_shown_before_it_is_kept(client: TestClient, form: Any, ledger: Any) -> None:
    before = len(list(ledger.reports()))
    address = read_it(client, form, {"text": TEXT, "source": "Lake Radio", "published": "2031-03-04"})
    page = client.get(address).text
    assert "Nothing of it is in the ledger yet" in page and "<mark" in page and "Lake Radio" in page
    assert len(list(ledger.reports())) == before
    kept = form(client, address, {"choice": "keep"}, at=address)
    assert kept.status_code == 303
    assert len(list(ledger.reports())) == before + 1
    done = client.get(kept.headers["location"]).text
    assert "In the ledger" in done and "added" in done
    form(client, address, {"choice": "keep"}, at="/add")
    assert len(list(ledger.reports())) == before + 1, "sent twice, kept once"


def test_not_kept(client: TestClient, form: Any, ledger: Any) -> None:
    before = len(list(ledger.reports()))
    address = read_it(client, form, {"text": TEXT})
    assert form(client, address, {"choice": "discard"}, at=address).headers["location"] == "/add"
    assert client.get(address).status_code == 404
    assert len(list(ledger.reports())) == before


def test_what_is_there_already_is_said(client: TestClient, form: Any) -> None:
    for said in (False, True):
        address = read_it(client, form, {"text": QUIET})
        assert ("in the ledger already" in client.get(address).text) is said
        form(client, address, {"choice": "keep"}, at=address)


def test_files(client: TestClient, form: Any, ledger: Any) -> None:
    before = len(list(ledger.reports()))
    lines = "\n".join(f'{{"id": "n{n}", "text": "{QUIET} {n}"}}' for n in range(3))
    files = [
        ("files", ("../../mao <b>.txt", TEXT.encode(), "text/plain")),
        ("files", ("day.jsonl", lines.encode(), "application/json")),
        ("files", ("scan.pdf", b"%PDF-1.7", "application/pdf")),
        ("files", ("empty.html", b"", "text/html")),
    ]
    address = read_it(client, form, {}, files=files)
    page = client.get(address).text
    assert "scan.pdf: this is a PDF" in page and "crossclaim-" not in page, "no folder of this machine is shown"
    assert "Keep all 4" in page
    form(client, address, {"choice": "keep"}, at=address)
    assert len(list(ledger.reports())) == before + 4


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "give a text, files or an address"),
        ({"text": "  "}, "give a text"),
        ({"text": TEXT, "published": "yesterday"}, "no date"),
        ({"text": TEXT, "kind": "poem"}, "not known"),
        ({"text": "Войска покинули город в понедельник, сообщило министерство обороны страны."}, "only English"),
        ({"text": "crash"}, "could not be read"),
        ({"address": "http://127.0.0.1:8080/"}, "private network"),
        ({"address": "http://localhost/"}, "private network"),
        ({"address": "http://169.254.169.254/latest/meta-data/"}, "private network"),
        ({"address": "http://[::ffff:10.0.0.1]/"}, "private network"),
        ({"address": "file:///etc/passwd"}, "only http and https"),
    ],
)
def test_one_clear_line(client: TestClient, form: Any, fields: dict[str, str], said: str) -> None:
    answer = form(client, "/add", fields, at="/add")
    assert answer.status_code in (400, 422)
    assert said in answer.text and 'role="alert"' in answer.text
    if fields.get("text", "").strip():
        assert fields["text"] in unescape(answer.text), "what was typed is not lost"


def test_too_many_files(client: TestClient, form: Any) -> None:
    files = [("files", (f"{n}.txt", b"x", "text/plain")) for n in range(11)]
    assert "at most 10 files" in form(client, "/add", {}, at="/add", files=files).text


def test_too_many_reports(client: TestClient, form: Any) -> None:
    lines = "\n".join(f'{{"id": "n{n}", "text": "{QUIET} {n}"}}' for n in range(30))
    address = read_it(client, form, {}, files=[("files", ("day.jsonl", lines.encode(), "text/plain"))])
    page = client.get(address).text
    assert "only the first 20 reports" in page and "Keep all 20" in page


def test_too_large(desk: Any, form: Any) -> None:
    client = desk(limits=Limits(upload=100_000, text=2_000))
    answer = form(client, "/add", {}, at="/add", files=[("files", ("a.txt", b"x" * 200_000, "text/plain"))])
    assert answer.status_code == 413
    answer = form(client, "/add", {"text": QUIET * 50}, at="/add")
    assert answer.status_code == 422 and "more than 2,000 characters" in answer.text


def test_too_slow(desk: Any, form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk(limits=Limits(read_seconds=0.2))
    slow = client.app.state.desk.reader
    monkeypatch.setattr(slow, "_read", lambda report: time.sleep(1))
    answer = form(client, "/add", {"text": QUIET}, at="/add")
    assert answer.status_code == 504 and "took longer than" in answer.text


def test_harmless(client: TestClient, form: Any) -> None:
    nasty = f"{TEXT} <script>alert(1)</script> \u202e مرحبا"
    title = '"><img src=x onerror=alert(1)>'
    address = read_it(client, form, {"text": nasty, "title": title, "kind": "article"})
    page = client.get(address).text
    assert "<script>alert" not in page and "<img" not in page
    assert "script-src 'self'" in client.get(address).headers["content-security-policy"]


@pytest.mark.parametrize("leads", ["http://127.0.0.1:{port}/secret", "http://[::1]:{port}/secret", "http://10.0.0.1/"])
def test_an_address_that_leads_into_this_machine(desk: Any, form: Any, site: Any, leads: str) -> None:
    site.page("/secret", f"<p>{TEXT}</p>")
    site.pages["/news"] = lambda handler: handler.give(b"", status=302, location=leads.format(port=site.port))
    client = desk(fetcher=Fetcher(FetchSettings(allow_hosts=frozenset({"localhost"}), robots=False, attempts=1)))
    answer = form(client, "/add", {"address": site.url("/news")}, at="/add")
    assert answer.status_code == 422 and "private network" in answer.text
    assert site.paths() == ["/news"]


def test_what_takes_too_long_to_open_is_ended(
    desk: Any, form: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr("crossclaim.desk.apart.LOADING", 20.0)
    opener: Apart[Material, Opened] = Apart(_elsewhere(monkeypatch, tmp_path), 0.3, "opening what was given")
    client = desk(load_open=lambda: opener.ask)
    try:
        for _ in range(2):
            start = time.monotonic()
            answer = form(client, "/add", {"text": QUIET}, at="/add")
            assert answer.status_code == 504 and "opening what was given took longer than 0.3 s" in answer.text
            assert QUIET in unescape(answer.text), "what was typed is not lost"
            assert time.monotonic() - start < 60
            assert not [p for p in multiprocessing.active_children() if p.name == "crossclaim-apart"], "it was ended"
    finally:
        opener.close()


def _elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Any) -> Callable[[], Callable[[Material], Opened]]:
    """`slow_opener` as another process can load it."""
    code = "import time\n\n\ndef load():\n    return lambda material: time.sleep(600)\n"
    (folder / "slow_opener.py").write_text(code, encoding="ascii")
    package = str(Path(crossclaim.__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((package, str(folder))))
    monkeypatch.syspath_prepend(str(folder))
    found: Callable[[], Callable[[Material], Opened]] = importlib.import_module("slow_opener").load
    return found


def test_address(desk: Any, form: Any, site: Any, ledger: Any) -> None:
    page = (
        f"<html><head><title>Mao</title></head><body><article><h1>Mao</h1><p>{TEXT}</p><p>{QUIET}</p></article></body>"
    )
    site.page("/news?id=3&utm_source=x", page)
    client = desk(fetcher=Fetcher(FetchSettings(allow_hosts=frozenset({"localhost"}), robots=False)))
    address = read_it(client, form, {"address": site.url("/news?id=3&utm_source=x")})
    form(client, address, {"choice": "keep"}, at=address)
    urls = [report.url for report in ledger.reports()]
    assert site.url("/news?id=3") in urls


def test_who_may_add(desk: Any, log_in: Any, form: Any) -> None:
    client = desk(accounts=True)
    assert client.get("/add").status_code == 303
    log_in(client, "reader")
    assert client.get("/add").status_code == 403
    coder = log_in(desk(accounts=True), "coder")
    address = read_it(coder, form, {"text": TEXT})
    other = TestClient(coder.app, base_url=str(coder.base_url), follow_redirects=False)
    log_in(other, "editor")
    assert coder.get(address).status_code == 200
    assert other.get(address).status_code == 404, "what one reads, another does not see before it is kept"


def test_no_token_no_reading(client: TestClient) -> None:
    assert client.post("/add", data={"text": TEXT}).status_code == 403


def test_read_only_desk(desk: Any) -> None:
    assert desk(read_only=True).get("/add").status_code == 403


def test_sheets_are_bounded() -> None:
    now = [datetime(2031, 4, 1)]
    sheets = Sheets(lambda: now[0])
    tokens = [sheets.put("ada", Sheet((), (), (str(n),))) for n in range(MOST_EACH + 2)]
    bob = sheets.put("bob", Sheet((), ()))
    assert [sheets.get("ada", t) is None for t in tokens[:3]] == [True, True, False]
    assert sheets.get("bob", bob) is not None and sheets.get("ada", bob) is None
    now[0] += timedelta(minutes=31)
    assert sheets.get("bob", bob) is None
    for n in range(500):
        sheets.put(f"u{n}", Sheet((), ()))
    assert len(sheets._held) == 100


def test_errors_come_through() -> None:
    with pytest.raises(TimeoutError, match="own"):
        within(1.0, lambda: (_ for _ in ()).throw(TimeoutError("own")), "it")


@pytest.mark.parametrize(
    "name", ["a.txt", "../a.txt", "", ".", "..", "-", "x" * 300 + ".html", "п р.csv", "a\x00b.txt"]
)
def test_file_names(name: str) -> None:
    made = file_name(name)
    assert made and made not in (".", "..", "-") and "/" not in made and "\x00" not in made and len(made) <= 101
