"""The secret that sessions are signed with: from the environment, or kept in the user's data folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from crossclaim.errors import OptionError

VARIABLE, FILE = "CROSSCLAIM_SECRET", "desk-secret"
METRICS = "CROSSCLAIM_METRICS_TOKEN"
SHORTEST = 32
"""Letters of a secret."""


def kept_secret(environment: Mapping[str, str], folder: Path) -> str:
    """The secret of this user's desks; made at the first time, in a file that only the user can read.

    Args:
        environment: where `CROSSCLAIM_SECRET` may give it.
        folder: where the file is kept.

    Raises:
        OptionError: a secret that is too short, or a file that cannot be made, or that others can read.
    """
    if given := environment.get(VARIABLE):
        return _long_enough(given, VARIABLE)
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _long_enough(_read(path) or _make(path), str(path))
    except OSError as error:
        what = f"the desk's secret cannot be kept in {path} ({error.strerror})"
        raise OptionError(f"{what}; give one of {SHORTEST} letters in {VARIABLE}") from error


def metrics_token(environment: Mapping[str, str]) -> str:
    """The token with which a program may ask for a desk's metrics; empty where none is given.

    Args:
        environment: where `CROSSCLAIM_METRICS_TOKEN` may give it.

    Raises:
        OptionError: one that is too short.

    >>> metrics_token({})
    ''
    """
    given = environment.get(METRICS, "")
    return _long_enough(given, METRICS) if given else ""


def _read(path: Path) -> str:
    if not path.exists():
        return ""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise OptionError(f"others can read {path}; take it away or change its mode to 600")
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> str:
    secret = secrets.token_urlsafe(48)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(secret + "\n")
    except FileExistsError:
        return _read(path)
    return secret


def _long_enough(secret: str, where: str) -> str:
    if len(secret) < SHORTEST:
        raise OptionError(f"the secret in {where} is shorter than {SHORTEST} letters")
    return secret
