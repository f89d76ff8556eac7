"""A PostgreSQL of one's own for tests and benchmarks: that of the system, or of the wheel `pgserver`."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIVEN = "CROSSCLAIM_TEST_POSTGRES"
"""Environment variable: the address of a server where databases may be made, instead of one of one's own."""

DEBIAN = Path("/usr/lib/postgresql")
PLAIN_USERS = ("postgres", "nobody")


class NoServer(Exception):
    """Why there is none."""


def programs() -> Path:
    """The folder with `initdb` and `postgres`.

    Raises:
        NoServer: there is none.
    """
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda p: [int(x) for x in p.parts[-3].split(".")])
    on_path = shutil.which("initdb")
    if found or on_path:
        return Path(found[-1] if found else str(on_path)).resolve().parent
    wheel = importlib.util.find_spec("pgserver")
    if wheel is not None and wheel.origin is not None:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    raise NoServer("no PostgreSQL here: install Debian's postgresql, or the wheel pgserver")


@contextmanager
def server() -> Iterator[str]:
    """The address of a server, `{}` in it for the name of a database; stopped and gone at the end.

    Raises:
        NoServer: none can be started.
    """
    given = os.environ.get(GIVEN)
    if given:
        yield given if "{}" in given else given.rsplit("/", 1)[0] + "/{}"
        return
    bin_folder = programs()
    user = None if os.geteuid() else next((u for u in PLAIN_USERS if _exists(u)), None)
    folder = Path(tempfile.mkdtemp(prefix="crossclaim-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        _run(user, bin_folder / "initdb", "-D", folder / "data", "-U", "crossclaim", "-A", "trust", "-E", "UTF8")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        _run(user, bin_folder / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://crossclaim@/{{}}?host={folder}"
        finally:
            _run(user, bin_folder / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(address: str) -> Iterator[str]:
    """The address of an empty database on a server, dropped at the end."""
    from sqlalchemy import create_engine, text

    name = f"test_{uuid.uuid4().hex[:12]}"
    admin = create_engine(
        address.format("postgres").replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield address.format(name)
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _run(user: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd=tempfile.gettempdir(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise NoServer(f"PostgreSQL does not start: {done.stderr.strip().splitlines()[-1:]}")
