"""Fetching from a real site on the loopback that behaves badly."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time as real
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossclaim.errors import FetchError, FetchLater, FetchRefused

PAGE = b"<html><body><p>Troops left the town on Monday, the army said.</p></body></html>"


def test_page(site: Any, fetcher: Any) -> None:
    site.page("/a", PAGE, type="text/html; charset=UTF-8", etag='"1"', last_modified="Sat, 04 May 2024 12:00:00 GMT")
    found = fetcher().get(site.url("/a"))
    assert (found.body, found.type, found.charset, found.etag) == (PAGE, "text/html", "utf-8", '"1"')
    asked = dict(site.asked[-1][1])
    assert asked["host"] == f"localhost:{site.port}" and asked["user-agent"].startswith("crossclaim/")


def test_asked_whether_it_changed(site: Any, fetcher: Any) -> None:
    def page(handler: Any) -> None:
        if handler.headers.get("if-none-match") == '"1"':
            handler.give(b"", status=304, type=None, etag='"1"')
        else:
            handler.give(PAGE, etag='"1"')

    site.pages["/a"] = page
    one = fetcher()
    first = one.get(site.url("/a"))
    again = one.get(site.url("/a"), etag=first.etag, modified=first.modified)
    assert again.unchanged and again.body == b"" and again.etag == '"1"'
    assert one.counts == {"fetched": 1, "unchanged": 1}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{}/a",
        "http://[::1]:{}/a",
        "http://127.1:{}/a",
        "http://2130706433:{}/a",
        "http://0.0.0.0:{}/a",
    ],
)
def test_loopback_is_refused(site: Any, fetcher: Any, address: str) -> None:
    site.page("/a", PAGE)
    with pytest.raises(FetchRefused, match="private network"):
        fetcher(allow_hosts=frozenset()).get(address.format(site.port))
    assert site.asked == []


def test_loopback_is_refused_unless_named(site: Any, fetcher: Any) -> None:
    site.page("/a", PAGE)
    with pytest.raises(FetchRefused):
        fetcher(allow_hosts=frozenset()).get(site.url("/a"))
    with pytest.raises(FetchRefused):
        fetcher().get(site.url("/a", host="127.0.0.1"))
    assert site.asked == []
    assert fetcher().get(site.url("/a")).body == PAGE


def test_redirect_to_loopback_is_refused(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.page("/secret", PAGE)
    site.pages["/a"] = serving.to(site.url("/secret", host="127.0.0.1"))
    with pytest.raises(FetchRefused, match="private network"):
        fetcher().get(site.url("/a"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("leads", ["file:///etc/passwd", "ftp://localhost/a", "http://169.254.169.254/latest/"])
def test_redirect_out_of_the_web(site: Any, fetcher: Any, serving: ModuleType, leads: str) -> None:
    site.pages["/a"] = serving.to(leads)
    with pytest.raises(FetchRefused):
        fetcher().get(site.url("/a"))


def test_a_name_that_stands_for_loopback(site: Any, fetcher: Any) -> None:
    with pytest.raises(FetchRefused, match=r"inside\.example is inside"):
        fetcher(lambda host, port: ["93.184.216.34", "127.0.0.1"]).get(site.url("/a", host="inside.example"))
    assert site.asked == []


def test_the_checked_address_is_the_one_connected_to(site: Any, fetcher: Any) -> None:
    """A name is looked up once for a request; what it stands for a moment later is not asked."""
    site.page("/a", PAGE)
    looked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["10.0.0.1"]

    one = fetcher(rebinding, allow_hosts=frozenset({"named.example"}), robots=False)
    assert one.get(site.url("/a", host="named.example")).body == PAGE
    assert looked == ["named.example"]
    assert site.asked[0][1]["host"] == f"named.example:{site.port}"


def test_name_that_is_public_first_and_private_at_the_redirect(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.pages["/a"] = serving.to("/b")
    answers = [["127.0.0.1"], ["127.0.0.1"]]
    one = fetcher(lambda host, port: answers.pop(0), allow_hosts=frozenset({"named.example"}), robots=False)
    with pytest.raises(FetchError, match="404"):
        one.get(site.url("/a", host="named.example"))
    assert answers == [], "each hop is looked up and checked anew"


def test_second_address_of_a_host(site: Any, fetcher: Any) -> None:
    site.page("/a", PAGE)
    one = fetcher(lambda host, port: ["127.0.0.99", "127.0.0.1"])
    assert one.get(site.url("/a")).body == PAGE


def test_unknown_name(fetcher: Any) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchLater, match="not known"):
        fetcher(nobody, robots=False).get("http://no.example/")


def test_look_up_that_hangs(fetcher: Any) -> None:
    def hanging(host: str, port: int) -> list[str]:
        real.sleep(3)
        return ["93.184.216.34"]

    begun = real.monotonic()
    with pytest.raises(FetchLater, match="took longer"):
        fetcher(hanging, robots=False, seconds=0.3).get("http://slow.example/")
    assert real.monotonic() - begun < 1.5


@pytest.mark.parametrize("kind", ["drip", "dripping_head"])
def test_slow_drip_ends(site: Any, fetcher: Any, serving: ModuleType, kind: str) -> None:
    site.pages["/a"] = getattr(serving, kind)(10)
    begun = real.monotonic()
    with pytest.raises(FetchLater, match=r"took longer than 0\.6 s"):
        fetcher(seconds=0.6, robots=False).get(site.url("/a"))
    assert real.monotonic() - begun < 2


def test_silence_ends(site: Any, fetcher: Any) -> None:
    site.pages["/a"] = lambda handler: handler.site.ending.wait(5)
    begun = real.monotonic()
    with pytest.raises(FetchLater, match="silent"):
        fetcher(quiet_seconds=0.2, robots=False).get(site.url("/a"))
    assert real.monotonic() - begun < 2


@pytest.mark.parametrize("told", [True, False])
def test_large_body_is_not_taken(site: Any, fetcher: Any, serving: ModuleType, told: bool) -> None:
    site.pages["/a"] = serving.endless(200, told=told)
    with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
        fetcher(most_bytes=1_000_000, robots=False).get(site.url("/a"))


def test_zip_bomb_is_not_taken(site: Any, fetcher: Any) -> None:
    site.page("/a", gzip.compress(b"\0" * 20_000_000), content_encoding="gzip")
    with pytest.raises(FetchError, match="larger"):
        fetcher(most_bytes=1_000_000, robots=False).get(site.url("/a"))


def test_packed(site: Any, fetcher: Any) -> None:
    site.page("/a", gzip.compress(PAGE), content_encoding="gzip")
    assert fetcher().get(site.url("/a")).body == PAGE


def test_cut_off(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.pages["/a"] = serving.cut_off(PAGE, said=9999)
    with pytest.raises(FetchLater, match="cannot be fetched"):
        fetcher().get(site.url("/a"))


def test_circles(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.pages |= {"/a": serving.to("/b"), "/b": serving.to("/a")}
    with pytest.raises(FetchError, match="circles"):
        fetcher().get(site.url("/a"))
    assert site.paths() == ["/a", "/b"]


def test_too_many_redirects(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.pages |= {f"/{n}": serving.to(f"/{n + 1}") for n in range(50)}
    with pytest.raises(FetchError, match="circles"):
        fetcher(most_redirects=3).get(site.url("/0"))
    assert len(site.paths()) == 4


def test_redirect(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.pages["/a"] = serving.to("b", 301)
    site.page("/b", PAGE)
    assert fetcher().get(site.url("/a")).address == site.url("/b")


@pytest.mark.parametrize("type_", ["image/png", "application/pdf", "video/mp4", "application/octet-stream"])
def test_no_page(site: Any, fetcher: Any, type_: str) -> None:
    site.page("/a", b"%PDF", type=type_)
    with pytest.raises(FetchRefused, match="neither a page nor a feed"):
        fetcher().get(site.url("/a"))


def test_gone_and_absent(site: Any, fetcher: Any) -> None:
    site.page("/gone", b"", status=410)
    for path, status in (("/gone", 410), ("/absent", 404)):
        with pytest.raises(FetchError) as caught:
            fetcher().get(site.url(path))
        assert caught.value.status == status and not isinstance(caught.value, FetchLater)


def test_tried_again(site: Any, fetcher: Any, time: Any) -> None:
    answers = [503, 429, 200]

    def page(handler: Any) -> None:
        status = answers.pop(0)
        handler.give(PAGE, status=status, **({"retry_after": "3"} if status == 429 else {}))

    site.pages["/a"] = page
    one = fetcher(attempts=3, robots=False)
    assert one.get(site.url("/a")).body == PAGE
    assert one.counts == {"retries": 2, "fetched": 1}
    assert 3.0 in time.slept


def test_asked_to_wait_long(site: Any, fetcher: Any) -> None:
    site.page("/a", b"", status=429, retry_after="3600")
    site.page("/b", PAGE)
    one = fetcher(attempts=3, robots=False)
    with pytest.raises(FetchLater) as caught:
        one.get(site.url("/a"))
    assert caught.value.after == 3600.0
    with pytest.raises(FetchLater, match="asked to wait"):
        one.get(site.url("/b"))
    assert site.paths() == ["/a"], "the whole host is left alone"
    assert one.counts["errors"] == 2


def test_pause_between_requests(site: Any, fetcher: Any, time: Any) -> None:
    site.page("/a", PAGE)
    one = fetcher(pause=2.0, robots=False)
    for _ in range(3):
        one.get(site.url("/a"))
    assert len(time.slept) == 2 and all(1.0 < s <= 2.0 for s in time.slept)


def test_robots_are_heeded(site: Any, fetcher: Any) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /closed", type="text/plain")
    site.page("/open", PAGE)
    site.page("/closed/a", PAGE)
    one = fetcher()
    assert one.get(site.url("/open")).body == PAGE
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        one.get(site.url("/closed/a"))
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/open"], "asked for once"
    assert fetcher(robots=False).get(site.url("/closed/a")).body == PAGE


def test_redirect_into_what_robots_close(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /closed", type="text/plain")
    site.pages["/a"] = serving.to("/closed/a")
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetcher().get(site.url("/a"))


def test_robots_that_cannot_be_had(site: Any, fetcher: Any) -> None:
    site.page("/robots.txt", b"", status=500)
    site.page("/a", PAGE)
    with pytest.raises(FetchLater, match=r"robots\.txt cannot be had"):
        fetcher(attempts=3).get(site.url("/a"))
    assert site.paths() == []


def test_nobody_there(fetcher: Any) -> None:
    with pytest.raises(FetchLater, match="cannot be fetched"):
        fetcher(robots=False).get("http://localhost:1/")


def test_something_sent(site: Any, fetcher: Any, serving: ModuleType) -> None:
    site.page("/hook", b"", status=204, type=None)
    site.pages["/moved"] = serving.to("/hook")
    one = fetcher()
    assert one.post(site.url("/hook"), b"{}", {"x-a": "1"}).status == 204
    assert site.asked[-1][2] == b"{}" and site.asked[-1][1]["x-a"] == "1"
    with pytest.raises(FetchError, match="redirects"):
        one.post(site.url("/moved"), b"{}", {})


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for named.example, and its key, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    name = ["-subj", "/CN=named.example", "-addext", "subjectAltName=DNS:named.example"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run(["openssl", "req", "-x509", *kind, *name, *files], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(("host", "good"), [("named.example", True), ("other.example", False)])
def test_tls_is_checked_against_the_name(
    serving: ModuleType, fetcher: Any, certificate: Path, host: str, good: bool
) -> None:
    asked: list[str | None] = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    server.sni_callback = lambda _, name, __: asked.append(name)
    with serving.site(server) as site:
        site.page("/a", PAGE)
        one = fetcher(lambda *_: ["127.0.0.1"], allow_hosts=frozenset({host}), robots=False)
        one.__dict__["_tls"] = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
        address = f"https://{host}:{site.port}/a"
        if good:
            assert one.get(address).body == PAGE
        else:
            with pytest.raises(FetchLater, match="cannot be fetched"):
                one.get(address)
    assert asked == [host]
