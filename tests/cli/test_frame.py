"""Usage, exit codes, streams and interruptions are alike for every command."""

import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from rich.cells import cell_len

from centre_app import __version__
from centre_app.cli import captions, frame, values
from centre_app.cli.answers import Answer, Lines, Raw, Table, write
from centre_app.cli.columns import columns, folded
from centre_app.cli.frame import centre
from centre_app.cli.progress import bar
from centre_app.cli.table import COMMANDS
from centre_app.core.progress import Cancelled
from tests.cli.said import ran

CENTRE = [sys.executable, "-m", "centre_app"]


def started(*words: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """``centre`` as a process of its own."""
    return subprocess.run([*CENTRE, *words], capture_output=True, check=False, timeout=60, **settings)


def doing(monkeypatch: pytest.MonkeyPatch, job: Callable[[], Answer]) -> None:
    """Let ``centre capitals`` do something else."""

    @frame.command("capitals")
    def stand_in() -> Answer:
        return job()

    monkeypatch.setattr(values, "capitals", stand_in)


def test_every_command_of_the_table_is_found_and_has_its_help() -> None:
    for name in COMMANDS:
        answer = ran(name, "--help")
        assert answer.code == 0, name
        assert captions.HELP[name][:6] in answer.out


def test_every_option_of_every_command_says_what_it_is_for() -> None:
    def below(command: click.Command) -> Iterator[click.Command]:
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from below(found)
        else:
            yield command

    silent = [
        (command.name, option.opts)
        for command in below(centre())
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []
    assert "None" not in ran("print", "--help").out + ran("print").err + ran("import").err
    assert "（必填）" in ran("export", "--help").out


def test_help_is_chinese_and_fits_eighty_columns() -> None:
    for words in ([], *([name] for name in COMMANDS)):
        out = ran(*words, "--help").out
        assert max(map(cell_len, out.splitlines())) <= 80
        assert "Usage" not in out
        assert "Options" not in out
        assert "Show this" not in out


def test_the_version_is_said() -> None:
    assert ran("--version").out == f"centre {__version__}\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nonsense"], "NoSuchCommand"),
        (["id", "--frob", "1"], "NoSuchOption"),
        (["id"], "MissingParameter"),
        (["forms", "one", "two"], "TooManyWords"),
        (["notice-end", "2026-11-24", "--days"], "BadOptionUsage"),
        (["--user"], "BadOptionUsage"),
        ([], "UsageError"),
    ],
)
def test_wrong_words_are_wrong_usage_in_chinese(words: list[str], code: str) -> None:
    answer = ran("--json", *words)
    assert answer.code == 2
    assert answer.codes == [code]
    [refusal] = answer.document["refusals"]
    assert set(refusal) >= {"code", "text", "field"}
    assert not [letter for letter in refusal["text"] if letter.isalpha() and letter.isascii() and letter.isupper()]
    assert answer.err == refusal["text"] + "\n"


def test_without_any_words_the_help_is_shown_and_it_is_wrong_usage() -> None:
    answer = ran()
    assert answer.code == 2
    assert answer.out == ""
    assert captions.HELP["id"] in answer.err


def test_without_json_standard_output_stays_empty_when_refused() -> None:
    answer = ran("capitals", "x")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.endswith("。\n")


def test_the_three_words_stand_before_or_after_the_command() -> None:
    before = ran("--json", "--user", "a", "--office", "b", "capitals", "1")
    after = ran("capitals", "--office", "b", "1", "--user", "a", "--json")
    assert before == after


def test_json_after_a_double_dash_is_a_value() -> None:
    assert captions.MASK_HEADS[0] in ran("mask", "name", "--", "--json").out


def test_a_mistake_of_the_program_leaves_a_report_without_values_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def job() -> Answer:
        try:
            int("欧阳娜娜")
        except ValueError as error:
            raise KeyError("欧阳娜娜") from error
        raise AssertionError

    doing(monkeypatch, job)
    answer = ran("capitals", "--json")
    assert answer.code == 1
    assert answer.codes == ["Fault"]
    [report] = (tmp_path / "log").iterdir()
    assert str(report) in answer.err
    assert answer.err.count("\n") == 1
    text = report.read_text("utf8")
    assert "欧阳" not in text
    assert "builtins.KeyError\n" in text
    assert "builtins.ValueError\n" in text
    assert "centre_app/cli/frame.py" in text
    assert str(Path.home()) not in text


def test_a_mistake_is_told_even_where_no_report_can_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def job() -> Answer:
        raise ZeroDivisionError

    doing(monkeypatch, job)
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr("centre_app.paths.log_folder", lambda: blocked / "log")
    answer = ran("capitals")
    assert answer.code == 1
    assert "ZeroDivisionError" in answer.err


@pytest.mark.parametrize(
    ("stop", "sentence"),
    [
        (KeyboardInterrupt(), captions.INTERRUPTED),
        (EOFError(), captions.INTERRUPTED),
        (Cancelled(), captions.INTERRUPTED),
        (frame.Interrupted(stored=False), captions.INTERRUPTED),
        (frame.Interrupted(stored=True), captions.INTERRUPTED_STORED),
    ],
)
def test_an_interrupted_command_says_whether_anything_was_stored(
    monkeypatch: pytest.MonkeyPatch, stop: BaseException, sentence: str
) -> None:
    def job() -> Answer:
        raise stop

    doing(monkeypatch, job)
    answer = ran("capitals", "--json")
    assert answer.code == 1
    assert answer.codes == ["Interrupted"]
    assert answer.err.strip() == sentence


def test_ctrl_c_while_the_answer_is_written_says_that_it_is_not_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(frame, "write", stop)
    answer = ran("capitals", "1")
    assert (answer.code, answer.err) == (1, f"{captions.INTERRUPTED_LATE}\n")


def test_ctrl_c_while_the_program_is_still_loading_is_no_traceback() -> None:
    program = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from centre_app.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.decode("utf8").strip()) == (1, captions.INTERRUPTED)


def test_trouble_with_a_file_that_no_command_foresaw_is_a_mistake_of_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def job() -> Answer:
        raise OSError(errno.EIO, "x")

    doing(monkeypatch, job)
    assert ran("capitals", "--json").codes == ["Fault"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in ran("mask", "name", "a\x1b[31mb").out
    assert json.loads(ran("mask", "name", "a\x1bb", "--json").out)[0]["text"] == "a\x1bb"


def test_long_cells_go_on_below_and_no_line_is_wider_than_eighty() -> None:
    answer = ran("rules")
    assert max(map(cell_len, answer.out.splitlines())) <= 80
    assert ran("acts").out.splitlines()[0].split() == list(captions.ACT_HEADS)


def test_a_table_counts_east_asian_characters_as_two() -> None:
    lines = list(columns([("名", "x"), ("ab", "二二")], 80))
    assert lines == ["名  x", "ab  二二"]


def test_a_number_in_a_narrow_table_stays_whole_and_the_words_beside_it_give_way() -> None:
    lines = list(columns([("62100220260004", "甲县企业联合工会", "结对走访")], 32))
    assert lines == ["62100220260004  甲县企   结对走", "                业联合   访", "                工会"]
    assert list(columns([("62100220260004", "62100220260004")], 20)) == ["621002202  621002202", "60004      60004"]


def test_lines_are_folded_between_words_and_before_no_closing_mark() -> None:
    assert folded("中文中文，中文", 8) == ["中文中", "文，中文"]
    assert folded("中文 2027 年", 8) == ["中文", "2027 年"]
    assert folded("中文 2026-10-23，中文", 15) == ["中文", "2026-10-23，中", "文"]
    assert folded("abcdefgh", 3) == ["abc", "def", "gh"]
    assert folded("一\n二", 8) == ["一", "二"]
    assert folded("，，", 2) == ["，", "，"]


def test_the_program_writes_utf_8_whatever_the_code_page_is() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    done = started("mask", "name", "𠮷田", "--json", env=environment)
    assert json.loads(done.stdout.decode("utf8"))[0]["masked"] == "𠮷*"


def test_nobody_reading_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*CENTRE, "acts", "--json"], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_module_and_the_script_are_one_program() -> None:
    done = started("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"centre {__version__}")


def test_the_command_knows_click_by_its_errors_only() -> None:
    assert issubclass(frame.Misused, click.UsageError)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_shows_a_bar_on_a_terminal_and_nothing_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, expected in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with bar("备份") as progress:
            progress.step(1, 2)
            progress.step(2, 2)
        assert ("备份" in stream.getvalue()) is expected


def test_heads_are_bold_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(None, (Table(("甲",), [("乙",)], title="题"),))
    for stream, expected in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stdout", stream)
        write(answer, as_json=False)
        assert ("\x1b[1m" in stream.getvalue()) is expected


def test_what_is_empty_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    write(Answer(None, (Table(("甲",), [], title="题", empty="没有"), Raw("原样"))), as_json=False)
    assert capsys.readouterr().out == "题\n没有\n原样\n"


def test_sentences_are_folded_as_far_in_as_they_begin(capsys: pytest.CaptureFixture[str]) -> None:
    write(Answer(None, (Lines(["  " + "字" * 60], fold=True),)), as_json=False)
    first, second = capsys.readouterr().out.splitlines()
    assert (first, second) == ("  " + "字" * 38, "    " + "字" * 22)
