"""Taking in 5,000 households of 60 columns, against a floor of the same reading, checking and storing.

    python -m tests.benchmark.import_households [HOUSEHOLDS] [ROUNDS]

The floor reads the same workbook with the same reader, holds check characters, birth dates, amounts and 50,000
stored numbers against it in bare Python, and stores what is good in one bare SQLite transaction with full sync.
openpyxl merely reads the workbook.
Ours is everything from the first import of a module: reading, judging, the dry run and the act that stores
households, people, cases and their lines of the audit trail in the encrypted store. Opening the office is left out
on both sides. CPU seconds of whole processes, taken in turns; the ratios of the medians are what counts. An old
``.xls`` is made where xlwt is installed; its row says "not run" otherwise.
"""

import importlib
import importlib.util
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from tests.benchmark.invented import COLUMNS, Pick, households, identity, save_csv, spoilt

FLOOR, READING, OURS = (f"tests.benchmark.import_{name}" for name in ("floor", "openpyxl", "ours"))


def save_xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    for row in (COLUMNS, *rows):
        sheet.append(row)
    book.save(path)


def save_xls(path: Path, rows: Sequence[Sequence[Any]]) -> bool:
    if importlib.util.find_spec("xlwt") is None:
        return False
    xlwt = importlib.import_module("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for number, row in enumerate((COLUMNS, *rows)):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    book.save(str(path))
    return True


def bare_store(path: Path, count: int) -> None:
    pick = Pick(99)
    store = sqlite3.connect(path)
    store.execute("create table person (id_no text primary key, name text) without rowid")
    store.execute(f"create table household ({','.join(f'c{n}' for n in range(len(COLUMNS)))})")
    numbers = {identity(pick, date(1950, 1, 1) + timedelta(days=pick.below(26_000)), woman=True) for _ in range(count)}
    store.executemany("insert into person values (?, '')", [(number,) for number in numbers])
    store.commit()
    store.close()


# Turns


def child(module: str, *words: str) -> dict[str, Any]:
    ran = subprocess.run([sys.executable, "-m", module, *words], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def turns(work: Path, files: dict[str, Path], rounds: int) -> Iterator[tuple[str, float, dict[str, Any]]]:
    for _ in range(rounds):
        copy = work / "turn.db"
        shutil.copy(work / "bare.db", copy)
        told = child(FLOOR, str(files["xlsx"]), str(copy))
        yield "floor", told["cpu"], told
        told = child(READING, str(files["xlsx"]))
        yield "openpyxl", told["cpu"], told
        for what, path in files.items():
            office = "50000" if what == "50,000 stored" else "5000"
            shutil.copytree(work / office, work / "turn")
            told = child(OURS, str(path), str(work / "turn"))
            shutil.rmtree(work / "turn")
            yield what, told["cpu"] - told["opening"], told


def main(count: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rows = households(count, 1)
        files = {name: work / f"list.{ending}" for name, ending in (("xlsx", "xlsx"), ("csv", "csv"))}
        save_xlsx(files["xlsx"], rows)
        save_csv(files["csv"], rows)
        if save_xls(work / "list.xls", rows):
            files["xls"] = work / "list.xls"
        save_xlsx(work / "spoilt.xlsx", spoilt(rows))
        files |= {"all faulty": work / "spoilt.xlsx", "50,000 stored": files["xlsx"]}
        bare_store(work / "bare.db", 50_000)
        for stored in (5_000, 50_000):
            child(OURS, "prepare", str(work / str(stored)), str(stored))
        taken: dict[str, list[float]] = {}
        steps: dict[str, dict[str, Any]] = {}
        for what, seconds, told in turns(work, files, rounds):
            taken.setdefault(what, []).append(seconds)
            steps[what] = told
        show({what: statistics.median(each) for what, each in taken.items()}, steps)


def show(medians: dict[str, float], steps: dict[str, dict[str, Any]]) -> None:
    base, good = medians["floor"], medians["xlsx"]
    print({what: round(seconds, 2) for what, seconds in medians.items()})
    print(f"floor {base:.2f} s CPU; last round of xlsx: {steps['xlsx']}")
    rows: list[tuple[str, float, str]] = [
        ("xlsx, good rows", good / base, "<= 3 x floor"),
        ("the same", good / medians["openpyxl"], "<= 1 x openpyxl merely reading"),
    ]
    for what, must in (
        ("all faulty", "<= 1.5 x good"),
        ("50,000 stored", "<= 1.3 x 5,000 stored"),
        ("xls", "<= 1 x xlsx"),
        ("csv", "<= 1 x xlsx"),
    ):
        if what in medians:
            rows.append((what, medians[what] / good, must))
        else:
            print(f"{what}: not run")
    for what, ratio, must in rows:
        print(f"{what:20} {ratio:5.2f}  must {must}")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]), *((5_000, 3)[len(sys.argv[1:3]) :]))
