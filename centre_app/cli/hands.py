"""Who does the story of ``walk``: the service functions in this process.

The tests have another pair of hands that does the same by ``centre`` as separate processes.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

from pydantic_core import to_jsonable_python

from centre_app.cli.exchange import document_of
from centre_app.core.moments import CHINA
from centre_app.core.people import is_adult
from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.files import write_durably
from centre_app.db.keys import RecoveryKey
from centre_app.db.store import OfficeFolder
from centre_app.forms.press import issuing
from centre_app.services import opening, trail, upkeep, users
from centre_app.services.binding import given_kind
from centre_app.services.filing import in_state
from centre_app.services.finding import case_of
from centre_app.services.given import given_from
from centre_app.services.office import Office
from centre_app.sheets.sending_out import send_out
from centre_app.sheets.taking_in import arrivals_of, plan_of, take_in

__all__ = ["PROFILE", "SOURCE", "Hands", "Member", "ServiceHands"]

SOURCE: Final = "households"
PROFILE: Final = "province"


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a household: the key, and whether he signs for himself."""

    key: str
    adult: bool


class Hands(Protocol):
    """What the story asks for; every answer is the JSON of the command line."""

    def day(self, day: date) -> None: ...
    def act(self, user: str, act: str, /, **data: Any) -> dict[str, Any]: ...
    def add_user(self, admin: str, name: str, role: str, person: str) -> None: ...
    def take_in(self, file: Path) -> dict[str, Any]: ...
    def would_take_in(self, file: Path) -> dict[str, Any]: ...
    def send_out(self, file: Path, reason: str) -> int: ...
    def drafts(self, count: int) -> list[tuple[str, str]]: ...
    def members(self, case: str) -> list[Member]: ...
    def print(self, form: str, out: Path, /, *, paper: str | None = None, **subject: str) -> dict[str, Any]: ...
    def back_up(self, folder: Path) -> Path: ...
    def restore(self, file: Path) -> None: ...
    def recover(self, file: Path, place: Path) -> int: ...
    def verify(self) -> int: ...


class ServiceHands:
    """Does everything by the service functions, each login in an office of its own, all on one clock."""

    def __init__(self, folder: Path, said: Mapping[str, Any]) -> None:
        self.folder = OfficeFolder(folder)
        self.said = said
        self.password: str = said["users"]["password"]
        self.now = datetime.combine(date(2026, 9, 1), time(9), CHINA)
        self.offices: dict[str, Office] = {}

    def __enter__(self) -> Self:
        office, admin = self.said["office"], self.said["users"]["administrator"]
        what = opening.NewOffice(
            name=office["name"], union=office["union"], area=office["area"], admin=admin, training=True
        )
        self.recovery = opening.new_office(self.folder, what, self.password, self.now)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        for office in self.offices.values():
            office.close()
        self.offices.clear()

    def office(self, user: str) -> Office:
        """The office with this login signed in."""
        if user not in self.offices:
            self.offices[user] = opening.open_office(self.folder, user, self.password, lambda: self.now)
        return self.offices[user]

    @property
    def _clerk(self) -> Office:
        return self.office(self.said["users"]["clerk"])

    def day(self, day: date) -> None:
        self.now = datetime.combine(day, time(9), CHINA)

    def act(self, user: str, act: str, /, **data: Any) -> dict[str, Any]:
        done = self.office(user).do(act, given_from(given_kind(act), data))
        plain: dict[str, Any] = to_jsonable_python(
            {"key": done.key, "number": done.number, "case": done.case, "state": done.state, **done.more}
        )
        return plain

    def add_user(self, admin: str, name: str, role: str, person: str) -> None:
        opening.add_user(self.office(admin), users.AddUser(name=name, role=Role(role), person=person), self.password)

    def take_in(self, file: Path) -> dict[str, Any]:
        arrivals = arrivals_of(self._clerk, SOURCE, file)
        plan, _ = take_in(self._clerk, SOURCE, arrivals)
        return document_of(plan, arrivals)

    def would_take_in(self, file: Path) -> dict[str, Any]:
        arrivals = arrivals_of(self._clerk, SOURCE, file)
        return document_of(plan_of(self._clerk, arrivals), arrivals)

    def send_out(self, file: Path, reason: str) -> int:
        return send_out(self._clerk, PROFILE, file, reason=reason)

    def drafts(self, count: int) -> list[tuple[str, str]]:
        with self._clerk.look() as look:
            return [(str(uid), name) for uid, name in in_state(look, CaseState.DRAFT, count)]

    def members(self, case: str) -> list[Member]:
        with self._clerk.look() as look:
            people = case_of(look, case).household.members
            return [Member(str(one.uid), is_adult(one.birth_date, look.today)) for one in people]

    def print(self, form: str, out: Path, /, *, paper: str | None = None, **subject: str) -> dict[str, Any]:
        [key] = subject.values()
        issued = issuing.issue(self._clerk, form, key, paper)
        write_durably(out, issued.pdf)
        return {"number": issued.number, "short_code": issued.short_code, "file": str(out)}

    def back_up(self, folder: Path) -> Path:
        return upkeep.back_up(self.office(self.said["users"]["administrator"]), folder).path

    def restore(self, file: Path) -> None:
        self.close()
        admin = self.said["users"]["administrator"]
        upkeep.restore_by_password(self.folder, file, admin, self.password, lambda: self.now)

    def recover(self, file: Path, place: Path) -> int:
        """Open a copy in an empty place by the recovery sheet alone; the acts whose chain was proven there."""
        folder = OfficeFolder(place)
        key = RecoveryKey.typed(self.recovery.printed)
        admin = self.said["users"]["administrator"]
        upkeep.restore_by_recovery(folder, file, key, lambda: self.now)
        with closing(opening.recover_office(folder, key, admin, self.password, lambda: self.now)) as office:
            return self._proven(office)

    def verify(self) -> int:
        return self._proven(self.office(self.said["users"]["administrator"]))

    @staticmethod
    def _proven(office: Office) -> int:
        """Everything looked at, and the whole chain; how many acts it has.

        Raises:
            Refused: something stops.
        """
        found = [problem.told for problem in upkeep.check(office, deep=True).problems if problem.told.stops]
        with office.look() as look:
            proof = trail.proof_of_chain(look)
        if found or proof.problems:
            raise Refused([*found, *proof.problems])
        return proof.lines
