"""Searching as somebody types, in a store of many households, against bare questions to the same store.

    python -m tests.benchmark.search FOLDER [ROUNDS]

``FOLDER`` holds a store that ``tests.benchmark.stores`` made. Each kind of question is asked for as many people as
there are rounds, through the service: the words are read, the index asked, the texts held against them, the first
fifty rows joined and masked. Two bare peers take turns with it: the same pieces asked of the index alone, fifty keys
and nothing else; and a list of all texts in memory, filtered by Python, which costs about what Anki's ``find_notes``
does at this size. The first round warms the cache and is not counted.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from centre_app.core.people import pinyin, pinyin_initials
from centre_app.core.searching import words
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.lists import CaseSort
from centre_app.db.engines.sqlite_search import SqliteSearch
from centre_app.services import search
from centre_app.services.office import Office
from centre_app.services.search import CaseQuery
from tests.benchmark.stores import opened

FIRST = 50
PEOPLE = """
    SELECT m.name, m.id_number, m.phone, m.employer, h.address, c.local_no, c.archive_no
    FROM household_member m JOIN household h ON h.id = m.household_id JOIN case_file c ON c.household_id = h.id
    WHERE m.id IN :keys
"""

Kinds = dict[str, Callable[[Any], str | None]]
KINDS: Kinds = {
    "one character of a name": lambda one: one.name[:1],
    "the last character": lambda one: one.name[-1:],
    "two characters": lambda one: one.name[-2:],
    "a full name": lambda one: one.name,
    "one letter": lambda one: pinyin(one.name)[:1],
    "four letters": lambda one: pinyin(one.name)[:4],
    "full pinyin": lambda one: pinyin(one.name),
    "initials": lambda one: pinyin_initials(one.name),
    "one digit": lambda one: one.id_number[-1:],
    "identity, first 6": lambda one: one.id_number[:6],
    "identity, birthday": lambda one: one.id_number[6:14],
    "identity, last 4": lambda one: one.id_number[-4:],
    "identity, last 6": lambda one: one.id_number[-6:],
    "a whole identity": lambda one: one.id_number,
    "phone, middle 5": lambda one: one.phone and one.phone[4:9],
    "a whole phone": lambda one: one.phone,
    "local number": lambda one: one.local_no,
    "archive number": lambda one: one.archive_no,
    "employer, 4 characters": lambda one: one.employer and one.employer[:4],
    "address, 3 characters": lambda one: one.address[9:12],
    "street and house": lambda one: one.address[9:],
    "name and street": lambda one: f"{one.name} {one.address[9:11]}",
    "nobody": lambda one: "龘靐齉",
}


def people(office: Office, count: int) -> list[Any]:
    with office.look() as look:
        most = look.session.scalar(sa.text("SELECT max(id) FROM household_member"))
        asked = sa.text(PEOPLE).bindparams(sa.bindparam("keys", expanding=True))
        keys = random.Random(5).sample(range(1, most + 1), count)
        return list(look.session.execute(asked, {"keys": keys}))


def took(do: Callable[[], object]) -> float:
    before = time.perf_counter()
    do()
    return time.perf_counter() - before


class Asking:
    """The service and its two peers over one office."""

    def __init__(self, office: Office) -> None:
        self.office = office
        with office.look() as look:
            self.texts = list(look.session.scalars(sa.text("SELECT text FROM case_text")))

    def ours(self, query: CaseQuery) -> None:
        with self.office.look() as look:
            search.first(look, query, FIRST)

    def bare(self, query: str) -> None:
        pieces = SqliteSearch().asked(words(query), ())
        raw = self.office.store.reading.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute(
                "SELECT rowid FROM case_words WHERE case_words MATCH ? ORDER BY rowid DESC LIMIT ?", (pieces, FIRST)
            )
            cursor.fetchall()
        finally:
            raw.close()

    def in_memory(self, query: str) -> None:
        needles = [word.needle for word in words(query)]
        assert sum(all(needle in text for needle in needles) for text in self.texts) >= 0


def rows(asking: Asking, found: list[Any], kinds: Kinds) -> Iterator[tuple[str, list[float], list[float], list[float]]]:
    for kind, of in kinds.items():
        asked = [query for one in found if (query := of(one))]
        for query in asked:
            asking.ours(CaseQuery(words=query))
        ours, bare, memory = [], [], []
        for number, query in enumerate(asked):
            ours.append(took(partial(asking.ours, CaseQuery(words=query))))
            bare.append(took(partial(asking.bare, query)))
            if number < 3:
                memory.append(took(partial(asking.in_memory, query)))
        yield kind, ours, bare, memory


def main(folder: Path, rounds: int = 40) -> None:
    office = opened(folder)
    found = people(office, rounds)
    asking = Asking(office)
    print(f"{len(asking.texts)} cases")
    print(f"{'question':26}{'median ms':>10}{'p95 ms':>9}{'bare ms':>9}{'x bare':>8}{'x list':>8}")
    every: list[float] = []
    lists: list[float] = []
    for kind, ours, bare, memory in rows(asking, found, KINDS):
        every += ours
        lists += memory
        middle, its, whole = (statistics.median(each) for each in (ours, bare, memory))
        tail = sorted(ours)[int(len(ours) * 0.95)]
        print(f"{kind:26}{middle * 1e3:10.2f}{tail * 1e3:9.2f}{its * 1e3:9.2f}{middle / its:8.1f}{middle / whole:8.3f}")
    whole = statistics.median(lists)
    tail = sorted(every)[int(len(every) * 0.95)]
    print(f"all kinds: median {statistics.median(every) / whole:.3f} x the list filter, must <= 0.1 x Anki find_notes")
    print(f"all kinds: p95 {tail / whole:.3f} x the list filter, must <= 0.5 x Anki's median")
    for sort in CaseSort:
        queries = (
            CaseQuery(sort=sort),
            CaseQuery(sort=sort, states=(CaseState.REFUSED,)),
            CaseQuery(words="西", sort=sort),
        )
        times = [statistics.median(took(partial(asking.ours, query)) for _ in range(5)) for query in queries]
        shown = ", ".join(f"{each * 1e3:.2f}" for each in times)
        print(f"list by {sort}: all, one rare state, a word that fits half: {shown} ms")
    with office.look() as look:
        keys = took(lambda: search.keys(look, CaseQuery(sort=CaseSort.NAME)))
        print(f"keys of all cases by name: {keys * 1e3:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:3]))
