"""The plain files of a desk: scripts, styles and the land of maps, kept by browsers and sent small."""

from __future__ import annotations

import gzip
import os
from functools import lru_cache
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"
"""For addresses that name their content, as those do that have a query."""

TEXTS = (".js", ".json", ".css", ".svg")
SMALLEST = 1024
"""Bytes from which packing is worth it."""


class PlainFiles(StaticFiles):
    """Files of a folder. Texts are packed once and sent so to browsers that take it; they hold nothing secret, which
    is why they may be (pages, which hold form tokens, are not)."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The answer for a file."""
        answer = await super().get_response(path, scope)
        if scope["query_string"] and answer.status_code in (200, 304):
            answer.headers["cache-control"] = FOR_EVER
        if not isinstance(answer, FileResponse) or answer.status_code != 200 or Path(path).suffix not in TEXTS:
            return answer
        answer.headers["vary"] = "accept-encoding"
        accepted = Headers(scope=scope).get("accept-encoding", "")
        stat = answer.stat_result
        if stat is None or stat.st_size < SMALLEST or "gzip" not in accepted:
            return answer
        body = await anyio.to_thread.run_sync(packed, os.fspath(answer.path), stat.st_mtime_ns)
        kept = {n: v for n, v in answer.headers.items() if n not in ("content-length", "etag", "accept-ranges")}
        return Response(body, headers=kept | {"content-encoding": "gzip", "etag": f"W/{answer.headers['etag']}"})


@lru_cache(maxsize=64)
def packed(path: str, changed: int) -> bytes:
    """A file's content, packed.

    Args:
        path: of the file.
        changed: when it was, so that another content is packed anew.
    """
    return gzip.compress(Path(path).read_bytes(), 9, mtime=0)
