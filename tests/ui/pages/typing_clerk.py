"""A clerk at the window in a process of its own, who types and is killed: run by ``test_killed``.

python -m tests.ui.pages.typing_clerk FOLDER NAME CASE TEXT

Says ``typed`` once the last key is pressed, and ``kept`` once the draft lies in the store; then it waits to be killed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from centre_app.app import entrance_to, make_app
from centre_app.db.store import OfficeFolder
from centre_app.services.office import utc_now
from centre_app.ui.pages.household import HouseholdPage
from centre_app.ui.window import Window
from tests.ui.keys import write


def main(folder: str, name: str, case: str, text: str) -> int:
    app = make_app()
    window = Window(entrance_to(OfficeFolder(Path(folder)), utc_now))
    window.show()
    window.activateWindow()
    window.sign_in.name.setCurrentText(name)
    window.sign_in.password.setText(os.environ["CENTRE_PASSWORD"])
    window.sign_in.opened.connect(lambda _office: go(window, case))
    window.runner.rested.connect(lambda: type_once(window, text))
    window.sign_in.submit()
    return app.exec()


def go(window: Window, case: str) -> None:
    assert window.shell is not None
    window.shell.desk.kept.connect(lambda _at: print("kept", flush=True))
    window.shell.go("household", case)


def type_once(window: Window, text: str) -> None:
    """As soon as the household is shown: into the field for a note, once."""
    page = window.shell.page if window.shell else None
    if not isinstance(page, HouseholdPage) or page.shown is None or page.notes.form.form.values()["text"]:
        return
    page.turn_to("notes")
    page.notes.form.form.field("text").setFocus()
    QApplication.sendPostedEvents()
    write(text)
    print("typed", flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
