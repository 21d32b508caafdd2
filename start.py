#!/usr/bin/env python3
"""Sets up everything the program needs, then runs it; with ``check``, then passes all tests.

    python3 start.py            set up, then open the window on an office for training; without a screen, the walk
    python3 start.py walk       set up, then walk a whole county's list through a fresh office for training
    python3 start.py check      set up with the tools of the trade, then run check.py
    python3 start.py setup      set up only

Uses the standard library alone, since it runs before anything is installed. Its grammar is that of
Python 3.6, so that a Python that does not fit says so in a sentence instead of failing on the grammar: that
is why annotations are quoted.
A set-up that was interrupted is noticed by its missing stamp and made anew; a finished one costs a glance.
"""

import contextlib
import ctypes
import hashlib
import os
import platform
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Callable, Iterable, Iterator, Mapping, Sequence

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
LOWEST, PAST, WIDTH = (3, 11), (3, 14), 64
LOCK, DEV_LOCK, STAMP = "requirements.lock", "requirements-dev.lock", "set-up.txt"

# What Qt asks of a bare Debian 12 to draw without a screen: the linker's name of it and the package it is in.
LIBRARIES = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
)
# What Qt asks for besides, to draw on an X screen and to find the printers.
SCREEN_LIBRARIES = (
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libcups.so.2", "libcups2"),
)
# Programs that only the tests use, as further witnesses: the tests pass without them outside CI.
WITNESSES = (
    ("pdftotext", "poppler-utils"),
    ("qpdf", "qpdf"),
    ("postgres", "postgresql"),
    ("Xvfb", "xvfb"),
    ("xdotool", "xdotool"),
)
DEMO_WORD = "demo"
"""Of every login of the office for training: its people are invented, and whoever tries it must get in."""
UNSEEN = ("offscreen", "minimal", "vnc")
"""Platforms of Qt that draw where nobody at this machine sees it."""


class Stopped(Exception):
    """The set-up cannot go on; the text is the sentence for the person at the machine."""


def say(text: "str") -> "None":
    """Print a line at once. Where the output's own encoding knows no Chinese, it is given UTF-8."""
    try:
        print(text, flush=True)
    except UnicodeEncodeError:
        sys.stdout.buffer.write((text + "\n").encode())
        sys.stdout.flush()


def complaint(version: "tuple[int, ...]", bits: "int", others: "Iterable[str]" = ()) -> "str":
    """Why this Python cannot run the program, as a sentence, or nothing.

    ``others`` are fitting interpreters that stand on the same machine.
    """
    if not LOWEST <= tuple(version[:2]) < PAST:
        found = ".".join(str(part) for part in version[:3])
        advice = next(
            (f"本机有合适的版本，请改用：{path} start.py" for path in others),
            "请安装 Python 3.11、3.12 或 3.13 后再运行。",
        )
        return f"本程序需要 Python 3.11 至 3.13，现在运行的是 {found}。{advice}"
    if bits != WIDTH:
        return f"本程序需要 {WIDTH} 位的 Python，现在运行的是 {bits} 位。请安装 {WIDTH} 位版本后再运行。"
    return ""


def fitting_interpreters(which: "Callable[[str], str | None]") -> "list[str]":
    """Interpreters of a fitting version that stand under their usual names and start."""
    names = [f"python{LOWEST[0]}.{minor}" for minor in range(LOWEST[1], PAST[1])]
    return [path for path in map(which, names) if path and knows(path, "venv")]


def environment_python(environment: "Path", system: "str") -> "Path":
    """The interpreter of a virtual environment, where this system puts it."""
    if system == "Windows":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def launcher(environment: "Path", system: "str") -> "tuple[Path, str]":
    """Where the command ``centre`` goes and what it says; it finds the program from its own place."""
    call = "import sys; sys.argv[0] = 'centre'; from centre_app.cli import main; sys.exit(main())"
    if system == "Windows":
        text = f'@set "PYTHONPATH=%~dp0..\\..;%PYTHONPATH%"\r\n@"%~dp0python.exe" -c "{call}" %*\r\n'
        return environment / "Scripts" / "centre.cmd", text
    text = (
        "#!/bin/sh\n"
        'here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)\n'
        f'PYTHONPATH="$here/../..${{PYTHONPATH:+:$PYTHONPATH}}" exec "$here/python" -c "{call}" "$@"\n'
    )
    return environment / "bin" / "centre", text


def stamp(root: "Path", locks: "Sequence[str]", version: "str") -> "str":
    """What a finished set-up leaves behind: the Python and each lock that is installed, by content."""
    contents = [hashlib.sha256((root / name).read_bytes()).hexdigest() + " " + name for name in locks]
    return "\n".join(["python " + version, *contents, ""])


def last_stamp(root: "Path", system: "str") -> "list[str]":
    """The lines of the last finished set-up; none when there was none, or when its Python is gone."""
    mark = root / ".venv" / STAMP
    if not mark.is_file() or not environment_python(root / ".venv", system).exists():
        return []
    return mark.read_text(encoding="utf-8").splitlines()


def is_done(root: "Path", locks: "Sequence[str]", version: "str", system: "str") -> "bool":
    """Whether the environment stands as these locks and this Python want it."""
    return set(stamp(root, locks, version).split("\n")) <= {*last_stamp(root, system), ""}


def loads(library: "str") -> "bool":
    """Whether the linker finds and loads this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def stands(program: "str") -> "bool":
    """Whether this program is on the path, or where Debian keeps a database server's."""
    return bool(shutil.which(program)) or any(Path("/usr/lib/postgresql").glob("*/bin/" + program))


def absent(pairs: "Iterable[tuple[str, str]]", is_there: "Callable[[str], bool]") -> "list[str]":
    """The packages of those things that are not there."""
    return [package for name, package in pairs if not is_there(name)]


def may_install() -> "bool":
    """Whether system packages may be installed here: apt is there, and we are root."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_line(packages: "Iterable[str]") -> "str":
    """What a person with the right may type to install these packages."""
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def apt_install(packages: "Sequence[str]") -> "None":
    """Install these packages; a stale list of packages is renewed first.

    Raises:
        Stopped: apt could not; its own last words are in the sentence.
    """
    say("  正在安装系统软件包：" + "、".join(packages))
    surroundings = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    listened([*apt, "update"], surroundings)
    code, last_words = listened([*apt, "install", "-y", "--no-install-recommends", *packages], surroundings)
    if code:
        raise Stopped(f"系统软件包没有装成，请手工运行：\n  {apt_line(packages)}\n{last_words}")


def listened(
    command: "Sequence[str]", surroundings: "dict[str, str]", hear: "Callable[[str], object]" = str
) -> "tuple[int, str]":
    """Run a command, hand each line of it to ``hear``, and return its code and its last lines."""
    lines = []  # type: list[str]
    with subprocess.Popen(
        command,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            hear(line)
            lines = [*lines[-14:], line.rstrip()]
    return process.returncode, "\n".join(lines)


def environment_packages(base: "str") -> "list[str]":
    """The package that Debian keeps apart and without which no environment can be made with a pip in it."""
    if knows(base, "ensurepip") or (knows(base, "pip") and not may_install()):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def set_up_system(base: "str", with_tools: "bool", with_environment: "bool") -> "None":
    """See to the system's packages: install what is missing where we may, else say how, all in one line.

    Raises:
        Stopped: what comes next cannot start without them, and they may not be installed from here.
    """
    if platform.system() != "Linux":
        return
    libraries = absent(LIBRARIES, loads)
    screen = absent(SCREEN_LIBRARIES, loads) if with_tools or has_screen("Linux", os.environ) else []
    witnesses = absent(WITNESSES, stands) if with_tools else []
    environment = environment_packages(base) if with_environment else []
    wanted = libraries + screen + witnesses + environment
    if not wanted:
        return
    if may_install():
        apt_install(wanted)
    elif environment or (libraries and with_tools):
        raise Stopped("缺少系统软件包，无法继续。请先运行：\n  " + apt_line(wanted))
    else:
        say("  缺少系统软件包，不影响现在要做的事；有权限时请运行：\n  " + apt_line(wanted))


def pip_for(base: "str", environment: "Path") -> "list[str]":
    """The command that is the environment's pip: its own, or one that the system has and that serves it.

    Raises:
        Stopped: this Python has no pip at all.
    """
    inside = str(environment_python(environment, platform.system()))
    if knows(base, "ensurepip"):
        return [inside, "-m", "pip"]
    if knows(base, "pip"):
        return [base, "-m", "pip", "--python", inside]
    raise Stopped("这个 Python 没有 pip，也没有 ensurepip，无法安装依赖。请换用完整安装的 Python 3.11 至 3.13。")


def make_environment(base: "str", environment: "Path", pip: "Sequence[str]") -> "None":
    """Make an empty virtual environment in place of whatever half of one is there.

    Raises:
        Stopped: Python could not make it; its last words are in the sentence.
    """
    say(f"  正在建立独立环境 .venv（Python {platform.python_version()}）")
    if environment.exists():
        shutil.rmtree(str(environment))
    options = ["--without-pip"] if pip[0] == base else []
    code, last_words = listened([base, "-m", "venv", *options, str(environment)], dict(os.environ))
    if code:
        raise Stopped("独立环境 .venv 没有建成：\n" + last_words)


def knows(python: "str", module: "str") -> "bool":
    """Whether that interpreter starts and has this module."""
    try:
        return subprocess.call([python, "-c", "import " + module], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def install(pip: "Sequence[str]", lock: "Path") -> "None":
    """Install a lock to the letter: every file by its hash, ready-made files only, nothing besides.

    Raises:
        Stopped: something could not be fetched or written.
    """
    text = lock.read_text(encoding="utf-8").splitlines()
    total = sum(1 for line in text if line and not line.startswith((" ", "#")))
    seen = []  # type: list[str]

    def hear(line: "str") -> "None":
        if line.startswith(("Collecting ", "Processing ")):
            seen.append(Path(line.split()[1]).name)
            say(f"  取依赖 {len(seen)}/{total}  {seen[-1]}")
        elif line.startswith("Installing collected"):
            say("  正在写入 .venv ……")

    rules = ["install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--progress-bar", "off"]
    code, last_words = listened([*pip, *rules, "-r", str(lock)], dict(os.environ, PYTHONUNBUFFERED="1"), hear)
    if code:
        raise Stopped(
            "依赖没有装成。请检查网络或 pip 的镜像设置（pip config list），再运行一次同一条命令，"
            "做到一半的会自动重来。\n" + last_words
        )


def set_up_environment(root: "Path", base: "str", locks: "Sequence[str]") -> "None":
    """Bring ``.venv`` to what the locks say, made anew unless it was finished with this Python.

    Tools that were installed for the tests stay. The stamp goes first and comes back last, so that half a
    set-up never counts.
    """
    environment, system, version = root / ".venv", platform.system(), platform.python_version()
    before = last_stamp(root, system)
    pip = pip_for(base, environment)
    if "python " + version in before:
        (environment / STAMP).unlink()
        locks = [LOCK, DEV_LOCK] if any(line.endswith(DEV_LOCK) for line in before) else locks
    else:
        make_environment(base, environment, pip)
    install(pip, root / locks[-1])
    path, text = launcher(environment, system)
    path.write_bytes(text.encode("ascii"))
    path.chmod(0o755)
    (environment / STAMP).write_text(stamp(root, locks, version), encoding="utf-8")


@contextlib.contextmanager
def alone(root: "Path") -> "Iterator[None]":
    """Let one set-up run at a time. The system gives the lock back when the process ends, however it ends."""
    with (root / ".venv.lock").open("w", encoding="ascii") as handle:
        if sys.platform == "win32":
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(root: "Path", with_tools: "bool") -> "None":
    """Bring the machine to where the program, or with tools the tests, can run. Quick when that is done."""
    locks = [LOCK, DEV_LOCK] if with_tools else [LOCK]
    version, system = platform.python_version(), platform.system()
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = is_done(root, locks, version, system)
    set_up_system(base, with_tools, with_environment=not done)
    if done:
        return
    with alone(root):
        if not is_done(root, locks, version, system):
            set_up_environment(root, base, locks)


def fresh_office(root: "Path") -> "Path":
    """A folder for another office of the walk; those of earlier walks stay as they are."""
    number = 1
    while (root / "office" / f"walk-{number}").exists():
        number += 1
    return root / "office" / f"walk-{number}"


def command(root: "Path", words: "Sequence[str]") -> "list[str] | None":
    """What runs after the set-up: nothing for ``setup``, None where the words mean nothing."""
    python = str(environment_python(root / ".venv", platform.system()))
    if not words or list(words) == ["walk"]:
        table = root / "tests" / "data" / "county-a.xlsx"
        return [python, "-m", "centre_app", "--office", str(fresh_office(root)), "walk", "--table", str(table)]
    if words[0] == "check":
        return [python, str(root / "check.py"), *words[1:]]
    return [] if list(words) == ["setup"] else None


def has_screen(system: "str", variables: "Mapping[str, str]") -> "bool":
    """Whether somebody sits before a screen here, as far as the system says."""
    if variables.get("QT_QPA_PLATFORM", "").split(":")[0] in UNSEEN:
        return False
    return system == "Windows" or any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def draws(python: "str") -> "bool":
    """Whether Qt finds what it needs to draw on that screen; where it does not, it ends the process that asks."""
    asked = [python, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    return subprocess.call(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def window_commands(root: "Path", python: "str") -> "list[list[str]]":
    """What makes the office for training, unless it is there from the last time, and what opens the window on it."""
    office = root / "office" / "演示"
    show = [python, "-m", "centre_app", "--office", str(office)]
    return [show] if (office / "office.keys").exists() else [[*show, "demo"], show]


def show_window(root: "Path", python: "str") -> "int":
    """Open the window on the office for training and wait until it is closed; returns the exit code."""
    commands = window_commands(root, python)
    if len(commands) > 1:
        say("第一次运行：正在建立演示办公室，人员全是虚构的，约需半分钟。")
    for words in commands:
        if words is commands[-1]:
            say(f"窗口已打开。演示办公室的口令是 {DEMO_WORD}，各使用人都一样。要看一个县的花名册走完全程，")
            say("请运行：python3 start.py walk")
        code = subprocess.call(words, cwd=str(root), env=dict(os.environ, CENTRE_PASSWORD=DEMO_WORD))
        if code:
            return code
    return 0


def main(words: "Sequence[str]") -> "int":
    """Set up, run, and return the exit code of what was run; 1 when the set-up fails, 2 for wrong words."""
    problem = complaint(sys.version_info[:3], struct.calcsize("P") * 8, fitting_interpreters(shutil.which))
    if problem:
        say(problem)
        return 1
    then = command(ROOT, words)
    if then is None:
        say("用法：python3 start.py [walk | check [--quick] | setup]")
        return 2
    try:
        say("准备运行环境……")
        set_up(ROOT, with_tools=words[:1] == ["check"])
        say("运行环境已就绪。")
        python = str(environment_python(ROOT / ".venv", platform.system()))
        if not words and has_screen(platform.system(), os.environ) and draws(python):
            return show_window(ROOT, python)
        return subprocess.call(then, cwd=str(ROOT)) if then else 0
    except Stopped as stopped:
        say(str(stopped))
    except OSError as trouble:
        say(f"文件夹写不进去，或文件正被占用：{trouble}。请关掉正在运行的本程序，检查权限和磁盘，再试。")
    except KeyboardInterrupt:
        say("已中断。再运行一次同一条命令会接着做完。")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
