"""Inputs of every kind to reports, and each error in its place."""

from __future__ import annotations

import codecs
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossclaim.clean import Cleaner, InputOptions, open_reports
from crossclaim.errors import BrokenRecord, EmptyText, InputError, NotText, OtherLanguage
from crossclaim.records import Report

STORY = "Rebels left the town of Gao on Monday, the army said, and nine of them were killed there."
RAW = "  Rebels left\\’s town &amp; said so.\r\n\r\n\r\nShare\u00a0 \r\n"


def read(paths: list[str], cleaner: Cleaner, **options: object) -> list[Report | InputError]:
    return list(open_reports(paths, InputOptions(**options), cleaner=cleaner))  # type: ignore[arg-type]


def write(folder: Path, name: str, content: str | bytes | object) -> str:
    file = folder / name
    if not isinstance(content, (str, bytes)):
        content = json.dumps(content, ensure_ascii=False)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


def one(got: list[Report | InputError]) -> Report:
    assert len(got) == 1
    assert isinstance(got[0], Report), got[0]
    return got[0]


def test_text_is_a_page(tmp_path: Path, cleaner: Cleaner) -> None:
    story = STORY.replace("Gao", "Gao\\’s south")
    page = f"Rebels leave Gao\n\n{story}\nPublished: 3 March 2022\n\nLeave a reply\n"
    report = one(read([write(tmp_path, "gao.txt", page)], cleaner))
    assert report.text == f"Rebels leave Gao\n{STORY.replace('Gao', 'Gao’s south')}"
    assert report.id == "gao"
    assert report.title == "Rebels leave Gao"
    assert report.published == date(2022, 3, 3)
    assert report.language == "en"
    assert report.furniture == ("Published: 3 March 2022", "Leave a reply")


@pytest.mark.parametrize("name", ["gao.txt", "gao.json"])
def test_an_article_is_kept_exactly(name: str, tmp_path: Path, cleaner: Cleaner) -> None:
    content = RAW if name.endswith("txt") else json.dumps({"text": RAW})
    report = one(read([write(tmp_path, name, content)], cleaner, kind="article"))
    assert report.text == RAW
    assert report.furniture == ()


def test_json_is_an_article_unless_its_kind_says_otherwise(tmp_path: Path, cleaner: Cleaner) -> None:
    article, page = {"text": RAW}, {"text": RAW, "kind": "page"}
    assert one(read([write(tmp_path, "a.json", article)], cleaner)).text == RAW
    mended = "Rebels left’s town & said so."
    assert one(read([write(tmp_path, "b.json", page)], cleaner)).text == mended
    assert one(read([write(tmp_path, "c.json", article)], cleaner, kind="page")).text == mended
    assert one(read([write(tmp_path, "d.json", page)], cleaner, kind="article")).text == RAW


def test_fields_of_json(tmp_path: Path, cleaner: Cleaner) -> None:
    record = {
        "id": 17,
        "title": "Rebels leave Gao",
        "text": STORY,
        "published": "2022-03-03",
        "source": "Sahel Wire",
        "url": "https://sahelwire.example/gao",
        "more": {"passed": "over"},
    }
    report = one(read([write(tmp_path, "gao.json", record)], cleaner))
    assert report == Report(
        id="17",
        text=STORY,
        title="Rebels leave Gao",
        source="Sahel Wire",
        published=date(2022, 3, 3),
        url="https://sahelwire.example/gao",
    )


def test_options_win(tmp_path: Path, cleaner: Cleaner) -> None:
    record = {"text": STORY, "title": "a", "source": "b", "published": "2022-03-03"}
    path = write(tmp_path, "gao.json", record)
    report = one(read([path], cleaner, title="A", source="B", published=date(2021, 1, 2)))
    assert (report.title, report.source, report.published) == ("A", "B", date(2021, 1, 2))


def test_dateline_of_an_article(tmp_path: Path, cleaner: Cleaner) -> None:
    path = write(tmp_path, "gao.json", {"text": f"BAMAKO, March 3, 2013 (Agency) - {STORY}"})
    assert one(read([path], cleaner)).published == date(2013, 3, 3)


def test_json_lines_lose_no_line_to_a_broken_one(tmp_path: Path, cleaner: Cleaner) -> None:
    lines = [
        json.dumps({"id": "a", "text": STORY}),
        "",
        '{"id": "b", "text": ',
        json.dumps([STORY]),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": STORY, "published": "03/04/2014"}),
        json.dumps({"id": "e", "text": STORY}),
    ]
    path = write(tmp_path, "many.jsonl", "\n".join(lines))
    got = read([path], cleaner)
    assert [type(g) for g in got] == [Report, *[BrokenRecord] * 4, Report]
    assert [g.where for g in got if isinstance(g, InputError)] == [f"{path}:{n}" for n in (3, 4, 5, 6)]
    assert [g.id for g in got if isinstance(g, Report)] == ["a", "e"]


def test_json_lines_in_utf16_and_with_a_mark(tmp_path: Path, cleaner: Cleaner) -> None:
    text = "\n".join(json.dumps({"id": n, "text": STORY}) for n in "ab")
    for data in (text.encode("utf-16"), codecs.BOM_UTF8 + text.encode()):
        got = read([write(tmp_path, "many.jsonl", data)], cleaner)
        assert [g.id for g in got if isinstance(g, Report)] == ["a", "b"]


def test_json_lines_are_read_one_at_a_time(tmp_path: Path, cleaner: Cleaner) -> None:
    path = write(tmp_path, "many.jsonl", "\n".join(json.dumps({"id": n, "text": STORY}) for n in range(9)))
    reports = open_reports([path], cleaner=cleaner)
    assert isinstance(next(reports), Report)
    Path(path).write_text("", encoding="utf-8")


def test_a_line_that_is_too_long_is_said(tmp_path: Path, cleaner: Cleaner) -> None:
    lines = [{"text": STORY}, {"text": "x" * 900}, {"text": STORY}]
    path = write(tmp_path, "many.jsonl", "\n".join(map(json.dumps, lines)))
    got = read([path], cleaner, max_bytes=300)
    assert [type(g) for g in got] == [Report, BrokenRecord, Report]
    assert "many.jsonl:2: the line is longer than 300 bytes" in str(got[1])


def test_html(tmp_path: Path, cleaner: Cleaner) -> None:
    html = f"<html><head><title>Rebels leave Gao</title></head><body><p>{STORY}</p><p>{STORY}</p></body></html>"
    for name in ("gao.html", "gao.htm", "gao.txt"):
        report = one(read([write(tmp_path, name, html)], cleaner))
        assert report.text == f"{STORY}\n{STORY}"
        assert report.title == "Rebels leave Gao"


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (STORY, [STORY]),
        (f"<html><body><p>{STORY}</p></body></html>", [STORY]),
        (json.dumps({"text": STORY}), [STORY]),
        (json.dumps({"text": STORY}, indent=1), [STORY]),
        (
            f"\n{json.dumps({'text': STORY})}\n{json.dumps({'text': 'No, they said.'})}\n",
            [STORY, "No, they said."],
        ),
        ("{Rebels left Gao}", ["{Rebels left Gao}"]),
    ],
)
def test_standard_input(content: str, texts: list[str], cleaner: Cleaner) -> None:
    got = list(open_reports(["-"], stdin=io.BytesIO(content.encode()), cleaner=cleaner))
    assert [g.text if isinstance(g, Report) else g for g in got] == texts


def test_ids(tmp_path: Path, cleaner: Cleaner) -> None:
    (tmp_path / "b").mkdir()
    paths = [write(tmp_path, name, STORY) for name in ("gao.txt", "b/gao.txt", "gao-2.txt", "gao-3.txt")]
    ids = [g.id for g in read(paths, cleaner) if isinstance(g, Report)]
    assert ids == ["gao", "gao-2", "gao-2-2", "gao-3"]
    lines = "\n".join(json.dumps({"text": text}) for text in (STORY, "Rebels denied it.", STORY))
    first, other, again = read([write(tmp_path, "many.jsonl", lines)], cleaner)
    assert isinstance(first, Report) and isinstance(other, Report) and isinstance(again, Report)
    assert first.id == again.id == "r1a04277effed856d" != other.id


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Sévaré fell, “they” said.".encode(), "Sévaré fell, “they” said."),
        ("Sévaré fell, “they” said.".encode("utf-8-sig"), "Sévaré fell, “they” said."),
        ("Sévaré fell, “they” said.".encode("utf-16"), "Sévaré fell, “they” said."),
        ("Sévaré fell, “they” said.".encode("utf-32"), "Sévaré fell, “they” said."),
        ("Sévaré fell, “they” said.".encode("cp1252"), "Sévaré fell, “they” said."),
        ("Sévaré fell, they said.".encode("latin-1"), "Sévaré fell, they said."),
        (("é" * 99 + "a ").encode() + b"\xe9 fell", "é" * 99 + "a \ufffd fell"),
    ],
)
def test_encodings(data: bytes, text: str, tmp_path: Path, cleaner: Cleaner) -> None:
    assert one(read([write(tmp_path, "town.txt", data)], cleaner, kind="article", language="en")).text == text


def test_the_encoding_that_a_page_names(tmp_path: Path, cleaner: Cleaner) -> None:
    html = f'<html><head><meta charset="windows-1251"></head><body><p>{STORY} Мали.</p></body></html>'
    report = one(read([write(tmp_path, "gao.html", html.encode("cp1251"))], cleaner))
    assert report.text.endswith("Мали.")


ERRORS = [
    ("gone.txt", None, InputError, "there is no such file; check the path"),
    ("empty.txt", b"", EmptyText, "no text in it"),
    ("blank.txt", b" \n\t\n ", EmptyText, "no text in it"),
    ("bom.txt", codecs.BOM_UTF8, EmptyText, "no text in it"),
    ("buttons.txt", b"Share\nTweet\n", EmptyText, "nothing but page furniture in it"),
    ("digits.txt", b"12 345", EmptyText, "no words in it"),
    ("page.html", b"<html><body><script>x()</script></body></html>", EmptyText, "no text in it"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", NotText, "this is binary, not text"),
    ("nul.txt", b"Rebels\x00left", NotText, "this is binary, not text"),
    ("paper.txt", b"%PDF-1.7 \xff", NotText, "this is a PDF; save its text"),
    ("pack.json", b"PK\x03\x04", NotText, "this is a ZIP archive or an office document"),
    ("odd.txt", b"\x81\x8d" * 40, NotText, "not in UTF-8, and its encoding cannot be told"),
    ("wide.txt", codecs.BOM_UTF16_LE + b"\x00\xd8a", NotText, "not in the encoding it says"),
    ("list.json", b"[]", BrokenRecord, "JSON holds a list, not an object"),
    ("broken.json", b"{", BrokenRecord, "not JSON ("),
    ("deep.json", b"[" * 100_000, BrokenRecord, "nested too deep"),
    ("textless.json", b'{"title": "a"}', BrokenRecord, "has no 'text'"),
    ("number.json", b'{"text": 3}', BrokenRecord, "'text' is a number, not a text"),
    ("source.json", b'{"text": "a", "source": {}}', BrokenRecord, "'source' is an object, not a text"),
    ("kind.json", b'{"text": "a", "kind": "blog"}', BrokenRecord, "'kind' is \"blog\", which is not known"),
    (
        "day.json",
        b'{"text": "a", "published": "soon"}',
        BrokenRecord,
        "'published' is \"soon\", which is no clear date",
    ),
    ("blank.json", b'{"text": " "}', EmptyText, "no text in it"),
    (
        "french.txt",
        "Les rebelles ont quitté la ville et les soldats sont dans le nord.".encode(),
        OtherLanguage,
        "(fr)",
    ),
    ("french.json", b'{"text": "a b", "language": "fr"}', OtherLanguage, "force it with --language en"),
]


@pytest.mark.parametrize(("name", "content", "kind", "said"), ERRORS, ids=[case[0] for case in ERRORS])
def test_each_error_is_one_clear_line(
    name: str, content: bytes | None, kind: type[InputError], said: str, tmp_path: Path, cleaner: Cleaner
) -> None:
    path = str(tmp_path / name) if content is None else write(tmp_path, name, content)
    good = write(tmp_path, "good.txt", STORY)
    got = read([path, good], cleaner)
    assert [type(g) for g in got] == [kind, Report]
    line = str(got[0])
    assert line.startswith(f"{path}: ")
    assert said in line
    assert "\n" not in line


def test_folders_and_impossible_paths(tmp_path: Path, cleaner: Cleaner) -> None:
    got = read([str(tmp_path), "a\x00b", "x" * 5000], cleaner)
    assert [type(g) for g in got] == [InputError] * 3
    assert "this is a folder; name the files in it" in str(got[0])


def test_a_file_that_is_too_large(tmp_path: Path, cleaner: Cleaner) -> None:
    got = read([write(tmp_path, "large.txt", STORY)], cleaner, max_bytes=20)
    assert "larger than 20 bytes" in str(got[0])


def test_language_can_be_forced(tmp_path: Path, cleaner: Cleaner) -> None:
    path = write(tmp_path, "french.txt", "Les rebelles ont quitté la ville et les soldats sont dans le nord.")
    assert one(read([path], cleaner, language="en")).language == "en"


def test_half_a_surrogate_pair_keeps_the_offsets(tmp_path: Path, cleaner: Cleaner) -> None:
    report = one(read([write(tmp_path, "half.json", b'{"text": "Rebels \\ud83d left the town."}')], cleaner))
    assert report.text == "Rebels \ufffd left the town."


SUFFIXES = st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a", "-"])
FRAGMENTS = st.sampled_from(
    [
        b'{"text": "',
        b'"}',
        b"<html><body><p>",
        b"</p>",
        b"\n",
        b"Leave a reply",
        b"\xff\xfe",
        b"\x00",
        b"\\n",
        STORY.encode(),
    ]
)
CONTENTS = st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode), st.lists(FRAGMENTS).map(b"".join))


@given(name=SUFFIXES, content=CONTENTS, kind=st.sampled_from(["auto", "article", "page"]))
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_whatever_comes_in_nothing_is_raised(
    name: str, content: bytes, kind: str, tmp_path: Path, cleaner: Cleaner
) -> None:
    path = name if name == "-" else write(tmp_path, name, content)
    got = list(open_reports([path], InputOptions(kind=kind), stdin=io.BytesIO(content), cleaner=cleaner))
    for report in got:
        assert isinstance(report, (Report, InputError))
        if isinstance(report, Report):
            assert report.text.strip()
            report.text.encode("utf-8")
