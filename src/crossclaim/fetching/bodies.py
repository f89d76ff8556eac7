"""What an answer holds, unpacked within a limit: a small file that unpacks to a huge one is stopped on the way."""

from __future__ import annotations

import zlib

from crossclaim.errors import FetchError

GZIP = b"\x1f\x8b"
STEP = 65_536
PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")
ACCEPTED = "gzip, deflate"


class Unpacker:
    """Takes an answer piece by piece and keeps what it unpacks to.

    Args:
        packing: the answer's Content-Encoding. An answer that says gzip and is plain is taken as it is.
        most: bytes that may come of it.
        where: the address, for errors.

    >>> unpacker = Unpacker("gzip", 100, "http://a.example/")
    >>> unpacker.take(b"plain"); unpacker.done()
    b'plain'
    """

    def __init__(self, packing: str, most: int, where: str) -> None:
        self._packing, self._most, self._where = packing.strip().casefold(), most, where
        if self._packing not in PACKINGS:
            raise FetchError("packed in a way that was not asked for", where=where, next_step="try another address")
        self._pieces: list[bytes] = []
        self._size = 0
        self._start = b""
        self._inflate: zlib._Decompress | None = None
        self._plain = self._packing in ("", "identity")

    def take(self, piece: bytes) -> None:
        """One more piece, in order.

        Raises:
            FetchError: more came of it than may, or it does not unpack.
        """
        if self._plain:
            self._keep(piece)
        elif self._inflate is not None:
            self._unpack(piece)
        else:
            self._start += piece
            if len(self._start) >= len(GZIP):
                self._begin()

    def done(self) -> bytes:
        """All that came.

        Raises:
            FetchError: the answer is cut off.
        """
        if not self._plain and self._inflate is None:
            self._keep(self._start)
        if self._inflate is not None and not self._inflate.eof:
            raise FetchError("the answer is cut off", where=self._where, next_step="try again")
        return b"".join(self._pieces)

    def _begin(self) -> None:
        """Finds out what came: gzip, one of the two forms of deflate, or plain text after all."""
        start, self._start = self._start, b""
        if start.startswith(GZIP):
            self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        elif self._packing == "deflate":
            zlib_header = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
        else:
            self._plain = True
        self.take(start)

    def _unpack(self, piece: bytes) -> None:
        inflate = self._inflate
        assert inflate is not None
        try:
            while not inflate.eof:
                made = inflate.decompress(piece, STEP)
                self._keep(made)
                piece = inflate.unconsumed_tail
                if not piece and len(made) < STEP:
                    break
        except zlib.error as error:
            raise FetchError("the answer does not unpack", where=self._where, next_step="try again") from error

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._most:
            raise too_large(self._most, self._where)
        self._pieces.append(piece)


def unpacked_file(data: bytes, most: int, where: str) -> bytes:
    """A file that may itself be packed with gzip, as sitemaps often are.

    Args:
        data: the file.
        most: bytes that may come of it.
        where: its address, for errors.

    Raises:
        FetchError: it is broken, or more comes of it.
    """
    if not data.startswith(GZIP):
        return data
    unpacker = Unpacker("gzip", most, where)
    unpacker.take(data)
    return unpacker.done()


def too_large(most: int, where: str) -> FetchError:
    """The error of an answer that is too large."""
    return FetchError(f"larger than {most:,} bytes", where=where, next_step="raise the limit if that is meant")
