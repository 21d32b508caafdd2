"""The province's list of many households, against XlsxWriter and openpyxl writing the very same cells by themselves.

    python -m tests.benchmark.export_households [HOUSEHOLDS] [ROUNDS]

Ours takes the cells from the facts, makes them safe and replaces the file at the very end; the floor (XlsxWriter in
constant memory) and the peer (openpyxl in write-only mode) are given the finished cells. CPU seconds in turns, in one
process; the ratio of the medians is what counts.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import xlsxwriter

from centre_app.services.resources import areas
from centre_app.sheets import profiles
from centre_app.sheets.arrivals import Asked
from centre_app.sheets.book import read
from centre_app.sheets.plan import compare
from centre_app.sheets.profiles import Exported
from centre_app.sheets.sources.households import SOURCE
from tests.benchmark.invented import households, save_csv


def exported(folder: Path, count: int) -> list[Exported]:
    path = folder / "list.csv"
    save_csv(path, households(count, 1))
    came = SOURCE.read(read(path), Asked(on=date(2026, 11, 24), areas=areas()))
    return [Exported(f"L{number:06}", facts) for number, facts in enumerate(compare({}, came).new, start=1)]


def bare(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def peer(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)


def seconds(do: Callable[[], None]) -> float:
    before = time.process_time()
    do()
    return time.process_time() - before


def main(count: int, rounds: int) -> None:
    profile = profiles.load("province")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        out = exported(work, count)
        profiles.write(work / "ours.xlsx", profile, out)
        page = openpyxl.load_workbook(work / "ours.xlsx", read_only=True).worksheets[0]
        rows = [
            [float(cell) if isinstance(cell, int | Decimal) else cell for cell in row]
            for row in page.iter_rows(values_only=True)
        ]
        taken = [
            (
                seconds(lambda: profiles.write(work / "ours.xlsx", profile, out)),
                seconds(lambda: bare(work / "bare.xlsx", rows)),
                seconds(lambda: peer(work / "peer.xlsx", rows)),
            )
            for _ in range(rounds)
        ]
    ours, floor, openpyxls = (statistics.median(each) for each in zip(*taken, strict=True))
    filled = sum(cell is not None for row in rows for cell in row)
    print(f"{len(out)} households, {len(rows)} rows, {filled} cells: ours {ours:.2f} s, bare {floor:.2f} s CPU,")
    print(f"openpyxl in write-only mode {openpyxls:.2f} s")
    print(f"export {ours / floor:5.2f}  must <= 1.3 x XlsxWriter")
    print(f"       {ours / openpyxls:5.2f}  must <= 0.8 x openpyxl in write-only mode")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]), *((1_500, 3)[len(sys.argv[1:3]) :]))
