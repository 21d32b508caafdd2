"""Where the seconds of an import go, and what the database alone would take.

    python -m tests.benchmark.import_parts WORKBOOK OFFICE

The office is one that ``import_ours prepare`` made; it is copied, never changed. The statements that the act sends
are kept and sent again to a second copy through the bare driver: the same rows, audit lines, encryption and full
sync, without a line of this program.
"""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event

from centre_app.db.engines.encrypted_sqlite import connect
from centre_app.db.keys import Purpose
from centre_app.db.store import OfficeFolder
from centre_app.services.opening import open_office
from centre_app.sheets.book import read
from centre_app.sheets.taking_in import arrivals_of, plan_of, take_in
from tests.benchmark.import_ours import CLERK, PASSWORD, moment

MODULES = time.process_time()
WRITING = ("INSERT", "UPDATE", "DELETE")
T = TypeVar("T")


def parts(path: Path, folder: Path, work: Path) -> dict[str, float]:
    taken = {"modules": MODULES}

    def timed(name: str, do: Callable[[], T]) -> T:
        before = time.process_time()
        done = do()
        taken[name] = round(time.process_time() - before, 2)
        return done

    shutil.copytree(folder, work / "ours")
    shutil.copytree(folder, work / "bare")
    office = open_office(OfficeFolder(work / "ours"), CLERK, PASSWORD, moment)
    key = office.store.keys.key(Purpose.DATABASE)
    sent: list[tuple[str, Any, bool]] = []

    def keep(_connection: Any, _cursor: Any, statement: str, rows: Any, _context: Any, many: bool) -> None:
        if statement.startswith(WRITING):
            sent.append((statement, rows, many))

    timed("opening the workbook", lambda: read(path))
    arrivals = timed("opening, reading and judging", lambda: arrivals_of(office, "households", path))
    timed("dry run", lambda: plan_of(office, arrivals))
    event.listen(office.store.writing, "before_cursor_execute", keep)
    timed("act", lambda: take_in(office, "households", arrivals))
    office.close()
    timed("of the act, the database alone", lambda: bare(work / "bare" / "office.db", key, sent))
    return taken


def bare(path: Path, key: bytes, sent: list[tuple[str, Any, bool]]) -> None:
    connection = connect(path, key)
    connection.execute("BEGIN IMMEDIATE")
    for statement, rows, many in sent:
        (connection.executemany if many else connection.execute)(statement, rows)
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        print(json.dumps(parts(Path(sys.argv[1]), Path(sys.argv[2]), Path(work))))
