"""The window on a real X server: opened as the first command of README opens it, and worked by keys that X sends.

xdotool presses them.
"""

import os
import subprocess
import sys
from pathlib import Path

import start
from centre_app.db.store import OfficeFolder
from centre_app.services.office import utc_now
from centre_app.services.opening import NewOffice, new_office

ROOT = Path(start.__file__).parent
PASSWORD = "spring rain 4"


def xdo(display: str, *words: str) -> str:
    """Have xdotool do something on that screen; ``--sync`` lets it wait until it has come about."""
    surroundings = {**os.environ, "DISPLAY": display}
    return subprocess.run(
        ["xdotool", *words], env=surroundings, capture_output=True, text=True, check=True, timeout=120
    ).stdout.strip()


def test_the_window_opens_on_x_and_is_signed_in_to_by_keys(display: str, tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path / "office" / "演示")
    what = NewOffice(name="丙县帮扶中心", area="621002", admin="演示管理员", training=True)
    new_office(folder, what, PASSWORD, utc_now())
    [words] = start.window_commands(tmp_path, sys.executable)
    shown = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_DATA_HOME": str(tmp_path / "data")}
    with subprocess.Popen(words, cwd=ROOT, env=shown) as program:
        try:
            window = xdo(display, "search", "--sync", "--onlyvisible", "--name", "工作台 － 演示").split()[0]
            xdo(display, "windowfocus", "--sync", window)
            xdo(display, "type", PASSWORD)
            xdo(display, "key", "Return")
            assert xdo(display, "search", "--sync", "--onlyvisible", "--name", "工作台 － 丙县帮扶中心") == window
            assert program.poll() is None
        finally:
            program.terminate()


def test_where_there_is_no_office_the_first_run_opens_and_leaves_nothing_behind(display: str, tmp_path: Path) -> None:
    office = tmp_path / "丁县"
    shown = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_DATA_HOME": str(tmp_path / "data")}
    words = [sys.executable, "-m", "centre_app", "--office", str(office)]
    with subprocess.Popen(words, cwd=ROOT, env=shown) as program:
        try:
            assert xdo(display, "search", "--sync", "--onlyvisible", "--name", "第一次使用 － 丁县")
            assert program.poll() is None
        finally:
            program.terminate()
    assert not office.exists()
