"""The figures of the morning page: what came into the files and went, by quarter."""

from __future__ import annotations

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case
from centre_app.services.figures import figures
from tests.services.conftest import At
from tests.services.staging import ENCRYPTED

pytestmark = ENCRYPTED


def test_an_archive_counts_in_the_quarter_of_its_approval(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    with walk.office.look() as look:
        found = figures(look)
        day = look.session.scalars(sa.select(Case.approved_on)).one()
    assert day is not None
    came = [line.figures for line in found.movement.lines]
    assert came.pop((day.month - 1) // 3) == (1, 0)
    assert set(came) <= {(0, 0)}
    assert (found.active, found.movement.closing, found.causes.total) == (1, 1, (1,))


def test_an_office_without_archives_counts_nought(at: At) -> None:
    walk = at(CaseState.APPLIED)
    with walk.office.look() as look:
        found = figures(look)
    assert {line.figures for line in found.movement.lines} == {(0, 0)}
    assert (found.active, found.in_hand, found.causes.lines) == (0, 1, ())
