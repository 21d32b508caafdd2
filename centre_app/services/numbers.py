"""Running numbers of the office: local case numbers, notices, meetings, pages."""

from __future__ import annotations

import sqlalchemy as sa

from centre_app.db.system import NumberSeries
from centre_app.services.work import Work

__all__ = ["next_number"]


def next_number(work: Work, prefix: str, width: int = 4) -> str:
    """The next number of a series that begins with ``prefix``, such as ``L2026`` -> ``L20260001``."""
    series = work.session.scalars(sa.select(NumberSeries).where(NumberSeries.series == prefix)).one_or_none()
    if series is None:
        series = NumberSeries(series=prefix, last=0)
        work.session.add(series)
    series.last += 1
    return f"{prefix}{series.last:0{width}}"
