"""The office for practising, and stores of any size."""

from __future__ import annotations

import click

from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Table
from centre_app.cli.day import clock
from centre_app.cli.frame import Misused, command
from centre_app.cli.kinds import Count
from centre_app.cli.progress import bar
from centre_app.cli.sign_in import FIRST_WORD, new_password, office_folder
from centre_app.core.refusals.store import OfficeExists
from centre_app.forms.press import issuing
from centre_app.services.demo import DEMO_HOUSEHOLDS, make_demo
from centre_app.services.office import Office

__all__ = ["demo"]


@command("demo")
@click.option("--households", default=DEMO_HOUSEHOLDS, type=Count(), help=captions.OPTION_HOUSEHOLDS)
@click.option("--seed", default=1, type=Count(), help=captions.OPTION_SEED)
def demo(households: int, seed: int) -> Answer:
    if households < 1:
        raise Misused("HouseholdsWrong", captions.HOUSEHOLDS_WRONG, "--households")
    folder = office_folder()
    if folder.exists:
        raise OfficeExists(folder=str(folder.path))
    word = new_password(FIRST_WORD)
    with bar(captions.HELP["demo"]) as progress:
        made = make_demo(
            folder, word, clock()(), print_page=_printed, households=households, seed=seed, progress=progress
        )
    document = {
        "users": [{"name": name, "role": role.value, "label": role.label} for name, role in made.users],
        "faults": [{"code": fault.code, "text": fault.text, "case": fault.case} for fault in made.faults],
    }
    done = Lines([captions.DEMO_MADE.format(folder=folder.path, households=households)])
    users = Table(captions.DEMO_USER_HEADS, made.users)
    return Answer(document, (done, users, Lines([captions.DEMO_FAULTS, *(fault.text for fault in made.faults)])))


def _printed(office: Office, form: str, key: str) -> str:
    return issuing.issue(office, form, key).short_code
