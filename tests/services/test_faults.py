"""What is kept of a mistake of the program: where it happened, and nothing about anybody."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from centre_app.services.faults import write_report

NAME = "张甲 621002197001010018"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("centre_app.paths.log_folder", lambda: tmp_path / "log")
    return tmp_path / "log"


@pytest.fixture
def caught(tmp_path: Path) -> Callable[[str], BaseException]:
    """What a module outside all folders of libraries raises."""

    def raised(line: str) -> BaseException:
        file = tmp_path / "outside.py"
        file.write_text(line, "utf-8")
        try:
            runpy.run_path(str(file), {"name": NAME})
        except ValueError as error:
            return error
        raise AssertionError(line)

    return raised


def test_a_report_names_classes_and_places_and_no_value(folder: Path, caught: Callable[[str], BaseException]) -> None:
    file = write_report(caught("raise ValueError(name)"))
    assert file is not None
    assert file.parent == folder
    said = file.read_text("utf-8")
    assert "builtins.ValueError" in said
    assert "tests/services/test_faults.py" in said
    assert "  outside.py:1 " in said
    assert NAME not in said
    assert str(folder.parent) not in said


def test_a_chain_of_errors_is_told_whole(caught: Callable[[str], BaseException]) -> None:
    file = write_report(caught("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError(name) from e"))
    assert file is not None
    assert [line for line in file.read_text("utf-8").splitlines() if line.startswith("builtins")] == [
        "builtins.ValueError",
        "builtins.ZeroDivisionError",
    ]


def test_where_no_report_can_be_written_there_is_none(folder: Path, caught: Callable[[str], BaseException]) -> None:
    folder.write_text("a file in the way")
    assert write_report(caught("raise ValueError(name)")) is None
