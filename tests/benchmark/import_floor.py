"""The floor of an import, in a process of its own: ``import_households`` starts it and counts its seconds."""

import json
import sqlite3
import sys
import time
from pathlib import Path

import python_calamine

from tests.benchmark.invented import AMOUNTS, HEAD_BIRTH, HEAD_ID, MEMBER_IDS, fits

INSERT = (
    "insert into household values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
    "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def floor(path: Path, stored: Path) -> int:
    """Bare reading, checking and storing; returns how many are good."""
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    store = sqlite3.connect(stored, isolation_level=None)
    store.execute("pragma journal_mode=wal")
    store.execute("pragma synchronous=full")
    seen: set[str] = set()
    good = []
    for row in rows:
        head, right = str(row[HEAD_ID]), True
        if not fits(head) or head[6:14] != str(row[HEAD_BIRTH]).replace("-", ""):
            right = False
        if head in seen or store.execute("select 1 from person where id_no = ?", (head,)).fetchone():
            right = False
        seen.add(head)
        for place in MEMBER_IDS:
            number = str(row[place])
            if number and (
                not fits(number) or store.execute("select 1 from person where id_no = ?", (number,)).fetchone()
            ):
                right = False
        for place in AMOUNTS:
            right = right and isinstance(row[place], float)
        if right:
            good.append(row)
    people = [(row[place], row[place - 2]) for row in good for place in MEMBER_IDS if row[place]]
    heads = [(row[HEAD_ID], row[1]) for row in good]
    store.execute("begin immediate")
    store.executemany(INSERT, good)
    store.executemany("insert or ignore into person values (?, ?)", [*heads, *people])
    store.execute("commit")
    store.close()
    return len(good)


if __name__ == "__main__":
    good = floor(Path(sys.argv[1]), Path(sys.argv[2]))
    print(json.dumps({"good": good, "cpu": time.process_time()}))
