"""An office of invented people for the trials, and everything in it as plain values to compare."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from centre_app.core.people import upgrade
from centre_app.core.vocabulary.filing import Role, UnitKind
from centre_app.db.base import Base
from centre_app.db.papers import Papers
from centre_app.db.store import OfficeFolder
from centre_app.db.system import Act
from centre_app.services import opening, users
from centre_app.services.binding import given_kind
from centre_app.services.given import given_from
from centre_app.services.office import Office
from centre_app.services.people import AddPerson, AddUnit
from centre_app.services.work import Done, Look

PASSWORD = "梧桐-四月-雨"
ADMIN, CLERK = "管理员", "经办"
DAY = date(2026, 3, 2)
PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000"
    "000049454e44ae426082"
)

Contents = dict[str, str]


def clock() -> datetime:
    """The trials' day never passes."""
    return datetime.combine(DAY, time(2, 0), UTC)


def new_office(path: Path) -> OfficeFolder:
    """An office for training with an administrator, a clerk, a unit and a community."""
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = OfficeFolder(path)
    what = opening.NewOffice(name="甲县困难职工帮扶中心", union="甲县总工会", area="621002", admin=ADMIN, training=True)
    opening.new_office(folder, what, PASSWORD, clock())
    with signed_in(folder, ADMIN) as office:
        for name, kind in (("东街街道工会", UnitKind.TOWNSHIP_UNION), ("柳树社区", UnitKind.COMMUNITY)):
            office.do("add-unit", AddUnit(name=name, kind=kind, parent="甲县总工会"))
        filer = office.do("add-person", AddPerson(name="简建档", unit="东街街道工会"))
        opening.add_user(office, users.AddUser(name=CLERK, role=Role.CLERK, person=str(filer.key)), PASSWORD)
    return folder


@contextmanager
def signed_in(folder: OfficeFolder, user: str = CLERK) -> Iterator[Office]:
    office = opening.open_office(folder, user, PASSWORD, clock)
    try:
        yield office
    finally:
        office.close()


def do(office: Office, act: str, **data: Any) -> Done:
    return office.do(act, given_from(given_kind(act), data))


def number_of(nth: int) -> str:
    """A valid identity number of an invented person."""
    months, days = divmod(nth, 28)
    years, month = divmod(months, 12)
    series, year = divmod(years, 60)
    return upgrade(f"621002{30 + year:02}{month + 1:02}{days + 1:02}{series + 1:03}")


def open_case(office: Office, nth: int) -> str:
    """Take in the household number `nth`; the key of its case."""
    number = number_of(nth)
    head = {
        "name": f"试{nth}",
        "relation": "02",
        "id_number": number,
        "sex": "1" if int(number[16]) % 2 else "2",
        "birth_date": f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
        "employer": "某某机械厂",
        "work_status": "laid_off",
    }
    household = {
        "people": [head],
        "address": f"甘肃省庆阳市西峰区东街{nth}号",
        "phone": f"199{nth:08}",
        "causes": ["serious_illness"],
        "household_size": 1,
    }
    units = {"filing_unit": "东街街道工会", "community": "柳树社区", "filed_by": "简建档"}
    return str(do(office, "open-case", household=household, **units).case)


def attach(office: Office, case: str, folder: Path, nth: int) -> None:
    """File a scan that no other case has."""
    scan = folder / f"scan-{nth}.png"
    scan.write_bytes(PHOTO + f"{nth}".encode() * 500)
    do(office, "attach-paper", case=case, kind="application", file=str(scan))
    scan.unlink()


def steps(office: Office, folder: Path, first: int) -> Iterator[Callable[[], object]]:
    """Acts without end, one after another: a household is taken in, then its application is filed."""
    nth = first
    while True:
        case: list[str] = []
        yield partial(lambda kept, number: kept.append(open_case(office, number)), case, nth)
        yield partial(attach, office, case[0], folder, nth)
        nth += 1


def filled_office(path: Path, households: int) -> OfficeFolder:
    """An office with so many households, each with a scan."""
    folder = new_office(path)
    with signed_in(folder) as office:
        for nth in range(households):
            attach(office, open_case(office, nth), path.parent, nth)
    return folder


@dataclass(frozen=True, slots=True)
class Marks:
    """The links of the audit chain by their numbers."""

    links: dict[int, bytes]

    @property
    def last(self) -> int:
        return max(self.links, default=0)


def marks(look: Look, after: int = 0) -> Marks:
    rows = look.session.execute(sa.select(Act.number, Act.hash).where(Act.number > after)).tuples()
    return Marks(dict(rows.all()))


def contents(office: Office) -> Contents:
    """Everything that is stored: a line per row of every table and per paper, by a name of its own."""
    found: Contents = {}
    with office.look() as look:
        for table in Base.metadata.sorted_tables:
            for row in look.session.execute(sa.select(table).order_by(*table.primary_key.columns)):
                found[f"{table.name} {row[0]}"] = repr(tuple(row))
    papers: Papers = office.store.papers
    for name in papers.names():
        found[f"paper {name}"] = hashlib.sha256(papers.get(name)).hexdigest()
    return found
