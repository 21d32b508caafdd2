import ast
import base64
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest

import start

SOURCE = Path(start.__file__)


def test_the_starter_parses_on_old_pythons() -> None:
    ast.parse(SOURCE.read_text("utf8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_another_python_gets_a_sentence(version: tuple[int, int, int]) -> None:
    number = ".".join(str(part) for part in version)
    assert start.complaint(version, 64) == (
        f"本程序需要 Python 3.11 至 3.13，现在运行的是 {number}。请安装 Python 3.11、3.12 或 3.13 后再运行。"
    )


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 13, 9)])
def test_three_minor_versions_fit(version: tuple[int, int, int]) -> None:
    assert start.complaint(version, 64) == ""


def test_a_narrow_python_gets_a_sentence() -> None:
    assert "64 位" in start.complaint((3, 11, 7), 32)


def test_an_unfit_python_names_a_fitting_one_that_starts(tmp_path: Path) -> None:
    broken = tmp_path / "python3.11"
    broken.write_text("not a program", "ascii")
    fitting = start.fitting_interpreters({"python3.11": str(broken), "python3.12": sys.executable}.get)
    assert fitting == [sys.executable]
    assert start.complaint((3, 9, 1), 64, fitting).endswith(f"请改用：{sys.executable} start.py")


def test_windows_puts_the_interpreter_and_the_command_into_scripts() -> None:
    environment = cast("Path", PureWindowsPath(r"C:\办公\centre\.venv"))
    assert str(start.environment_python(environment, "Windows")) == r"C:\办公\centre\.venv\Scripts\python.exe"
    path, text = start.launcher(environment, "Windows")
    assert str(path) == r"C:\办公\centre\.venv\Scripts\centre.cmd"
    assert text.isascii(), "a batch file is read in the machine's own code page"
    assert all(line.endswith("\r\n") for line in text.splitlines(keepends=True))


def test_missing_libraries_are_named_by_their_packages() -> None:
    missing = start.absent(start.LIBRARIES, "libglib-2.0.so.0".__eq__)
    assert missing == [package for _, package in start.LIBRARIES[1:]]
    assert start.apt_line(missing[:2]) == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"


def test_a_library_that_is_nowhere_does_not_load() -> None:
    assert not start.loads("libno-such-thing-at-all.so.9")
    assert not start.stands("no-such-program-at-all")


def test_the_words_choose_what_runs_after_the_set_up(tmp_path: Path) -> None:
    python = str(start.environment_python(tmp_path / ".venv", platform.system()))
    check = str(tmp_path / "check.py")
    assert start.command(tmp_path, ["check"]) == [python, check]
    assert start.command(tmp_path, ["check", "--quick"]) == [python, check, "--quick"]
    assert start.command(tmp_path, ["setup"]) == []
    walk = start.command(tmp_path, [])
    assert walk == start.command(tmp_path, ["walk"])
    assert walk
    assert walk[:4] == [python, "-m", "centre_app", "--office"]
    assert walk[5:] == ["walk", "--table", str(tmp_path / "tests" / "data" / "county-a.xlsx")]


@pytest.mark.parametrize(
    ("system", "variables", "seen"),
    [
        ("Windows", {}, True),
        ("Linux", {}, False),
        ("Linux", {"DISPLAY": ""}, False),
        ("Linux", {"DISPLAY": ":0"}, True),
        ("Linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("Linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
        ("Linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("Windows", {"QT_QPA_PLATFORM": "minimal:enable_fonts"}, False),
    ],
)
def test_a_screen_is_where_the_system_says_so(system: str, variables: dict[str, str], seen: bool) -> None:
    assert start.has_screen(system, variables) is seen


def test_what_cannot_draw_is_found_out_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start.draws(sys.executable), "the tests run where Qt draws without a screen"
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    assert not start.draws(sys.executable)


def test_the_office_for_training_is_made_once_and_then_shown(tmp_path: Path) -> None:
    office = tmp_path / "office" / "演示"
    show = ["python", "-m", "centre_app", "--office", str(office)]
    assert start.window_commands(tmp_path, "python") == [[*show, "demo"], show]
    office.mkdir(parents=True)
    assert len(start.window_commands(tmp_path, "python")) == 2, "a folder alone is no office"
    (office / "office.keys").touch()
    assert start.window_commands(tmp_path, "python") == [show]


def test_each_walk_has_a_fresh_office(tmp_path: Path) -> None:
    first = start.fresh_office(tmp_path)
    first.mkdir(parents=True)
    second = start.fresh_office(tmp_path)
    second.mkdir()
    assert [first.name, second.name, start.fresh_office(tmp_path).name] == ["walk-1", "walk-2", "walk-3"]


def test_wrong_words_do_nothing_and_say_how() -> None:
    assert start.command(Path(), ["chekc"]) is None
    done = _start(SOURCE.parent, ["chekc"], {})
    assert (done.returncode, done.stdout) == (2, "用法：python3 start.py [walk | check [--quick] | setup]\n")


def test_chinese_reaches_an_output_that_knows_none() -> None:
    done = _start(SOURCE.parent, ["chekc"], {"PYTHONIOENCODING": "ascii"})
    assert done.stdout.startswith("用法")


class _Checkout:
    """A folder with the starter and a lock of one package, which lies in a folder and not on a network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "办公 电脑"
        self.folder.mkdir()
        self.store = folder / "wheels"
        self.store.mkdir()
        shutil.copy(SOURCE, self.folder)
        room = self.folder / "centre_app"
        room.mkdir()
        (room / "__init__.py").touch()
        (room / "cli.py").write_text(
            "import sys, one_thing\n\n\ndef main():\n    print(one_thing.NUMBER, ascii(sys.argv))\n    return 7\n",
            "ascii",
        )
        self.lock(1)

    def lock(self, number: int, digest: str | None = None) -> None:
        wheel = _wheel(self.store, number)
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        (self.folder / start.LOCK).write_text(f"one-thing=={number} \\\n    --hash=sha256:{digest}\n", "ascii")

    @property
    def environment(self) -> dict[str, str]:
        return {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.store)}

    def set_up(self) -> subprocess.CompletedProcess[str]:
        return _start(self.folder, ["setup"], self.environment)

    def centre(self, *words: str) -> tuple[int, str]:
        path, _ = start.launcher(self.folder / ".venv", platform.system())
        done = subprocess.run([path, *words], capture_output=True, text=True, cwd=self.store, check=False)
        return done.returncode, done.stdout


def _start(folder: Path, words: list[str], more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, folder / "start.py", *words],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **more},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _wheel(folder: Path, number: int) -> Path:
    path = folder / f"one_thing-{number}-py3-none-any.whl"
    info = f"one_thing-{number}.dist-info"
    files = {
        "one_thing.py": f"NUMBER = {number}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: one-thing\nVersion: {number}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{info}/RECORD,,\n"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(text)}\n"
            wheel.writestr(name, text)
        wheel.writestr(f"{info}/RECORD", record)
    return path


def test_a_set_up_is_done_once_renewed_in_place_and_made_anew_after_a_break(tmp_path: Path) -> None:
    checkout = _Checkout(tmp_path)
    environment = checkout.folder / ".venv"

    first = checkout.set_up()
    assert first.returncode == 0, first.stdout
    assert "取依赖 1/1" in first.stdout
    assert checkout.centre("id", "a b", "--json") == (7, "1 ['centre', 'id', 'a b', '--json']\n")

    assert "取依赖" not in checkout.set_up().stdout

    kept = environment / "kept.txt"
    kept.touch()
    checkout.lock(2)
    assert checkout.set_up().returncode == 0
    assert checkout.centre() == (7, "2 ['centre']\n")
    assert kept.exists()

    (environment / start.STAMP).unlink()
    start.environment_python(environment, platform.system()).unlink()
    again = checkout.set_up()
    assert again.returncode == 0, again.stdout
    assert not kept.exists(), "half an environment is not built upon"
    assert checkout.centre() == (7, "2 ['centre']\n")


def test_a_file_with_another_hash_is_refused_and_the_set_up_does_not_count(tmp_path: Path) -> None:
    checkout = _Checkout(tmp_path)
    checkout.lock(1, digest="0" * 64)
    done = checkout.set_up()
    assert done.returncode == 1
    assert "依赖没有装成" in done.stdout
    assert start.last_stamp(checkout.folder, platform.system()) == []


def test_two_set_ups_at_once_make_one_environment(tmp_path: Path) -> None:
    checkout = _Checkout(tmp_path)
    both = [
        subprocess.Popen(
            [sys.executable, checkout.folder / "start.py", "setup"],
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **checkout.environment},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("取依赖 1/1" in text for text in said) == 1
    assert checkout.centre() == (7, "1 ['centre']\n")


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    checkout = _Checkout(tmp_path)
    (checkout.folder / ".venv.lock").mkdir()
    done = checkout.set_up()
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("文件夹写不进去")
