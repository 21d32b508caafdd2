"""The main job from end to end: by the service functions, and by ``centre`` as separate processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2

from centre_app.cli.hands import Hands, ServiceHands
from centre_app.cli.walk import LEAST, SAID, Walk, Walked
from tests.cli.command_hands import CommandHands

DATA = Path(__file__).parent / "data"
TABLE = DATA / "county-a.xlsx"
EXPECTED: dict[str, Any] = json.loads((DATA / "county-a.expected.json").read_text("utf-8"))["counts"]
FORMS = {
    "application",
    "honesty-pledge",
    "authorisation",
    "visit-form",
    "budget-sheet",
    "appraisal-notes",
    "meeting-minutes",
    "sign-in-sheet",
    "notice",
    "notice-A3",
    "notice-certificate",
    "refusal-letter",
    "archive-form",
    "pairing-card",
    "archive-cover",
    "file-inventory",
}


def walked(hands: Hands, papers: Path) -> tuple[Walk, Walked]:
    walk = Walk(hands, TABLE, papers, lambda *_: None, every=2)
    return walk, walk.run()


def prove(walk: Walk, came: Walked) -> None:
    assert (came.imported, came.held_back, came.doubtful) == (
        EXPECTED["add"],
        EXPECTED["stopped"],
        EXPECTED["doubtful"],
    )
    assert came.problems >= sum(EXPECTED["problems"].values())
    assert (came.approved, came.refused, came.exported, came.reopened_same) == (LEAST, 1, LEAST, LEAST)
    assert came.acts > LEAST
    printed = {path.stem.split("-", 1)[1] for path in came.folder.glob("*.pdf")}
    assert printed == FORMS
    for home in walk.households[:2]:
        texts = [_text(path) for path in came.folder.glob("*-archive-form.pdf")]
        assert any(home.name in text for text in texts)
    notice = "".join(_text(path) for path in came.folder.glob("*-notice-A3.pdf"))
    assert all(home.name in notice for home in walk.households)


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "".join("".join(pages).split())


def test_a_countys_table_becomes_archives_by_the_service_functions(tmp_path: Path) -> None:
    with ServiceHands(tmp_path / "office", SAID) as hands:
        prove(*walked(hands, tmp_path / "papers"))


def test_a_countys_table_becomes_archives_by_separate_commands(tmp_path: Path) -> None:
    with CommandHands(tmp_path / "office", SAID) as hands:
        prove(*walked(hands, tmp_path / "papers"))
        kinds = {" ".join(kind) for kind in hands.started}
        assert {"act approve", "act pair", "print archive-form", "import households", "export province"} <= kinds
