"""Making a store of many invented households, and one act's save in it.

    python -m tests.benchmark.stores FOLDER [HOUSEHOLDS] [ROUNDS]

The folder keeps the store, for ``search`` and others; where it holds one already, it is measured as it is. The
floor of a save is the same rows in bare SQL on the same store: the record, its change line, the act with its chain
hash, the row of the list and its text, the commit with full sync, and the synced head beside it. Turns alternate;
the ratio of the medians is what counts.
"""

import hashlib
import os
import resource
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import Role
from centre_app.db.store import OfficeFolder
from centre_app.services import bulk
from centre_app.services.households import AddNote
from centre_app.services.office import Office
from centre_app.services.opening import NewOffice, add_user, new_office, open_office
from centre_app.services.users import AddUser

MOMENT = datetime(2026, 3, 2, 2, tzinfo=UTC)
ADMIN, CLERK, PASSWORD = "管理员", "经办", "梧桐-四月-雨"
TEXT = "电话约定下周入户。"


def moment() -> datetime:
    return MOMENT


def opened(folder: Path, user: str = CLERK) -> Office:
    return open_office(OfficeFolder(folder), user, PASSWORD, moment)


def made(folder: Path, households: int) -> None:
    """An office with so many households; says how long they took and how far memory rose."""
    what = NewOffice(name="甲县困难职工帮扶中心", area="621002", admin=ADMIN, training=True)
    new_office(OfficeFolder(folder), what, PASSWORD, MOMENT)
    office = opened(folder, ADMIN)
    add_user(office, AddUser(name=CLERK, role=Role.CLERK), PASSWORD)
    office.close()
    office = opened(folder)
    at, cpu = time.perf_counter(), time.process_time()
    heights: list[int] = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            heights.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
            print(f"\r{done} of {total}, {heights[-1]} MiB", end="", file=sys.stderr)

    bulk.fill(office, households, progress=Watching())
    wall, cpu = time.perf_counter() - at, time.process_time() - cpu
    office.close()
    size = OfficeFolder(folder).store.stat().st_size / 2**20
    print(f"\n{households} households: {wall:.0f} s wall, {cpu:.0f} s CPU, {size:.0f} MiB of store")
    print(f"memory: {heights[min(1, len(heights) - 1)]} MiB after the first act, {heights[-1]} MiB at the end")


def save(office: Office, case: str) -> float:
    before = time.perf_counter()
    office.do("add-note", AddNote(case=case, text=TEXT))
    return time.perf_counter() - before


class Floor:
    """The same rows by bare SQL, over the same connection settings."""

    def __init__(self, office: Office) -> None:
        self.engine = office.store.writing.execution_options(write=True)
        self.key = b"\x01" * 16
        self.head = os.open(OfficeFolder(office.store.folder.path).path / "floor.head", os.O_CREAT | os.O_RDWR)

    def save(self, case_id: int) -> float:
        before = time.perf_counter()
        with self.engine.connect() as connection:
            ask = connection.exec_driver_sql
            connection.begin()
            number, last = ask("SELECT number, hash FROM act ORDER BY number DESC LIMIT 1").one()
            note = uuid4()
            ask(
                "INSERT INTO case_note (uid, case_id, \"on\", text) VALUES (?, ?, '2026-03-02', ?)",
                (note.hex, case_id, TEXT),
            )
            new = f'{{"case_id":{case_id},"on":"2026-03-02","text":"{TEXT}"}}'
            salt = os.urandom(16)
            promise = hashlib.sha256(salt + new.encode()).digest()
            link = hashlib.sha256(last + promise + f"{number + 1}|add-note|{CLERK}".encode()).digest()
            ask(
                "INSERT INTO act (number, uid, name, by_name, at, given, salt, commitment, hash)"
                " VALUES (?, ?, 'add-note', ?, '2026-03-02 02:00:00', ?, ?, ?, ?)",
                (number + 1, uuid4().hex, CLERK, new, salt, promise, link),
            )
            ask(
                "INSERT INTO change_line (act_number, table_name, record_uid, kind, new, salt, commitment)"
                " VALUES (?, 'case_note', ?, 'insert', ?, ?, ?)",
                (number + 1, note.hex, new, salt, promise),
            )
            (key,) = ask("SELECT id FROM case_index WHERE case_id = ?", (case_id,)).one()
            (newest,) = ask("SELECT max(id) FROM case_index").one()
            ask("UPDATE case_index SET id = ? WHERE id = ?", (newest + 1, key))
            ask("UPDATE case_text SET id = ? WHERE id = ?", (newest + 1, key))
            ask("DELETE FROM case_words WHERE rowid = ?", (key,))
            connection.commit()
        os.pwrite(self.head, link + number.to_bytes(8, "big"), 0)
        os.fdatasync(self.head)
        return time.perf_counter() - before


def saves(folder: Path, rounds: int) -> None:
    office = opened(folder)
    with office.look() as look:
        cases = look.session.execute(
            sa.text("SELECT id, uid FROM case_file ORDER BY random() LIMIT :n"), {"n": 2 * rounds}
        )
        keys = [(key, str(uid)) for key, uid in cases]
    floor = Floor(office)
    ours: list[float] = []
    bare: list[float] = []
    for ahead, behind in zip(keys[::2], keys[1::2], strict=True):
        bare.append(floor.save(ahead[0]))
        ours.append(save(office, behind[1]))
    mine, its = statistics.median(ours), statistics.median(bare)
    tail = sorted(ours)[int(len(ours) * 0.95)]
    print(f"an act's save: ours {mine * 1e3:.2f} ms (p95 {tail * 1e3:.2f}), floor {its * 1e3:.2f} ms")
    print(f"save {mine / its:5.2f}  must <= 3 x the floor")


def main(folder: Path, households: int = 235_000, rounds: int = 200) -> None:
    if not OfficeFolder(folder).exists:
        made(folder, households)
    saves(folder, rounds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:4]))
