"""The whole household file: every section with every field of the data dictionary, masked unless a reason was given.

Each section asks the store a fixed number of times whatever it holds, so a thick file opens like a thin one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from centre_app.core.fields import Kind, fields_of
from centre_app.core.people import mask
from centre_app.core.refusals import Refused
from centre_app.core.refusals.paper import ScanNotThere
from centre_app.core.vocabulary.filing import PaperKind
from centre_app.core.vocabulary.things import Thing
from centre_app.db.base import Record
from centre_app.db.filing import (
    AccidentSuffered,
    Appraisal,
    AssetFinding,
    BudgetLine,
    Case,
    CaseMove,
    CaseNote,
    Circumstances,
    HomeVisit,
    MeansTest,
    Meeting,
    MeetingCase,
    Paper,
    UnionAidReceived,
)
from centre_app.db.notices import Grievance, NoticeEntry, NoticePlace, PublicNotice
from centre_app.db.pairing import Pairing
from centre_app.db.people import Household, Kinship
from centre_app.db.printing import IssuedPage
from centre_app.db.tables import RECORDS
from centre_app.services.documents import kept_scan
from centre_app.services.finding import by_uid, case_of
from centre_app.services.given import Given, Text
from centre_app.services.office import Office
from centre_app.services.printing import basis_of
from centre_app.services.work import Look

__all__ = ["CaseFile", "Named", "Reveal", "Row", "Section", "case_file", "scan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal(Given):
    """Why somebody needs full numbers."""

    reason: Text


def scan(office: Office, key: str) -> bytes:
    """The scan of a paper, by the paper's uid, as it was filed; leaves the line of a look at its case.

    A scan cannot be masked, so it is for those who may see whole numbers.

    Raises:
        Refused: the role may not, there is no such paper, or its scan has not come yet.
        PaperDamaged, PaperMissing: the stored file is not whole.
    """
    office.demand("reveal")
    with office.look() as look:
        paper = by_uid(look, Paper, Thing.PAPER, key)
        case = look.session.get(Case, paper.case_id) if paper.case_id else None
        content = kept_scan(look, paper)
        if content is None:
            raise Refused([ScanNotThere(paper=paper.title or PaperKind(paper.kind).label)])
        uid = case.uid if case else None
    if uid is not None:
        office.view(str(uid))
    return content


@dataclass(frozen=True, slots=True)
class Named:
    """Another record by its key and by what people call it."""

    key: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its fields by name (codes as they are stored), and what belongs to it, by section."""

    key: UUID
    values: Mapping[str, object]
    below: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one kind. ``record`` is their name in the data dictionary."""

    code: str
    record: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case, its household, and everything that belongs to them."""

    case: Row
    household: Row
    sections: tuple[Section, ...]


def case_file(look: Look, key: str, *, reveal: bool = False) -> CaseFile:
    """Everything that is stored about a case. Names are never masked; numbers, phones, accounts, addresses are.

    Raises:
        Refused: there is no such case, or more than one.
    """
    case = case_of(look, key)
    parts = {code: (record, gather(look, case)) for code, (record, gather) in _SECTIONS.items()}
    trunk = [_Tree(case), _Tree(case.household)]
    shown = _Shown(look, [*trunk, *(tree for _, trees in parts.values() for tree in trees)], reveal=reveal)
    sections = tuple(
        Section(code, record.__tablename__, tuple(map(shown.row, trees))) for code, (record, trees) in parts.items()
    )
    return CaseFile(shown.row(trunk[0]), shown.row(trunk[1]), sections)


# Gathering ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Tree:
    """A record, what belongs to it by section, and what is said of it besides its fields."""

    record: Record
    below: Mapping[str, Sequence[_Tree]] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)

    def walk(self) -> Iterator[_Tree]:
        yield self
        for trees in self.below.values():
            for tree in trees:
                yield from tree.walk()


def _trees(records: Iterable[Record]) -> list[_Tree]:
    return [_Tree(record) for record in records]


def _of_case(model: Any) -> Callable[[Look, Case], list[_Tree]]:
    """The records of a kind that bear the case's key, oldest first."""

    def gather(look: Look, case: Case) -> list[_Tree]:
        return _trees(look.session.scalars(sa.select(model).where(model.case_id == case.id).order_by(model.id)))

    return gather


def _of_household(model: Any) -> Callable[[Look, Case], list[_Tree]]:
    def gather(look: Look, case: Case) -> list[_Tree]:
        mine = sa.select(model).where(model.household_id == case.household_id)
        return _trees(look.session.scalars(mine.order_by(model.id)))

    return gather


def _visits(look: Look, case: Case) -> list[_Tree]:
    mine = sa.select(HomeVisit).where(HomeVisit.case_id == case.id).order_by(HomeVisit.id)
    found = look.session.scalars(mine.options(selectinload(HomeVisit.surveyors)))
    return [_Tree(visit, {"surveyors": _trees(visit.surveyors)}) for visit in found]


def _appraisals(look: Look, case: Case) -> list[_Tree]:
    mine = sa.select(Appraisal).where(Appraisal.case_id == case.id).order_by(Appraisal.id)
    found = look.session.scalars(mine.options(selectinload(Appraisal.voices)))
    return [_Tree(appraisal, {"voices": _trees(appraisal.voices)}) for appraisal in found]


def _meetings(look: Look, case: Case) -> list[_Tree]:
    """The meetings that decided this case, with its own item of the agenda only."""
    mine = sa.select(MeetingCase).where(MeetingCase.case_id == case.id).order_by(MeetingCase.id)
    found = look.session.scalars(
        mine.options(
            joinedload(MeetingCase.meeting).selectinload(Meeting.attendances),
            selectinload(MeetingCase.votes),
            selectinload(MeetingCase.recusals),
        )
    )
    return [
        _Tree(
            item.meeting,
            {
                "attendances": _trees(item.meeting.attendances),
                "decisions": [_Tree(item, {"votes": _trees(item.votes), "recusals": _trees(item.recusals)})],
            },
        )
        for item in found
    ]


def _notices(look: Look, case: Case) -> list[_Tree]:
    """The notices that name this case, with its own entry only."""
    mine = sa.select(NoticeEntry).where(NoticeEntry.case_id == case.id).order_by(NoticeEntry.id)
    places = joinedload(NoticeEntry.notice).selectinload(PublicNotice.places)
    found = look.session.scalars(mine.options(places.selectinload(NoticePlace.photos)))
    return [
        _Tree(
            entry.notice,
            {
                "places": [_Tree(place, {"photos": list(map(_paper, place.photos))}) for place in entry.notice.places],
                "entries": [_Tree(entry)],
            },
        )
        for entry in found
    ]


def _grievances(look: Look, case: Case) -> list[_Tree]:
    mine = sa.select(Grievance).where(Grievance.case_id == case.id).order_by(Grievance.id)
    found = look.session.scalars(mine.options(selectinload(Grievance.surveyors)))
    return [_Tree(grievance, {"surveyors": _trees(grievance.surveyors)}) for grievance in found]


def _pages(look: Look, case: Case) -> list[_Tree]:
    mine = sa.select(IssuedPage).where(IssuedPage.case_id == case.id).order_by(IssuedPage.id)
    found = look.session.scalars(mine.options(selectinload(IssuedPage.signatures))).all()
    basis = basis_of(look, case) if found else None
    return [
        _Tree(
            page,
            {"signatures": _trees(page.signatures)},
            {"outdated": basis is not None and page.basis != basis.of(page.form)},
        )
        for page in found
    ]


def _pairings(look: Look, case: Case) -> list[_Tree]:
    mine = sa.select(Pairing).where(Pairing.case_id == case.id).order_by(Pairing.id)
    found = look.session.scalars(mine.options(selectinload(Pairing.visits)))
    return [_Tree(pairing, {"visits": _trees(pairing.visits)}) for pairing in found]


def _papers(look: Look, case: Case) -> list[_Tree]:
    mine = sa.select(Paper).where(Paper.case_id == case.id).order_by(Paper.on, Paper.id)
    return [_paper(paper) for paper in look.session.scalars(mine)]


def _paper(paper: Paper) -> _Tree:
    return _Tree(paper, more={"scanned": paper.file is not None})


def _members(_look: Look, case: Case) -> list[_Tree]:
    return _trees(case.household.members)


_SECTIONS: Final[dict[str, tuple[type[Record], Callable[[Look, Case], list[_Tree]]]]] = {
    "members": (RECORDS["household_member"], _members),
    "kinships": (Kinship, _of_household(Kinship)),
    "papers": (Paper, _papers),
    "visits": (HomeVisit, _visits),
    "circumstances": (Circumstances, _of_case(Circumstances)),
    "budget_lines": (BudgetLine, _of_case(BudgetLine)),
    "findings": (AssetFinding, _of_case(AssetFinding)),
    "accidents": (AccidentSuffered, _of_case(AccidentSuffered)),
    "union_aid": (UnionAidReceived, _of_household(UnionAidReceived)),
    "means_tests": (MeansTest, _of_case(MeansTest)),
    "appraisals": (Appraisal, _appraisals),
    "meetings": (Meeting, _meetings),
    "notices": (PublicNotice, _notices),
    "grievances": (Grievance, _grievances),
    "pages": (IssuedPage, _pages),
    "pairings": (Pairing, _pairings),
    "notes": (CaseNote, _of_case(CaseNote)),
    "moves": (CaseMove, _of_case(CaseMove)),
}
"""Code of each section, the kind of its records, and how they are gathered; in the order of the file."""

_ONLY_REPEATED: Final[dict[type[Record], frozenset[str]]] = {
    Household: frozenset({"archive_no", "hardship_category", "causes"}),
}
"""Fields of the form that another record keeps."""


# Showing --------------------------------------------------------------------------------------------------------


class _Shown:
    """How the gathered records become rows: references by name, sensitive values masked."""

    def __init__(self, look: Look, trees: Iterable[_Tree], *, reveal: bool) -> None:
        self._areas = look.areas
        self._reveal = reveal
        wanted: dict[str, set[int]] = defaultdict(set)
        for tree in (each for root in trees for each in root.walk()):
            for table, row_id in _references(tree.record):
                wanted[table].add(row_id)
        self._names = {table: _names(look, table, ids) for table, ids in wanted.items()}

    def row(self, tree: _Tree) -> Row:
        record = tree.record
        values = dict(self._values(record))
        below = tuple(
            Section(code, trees[0].record.__tablename__, tuple(map(self.row, trees)))
            for code, trees in tree.below.items()
            if trees
        )
        return Row(record.uid, values | dict(tree.more), below)

    def _values(self, record: Record) -> Iterator[tuple[str, object]]:
        for one in fields_of(record.__tablename__):
            if one.name in _ONLY_REPEATED.get(type(record), ()):
                continue
            value = getattr(record, one.name)
            if one.kind is Kind.REFERENCE:
                named = self._names[_referred(record, one.name)][value] if value is not None else None
                yield one.name.removesuffix("_id"), named
            elif one.sensitive is not None and value and not self._reveal:
                yield one.name, mask(one.sensitive, value, self._areas)
            else:
                yield one.name, value


def _references(record: Record) -> Iterator[tuple[str, int]]:
    for one in fields_of(record.__tablename__):
        if one.kind is Kind.REFERENCE and (value := getattr(record, one.name)) is not None:
            yield _referred(record, one.name), value


def _referred(record: Record, name: str) -> str:
    """The table that a reference points to."""
    [key] = record.__table__.columns[name].foreign_keys
    return key.column.table.name


_CALLED: Final = ("name", "number", "document")
"""What a record is called by: a person or unit, a reckoning, a written delegation."""


def _names(look: Look, table: str, ids: set[int]) -> dict[int, Named]:
    model = RECORDS[table]
    columns = model.__table__.columns
    called = next(columns[name] for name in _CALLED if name in columns)
    found = look.session.execute(sa.select(columns["id"], columns["uid"], called).where(columns["id"].in_(ids)))
    return {row_id: Named(uid, str(name)) for row_id, uid, name in found}
