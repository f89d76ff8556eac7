"""The templates of a desk: always escaped, and strict about names."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from crossclaim import __version__
from crossclaim.desk.assets import assets


def environment(static: Path) -> Environment:
    """The templates, with what they all may use: `program_version`, `static(name)`, `assets()`, the filter `tojson`.

    Args:
        static: the folder of plain files; `static(name)` gives one's address, which changes when the file does.
    """
    made = Environment(
        loader=PackageLoader("crossclaim.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    @cache
    def address(name: str) -> str:
        path = static / name
        digest = sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "none"
        return f"/static/{name}?{digest}"

    made.globals.update(program_version=__version__, static=address, assets=assets)
    return made
