"""The command line: what goes where, and the exit statuses."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result

import crossclaim
from crossclaim.cli import Services, main
from crossclaim.errors import ModelError
from crossclaim.records import Claim, Event, Reading, Reason, Report, Span

ROOT = Path(__file__).parents[1]
ARTICLE = "Rebels shelled the market of the town on Monday and killed two traders, the army said in a statement."


def fake_read(report: Report) -> Reading:
    """One claim, of the first word; "crash" in the text is an error of the reader's own."""
    if "crash" in report.text:
        raise KeyError("crash")
    if "quiet" in report.text:
        return Reading(report)
    word = report.text.split()[0]
    event = Event("attack", "ASSAULT", None, None, "19", Span(0, len(word), word))
    claim = Claim("c1", 0, len(word), word, None, None, (), "asserts", "past", event, (), (), (), (), None, None)
    return Reading(report, claims=(claim,))


FAKE = Services(load_read=lambda: fake_read)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)

    def invoke(*args: str, services: Services = FAKE, input: str | None = None) -> Result:
        return CliRunner().invoke(main, list(args), obj=services, input=input)

    return invoke


def put(name: str, text: str = ARTICLE) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def record(**fields: str) -> str:
    return json.dumps({"text": ARTICLE} | fields)


def test_a_table_unless_told_otherwise(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), "--title", "Market shelled", "--source", "Radio", "--published", "2024-05-04")
    assert done.exit_code == 0 and done.stderr == ""
    assert done.stdout.startswith("Market shelled\nRadio, 2024-05-04\n1 claim by 1 claimant: 1 asserted\n")


def test_json_lines(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), put("b.json", record(id="b")), "--format", "json")
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["a", "b"]


def test_csv_rows(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode(), newline="")))
    assert [row["quote"] for row in rows] == ["Rebels"] and b"\r\n" in done.stdout_bytes


def test_html_page(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), "--format", "html")
    assert done.stdout.startswith("<!DOCTYPE html>") and done.stdout.endswith("</html>\n")


def test_standard_input(run: Callable[..., Result]) -> None:
    done = run("read", "-", "--format", "json", input=ARTICLE)
    assert done.exit_code == 0 and json.loads(done.stdout)["report"]["text"] == ARTICLE


def test_width(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), "--width", "60")
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_kind_article_keeps_the_text(run: Callable[..., Result]) -> None:
    text = ARTICLE + "\n\nLeave a reply\n"
    page = run("read", put("a.txt", text), "--format", "json")
    article = run("read", "a.txt", "--format", "json", "--kind", "article")
    assert json.loads(article.stdout)["report"]["text"] == text
    assert "Leave a reply" not in json.loads(page.stdout)["report"]["text"]


def test_output_file(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), "--format", "json", "--output", "out.jsonl")
    assert done.exit_code == 0 and done.stdout == ""
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["format"] == 1


def test_output_dash_is_standard_output(run: Callable[..., Result]) -> None:
    assert run("read", put("a.txt"), "--output", "-").stdout.startswith("report a\n")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("none.txt", None, "none.txt"),
        (".", None, ".: "),
        ("empty.txt", "", "empty.txt"),
        ("blank.txt", " \n\n", "blank.txt"),
        ("bad.json", "{", "bad.json"),
        ("list.json", "[]", "list.json"),
        ("few.jsonl", record(id="1") + "\nnot json\n" + record(id="3"), "few.jsonl:2: "),
        ("crash.txt", ARTICLE + " crash", "KeyError: 'crash'; please report it"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_others_are_printed(
    name: str, text: str | None, words: str, run: Callable[..., Result]
) -> None:
    if text is not None:
        put(name, text)
    done = run("read", put("first.txt"), name, put("last.txt"), "--format", "json")
    said, counted = done.stderr.splitlines()
    assert done.exit_code == 1 and said.startswith("crossclaim: ") and words in said
    assert "skipped 1: 1 " in counted
    ids = [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()]
    assert (ids[0], ids[-1]) == ("first", "last")
    assert ids[1:-1] == (["1", "3"] if name == "few.jsonl" else [])


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "PATH"),
        (["a.txt", "--published", "yesterday"], "yesterday"),
        (["a.txt", "--published", "2024-02-30"], "2024-02-30"),
        (["a.txt", "--published", "04/05/2024"], "04/05/2024"),
        (["a.txt", "--kind", "tweet"], "tweet"),
        (["a.txt", "--format", "xml"], "xml"),
        (["a.txt", "--width", "3"], "3"),
        (["a.txt", "--output", "none/out.txt"], "none/out.txt"),
        (["a.txt", "--output", "."], "."),
        (["a.txt", "--colour"], "--colour"),
        (["a.txt", "--min-confidence", "1.5"], "1.5"),
        (["a.txt", "--min-confidence", "most"], "most"),
        (["a.txt", "--codebook", "none"], "none: no such folder"),
    ],
)
def test_unusable_arguments(args: list[str], words: str, run: Callable[..., Result]) -> None:
    put("a.txt")
    done = run("read", *args)
    assert done.exit_code == 2 and words in done.stderr and done.stdout == ""


def test_a_report_without_a_claim_is_a_reading(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt", "All was quiet on the frontier on Monday and nobody in the town was hurt."))
    assert done.exit_code == 0 and "no claim found" in done.stdout


def sure_read(report: Report) -> Reading:
    """Two claims, one with a confidence of 0.9 and reasons, one of 0.4."""
    found = fake_read(report)
    why = (Reason("stance", "asserts", "default", "nothing denies it"),)
    first = replace(found.claims[0], confidence=0.9, why=why)
    return replace(found, claims=(first, replace(first, id="c2", confidence=0.4)))


SURE = Services(load_read=lambda codebook=None: sure_read)


@pytest.mark.parametrize(
    ("least", "left", "said"),
    [("0", ["c1", "c2"], ""), ("0.5", ["c1"], "1 claim with a confidence under 0.5 left out"), ("1", [], "2 claims")],
)
def test_least_confidence(least: str, left: list[str], said: str, run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), "--min-confidence", least, "--format", "json", services=SURE)
    data = json.loads(done.stdout)
    assert done.exit_code == 0 and [c["id"] for c in data["claims"]] == left and said in done.stderr
    assert data["left_out"] == 2 - len(left) and ("left out" in done.stderr) == (len(left) < 2)


@pytest.mark.parametrize(
    ("form", "words"), [("table", "- stance: asserts"), ("json", '"why": [{'), ("html", "why</summary>")]
)
def test_explain(form: str, words: str, run: Callable[..., Result]) -> None:
    told = run("read", put("a.txt"), "--explain", "--format", form, services=SURE)
    plain = run("read", "a.txt", "--format", form, services=SURE)
    assert words in told.stdout and words not in plain.stdout and told.exit_code == 0


def test_rows_have_no_room_to_explain(run: Callable[..., Result]) -> None:
    done = run("read", put("a.txt"), "--explain", "--format", "csv", services=SURE)
    assert done.exit_code == 2 and "csv has no room" in done.stderr


def test_codebook_is_checked(run: Callable[..., Result]) -> None:
    Path("own").mkdir()
    put("own/cues.yaml", "deny: [scoff, -dismiss]\n")
    put("own/notes.txt", "mine")
    done = run("codebook", "own")
    assert done.exit_code == 0 and done.stdout.splitlines() == [
        "cues.yaml:1: deny: adds 'scoff'",
        "cues.yaml:1: deny: takes out 'dismiss'",
        "2 changes",
    ]
    assert done.stderr == "crossclaim: own/notes.txt: no codebook file, passed over\n"


@pytest.mark.parametrize("command", [["codebook", "own"], ["read", "a.txt", "--codebook", "own"]])
def test_a_wrong_codebook_is_one_line(command: list[str], run: Callable[..., Result]) -> None:
    put("a.txt")
    Path("own").mkdir()
    put("own/cues.yaml", "deny: [scoff]\ndenies: [x]\n")
    done = run(*command, services=SURE)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "crossclaim: own/cues.yaml:2: unknown list 'denies'; did you mean 'deny'?\n"


def test_read_is_given_the_codebook(run: Callable[..., Result]) -> None:
    Path("own").mkdir()
    put("own/cues.yaml", "deny: [scoff]\n")
    given: list[object] = []

    def load(codebook: object = None) -> Callable[[Report], Reading]:
        given.append(codebook)
        return fake_read

    assert run("read", put("a.txt"), "--codebook", "own", services=Services(load_read=load)).exit_code == 0
    assert given[0] is not None and "scoff" in given[0].cues.deny  # type: ignore[attr-defined]


def test_no_report_at_all(run: Callable[..., Result]) -> None:
    done = run("read", put("none.jsonl", ""))
    assert (done.exit_code, done.stdout) == (0, "") and "there is no report" in done.stderr


def test_a_missing_model_is_one_line(run: Callable[..., Result]) -> None:
    def no_model() -> Callable[[Report], Reading]:
        raise ModelError("the language model is missing")

    done = run("read", put("a.txt"), services=Services(load_read=no_model))
    assert (done.exit_code, done.stderr) == (1, "crossclaim: the language model is missing\n")


@pytest.mark.parametrize(
    ("error", "status", "said"), [(KeyboardInterrupt, 130, "interrupted"), (BrokenPipeError, 141, "")]
)
def test_stopped(error: type[BaseException], status: int, said: str, run: Callable[..., Result]) -> None:
    def stop(report: Report) -> Reading:
        raise error

    # A BrokenPipeError of the reader's own would be counted; here it stands for one in writing.
    services = replace(FAKE, load_read=lambda: stop)
    if error is BrokenPipeError:
        services = replace(FAKE, load_read=lambda: (_ for _ in ()).throw(error()))
    done = run("read", put("a.txt"), services=services)
    assert done.exit_code == status and said in done.stderr and len(done.stderr.splitlines()) <= 1


def test_a_pipe_that_closes_is_no_error(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(record(id=str(n)) for n in range(3000)), encoding="utf-8")
    code = (
        "import sys; from crossclaim.cli import main, Services; from crossclaim.records import Reading\n"
        "main(sys.argv[1:], obj=Services(load_read=lambda: Reading))"
    )
    command = [sys.executable, "-c", code, "read", str(many), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b"" and process.wait() == 141


def test_control_characters_of_an_input_do_not_reach_the_terminal(run: Callable[..., Result]) -> None:
    done = run("read", "no\x1b[31m\nsuch.txt")
    assert done.exit_code == 1 and "\x1b" not in done.stderr and len(done.stderr.splitlines()) == 2


def test_schema(run: Callable[..., Result]) -> None:
    assert json.loads(run("schema").stdout)["properties"]["format"] == {"const": 1}


def test_version(run: Callable[..., Result]) -> None:
    assert run("--version").stdout == f"crossclaim {crossclaim.__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom crossclaim.cli import main\n"
        "main(['read', '--help'], standalone_mode=False)\n"
        "heavy = ('spacy', 'onnxruntime', 'numpy', 'trafilatura', 'jinja2', 'rich')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.fixture(scope="module")
def cli_help() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cli_help", ROOT / "scripts" / "cli_help.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_has_the_help_of_today(cli_help: ModuleType) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert cli_help.filled(page) == page, "run python scripts/cli_help.py"


def test_every_command_and_option_is_on_the_page() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"## crossclaim {name}" in page and f"<!-- help: {name} -->" in page
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help and all(option in page for option in parameter.opts), parameter.name
