"""Keeping an office well: backing it up, restoring it, checking everything that is stored, giving it new keys."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from centre_app.core import filing as rule
from centre_app.core.fields import household_faults
from centre_app.core.next_steps import next_step
from centre_app.core.progress import SILENT, Progress
from centre_app.core.refusals import Told, filing
from centre_app.core.refusals import upkeep as no
from centre_app.core.refusals.store import WrongPassword
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import CaseState, PaperKind
from centre_app.core.vocabulary.upkeep import Counted, ProblemKind, WayIn
from centre_app.db import backup, rotation
from centre_app.db.backup import BackupMade, Restored
from centre_app.db.copies import CopyRow, copies, opened
from centre_app.db.filing import Case, Paper
from centre_app.db.head import Mark
from centre_app.db.keys import Keys, RecoveryKey
from centre_app.db.pairing import Pairing
from centre_app.db.people import Household, HouseholdMember
from centre_app.db.printing import IssuedPage
from centre_app.db.rows import canonical
from centre_app.db.session import WorkSession
from centre_app.db.store import OfficeFolder, OpenStore
from centre_app.db.versions import newest_version, open_current
from centre_app.services import search, trail
from centre_app.services.agenda import today
from centre_app.services.filing import facts_of
from centre_app.services.households import LIVING, facts_of_household
from centre_app.services.office import Office, utc_now
from centre_app.services.opening import open_office
from centre_app.services.standing import beside
from centre_app.services.take_over import reviewed
from centre_app.services.work import Done, Look

__all__ = [
    "BackupMade",
    "Check",
    "CopyRow",
    "Problem",
    "Restored",
    "TwoStates",
    "back_up",
    "backups",
    "check",
    "is_training",
    "restore_by_password",
    "restore_by_recovery",
    "restore_opened",
    "rotate",
    "two_states",
]

_YOUNG = timedelta(days=1)
"""A paper's file without a row may belong to an act that is about to commit; a day later it belongs to none."""


# Backups --------------------------------------------------------------------------------------------------------


def back_up(office: Office, to: Path | None = None, progress: Progress = SILENT) -> BackupMade:
    """备份, proven. Into a named folder everything goes in one file, as one takes away on a stick.

    Raises:
        Refused: the role may not. Everything that ``db.backup.back_up`` raises: no copy was made.
    """
    office.demand("back-up")
    with office.look() as look:
        known = frozenset(_papers_named(look))
    office.store.papers.sweep(known, (utc_now() - _YOUNG).timestamp())
    folder = to or office.store.folder.backups
    made = backup.back_up(office.store, folder, office.clock(), whole=to is not None, progress=progress)
    office.work("back-up", made.path.name, lambda _work: Done())
    return made


def backups(office: Office) -> list[CopyRow]:
    """The copies in the office's own folder of backups, the good ones first, of these the newest first."""
    return copies(office.store.folder.backups, office.store.keys)


@dataclass(frozen=True, slots=True)
class TwoStates:
    """What an office holds now, and what a copy would put in its place, counted alike."""

    made_at: datetime
    now: dict[Counted, int]
    then: dict[Counted, int]


def two_states(office: Office, file: Path) -> TwoStates:
    """Both states' counts, to be looked at before one replaces the other.

    Raises:
        Refused: the role may not restore. What ``db.copies.opened`` raises for a copy that cannot be read.
    """
    office.demand("restore")
    with opened(file) as copy:
        manifest = copy.manifest
    then = {counted: manifest.rows.get(str(model.__tablename__), 0) for counted, model in _COUNTED.items()}
    with office.look() as look:
        now = dict(_counted(look))
    return TwoStates(manifest.made_at, now, {**then, Counted.ACTS: manifest.head.number})


def restore_opened(office: Office, file: Path, password: str, *, reason: str, progress: Progress = SILENT) -> Restored:
    """恢复 by the administrator who is signed in: the office is closed for it, and opened anew by a sign-in.

    Raises:
        Refused: the role may not; the office is as it was and open.
        Everything that ``restore_by_password`` raises: nothing was changed, and the office is closed.
    """
    office.demand("restore")
    folder, user, clock = office.store.folder, office.actor.name, office.clock
    office.close()
    return restore_by_password(folder, file, user, password, clock, progress, reason=reason)


def is_training(file: Path) -> bool:
    """Whether a copy is of an office for training."""
    with opened(file) as copy:
        return copy.manifest.training


def restore_by_password(
    folder: OfficeFolder,
    file: Path,
    user: str,
    password: str,
    clock: Callable[[], datetime],
    progress: Progress = SILENT,
    *,
    reason: str | None = None,
) -> Restored:
    """恢复 by an administrator: of the office that is replaced, or, where that one cannot be opened, of the copy.

    Raises:
        Refused: the role may not. Everything that ``db.backup.restore`` raises: nothing was changed.
    """
    present = _keys_of_administrator(folder, user, password, clock)

    def unlock(path: Path) -> Keys:
        try:
            return Keys.open(path, user, password)
        except WrongPassword:
            # The password was changed since; the office's present secret opens the copy as well.
            if present is None:
                raise
            return present.reopened(path)

    if present is None:
        with tempfile.TemporaryDirectory(prefix="centre-") as apart:
            trial = OfficeFolder(Path(apart))
            backup.restore(file, trial, unlock, clock(), version=newest_version())
            _keys_of_administrator(trial, user, password, clock)
    return _restored(folder, file, unlock, user, clock, progress, reason)


def restore_by_recovery(
    folder: OfficeFolder, file: Path, key: RecoveryKey, clock: Callable[[], datetime], progress: Progress = SILENT
) -> Restored:
    """恢复 by the recovery sheet alone; who holds it needs no login."""
    return _restored(folder, file, lambda path: Keys.recover(path, key), None, clock, progress)


def _keys_of_administrator(
    folder: OfficeFolder, user: str, password: str, clock: Callable[[], datetime]
) -> Keys | None:
    """The keys of an office that an administrator can open; None where it does not open."""
    if not folder.exists:
        return None
    try:
        office = open_office(folder, user, password, clock)
    except Told:
        return None
    try:
        office.demand("restore")
        return office.store.keys
    finally:
        office.close()


def _restored(
    folder: OfficeFolder,
    file: Path,
    unlock: Callable[[Path], Keys],
    user: str | None,
    clock: Callable[[], datetime],
    progress: Progress,
    reason: str | None = None,
) -> Restored:
    used: list[Keys] = []

    def noted(path: Path) -> Keys:
        used.append(unlock(path))
        return used[-1]

    restored = backup.restore(file, folder, noted, clock(), version=newest_version(), progress=progress)
    [keys] = used
    keys.path = folder.keys
    with open_current(folder, lambda: keys, clock()) as store:
        given = file.name if reason is None else canonical({"file": file.name, "reason": reason})
        _note_restore(store, user or WayIn.RECOVERY_SHEET.label, given, clock())
    return restored


def _note_restore(store: OpenStore, by_name: str, given: str, at: datetime) -> None:
    """The restored office's own line of the restore. Who may restore was judged before; what the copy says of the
    logins of its day, or that it knows the one not yet, hinders nothing any more.
    """
    with WorkSession(store.writing, name="restore", by_name=by_name, at=at, given=given) as session:
        session.seal()
        session.commit()
    store.acknowledge(Mark(session.number, session.link))


def rotate(office: Office) -> None:
    """Close the office and give it a new secret; users keep their passwords, the recovery sheet its key."""
    folder, keys, at = office.store.folder, office.store.keys, office.clock()
    office.close()
    rotation.rotate(folder, keys, at)


# The check ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """What was found, of which kind, and in which case (its key and number), if it is about one."""

    told: Told
    kind: ProblemKind
    case: UUID | None = None
    case_no: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Everything that the check found, and how much it looked at."""

    problems: tuple[Problem, ...]
    counted: dict[Counted, int]

    @property
    def ok(self) -> bool:
        """Whether nothing stops; what is only worth a look does not count."""
        return not any(problem.told.stops for problem in self.problems)


def check(office: Office, *, deep: bool = False, progress: Progress = SILENT) -> Check:
    """Structure, audit chain, papers, and every household; ``deep`` also reads every page and paper, and judges the
    four gates of every household in the files again.
    """
    problems = [Problem(told, ProblemKind.STRUCTURE) for told in _structure(office, deep=deep)]
    with office.look() as look:
        problems += _data(look, deep=deep, progress=progress)
        return Check(tuple(problems), dict(_counted(look)))


def _structure(office: Office, *, deep: bool) -> Iterator[Told]:
    yield from office.store.cautions
    behind = office.clock_problem()
    if behind is not None:
        yield behind
    yield from office.store.database.problems(deep=deep)
    if deep and (mended := search.mended(office)):
        yield no.SearchMended(count=mended)
    with office.look() as look:
        yield from trail.proof_of_chain(look).problems
        known = set(_papers_named(look))
    yield from office.store.papers.problems(sorted(known), deep=deep)
    strays = sum(name not in known for name in office.store.papers.names())
    if strays:
        yield no.StrayPapers(count=strays)


def _papers_named(look: Look) -> Iterator[str]:
    yield from (file for file in look.session.scalars(sa.select(Paper.file)) if file)
    yield from look.session.scalars(sa.select(IssuedPage.file))


_COUNTED: Final = {
    Counted.CASES: Case,
    Counted.HOUSEHOLDS: Household,
    Counted.MEMBERS: HouseholdMember,
    Counted.PAPERS: Paper,
    Counted.PAGES: IssuedPage,
}


def _counted(look: Look) -> Iterator[tuple[Counted, int]]:
    for counted, model in _COUNTED.items():
        yield counted, look.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0
    yield Counted.ACTS, trail.newest_number(look)


_BLOCK = 500


def _data(look: Look, *, deep: bool, progress: Progress) -> Iterator[Problem]:
    """Every checker over every living case, in blocks."""
    yield from _doubled(look)
    yield from _phoned_alike(look)
    yield from _overdue(look)
    total = look.session.scalar(sa.select(sa.func.count()).select_from(Case).where(Case.state.in_(LIVING))) or 0
    done = last = 0
    while True:
        block = look.session.scalars(
            sa.select(Case)
            .where(Case.state.in_(LIVING), Case.id > last)
            .order_by(Case.id)
            .limit(_BLOCK)
            .options(selectinload(Case.household).selectinload(Household.members))
        ).all()
        if not block:
            return
        ids = [case.id for case in block]
        beside = _Beside(_unscanned(look, ids), _with_open_pairing(look, ids), reviewed(look, ids))
        for case in block:
            for told in _of_case(look, case, beside, deep=deep):
                yield _in_case(told, case)
        done, last = done + len(block), ids[-1]
        progress.step(done, total)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is asked once for a block of cases."""

    unscanned: dict[int | None, list[Paper]]
    paired: frozenset[int]
    reviewed: frozenset[int]


def _of_case(look: Look, case: Case, beside: _Beside, *, deep: bool) -> Iterator[Told]:
    yield from household_faults(facts_of_household(case), areas=look.areas, on=look.today)
    for paper in beside.unscanned.get(case.id, ()):
        yield no.ScanMissing(paper=paper.title or PaperKind(paper.kind).label, day=paper.on)
    if case.state != CaseState.ACTIVE:
        if deep:
            yield from _on_the_way(look, case)
        return
    if case.id not in beside.paired:
        yield no.ActiveWithoutPairing()
    if case.taken_over:
        if case.id not in beside.reviewed:
            yield no.TakenOverUnseen()
    elif deep:
        yield from _gates(look, case)


_FAULTY: Final = (
    filing.CertificateMissing,
    filing.FirstPhotoMissing,
    filing.FirstPhotoOnAnotherDay,
    filing.LastPhotoOnAnotherDay,
    filing.MinutesMissing,
    filing.NoCategory,
    filing.NoticeOverturned,
    filing.OutdatedPage,
    filing.ReckoningStale,
    filing.SignInSheetMissing,
)
"""What is wrong with a step that was done; what is merely still to be done is no fault."""


def _on_the_way(look: Look, case: Case) -> Iterator[Told]:
    """What keeps a household from its next step though the step before was done."""
    step = next_step(facts_of(look, case), look, beside(look, case))
    missing = step.missing if step else ()
    yield from (no.OnTheWay(sentence=told.sentence, of=told) for told in missing if isinstance(told, _FAULTY))


def _overdue(look: Look) -> Iterator[Problem]:
    """What the morning page shows as late, and every objection that waits for an answer."""
    for due in today(look):
        late = due.days_left is not None and due.days_left < 0
        if not late and due.kind is not DueKind.ANSWER:
            continue
        told = no.Overdue(what=due.text)
        about = sa.select(Case).where(Case.uid == due.case)
        case = look.session.scalars(about).one() if due.case else None
        yield _in_case(told, case) if case else Problem(told, ProblemKind.DATA, case_no=due.subject)


def _phoned_alike(look: Look) -> Iterator[Problem]:
    """Households that give the same mobile number: one of them was copied from the other."""
    numbers = sa.select(Household.phone).join(Case, Case.household_id == Household.id)
    living = numbers.where(Case.state.in_(LIVING), Household.phone.is_not(None))
    twice = living.group_by(Household.phone).having(sa.func.count(sa.distinct(Household.id)) > 1)
    found = look.session.execute(
        sa.select(Household.phone, Case)
        .join(Case, Case.household_id == Household.id)
        .where(Case.state.in_(LIVING), Household.phone.in_(twice))
        .order_by(Household.phone, Case.id)
    )
    for _phone, alike in groupby(found, key=lambda row: row[0]):
        cases = [case for _, case in alike]
        numbered = "、".join(case.archive_no or case.local_no for case in cases)
        yield _in_case(no.PhoneTwice(cases=numbered, field="phone"), cases[-1])


def _gates(look: Look, case: Case) -> Iterator[Told]:
    """What closes a gate of a household that is in the files. What its form said may have changed since."""
    for gate in rule.judge(facts_of(look, case), look):
        for told in gate.refusals:
            if told.stops and not isinstance(told, filing.OutdatedPage):
                yield no.ActiveWithoutEvidence(gate=gate.code.label, sentence=told.sentence, of=told)


def _doubled(look: Look) -> Iterator[Problem]:
    """People who stand in more than one living case, by their numbers."""
    numbered = sa.select(HouseholdMember.id_number).join(Case, Case.household_id == HouseholdMember.household_id)
    living = numbered.where(Case.state.in_(LIVING), HouseholdMember.id_number.is_not(None))
    twice = living.group_by(HouseholdMember.id_number).having(sa.func.count(sa.distinct(Case.household_id)) > 1)
    found = look.session.execute(
        sa.select(HouseholdMember, Case)
        .join(Case, Case.household_id == HouseholdMember.household_id)
        .where(Case.state.in_(LIVING), HouseholdMember.id_number.in_(twice))
        .order_by(Case.id)
    )
    together: dict[str, list[tuple[HouseholdMember, Case]]] = {}
    for member, case in found:
        together.setdefault(str(member.id_number), []).append((member, case))
    for standing in together.values():
        cases = [case.archive_no or case.local_no for _, case in standing]
        told = no.PersonInTwoCases(name=standing[0][0].name, count=len(cases), cases="、".join(cases))
        yield _in_case(told, standing[-1][1])


def _in_case(told: Told, case: Case) -> Problem:
    return Problem(told, ProblemKind.DATA, case.uid, case.archive_no or case.local_no)


def _unscanned(look: Look, ids: list[int]) -> dict[int | None, list[Paper]]:
    found: dict[int | None, list[Paper]] = {}
    for paper in look.session.scalars(sa.select(Paper).where(Paper.case_id.in_(ids), Paper.file.is_(None))):
        found.setdefault(paper.case_id, []).append(paper)
    return found


def _with_open_pairing(look: Look, ids: list[int]) -> frozenset[int]:
    mine = sa.select(Pairing.case_id).where(Pairing.case_id.in_(ids), Pairing.until_on.is_(None))
    return frozenset(look.session.scalars(mine))
