"""签字 as its page shows it: what waits for whom on which printed version, what forbids it, and a stack being signed.

A signature counts on the page on which it stands (四不建档：工会主席不签字不建档). A page whose case reads otherwise by
now stays in the file and opens nothing; the trail says what was changed since it was printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from centre_app.core import filing as rule
from centre_app.core.acts import ACTS
from centre_app.core.fields import fields_of
from centre_app.core.households import HEAD
from centre_app.core.moments import day_of
from centre_app.core.progress import SILENT, Cancelled, Progress
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as no
from centre_app.core.refusals.documents import FileNotFound
from centre_app.core.vocabulary.filing import CaseState, Post, SignatureRole, SignStage
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.db.filing import Case, CaseMove, MeansTest
from centre_app.db.notices import Grievance
from centre_app.db.people import Household, HouseholdMember, Person, Unit
from centre_app.db.printing import IssuedPage, Signature
from centre_app.db.system import Act, Change
from centre_app.services import people
from centre_app.services.choosing import Known
from centre_app.services.filing import (
    APPROVAL_FORM,
    county_union,
    entitled,
    facts_of,
    shown_signed,
    signing_unit,
    who,
)
from centre_app.services.finding import case_of
from centre_app.services.office import Office
from centre_app.services.printing import basis_of, is_outdated, scans_of
from centre_app.services.signatures import Sign
from centre_app.services.work import Look

__all__ = [
    "Changed",
    "Deputies",
    "Link",
    "Outcome",
    "PageVersion",
    "SignView",
    "Signed",
    "Stack",
    "Waiting",
    "deputies",
    "sign_desk",
    "sign_stack",
    "sign_view",
]

_DESK: Final = (CaseState.PUBLICISED, CaseState.APPROVED)
_POSTS: Final = {
    SignatureRole.REVIEWER: (Post.REVIEWER,),
    SignatureRole.UNIT_CHAIR: (Post.CHAIR,),
    SignatureRole.COUNTY_CHAIR: (Post.CHAIR, Post.VICE_CHAIR),
}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case on the desk: what it waits for, whose turn it is, on which page, and since when."""

    key: str
    number: str
    head: str
    unit: str
    stage: SignStage
    role: SignatureRole | None
    """Whose turn it is; only where a signature is waited for."""
    signers: tuple[Known, ...]
    """Who holds the post or a delegation for it today; the chair before a deputy."""
    code: str
    """Short code of the page; empty before one is printed."""
    version: int
    """Which printed version that is, counted from 1."""
    printed_on: date | None
    since: date | None
    days: int
    """Working days that it has waited."""
    outdated: bool
    """The case reads otherwise by now than its newest page."""
    frozen: bool
    """An objection is not settled yet: nobody signs before."""


def sign_desk(look: Look) -> list[Waiting]:
    """Everything on the desk: to be printed, then by whose turn it is, then scans and approvals; the oldest first."""
    returned = sa.and_(Case.state == CaseState.RETURNED, Case.returned_to.in_(_DESK))
    whole = joinedload(Case.household).selectinload(Household.members)
    found = sa.select(Case).where(sa.or_(Case.state.in_(_DESK), returned)).order_by(Case.id)
    found = found.options(whole, joinedload(Case.filing_unit))
    return sorted(_rows(look, look.session.scalars(found).all()), key=_order)


def _order(row: Waiting) -> tuple[int, int, date]:
    role = list(SignatureRole).index(row.role) if row.role else 0
    return list(SignStage).index(row.stage), role, row.since or date.min


def _rows(look: Look, cases: Sequence[Case]) -> Iterator[Waiting]:
    """Their rows; the store is asked for all of them at once."""
    ids = [case.id for case in cases]
    pages = _pages(look, ids)
    moves = sa.select(CaseMove.case_id, sa.func.max(CaseMove.on)).where(CaseMove.case_id.in_(ids))
    moved = dict(look.session.execute(moves.group_by(CaseMove.case_id)).all())
    unsettled = sa.or_(
        Grievance.outcome.is_(None), sa.and_(Grievance.objector.is_not(None), Grievance.answered_on.is_(None))
    )
    frozen = set(look.session.scalars(sa.select(Grievance.case_id).where(Grievance.case_id.in_(ids), unsettled)))
    shown = set(shown_signed(look, [one for of_case in pages.values() for page in of_case for one in page.signatures]))
    signers: dict[tuple[SignatureRole, int | None], tuple[Known, ...]] = {}
    calendar = look.calendar
    for case in cases:
        of_case = pages[case.id]
        page, outdated = _current(look, case, of_case)
        stage, role = _stage(look, case, page, shown, outdated=outdated)
        if role is not None and (role, case.filing_unit_id) not in signers:
            signers[role, case.filing_unit_id] = tuple(_known(_entitled(look, signing_unit(look, case, role), role)))
        happened = [moved.get(case.id), *([page.printed_on, *(one.on for one in page.signatures)] if page else [])]
        since = max((day for day in happened if day is not None), default=None)
        yield Waiting(
            key=str(case.uid),
            number=case.local_no,
            head=next((member.name for member in case.household.members if member.relation == HEAD), ""),
            unit=case.filing_unit.name if case.filing_unit else "",
            stage=stage,
            role=role,
            signers=signers[role, case.filing_unit_id] if role else (),
            code=page.short_code if page else "",
            version=of_case.index(page) + 1 if page else 0,
            printed_on=page.printed_on if page else None,
            since=since,
            days=calendar.working_days(since + _DAY, look.today) if since and since < look.today else 0,
            outdated=outdated,
            frozen=case.id in frozen,
        )


def _pages(look: Look, cases: Sequence[int]) -> dict[int | None, list[IssuedPage]]:
    """The printed approval forms of these cases with their signatures, in the order of printing."""
    found: dict[int | None, list[IssuedPage]] = {case: [] for case in cases}
    signed = selectinload(IssuedPage.signatures)
    pages = look.session.scalars(
        sa.select(IssuedPage)
        .where(IssuedPage.case_id.in_(cases), IssuedPage.form == APPROVAL_FORM, IssuedPage.test_id.is_not(None))
        .order_by(IssuedPage.id)
        .options(signed.options(joinedload(Signature.person), joinedload(Signature.delegation)))
    )
    for page in pages:
        found[page.case_id].append(page)
    return found


def _current(look: Look, case: Case, pages: Sequence[IssuedPage]) -> tuple[IssuedPage | None, bool]:
    """The page that is signed, as the gates choose it; and whether even that is outdated."""
    if not pages:
        return None, False
    basis = basis_of(look, case).of(APPROVAL_FORM)
    speaks = next((page for page in reversed(pages) if page.basis == basis), None)
    return speaks or pages[-1], speaks is None


def _stage(
    look: Look, case: Case, page: IssuedPage | None, shown: set[int], *, outdated: bool
) -> tuple[SignStage, SignatureRole | None]:
    """What is waited for: a page that speaks, then each signature in its order, the scan, the approval."""
    if page is None or outdated:
        return SignStage.PRINT, None
    signed = {SignatureRole(one.role): one.id for one in page.signatures}
    turn = next((role for role in _roles(look, case, page.printed_on) if role not in signed), None)
    if turn is not None:
        return SignStage.SIGN, turn
    chairs = (key for role, key in signed.items() if role is not SignatureRole.REVIEWER)
    return (SignStage.APPROVE if shown.issuperset(chairs) else SignStage.SCAN), None


def _roles(look: Look, case: Case, printed_on: date) -> tuple[SignatureRole, ...]:
    """Who signs, by the rules of the day of the printing."""
    level = ArchiveLevel(case.household.archive_level or look.setting.facts["archive_level"])
    return rule.signing_roles(look.rules_on(printed_on), level)


def _entitled(look: Look, unit: Unit | None, role: SignatureRole) -> Iterator[Person]:
    holders = people.holders_on(look, unit.id, look.today, *_POSTS[role]) if unit else []
    yield from (one for one in holders if unit and entitled(look, one.id, unit, role, look.today))


def _known(persons: Iterable[Person]) -> Iterator[Known]:
    yield from (Known(str(one.uid), one.name) for one in persons)


# One case -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """One of those who sign the page, in their order."""

    role: SignatureRole
    unit: str
    name: str
    """Who signed; empty while nobody has."""
    on: date | None
    """When; ``None`` while it is not signed."""
    document: str
    """The written delegation under which a deputy signed."""
    scanned: bool
    turn: bool
    """Whether this signature is waited for now."""
    may: tuple[Known, ...]
    """Who may sign here: in office today, and not to stand aside."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An act after the printing that changed what the form says: which, when, and what of it, in words."""

    on: date
    act: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature on a printed page."""

    role: SignatureRole
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class PageVersion:
    """A printed approval form of a case; ``changed`` says why an outdated one does not count any more."""

    version: int
    code: str
    printed_on: date
    copies: int
    scans: int
    """How often a scan of it has come back."""
    outdated: bool
    current: bool
    """Whether this is the page that is signed."""
    signed: tuple[Signed, ...]
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class SignView:
    """A case of the desk with everything that its page shows."""

    row: Waiting
    state: CaseState
    level: ArchiveLevel
    links: tuple[Link, ...]
    versions: tuple[PageVersion, ...]
    """The newest first."""
    against: tuple[Told, ...]
    """What forbids the signature or the approval that it waits for."""

    @property
    def signers(self) -> tuple[Known, ...]:
        """Who may sign now, of those whose turn it is."""
        return next((link.may for link in self.links if link.turn), ())


def sign_view(look: Look, key: str) -> SignView:
    """One case.

    Raises:
        Refused: there is no such case.
    """
    case = case_of(look, key)
    [row] = _rows(look, [case])
    facts = facts_of(look, case)
    pages = _pages(look, [case.id])[case.id]
    current = next((page for page in pages if page.short_code == row.code), None)
    roles = _roles(look, case, row.printed_on or look.today)
    scanned = {one.role for one in facts.signatures if one.scanned and one.page.code == row.code}
    links = tuple(_link(look, case, facts, role, row, current, role in scanned) for role in roles)
    return SignView(
        row=row,
        state=case.standing,
        level=facts.archive_level,
        links=links,
        versions=tuple(_version(look, case, page, at, row.code) for at, page in enumerate(pages, start=1))[::-1],
        against=tuple(_against(look, facts, row, links)),
    )


def _link(
    look: Look,
    case: Case,
    facts: rule.FilingFacts,
    role: SignatureRole,
    row: Waiting,
    page: IssuedPage | None,
    scanned: bool,
) -> Link:
    unit = signing_unit(look, case, role)
    signed = next((one for one in page.signatures if one.role == role), None) if page else None
    may = (one for one in _entitled(look, unit, role) if facts.must_stand_aside(who(one)) is None)
    return Link(
        role=role,
        unit=unit.name if unit else "",
        name=signed.person.name if signed else "",
        on=signed.on if signed else None,
        document=signed.delegation.document if signed and signed.delegation else "",
        scanned=scanned,
        turn=row.role is role,
        may=() if signed else tuple(_known(may)),
    )


def _against(look: Look, facts: rule.FilingFacts, row: Waiting, links: Sequence[Link]) -> Iterator[Told]:
    if row.stage in (SignStage.PRINT, SignStage.SIGN):
        yield from rule.objections("sign", facts, look)
        for link in links:
            if link.turn and not link.may:
                yield no.NobodyMaySign(unit=link.unit, role=link.role.label)
    else:
        today = replace(facts, approved_on=look.today)
        yield from (told for told in rule.objections("approve", today, look) if told.stops)


def _version(look: Look, case: Case, page: IssuedPage, number: int, current: str) -> PageVersion:
    outdated = is_outdated(look, page)
    return PageVersion(
        version=number,
        code=page.short_code,
        printed_on=page.printed_on,
        copies=page.copies,
        scans=len(scans_of(look, page)),
        outdated=outdated,
        current=page.short_code == current,
        signed=tuple(Signed(SignatureRole(one.role), one.person.name, one.on) for one in page.signatures),
        changed=tuple(_changed(look, case, page)) if outdated else (),
    )


_SAID_OF_CASE: Final = frozenset(
    {"category", "main_cause", "other_causes", "filing_unit_id", "community_id", "applied_on"}
)
"""What the approval form says of the case itself; the rest is the way that it has gone."""


def _changed(look: Look, case: Case, page: IssuedPage) -> Iterator[Changed]:
    """What the trail says that became of the household since a page was printed, an act each."""
    printed = sa.select(sa.func.max(Change.act_number)).where(Change.record_uid == page.uid, Change.kind == "insert")
    tables = (one.__tablename__ for one in (Case, CaseMove, Household, HouseholdMember, MeansTest))
    lines = look.session.execute(
        sa.select(Act, Change)
        .join(Change, Change.act_number == Act.number)
        .where(Act.subject == case.uid, Act.number > printed.scalar_subquery(), Change.table_name.in_(tables))
        .order_by(Change.id)
    )
    for act, group in groupby(lines, key=lambda line: line[0]):
        changes = [change for _, change in group]
        what = dict.fromkeys(word for change in changes for word in _words(change))
        if what or any(map(_speaks_by_itself, changes)):
            yield Changed(day_of(act.at), ACTS[act.name].label, tuple(what))


def _words(change: Change) -> Iterator[str]:
    """The fields that an act put right, as the form calls them."""
    if change.kind == "update" and change.new is not None and change.table_name != CaseMove.__tablename__:
        written = json.loads(change.new)
        for one in fields_of(change.table_name):
            if one.name in written and (change.table_name != Case.__tablename__ or one.name in _SAID_OF_CASE):
                yield one.label


def _speaks_by_itself(change: Change) -> bool:
    """Somebody came into the household or left it, it was reckoned anew, the case was returned."""
    if change.table_name == CaseMove.__tablename__:
        return change.new is not None and json.loads(change.new)["state_after"] == CaseState.RETURNED
    return change.table_name in (HouseholdMember.__tablename__, MeansTest.__tablename__) and change.kind != "update"


# A stack --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stack:
    """Several pages that came back from one signer: what they have in common, and whose they are."""

    cases: tuple[str, ...]
    """Keys of the cases, in the order of the stack."""
    role: SignatureRole
    person: str
    on: date
    opinion: str | None = None
    scans: str | None = None
    """The folder of their scans, each with the short code of its page in its name; of one page the file itself."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one page of a stack: nothing against it, or why it was not recorded."""

    key: str
    against: tuple[Told, ...]
    scanned: bool = False
    approved: bool = False
    """With this signature the case is 已签批."""


def sign_stack(office: Office, stack: Stack, progress: Progress = SILENT) -> tuple[Outcome, ...]:
    """Record a signature for each page of a stack, each an act of its own: one that is refused keeps no other.

    Where somebody stops it, those that were recorded stay and the rest is left out.

    Raises:
        FileNotFound: the folder of the scans is not there; nothing was recorded.
    """
    files = _files(stack.scans) if stack.scans else []
    outcomes: list[Outcome] = []
    try:
        for at, key in enumerate(stack.cases):
            progress.step(at, len(stack.cases))
            outcomes.append(_sign_one(office, stack, key, files))
        progress.step(len(stack.cases), len(stack.cases))
    except Cancelled:
        pass
    return tuple(outcomes)


def _files(place: str) -> list[Path]:
    path = Path(place)
    if not path.exists():
        raise FileNotFound(file=path.name, field="scan")
    return sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]


def _sign_one(office: Office, stack: Stack, key: str, files: Sequence[Path]) -> Outcome:
    try:
        with office.look() as look:
            [row] = _rows(look, [case_of(look, key)])
        if row.role is not stack.role:
            stage = f"{row.stage.label}（{row.role.label}）" if row.role else row.stage.label
            return Outcome(key, (no.NotItsTurn(stage=stage, role=stack.role.label),))
        alone = len(stack.cases) == 1 and len(files) == 1
        scan = next((str(file) for file in files if alone or row.code in file.stem.upper()), None)
        done = office.do(
            "sign",
            Sign(
                case=key,
                page=row.code,
                role=stack.role,
                person=stack.person,
                on=stack.on,
                opinion=stack.opinion,
                scan=scan,
            ),
        )
    except Refused as refused:
        return Outcome(key, refused.objections)
    except Told as told:
        return Outcome(key, (told,))
    return Outcome(key, (), scan is not None, done.state == CaseState.APPROVED)


# Delegation -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deputies:
    """Who may be delegated to sign for the county's chair."""

    unit: str
    people: tuple[Known, ...]


def deputies(look: Look) -> Deputies:
    """The county union's vice-chairs of today; nobody signs for the chair of a filing unit."""
    unit = county_union(look)
    holders = people.holders_on(look, unit.id, look.today, Post.VICE_CHAIR) if unit else []
    return Deputies(str(unit.uid) if unit else "", tuple(_known(holders)))
