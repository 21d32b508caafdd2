"""Tables on a really full disk, in a really closed folder, in little memory. Linux only (``tests/faults.py``)."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.faults import on_a_small_disk, unprivileged

WRITE = """
from centre_app.core.refusals.store import DiskFull
from centre_app.core.refusals.sheets import FileLocked, FileUnwritable
from centre_app.sheets.book import read
from centre_app.sheets.pages import Column, Page
from centre_app.sheets.writing import write_workbook

def write(path, rows):
    write_workbook(path, [Page("表", [Column("甲")], [(f"{row:020}",) for row in range(rows)])])
"""


def test_a_full_disk_leaves_the_old_file_and_no_stub(tmp_path: Path) -> None:
    told = on_a_small_disk(
        tmp_path,
        32 * 1024 * 1024,
        WRITE
        + """
out = DISK / "list.xlsx"
write(out, 10)
old = out.read_bytes()
for spare in (0, 1, 4096, 20_000, 100_000, 4_000_000):
    fill(spare)
    try:
        write(out, 60_000)
    except DiskFull as error:
        print(error.sentence)
    else:
        raise AssertionError(spare)
    assert out.read_bytes() == old
    assert sorted(path.name for path in DISK.iterdir()) == ["ballast", "list.xlsx"]
    free()
write(out, 60_000)
assert out.read_bytes() != old
""",
    )
    assert told.count("磁盘空间已满") == 6


def test_a_folder_or_file_that_is_closed_to_the_user_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        (place / "secret.csv").write_text("姓名,身份证号\n", encoding="utf-8")
        (place / "secret.csv").chmod(0o600)
        unprivileged(
            place,
            WRITE
            + """
import tempfile
with tempfile.TemporaryDirectory() as warm:
    write(Path(warm) / "o.xlsx", 1)
drop()
tries = {FileUnwritable: lambda: write(PLACE / "o.xlsx", 1), FileLocked: lambda: read(PLACE / "secret.csv")}
for kind, do in tries.items():
    try:
        do()
    except kind:
        continue
    raise AssertionError(kind)
""",
        )


def _within(gibibytes: int, path: Path) -> str:
    """What reading a file in a process of so much memory ends in."""
    script = (
        "import resource, sys; from pathlib import Path; from centre_app.sheets.book import read\n"
        "resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]) << 30,) * 2)\n"
        "try: read(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__)"
    )
    words = [sys.executable, "-c", script, str(path), str(gibibytes)]
    return subprocess.run(
        words, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    ).stdout.strip()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("d.csv", "," * 400_000 + "\n" + "姓名\n" * 20_000, "TooManyColumns"),
        ("d.xls", "<table><tr>" + "<td rowspan=1000 colspan=1000>姓名" * 30 + "</table>", "TooManyColumns"),
        ("d.xls", "<table>" + "<tr><td rowspan=1000 colspan=99>姓名" * 3_000 + "</table>", "TooManyColumns"),
    ],
)
def test_few_bytes_do_not_take_all_memory(tmp_path: Path, name: str, text: str, expected: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert _within(1, path) == expected
