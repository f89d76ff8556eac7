"""Archives in a bucket: from a server on this machine that speaks as S3 does, and into it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import poison
import pytest
from click.testing import CliRunner, Result

from crossclaim.archive import plan
from crossclaim.archive.storage import Folder
from crossclaim.cli import main
from crossclaim.errors import CrossclaimError, OptionError

pytest.importorskip("pyarrow")
pytest.importorskip("moto")
pytest.importorskip("flask_cors")

OPTIONS = ("--language", "en", "--partitions", "1")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The server's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not come up")


@pytest.fixture
def bucket(server: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bucket of its own for a test, reached by what the environment says."""
    name = re.sub("[^a-z0-9]+", "-", request.node.name)[:60].strip("-")
    urllib.request.urlopen(urllib.request.Request(f"{server}/{name}", method="PUT")).close()
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return name


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty reports and more in two files."""
    folder, found = tmp_path_factory.mktemp("input"), poison.records(30)
    poison.write_lines(folder / "a.jsonl", found[:20])
    poison.write_lines(folder / "deep" / "b.jsonl", found[20:])
    return folder


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The archive as it is on this machine."""
    target = tmp_path_factory.mktemp("made") / "out"
    result = archive(str(source), str(target), "--jobs", "1")
    assert result.exit_code == 0, result.output
    return poison.content(target)


def archive(source: str, target: str, *options: str) -> Result:
    """`crossclaim archive` with the cheap reader."""
    return CliRunner().invoke(main, ["archive", source, target, *OPTIONS, *options], obj=poison.services(4_000))


def put(folder: Path, where: str) -> None:
    """A folder's files into a bucket."""
    for name, data in poison.content(folder).items():
        Folder(where).write(name, data)


def content(where: str) -> dict[str, bytes]:
    """All that is in a bucket, with its bytes."""
    folder = Folder(where)
    return {name: folder.read(name) for name, _ in folder.files()}


def test_from_a_bucket_into_a_bucket(bucket: str, source: Path, made: dict[str, bytes], tmp_path: Path) -> None:
    put(source, f"s3://{bucket}/in")
    result = archive(f"s3://{bucket}/in", f"s3://{bucket}/out", "--jobs", "2")
    assert result.exit_code == 0, result.output
    found = content(f"s3://{bucket}/out")
    assert found.keys() == made.keys(), "nothing that was needed on the way is left"
    assert found == made
    added = CliRunner().invoke(main, ["add", f"s3://{bucket}/out", "--ledger", str(tmp_path / "war.ledger")])
    assert added.exit_code == 0, added.output
    assert "added 33 reports, 3 corrected" in added.output


def test_interrupted_it_goes_on(
    bucket: str, source: Path, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, steps = f"s3://{bucket}/out", plan.steps
    for stop in (1, 2):
        monkeypatch.setattr(plan, "steps", lambda p, stop=stop: [*list(steps(p))[:stop], None])
        assert archive(str(source), target, "--jobs", "1").exception is not None
    monkeypatch.setattr(plan, "steps", steps)
    result = archive(str(source), target, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert content(target) == made
    assert "complete already" in archive(str(source), target, "--stats").output


@pytest.mark.parametrize("size", [100, 12 << 20], ids=["small", "in several parts"])
def test_half_a_file_is_no_file(bucket: str, size: int) -> None:
    folder = Folder(f"s3://{bucket}/out")
    folder.write("told", b"before")
    for name in ("told", "claims/new"):
        with pytest.raises(KeyboardInterrupt), folder.writing(name) as stream:
            stream.write(b"x" * size)
            raise KeyboardInterrupt
    assert [name for name, _ in folder.files()] == ["told"]
    assert folder.read("told") == b"before"
    folder.write("told", b"x" * size)
    assert folder.files() == [("told", size)]


def test_the_server_in_the_address(server: str, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    host = server.removeprefix("http://")
    folder = Folder(f"s3://key:hushhush@{bucket}/deep/er?scheme=http&region=us-east-1&endpoint_override={host}")
    folder.write("one", b"1")
    assert folder.files() == [("one", 1)]
    assert folder.shown == f"s3://{bucket}/deep/er"


def test_what_goes_wrong_is_said_without_the_secret(server: str, bucket: str) -> None:
    host = server.removeprefix("http://")
    tail = f"?scheme=http&region=us-east-1&endpoint_override={host}"
    with pytest.raises(CrossclaimError, match="s3://no-such-bucket/a: ") as told:
        Folder(f"s3://key:hushhush@no-such-bucket/a{tail}").read("one")
    assert "hushhush" not in str(told.value)
    assert "\n" not in str(told.value)
    with pytest.raises(OptionError, match="cannot be used") as told:
        Folder(f"s3://key:hushhush@{bucket}/a?scheme=http&nosuch=1").files()
    assert "hushhush" not in str(told.value)
