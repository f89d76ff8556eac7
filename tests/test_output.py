"""A file that appears when it is complete."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crossclaim.errors import OptionError
from crossclaim.output import file_output


def test_in_place_when_complete(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    with file_output(target) as stream:
        stream.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new" and os.listdir(tmp_path) == ["out.json"]


def test_what_was_there_stays_after_an_error(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), file_output(target) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert target.read_bytes() == b"old" and os.listdir(tmp_path) == ["out.json"]


def test_rights_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with file_output(target) as stream:
        stream.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o640


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot write"), file_output(tmp_path / "none" / "out.json"):
        pass


def test_a_device_is_written_directly() -> None:
    with file_output(Path(os.devnull)) as stream:
        stream.write(b"x")
    assert not Path(os.devnull).is_file()
