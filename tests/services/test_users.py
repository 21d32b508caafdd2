"""Logins: who may be stopped, by whom, and that one administrator always stays."""

from __future__ import annotations

from functools import partial

from centre_app.core.vocabulary.filing import Role
from centre_app.services import opening, users
from centre_app.services.office import Office
from tests.services.conftest import NAMES, PASSWORD, At
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import Walk

pytestmark = ENCRYPTED

ADMIN = NAMES[Role.ADMINISTRATOR]


def stop(walk: Walk, name: str, by: Office | None = None) -> None:
    opening.stop_user(by or walk.as_role(Role.ADMINISTRATOR), users.StopUser(name=name))


def second(walk: Walk) -> Office:
    """Another administrator, signed in."""
    what = users.AddUser(name="管理员二", role=Role.ADMINISTRATOR)
    opening.add_user(walk.as_role(Role.ADMINISTRATOR), what, PASSWORD)
    return Office(walk.office.store, "管理员二", walk.clock)


def listed(walk: Walk) -> dict[str, tuple[Role, str | None, bool]]:
    with walk.office.look() as look:
        return {row.name: (row.role, row.person, row.stopped) for row in users.users(look)}


def test_a_stopped_user_stays_on_the_list_and_is_stopped_once(at: At) -> None:
    walk = at(None)
    stop(walk, NAMES[Role.ARCHIVIST])
    assert list(listed(walk))[-1] == NAMES[Role.ARCHIVIST]
    assert listed(walk)[NAMES[Role.ARCHIVIST]] == (Role.ARCHIVIST, None, True)
    [told] = objections(partial(stop, walk, NAMES[Role.ARCHIVIST]))
    assert str(told) == "用户“档案”已停用，不必重复停用。"
    assert refusals(partial(Office, walk.office.store, NAMES[Role.ARCHIVIST], walk.clock)) == ["UserStopped"]


def test_nobody_stops_oneself_and_one_administrator_stays(at: At) -> None:
    walk = at(None)
    assert refusals(partial(stop, walk, ADMIN)) == ["CannotStopOneself"]
    other = second(walk)
    stop(walk, ADMIN, by=other)
    demote = partial(users.ChangeRole, name="管理员二")
    assert refusals(lambda: other.do("change-role", demote(role=Role.CLERK))) == ["LastAdministrator"]
    assert listed(walk)["管理员二"] == (Role.ADMINISTRATOR, None, False)


def test_who_was_demoted_or_stopped_meanwhile_does_nothing_more_in_the_office_that_is_still_open(at: At) -> None:
    walk = at(None)
    first, other = walk.as_role(Role.ADMINISTRATOR), second(walk)
    other.do("change-role", users.ChangeRole(name=ADMIN, role=Role.ARCHIVIST))
    assert refusals(partial(stop, walk, "管理员二", by=first)) == ["NotYourAct"]
    opening.add_user(other, users.AddUser(name="管理员三", role=Role.ADMINISTRATOR), PASSWORD)
    stop(walk, "管理员二", by=Office(walk.office.store, "管理员三", walk.clock))
    back = users.ChangeRole(name=ADMIN, role=Role.ADMINISTRATOR)
    assert refusals(lambda: other.do("change-role", back)) == ["UserStopped"]
    assert listed(walk)[ADMIN] == (Role.ARCHIVIST, None, False)


def test_a_person_of_the_union_is_put_behind_a_login(at: At) -> None:
    walk = at(None)
    admin = walk.as_role(Role.ADMINISTRATOR)
    change = users.ChangeRole(name=NAMES[Role.ARCHIVIST], role=Role.ARCHIVIST, person=walk.people["filer"])
    admin.do("change-role", change)
    assert listed(walk)[NAMES[Role.ARCHIVIST]] == (Role.ARCHIVIST, "简建档", False)
    unknown = users.ChangeRole(name="路人", role=Role.CLERK)
    assert refusals(lambda: admin.do("change-role", unknown)) == ["NoSuchThing"]


def test_the_one_who_is_signed_in_proves_the_own_password_only(at: At) -> None:
    office = at(None).office
    assert opening.proves_password(office, PASSWORD)
    assert not opening.proves_password(office, PASSWORD + "x")
    assert NAMES[Role.CLERK] in opening.logins(office.store.folder)
