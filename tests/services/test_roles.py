"""Every cell of the table act x role, and every act of the table has who does it."""

from __future__ import annotations

from functools import partial

import pytest
import sqlalchemy as sa

from centre_app.core.acts import ACTS, may
from centre_app.core.refusals import Refused
from centre_app.core.refusals.office import ActUnknown
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.system import Act, Change
from centre_app.services.binding import BINDINGS, function_of, given_kind
from centre_app.services.given import Given
from centre_app.services.office import Office
from centre_app.services.work import Done, Work
from tests.services.conftest import At
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED

ABOVE = {
    "print",
    "import",
    "take-over",
    "export",
    "reveal",
    "view-case",
    "add-user",
    "reset-password",
    "stop-user",
    "back-up",
    "restore",
    "set-office",
}
"""Acts of which a part is done outside the store: by forms, sheets, the key file, the folder."""


class GotPast(Exception):
    """The role check let an act through."""


def _got_past(_work: Work) -> Done:
    raise GotPast


def _stored(office: Office) -> tuple[int | None, int | None]:
    with office.look() as look:
        counted = [look.session.scalar(sa.select(sa.func.count()).select_from(model)) for model in (Act, Change)]
    return counted[0], counted[1]


@ENCRYPTED
@pytest.mark.parametrize("role", Role)
def test_every_act_is_open_to_the_roles_of_the_table_and_to_no_other(at: At, role: Role) -> None:
    office = at(CaseState.APPLIED).as_role(role)
    before = _stored(office)
    for name, act in ACTS.items():
        if role in act.roles:
            with pytest.raises(GotPast):
                office.work(name, None, _got_past)
        else:
            with pytest.raises(Refused) as refused:
                office.work(name, None, _got_past)
            [told] = refused.value.objections
            assert told.code == "NotYourAct"
            assert told.facts["role"] == role.label
            assert told.facts["roles"] == "、".join(sorted(one.label for one in act.roles))
    assert _stored(office) == before


@ENCRYPTED
def test_an_act_is_judged_before_anything_is_read_of_what_it_is_given(at: At) -> None:
    inspector = at(CaseState.APPLIED).as_role(Role.INSPECTOR)
    told = [refusals(partial(inspector.do, name, Given())) for name in BINDINGS]
    assert told == [["NotYourAct"]] * len(BINDINGS)


@ENCRYPTED
def test_an_act_that_is_not_on_the_table_nobody_may(at: At) -> None:
    office = at(CaseState.APPLIED).office
    [told] = objections(lambda: office.do("delete-everything", Given()))
    assert isinstance(told, ActUnknown)


def test_every_act_of_the_table_is_bound_or_done_by_a_storey_above() -> None:
    assert set(BINDINGS) | ABOVE == set(ACTS)
    assert set(BINDINGS) & ABOVE == set()


def test_what_an_act_is_given_is_read_from_its_function() -> None:
    assert {given_kind(name).__name__ for name in BINDINGS} >= {"OpenCase", "Approve", "HandOver", "UndoAct"}
    assert all(issubclass(given_kind(name), Given) for name in BINDINGS)
    assert refusals(lambda: function_of("print")) == ["ActUnknown"]


def test_what_nobody_named_nobody_may() -> None:
    assert not any(may(role, "delete-everything") for role in Role)
    assert all(any(may(role, name) for role in Role) for name in ACTS)
