"""Running numbers of the office: local case numbers, notices, meetings, pages."""

from __future__ import annotations

import sqlalchemy as sa

from centre_app.db.system import NumberSeries
from centre_app.services.work import Work

__all__ = ["next_number", "next_numbers"]


def next_number(work: Work, prefix: str, width: int = 4) -> str:
    """The next number of a series that begins with ``prefix``, such as ``L2026`` -> ``L20260001``."""
    return next_numbers(work, prefix, 1, width)[0]


def next_numbers(work: Work, prefix: str, count: int, width: int = 4) -> list[str]:
    """The next so many numbers of a series; a series that outgrows its width goes on with more digits."""
    series = work.session.scalars(sa.select(NumberSeries).where(NumberSeries.series == prefix)).one_or_none()
    if series is None:
        series = NumberSeries(series=prefix, last=0)
        work.session.add(series)
    first = series.last + 1
    series.last += count
    return [f"{prefix}{number:0{width}}" for number in range(first, series.last + 1)]
