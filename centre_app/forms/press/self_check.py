"""Whether this machine can print: the program's fonts, the office's own, and the PDF library."""

from __future__ import annotations

from collections.abc import Iterator

from centre_app.core.refusals import Told
from centre_app.paths import resources
from centre_app.services.office import Office

from ..paper.fonts import bundled_faults, office_faults, text_map_faults
from .issuing import own_fonts

__all__ = ["paper_faults"]


def paper_faults(office: Office, *, deep: bool = False) -> Iterator[Told]:
    """Every trouble that printing would meet; ``deep`` reads every font file through."""
    yield from bundled_faults(resources("fonts"), deep=deep)
    yield from office_faults(own_fonts(office))
    yield from text_map_faults()
