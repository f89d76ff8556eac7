"""`crossclaim serve` and `crossclaim users`."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("fastapi")

from crossclaim.cli import main
from crossclaim.desk.apart import ReaderApart
from crossclaim.desk.example import example_ledger, example_reports
from crossclaim.desk.failures import TooSlow
from crossclaim.desk.security.secret import kept_secret
from crossclaim.errors import OptionError, ReadingFailed
from crossclaim.ledger import Ledger, Origin
from crossclaim.records import Reading, Report

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger with nothing in it."""
    path = tmp_path / "war.ledger"
    Ledger.open(path).close()
    return str(path)


@pytest.fixture
def run() -> Callable[..., Result]:
    def call(*words: str, input: str | None = None) -> Result:
        return CliRunner().invoke(main, words, input=input)

    return call


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "crossclaim", *words]


def in_child() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE)}


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_the_desk_says_its_address_answers_and_ends_on_ctrl_c(where: str) -> None:
    words = command("serve", where, "--port", "0")
    desk = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=in_child())
    assert desk.stdout is not None
    line = desk.stdout.readline()
    try:
        address = line.split()[0]
        assert where in line
        with urllib.request.urlopen(f"{address}healthz") as answer:
            assert answer.read() == b'{"status":"ok"}'
    finally:
        desk.send_signal(signal.SIGINT)
        _, said = desk.communicate(timeout=30)
    assert (desk.returncode, said.strip()) == (0, "crossclaim: the desk is open; Ctrl-C ends it")


def test_a_port_in_use_is_one_clear_line(run: Callable[..., Result], where: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", where, "--port", str(port))
    assert done.exit_code == 1
    assert done.stderr == (
        f"crossclaim: cannot listen on 127.0.0.1 port {port}: Address already in use; give another --port\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.ledger",), "ledger nowhere.ledger: there is no such file; make it with `crossclaim add`"),
        (("{where}", "--host", "0.0.0.0"), "nobody could log in; make an account first: crossclaim users add NAME"),
        (("{where}", "--accounts"), "nobody could log in; make an account first: crossclaim users add NAME"),
        (("{where}", "--proxy", "127.0.0.1"), "nobody could log in; make an account first: crossclaim users add NAME"),
        (("{where}", "--host", "no.such.host.example"), "cannot listen on 'no.such.host.example'"),
    ],
)
def test_why_a_desk_does_not_open(run: Callable[..., Result], where: str, words: tuple[str, ...], said: str) -> None:
    done = run("serve", "--port", "0", *(word.replace("{where}", where) for word in words))
    assert done.exit_code == 1
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_without_the_extra_one_line_says_how_to_install_it() -> None:
    code = "import sys; sys.modules['fastapi'] = None; from crossclaim.cli import main; main(['serve'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=in_child())
    assert done.returncode == 1
    assert done.stderr == "crossclaim: the desk needs fastapi: pip install 'crossclaim[desk]'\n"


def test_accounts_on_the_command_line(run: Callable[..., Result], where: str) -> None:
    added = run("users", "add", "Ada", "--role", "editor", "--ledger", where, input="correct horse battery\n")
    assert (added.exit_code, added.stdout) == (0, "ada  editor\n")
    assert run("users", "add", "bo", "--ledger", where, input="another password\n").exit_code == 0
    assert run("users", "change", "Bo", "--role", "coder", "--lock", "--ledger", where).stdout == "bo  coder  locked\n"
    assert run("users", "list", "--ledger", where).stdout == "ada  editor\nbo  coder  locked\n"
    assert run("users", "change", "bo", "--password", "--ledger", where, input="a third password\n").exit_code == 0


def test_tokens_on_the_command_line(run: Callable[..., Result], where: str) -> None:
    run("users", "add", "ada", "--role", "coder", "--ledger", where, input="correct horse battery\n")
    made = run("tokens", "add", "Ada", "--label", "nightly run", "--days", "30", "--ledger", where)
    token = made.stdout.strip()
    assert made.exit_code == 0 and token.startswith("crossclaim_") and "not shown again" in made.stderr
    listed = run("tokens", "list", "--ledger", where).stdout
    id = listed.split()[0]
    assert listed.endswith("nightly run\n") and "  ada  made " in listed and token not in listed
    with Ledger.open(where) as ledger:
        user = ledger.tokens.user_of(token)
    assert user and (user.name, user.role) == ("ada", "coder")
    assert "  revoked " in run("tokens", "revoke", id, "--ledger", where).stdout
    with Ledger.open(where) as ledger:
        assert ledger.tokens.user_of(token) is None
    for words in (("add", "nobody"), ("revoke", "t0")):
        done = run("tokens", *words, "--ledger", where)
        assert done.exit_code == 2 and "Error: there is no " in done.stderr


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("add", "ada"), "short\n", "a password has 10 to 1000 letters"),
        (("add", "a b"), "long enough for it\n", "a name is 1 to 64"),
        (("change", "nobody", "--role", "coder"), "", "there is no account 'nobody'"),
    ],
)
def test_accounts_that_cannot_be_made(
    run: Callable[..., Result], where: str, words: tuple[str, ...], given: str, said: str
) -> None:
    done = run("users", *words, "--ledger", where, input=given)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_secret_is_kept_for_the_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    secret = kept_secret({}, folder)
    path = folder / "desk-secret"
    assert len(secret) >= 32 and kept_secret({}, folder) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_secret({"CROSSCLAIM_SECRET": "x" * 40}, folder) == "x" * 40
    with pytest.raises(OptionError, match="shorter than 32"):
        kept_secret({"CROSSCLAIM_SECRET": "short"}, folder)
    path.chmod(0o644)
    with pytest.raises(OptionError, match="others can read"):
        kept_secret({}, folder)


def test_the_example_ledger_is_made_once(tmp_path: Path) -> None:
    reads: list[str] = []

    def load() -> Callable[[Report], Reading]:
        def read(report: Report) -> Reading:
            reads.append(report.id)
            return Reading(report)

        return read

    first = example_ledger(tmp_path, load, Origin("1", "m"))
    assert len(reads) == len(example_reports()) == 6
    assert example_ledger(tmp_path, load, Origin("1", "m")) == first and len(reads) == 6
    assert example_ledger(tmp_path, load, Origin("1", "n")) != first
    with Ledger.open(first) as ledger:
        assert len(list(ledger.reports())) == 6


def plain_reader() -> Callable[[Report], Reading]:
    """A reader for another process: the text says what becomes of it."""

    def read(report: Report) -> Reading:
        if report.text == "die":
            os._exit(3)
        if report.text == "hang":
            import time

            time.sleep(60)
        if report.text == "fail":
            raise OptionError("made to fail")
        return Reading(report)

    return read


def test_a_reader_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{SOURCE}{os.pathsep}{Path(__file__).parent}")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    from test_desk import plain_reader as load

    monkeypatch.setattr("crossclaim.desk.apart.LOADING", 20.0)
    reader = ReaderApart(load, 0.5)
    try:
        assert reader.read(Report("r", "All was quiet.")).report.id == "r"
        with pytest.raises(OptionError, match="made to fail"):
            reader.read(Report("r", "fail"))
        with pytest.raises(TooSlow):
            reader.read(Report("r", "hang"))
        with pytest.raises(ReadingFailed, match="died"):
            reader.read(Report("r", "die"))
        assert reader.read(Report("r", "All was quiet.")).report.text == "All was quiet."
    finally:
        reader.close()
