"""Which addresses may be reached."""

from __future__ import annotations

import pytest

from crossclaim.errors import FetchLater, FetchRefused
from crossclaim.fetching.addresses import check_port, is_public, shown_address, target
from crossclaim.fetching.resolving import checked

CLOSED = """127.0.0.1 127.8.9.10 0.0.0.0 0.1.2.3 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
169.254.1.1 100.64.0.1 100.100.100.200 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254
fec0::1 ff02::1 2001:db8::1 2002:7f00:1::1 2002:a00:1::1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 2001::1 nonsense"""

OPEN = """93.184.216.34 8.8.8.8 1.1.1.1 172.15.255.255 172.32.0.1 100.63.255.255 100.128.0.1
2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1"""


@pytest.mark.parametrize("address", CLOSED.split())
def test_closed(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN.split())
def test_open(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("http://news.example", "news.example", 80),
        (" HTTPS://News.Example./a?b#c ", "news.example", 443),
        ("http://[2606:4700::1111]:8080/", "2606:4700::1111", 8080),
    ],
)
def test_target(address: str, host: str, port: int) -> None:
    found = target(address)
    assert (found.host, found.port) == (host, port)
    assert "#" not in found.url


@pytest.mark.parametrize(
    "address",
    [
        "ftp://news.example/a",
        "file:///etc/passwd",
        "gopher://news.example/",
        "javascript:alert(1)",
        "//news.example/a",
        "news.example/a",
        "http://",
        "http:///a",
        "http://me:pw@news.example/",
        "http://news.example\\@127.0.0.1/",
        "http://news.example/a b",
        "http://news.example/\r\nHost: other",
        "http://news.example:99999/",
        "http://[::1/",
        "http://news.example/" + "a" * 3000,
        "",
    ],
)
def test_no_target(address: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        target(address)
    assert "\n" not in str(caught.value) and "pw" not in str(caught.value)


def test_all_addresses_of_a_name_are_checked() -> None:
    goal = target("http://news.example/")
    assert checked(goal, ["93.184.216.34", "8.8.8.8"], ()) == ("93.184.216.34", "8.8.8.8")
    with pytest.raises(FetchRefused, match="private network"):
        checked(goal, ["93.184.216.34", "10.0.0.1"], ())
    with pytest.raises(FetchLater, match="no address"):
        checked(goal, [], ())
    assert checked(goal, ["10.0.0.1"], {"news.example"}) == ("10.0.0.1",)


def test_ports_of_other_services() -> None:
    with pytest.raises(FetchRefused, match="port 25"):
        check_port(target("http://news.example:25/"), ())
    check_port(target("http://news.example:25/"), {"news.example"})
    check_port(target("http://news.example:8080/"), ())


def test_shown() -> None:
    assert shown_address("http://me:pw@a.example/x\n") == "http://a.example/x"
    assert len(shown_address("http://a.example/" + "x" * 999)) == 200
