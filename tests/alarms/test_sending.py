"""Alarms from a ledger to those who are told: signed, at least once, with a key, again where they were not taken."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner

from crossclaim.alarms import sending
from crossclaim.alarms.alert import Alert, Evidence, as_json, of_json
from crossclaim.alarms.atom import atom
from crossclaim.alarms.mail import message
from crossclaim.alarms.plan import Mail, alarm_plan
from crossclaim.alarms.sending import Alarms
from crossclaim.alarms.store import AlarmStore
from crossclaim.cli import main
from crossclaim.errors import DataError
from crossclaim.fetching import Fetcher, FetchSettings
from crossclaim.ledger import Ledger
from crossclaim.tomlfile import parse_toml

SECRET = "whsec_" + base64.b64encode(b"a secret of some length").decode()
ENVIRON = {"HOOK": SECRET, "MAIL": "pw"}

RULES = """
[[alarm]]
name = "new"
when = "new incident"
to = ["hook"]
"""


@pytest.fixture
def alarms(tmp_path: Path, ledger: Ledger, time: Any, site: Any, sink: Any) -> Callable[..., Alarms]:
    """Alarms of a file; `hook`, `mail` and `atom` are told. What is said goes to `said`."""
    targets = f"""
[[deliver]]
name = "hook"
kind = "webhook"
address = "{site.url("/hook")}"
secret_env = "HOOK"
[[deliver]]
name = "mail"
kind = "mail"
server = "127.0.0.1"
port = {sink.port}
security = "none"
sender = "alarms@desk.example"
to = ["one@desk.example", "two@desk.example"]
[[deliver]]
name = "atom"
kind = "atom"
file = "alarms.xml"
"""
    sender = Fetcher(FetchSettings(allow_hosts=frozenset({"localhost"}), attempts=1, pause=0.0))

    def make(rules: str = RULES, said: list[str] | None = None) -> Alarms:
        text = f'[watch]\ndesk = "http://127.0.0.1:8750/"\n{targets}\n{rules}'
        plan = alarm_plan(parse_toml(text, str(tmp_path / "feeds.toml")), ENVIRON)
        made = Alarms(plan, ledger, sender, time.now, (said if said is not None else []).append)
        made.begin()
        return made

    return make


def run(alarms: Alarms) -> list[str]:
    """One look, and deliveries; gives the headlines that are new."""
    found = alarms.look()
    alarms.deliver()
    return [alert.headline for alert in found]


def test_webhook_is_signed(alarms: Any, tell: Any, site: Any, time: Any) -> None:
    site.page("/hook", b"", status=204, type=None)
    one = alarms()
    tell()
    run(one)
    [(path, headers, body)] = site.asked
    assert path == "/hook" and headers["content-type"] == "application/json"
    assert headers["webhook-timestamp"] == str(int(time.now().timestamp()))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(b"a secret of some length", content, sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    told = json.loads(body)
    assert told["key"] == headers["webhook-id"] == headers["idempotency-key"]
    assert told["headline"].startswith("new incident: shelling, Gao, MLI")
    assert told["link"] == f"http://127.0.0.1:8750/incidents/{told['incident']}"
    [evidence] = told["evidence"]
    assert "shelled Gao and killed 3" in evidence["quote"] and evidence["outlet"] == "Wire"
    assert evidence["link"].startswith("http://127.0.0.1:8750/claims/")


def test_nothing_is_told_of_what_was_there(alarms: Any, tell: Any, site: Any) -> None:
    tell()
    one = alarms()
    assert run(one) == []
    tell(place="Goma")
    assert len(run(one)) == 1
    assert run(one) == []


def test_told_once_over_runs(alarms: Any, tell: Any, site: Any) -> None:
    site.page("/hook", b"")
    alarms()
    tell()
    for _ in range(3):
        run(alarms())
    assert len(site.asked) == 1


def test_told_again_until_it_was_taken(alarms: Any, tell: Any, site: Any, time: Any) -> None:
    site.page("/hook", b"", status=500)
    said: list[str] = []
    one = alarms(said=said)
    tell()
    run(one)
    tell(place="Goma")
    run(one)
    assert len(site.asked) == 1, "who could not be told is left alone for a while"
    time.forward(minutes=2)
    one.deliver()
    assert len(site.asked) == 2
    site.page("/hook", b"")
    time.forward(minutes=5)
    one.deliver()
    keys = [headers["webhook-id"] for _, headers, _ in site.asked]
    assert len(site.asked) == 4 and keys[0] == keys[1] == keys[2] != keys[3], "one key at every attempt"
    assert len(said) == 1 and "is tried again" in said[0]
    assert one.counts == {"found": 2, "failed": 2, "sent": 2} and one.next() is None


def test_stopped_after_sending_it_is_sent_again_with_its_key(
    alarms: Any, tell: Any, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("/hook", b"")
    one = alarms()
    tell()
    one.look()
    with monkeypatch.context() as patched:
        patched.setattr(AlarmStore, "sent", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            one.deliver()
    alarms().deliver()
    assert len({headers["webhook-id"] for _, headers, _ in site.asked}) == 1 and len(site.asked) == 2


def test_given_up_after_days(alarms: Any, tell: Any, site: Any, time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_ATTEMPTS", 5)
    site.page("/hook", b"", status=500)
    said: list[str] = []
    one = alarms(said=said)
    tell()
    run(one)
    for _ in range(10):
        time.forward(hours=6)
        one.deliver()
    assert len(site.asked) == 5 and one.next() is None
    assert "is given up" in said[-1] and len(said) == 2


def test_mail(alarms: Any, tell: Any, sink: Any, time: Any) -> None:
    one = alarms(RULES.replace('"hook"', '"mail"'))
    sink.refuse = 451
    tell()
    run(one)
    assert sink.mail == []
    sink.refuse = 0
    time.forward(minutes=2)
    one.deliver()
    [mail] = sink.mail
    assert mail["Subject"].startswith("[new] new incident: shelling, Gao")
    assert mail["To"] == "one@desk.example, two@desk.example"
    assert mail["Message-ID"].startswith("<al") and mail["Message-ID"].endswith("@desk.example>")
    text = mail.get_payload(decode=True).decode()
    assert "shelled Gao and killed 3" in text and "http://127.0.0.1:8750/incidents/" in text


def test_mail_server_that_is_not_there(alarms: Any, tell: Any, sink: Any) -> None:
    said: list[str] = []
    one = alarms(RULES.replace('"hook"', '"mail"'), said)
    sink.refuse = 554
    tell()
    run(one)
    assert "answers 554" in said[0]


def test_atom_feed(alarms: Any, tell: Any, tmp_path: Path, time: Any) -> None:
    one = alarms(RULES.replace('"hook"', '"atom"'))
    for place in ("Gao", "Goma"):
        tell(place=place)
        run(one)
        time.forward(minutes=1)
    feed = feedparser.parse((tmp_path / "alarms.xml").read_bytes())
    assert not feed.bozo and len(feed.entries) == 2
    assert "Goma" in feed.entries[0].title, "the latest first"
    assert feed.entries[0].id.startswith("urn:crossclaim:alarm:al")
    assert feed.entries[0].link.startswith("http://127.0.0.1:8750/incidents/")


def test_each_is_told_by_itself(alarms: Any, tell: Any, site: Any, sink: Any, tmp_path: Path) -> None:
    site.page("/hook", b"", status=500)
    one = alarms(RULES.replace('["hook"]', '["hook", "mail", "atom"]'))
    tell()
    run(one)
    assert len(sink.mail) == 1 and (tmp_path / "alarms.xml").exists()


def test_rules_over_a_ledger(alarms: Any, tell: Any) -> None:
    rules = """
[[alarm]]
name = "many"
when = "toll over"
over = 10
[[alarm]]
name = "revised"
when = "toll revised"
[[alarm]]
name = "contested"
when = "turned disputed"
[[alarm]]
name = "elsewhere"
when = "new incident"
countries = ["UKR"]
"""
    one = alarms(rules)
    tell("army", number=4)
    assert run(one) == []
    there = date(2024, 5, 3)
    tell("army", number=12, day=date(2024, 5, 4), on=there)
    found = run(one)
    assert any(line.startswith("killed") and "at least 10" in line for line in found)
    assert any("revised" in line and "12" in line for line in found)
    tell("army", number=12, day=date(2024, 5, 4), on=there, id="again", source="Other Wire")
    assert run(one) == []
    tell("rebels", "denied", number=12, day=date(2024, 5, 5), on=there)
    assert any("now d" in line for line in run(one))


def test_correction_of_a_report_revises(alarms: Any, tell: Any) -> None:
    one = alarms('[[alarm]]\nname = "revised"\nwhen = "toll revised"\n[[alarm]]\nname = "new"\nwhen = "new incident"')
    tell(number=4, id="r1")
    assert len(run(one)) == 1
    tell(number=7, id="r1")
    found = run(one)
    assert len(found) == 1 and "before" in found[0] and "new incident" not in found[0]


def test_rise(alarms: Any, tell: Any, time: Any) -> None:
    rules = '[[alarm]]\nname = "rise"\nwhen = "unusual rise"\ncountries = ["MLI"]\nto = ["hook"]'
    one = alarms(rules)
    today = time.now().date()
    for n in range(6):
        tell(
            place=("Gao", "Ménaka")[n % 2], day=today - timedelta(days=n), what=("shelled", "bombed", "stormed")[n % 3]
        )
    [headline] = run(one)
    assert headline.startswith("unusual rise (MLI):") and "0.5 expected" in headline
    tell(place="Gao", day=today, number=44)
    assert run(one) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[alarm]]\nname="a"\nwhen="toll over"', "f.toml:1: 'toll over' says no number"),
        ('[[alarm]]\nname="a"\nwhen="new incident"\ncountries=["Mali"]', "f.toml:4: 'countries': 'Mali' is not known"),
        ('[[alarm]]\nname="a"\nwhen="new incident"\nevents=["war"]', "f.toml:4: 'events': 'war' is not known"),
        ('[[alarm]]\nname="a"\nwhen="new incident"\nover=3', "f.toml:4: 'over' is not known here"),
        ('[[alarm]]\nname="a"\nwhen="new incident"\nto=["nobody"]', "f.toml:4: 'to': 'nobody' is not known"),
        ('[[alarm]]\nname="a"\nwhen="new incident"\nstandings=["bad"]', "give a standing; one of admitted"),
        ('[[deliver]]\nname="a"\nkind="pigeon"', "f.toml:3: 'kind' is 'pigeon'"),
        ('[[deliver]]\nname="a"\nkind="webhook"\naddress="x"', "f.toml:4: 'address' is no web address"),
        ('[[deliver]]\nname="a"\nkind="webhook"\naddress="http://x"\nsecret_env="NO"', "NO is not set"),
        ('[[deliver]]\nname="a"\nkind="mail"\nserver="s"\nsender="x"\nto=["a@b"]', "'x' is no e-mail address"),
        ('[[deliver]]\nname="a"\nkind="mail"\nserver="s"\nsender="a@b"', "'to' names nobody"),
        ('[watch]\ndesk="here"', "f.toml:2: 'desk' is no address"),
    ],
)
def test_file_is_checked(text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        alarm_plan(parse_toml(text, "f.toml"), ENVIRON)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_secrets_are_not_shown(alarms: Any) -> None:
    assert SECRET not in repr(alarms()._plan)


NASTY = Alert(
    "al1",
    "r\r\nBcc: all@evil.example",
    "new incident",
    "two\nlines \x00 and \ud800 <b>",
    "i1",
    "2024-05-04T12:00:00+00:00",
    "",
    (Evidence("e", "“\x00”", "who", "asserts", "", "", "", ""),),
)


def test_nasty_words_are_harmless() -> None:
    mail = Mail("m", "s", 25, "none", "a@b.example", ("c@d.example",))
    from datetime import UTC, datetime

    made = message(mail, NASTY, datetime(2024, 5, 4, tzinfo=UTC))
    assert made["Bcc"] is None and "\n" not in made["Subject"]
    assert b"<b>" not in atom("t", (NASTY,), "") and not feedparser.parse(atom("t", (NASTY,), "")).bozo
    assert of_json(as_json(NASTY)) == NASTY


def test_tried_against_the_past(alarms: Any, tell: Any, tmp_path: Path, ledger: Ledger) -> None:
    for day, number in ((date(2024, 4, 1), 4), (date(2024, 5, 1), 6), (date(2024, 5, 3), 30)):
        tell(number=number, day=day, id=f"r{day}")
    rules = """
[[alarm]]
name = "new"
when = "new incident"
[[alarm]]
name = "many"
when = "toll over"
over = 20
to = ["hook"]
[[deliver]]
name = "hook"
kind = "webhook"
address = "https://hook.example/"
secret_env = "NOT_SET_ANYWHERE"
"""
    file = tmp_path / "rules.toml"
    file.write_text(rules, encoding="utf-8")

    def tried(*options: str) -> Any:
        return CliRunner().invoke(main, ["alarms", str(file), ledger.name, *options], catch_exceptions=False)

    done = tried("--since", "2024-04-15")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert [line[:10] for line in lines if "many: killed" in line] == ["2024-05-03"]
    assert any(line.startswith("2024-05-01") and "new: new incident" in line for line in lines)
    assert not any(line.startswith("2024-04-01") for line in lines)
    [one] = tried("--since", "2024-04-15", "--rule", "many", "--format", "json").stdout.splitlines()
    assert json.loads(one)["rule"] == "many"
    assert "there is no rule" in tried("--since", "2024-04-15", "--rule", "x").stderr
    assert AlarmStore(ledger).latest() == [], "nothing is kept"


def test_alarms_that_were_found_are_listed(alarms: Any, tell: Any, site: Any, tmp_path: Path, ledger: Ledger) -> None:
    site.page("/hook", b"", status=500)
    one = alarms()
    tell()
    run(one)
    file = tmp_path / "rules.toml"
    file.write_text('[[alarm]]\nname = "new"\nwhen = "new incident"', encoding="utf-8")
    done = CliRunner().invoke(main, ["alarms", str(file), ledger.name], catch_exceptions=False)
    assert "new: new incident: shelling" in done.stdout and "hook: waiting" in done.stdout
