"""Real faults for tests, made by the operating system and proven before they are relied on.

Each runs a piece of Python in a process of its own. Where a fault cannot be set up the process ends with an error,
so that the test fails: a fault that did not happen proves nothing. Linux only.
"""

import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]

_SMALL_DISK = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
NEW_NAMESPACE, NEW_USER, PRIVATE = 0x00020000, 0x10000000, 0x40000 | 0x4000
identity = os.getuid(), os.getgid()
if libc.unshare(NEW_NAMESPACE):
    assert libc.unshare(NEW_NAMESPACE | NEW_USER) == 0, os.strerror(ctypes.get_errno())
    open("/proc/self/setgroups", "w").write("deny")
    open("/proc/self/uid_map", "w").write(f"0 {identity[0]} 1")
    open("/proc/self/gid_map", "w").write(f"0 {identity[1]} 1")
assert libc.mount(b"none", b"/", None, PRIVATE, None) == 0, os.strerror(ctypes.get_errno())
options = f"size={sys.argv[2]}".encode()
assert libc.mount(b"disk", os.fsencode(sys.argv[1]), b"tmpfs", 0, options) == 0, os.strerror(ctypes.get_errno())
from pathlib import Path
DISK = Path(sys.argv[1])
BALLAST = DISK / "ballast"

def fill(spare=0):
    "Fill the disk but for so many bytes, and prove that it is full."
    with BALLAST.open("ab", buffering=0) as file:
        for size in (1 << 16, 4096, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError as error:
                assert error.errno == 28, error
        os.truncate(BALLAST, max(0, file.tell() - spare))
    if not spare:
        try:
            (DISK / "probe").write_bytes(b"x" * 4096)
        except OSError as error:
            assert error.errno == 28, error
        else:
            raise AssertionError("the disk is not full")
        (DISK / "probe").unlink()

def free():
    BALLAST.unlink()
"""

_UNPRIVILEGED = """
import os, sys
from pathlib import Path
PLACE = Path(sys.argv[1])

def drop():
    "Go on as a user for whom PLACE is read-only, and prove it by a plain write that fails."
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        (PLACE / "probe").write_bytes(b"") if PLACE.is_dir() else PLACE.open("r+b").close()
    except PermissionError:
        return
    raise AssertionError("a plain write is not refused")
"""


def _run(prelude: str, code: str, arguments: Sequence[str]) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", prelude + textwrap.dedent(code), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def on_a_small_disk(folder: Path, size: int, code: str, *arguments: str) -> str:
    """Run code that finds a disk of `size` bytes at DISK (that folder), with `fill` and `free`; what it prints.

    The disk is seen by that process only and gone after it. Further arguments stand in ``sys.argv[3:]``.
    """
    return _run(_SMALL_DISK, code, [str(folder), str(size), *arguments])


def unprivileged(place: Path, code: str, *arguments: str) -> str:
    """Run code that, after ``drop()``, is a user for whom `place` (at PLACE) is read-only; what it prints.

    What the code needs must be imported before. Further arguments stand in ``sys.argv[2:]``.
    """
    return _run(_UNPRIVILEGED, code, [str(place), *arguments])
