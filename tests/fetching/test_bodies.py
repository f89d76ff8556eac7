"""What unpacks within its limit, and what does not."""

from __future__ import annotations

import gzip
import zlib

import pytest

from crossclaim.errors import FetchError
from crossclaim.fetching.bodies import Unpacker, unpacked_file

TEXT = b"Troops left the town. " * 500


def unpacked(packing: str, data: bytes, most: int = 1_000_000, step: int = 7) -> bytes:
    unpacker = Unpacker(packing, most, "http://a.example/")
    for at in range(0, len(data), step):
        unpacker.take(data[at : at + step])
    return unpacker.done()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP ", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("gzip", TEXT),
    ],
)
def test_unpacked(packing: str, data: bytes) -> None:
    assert unpacked(packing, data) == TEXT
    assert unpacked(packing, data, step=100_000) == TEXT


def test_short_and_empty() -> None:
    assert unpacked("gzip", b"") == b""
    assert unpacked("gzip", b"x") == b"x"


def test_bomb_is_stopped_early() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    unpacker = Unpacker("gzip", 1_000_000, "http://a.example/")
    with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
        unpacker.take(bomb)
    assert unpacker._size < 1_200_000


@pytest.mark.parametrize("data", [gzip.compress(TEXT)[:-20], gzip.compress(TEXT)[:30] + b"rubbish" * 9])
def test_broken(data: bytes) -> None:
    with pytest.raises(FetchError, match=r"cut off|does not unpack"):
        unpacked("gzip", data)


def test_unknown_packing() -> None:
    with pytest.raises(FetchError, match="not asked for"):
        Unpacker("br", 10, "http://a.example/")


def test_packed_file() -> None:
    assert unpacked_file(gzip.compress(TEXT), 100_000, "s") == TEXT
    assert unpacked_file(TEXT, 100_000, "s") == TEXT
    with pytest.raises(FetchError, match="larger"):
        unpacked_file(gzip.compress(TEXT), 100, "s")
