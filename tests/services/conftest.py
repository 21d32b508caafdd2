"""An office for each test: a copy of one template of this run, on the encrypted file and on PostgreSQL.

``office`` is signed in as the clerk; ``as_role`` gives the same office with another signed in; ``clock.set`` sets
the day; ``people`` names the units and people of the union by role, each by its uid.
"""

import shutil
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState, Post, Role, UnitKind
from centre_app.db.people import Unit
from centre_app.db.store import OfficeFolder
from centre_app.services import opening, users
from centre_app.services.office import Office
from centre_app.services.people import AddPerson, AddUnit, Appoint
from tests.postgres import copied_database, empty_database, server_programs
from tests.services.staging import Stage, Stages
from tests.services.walking import Walk
from tests.services.watching import TrailWatch, watched

# Disks that only Linux has at hand.
collect_ignore = ["test_places_on_linux.py"] if sys.platform == "win32" else []

PASSWORD = "梧桐-四月-雨"
TODAY = date(2026, 3, 2)
FOUNDED = date(2020, 1, 6)
UNION, TOWN_UNION, COMMUNITY = "甲县总工会", "东街街道工会", "柳树社区"

NAMES = {
    Role.CLERK: "经办",
    Role.REVIEWER: "审核",
    Role.CHAIR: "主席",
    Role.ARCHIVIST: "档案",
    Role.ADMINISTRATOR: "管理员",
    Role.INSPECTOR: "检查",
}

UNITS = {
    "county": (UNION, UnitKind.COUNTY_UNION),
    "unit": (TOWN_UNION, UnitKind.TOWNSHIP_UNION),
    "community": (COMMUNITY, UnitKind.COMMUNITY),
}

# Key, name, unit, posts. The township union files the cases; its committee has five seats.
PEOPLE = (
    ("county_chair", "钟县主", "county", (Post.CHAIR,)),
    ("county_vice_chair", "傅县助", "county", (Post.VICE_CHAIR,)),
    ("reviewer", "沈审核", "county", (Post.REVIEWER,)),
    ("clerk", "经小办", "unit", (Post.CASEWORKER,)),
    ("filer", "简建档", "unit", (Post.CASEWORKER,)),
    ("chair", "朱主席", "unit", (Post.CHAIR,)),
    ("vice_chair", "付主席", "unit", (Post.VICE_CHAIR,)),
    ("member1", "魏一员", "unit", (Post.COMMITTEE_MEMBER,)),
    ("member2", "魏二员", "unit", (Post.COMMITTEE_MEMBER,)),
    ("member3", "魏三员", "unit", (Post.COMMITTEE_MEMBER,)),
    ("surveyor1", "杜一查", "unit", (Post.CADRE,)),
    ("surveyor2", "杜二查", "unit", (Post.CADRE,)),
    ("surveyor3", "杜三查", "unit", (Post.CADRE,)),
    ("surveyor4", "杜四查", "unit", (Post.CADRE,)),
    ("cadre1", "甘一干", "unit", (Post.CADRE,)),
    ("cadre2", "甘二干", "unit", (Post.CADRE,)),
)
BEHIND = {Role.CLERK: "clerk", Role.REVIEWER: "reviewer", Role.CHAIR: "county_chair"}


@dataclass(slots=True)
class Clock:
    """The office's clock, which stands still until a test sets it."""

    moment: datetime = field(default_factory=lambda: datetime.combine(TODAY, time(2, 0), UTC))

    def __call__(self) -> datetime:
        return self.moment

    def set(self, day: date, at: time = time(2, 0)) -> None:
        """Set the day; ``at`` is UTC, ten in the morning in China."""
        self.moment = datetime.combine(day, at, UTC)


@dataclass(frozen=True, slots=True)
class Template:
    """An office that is copied, never used: its folder, its database's name on the server, its people."""

    folder: Path
    people: dict[str, str]
    server: str | None = None


def _furnish(office: Office) -> dict[str, str]:
    """Units, people with their posts, and a login for every role; the uids by key."""
    keys: dict[str, str] = {}
    for key, (name, kind) in UNITS.items():
        if kind is not UnitKind.COUNTY_UNION:
            keys[key] = str(office.do("add-unit", AddUnit(name=name, kind=kind, parent=UNION)).key)
    with office.look() as look:
        keys["county"] = str(look.session.scalar(sa.select(Unit.uid).where(Unit.name == UNION)))
    for key, name, unit, posts in PEOPLE:
        keys[key] = str(office.do("add-person", AddPerson(name=name, unit=keys[unit])).key)
        for post in posts:
            office.do("appoint", Appoint(person=keys[key], unit=keys[unit], post=post, on=FOUNDED))
    for role, name in NAMES.items():
        if role is not Role.ADMINISTRATOR:
            person = keys[BEHIND[role]] if role in BEHIND else None
            opening.add_user(office, users.AddUser(name=name, role=role, person=person), PASSWORD)
    return keys


def furnished(folder: OfficeFolder) -> dict[str, str]:
    """Make the office that is copied; gives the uids of its units and people by key."""
    admin = NAMES[Role.ADMINISTRATOR]
    what = opening.NewOffice(name="甲县困难职工帮扶中心", union=UNION, area="621002", admin=admin, training=True)
    clock = Clock()
    opening.new_office(folder, what, PASSWORD, clock())
    office = opening.open_office(folder, admin, PASSWORD, clock)
    try:
        return _furnish(office)
    finally:
        office.close()


@pytest.fixture(scope="session", params=["encrypted", *(["postgresql"] if server_programs() else [])])
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    path = tmp_path_factory.mktemp("template") / "甲县"
    with ExitStack() as leaving:
        server = None
        if request.param == "postgresql":
            postgres: str = request.getfixturevalue("postgres_url")
            server = leaving.enter_context(empty_database(postgres, f"t{uuid.uuid4().hex}"))
        yield Template(path, furnished(OfficeFolder(path, server)), server)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Iterator[OfficeFolder]:
    """The folder of an office of this test's own, closed."""
    path = tmp_path / "甲县"
    shutil.copytree(template.folder, path)
    if template.server is None:
        yield OfficeFolder(path)
        return
    with copied_database(template.server, f"t{uuid.uuid4().hex}") as server:
        yield OfficeFolder(path, server)


@pytest.fixture
def people(template: Template) -> dict[str, str]:
    return dict(template.people)


@pytest.fixture
def office(folder: OfficeFolder, clock: Clock) -> Iterator[Office]:
    """The office, signed in as the clerk."""
    office = opening.open_office(folder, NAMES[Role.CLERK], PASSWORD, clock)
    yield office
    office.close()


@pytest.fixture
def as_role(office: Office) -> Callable[[Role], Office]:
    """The same open office with somebody of another role signed in."""
    return lambda role: Office(office.store, NAMES[role], office.clock)


@pytest.fixture(scope="session")
def stages(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stages]:
    """What ``at`` copies."""

    def opened(folder: OfficeFolder) -> tuple[Office, Clock]:
        clock = Clock()
        return opening.open_office(folder, NAMES[Role.CLERK], PASSWORD, clock), clock

    def sign_in(office: Office, role: Role) -> Office:
        return Office(office.store, NAMES[role], office.clock)

    with ExitStack() as keeping:
        start = Stage(template.folder, template.server)
        yield Stages(start, template.people, tmp_path_factory.mktemp("stages"), opened, sign_in, keeping)


At = Callable[[CaseState | str | None], Walk]


@pytest.fixture
def at(stages: Stages, tmp_path: Path) -> Iterator[At]:
    """A case that has come to a state, in an office of this test's own, on the day of its last act."""
    with ExitStack() as leaving:
        yield lambda state: stages.walk(state, tmp_path / uuid.uuid4().hex, leaving)


@pytest.fixture(autouse=True)
def trail_watch() -> Iterator[TrailWatch]:
    """No test commits a change of a record that has no line in the trail."""
    with watched() as watch:
        yield watch
    assert watch.missing == []
