"""The process is killed a moment after the last key; after the next sign-in the draft is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services import desk as desk_service
from centre_app.services.opening import open_office
from tests.services.conftest import NAMES, PASSWORD, At

ROOT = Path(__file__).parents[3]
TEXT = "他家老人住院，下周再去"


def test_a_killed_window_loses_nothing_that_had_rested(at: At) -> None:
    walk = at(CaseState.APPLIED)
    folder, case = walk.office.store.folder, walk.case
    clerk = NAMES[Role.CLERK]
    words = [sys.executable, "-m", "tests.ui.pages.typing_clerk", str(folder.path), clerk, case, TEXT]
    child = subprocess.Popen(
        words, cwd=ROOT, env={**os.environ, "CENTRE_PASSWORD": PASSWORD}, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child:
        assert child.stdout.readline() == "typed\n"
        assert child.stdout.readline() == "kept\n"
        child.kill()
    office = open_office(folder, clerk, PASSWORD, walk.clock)
    try:
        [draft] = desk_service.drafts(office)
    finally:
        office.close()
    assert draft.record == f"add-note:{case}"
    assert draft.values == {"text": TEXT}
