"""An import from the file to the store: read, hold against what is stored, and on a word apply it in one act."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from centre_app import registry
from centre_app.core.areas import Areas
from centre_app.core.refusals import Refused
from centre_app.core.refusals.sheets import NothingToTakeIn, SourceUnknown
from centre_app.db.rows import canonical
from centre_app.services import imports
from centre_app.services.office import Office
from centre_app.services.work import Done, Work
from centre_app.sheets import sources
from centre_app.sheets.arrivals import Arrivals, Asked, Source
from centre_app.sheets.book import read
from centre_app.sheets.plan import Plan, as_document, compare, numbers_of

__all__ = ["arrivals_of", "plan_of", "source_named", "take_in", "uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cycles from running: a table makes many small things that all stay, and no cycles.

    Over 5,000 households it would look through all of them again and again, for a third of the time. At the end they
    go to the oldest without being looked through at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def source_named(code: str) -> Source:
    """The import source of this code.

    Raises:
        SourceUnknown: there is none.
    """
    if code not in registry.names_in(sources):
        raise SourceUnknown(source=code)
    found: Source = registry.load(sources, code, "SOURCE")
    return found


@uncollected()
def arrivals_of(
    office: Office, source: str, path: Path, sheet: str | None = None, columns: Mapping[str, str] | None = None
) -> Arrivals:
    """What a file brings, judged by itself; ``columns`` is a map as ``maps.read_map`` reads it."""
    asked = Asked(on=office.today, areas=_areas(office), sheet=sheet, columns=columns or {})
    return source_named(source).read(read(path), asked)


def _areas(office: Office) -> Areas:
    with office.look() as look:
        return look.areas


@uncollected()
def plan_of(office: Office, arrivals: Arrivals, *, take_over: bool = False) -> Plan:
    """What an import would do; nothing is stored. Whose numbers are in the files is told to who may import them.

    Raises:
        Refused: the role may not.
    """
    office.demand(_act(take_over=take_over))
    with office.look() as look:
        return compare(imports.stored_with(look, numbers_of(arrivals)), arrivals)


@uncollected()
def take_in(office: Office, source: str, arrivals: Arrivals, *, take_over: bool = False) -> tuple[Plan, Done]:
    """Apply a file in one act: the plan is made again under the writers' turn, so it cannot be stale.

    Stopped and doubtful households are left out. A file that changes nothing leaves nothing but its name in the trail.

    Raises:
        NothingToTakeIn: every household is stopped or doubtful.
        Refused: a take-over after the office's first own approval.
    """
    plans: list[Plan] = []

    def job(work: Work) -> Done:
        if take_over:
            imports.may_take_over(work)
        plan = compare(imports.stored_with(work, numbers_of(arrivals)), arrivals)
        plans.append(plan)
        if not (plan.add or plan.change or plan.same):
            raise Refused([NothingToTakeIn(file=plan.file)])
        cases = imports.store_new(work, plan.new, on=work.today, take_over=take_over)
        imports.store_changes(work, [(each.case, each.facts) for each in plan.change])
        kept = imports.note_file(work, source, plan.sha256, as_document(plan), take_over=take_over)
        return Done(key=kept.uid, more={"cases": [str(uid) for uid in cases]})

    given = canonical({"source": source, "file": arrivals.file, "sha256": arrivals.sha256})
    done = office.work(_act(take_over=take_over), given, job)
    return plans[0], done


def _act(*, take_over: bool) -> str:
    return "take-over" if take_over else "import"
