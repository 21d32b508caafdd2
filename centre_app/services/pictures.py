"""Small pictures that stand for photographs and scans where people practise: a house, and a page with lines."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

__all__ = ["Camera"]

_PHOTO: Final = (480, 360)
_PAGE: Final = (620, 877)
_DAY: Final = time.gmtime(0)
"""A scan bears no day of its own, so that the same seed gives the same file."""


class Camera:
    """Puts pictures into a folder; each is another one."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self._taken = 0

    def photo(self) -> Path:
        """A house under the sky, as PNG."""
        draw = self._random
        width, height = _PHOTO
        picture = Image.new("RGB", _PHOTO, (draw.randrange(140, 200), draw.randrange(180, 220), 235))
        pen = ImageDraw.Draw(picture)
        ground = height - draw.randrange(90, 130)
        pen.rectangle((0, ground, width, height), fill=(150, draw.randrange(130, 160), 90))
        left, right = draw.randrange(60, 120), width - draw.randrange(60, 120)
        top = ground - draw.randrange(90, 140)
        pen.rectangle((left, top, right, ground + 20), fill=(draw.randrange(170, 220), 160, 130))
        pen.polygon(((left - 20, top), ((left + right) // 2, top - 70), (right + 20, top)), fill=(120, 60, 50))
        door = left + draw.randrange(40, 120)
        pen.rectangle((door, ground - 70, door + 45, ground + 20), fill=(90, 60, 40))
        path = self._next("png")
        picture.save(path)
        return path

    def scan(self) -> Path:
        """A written page with its seal, as PDF."""
        draw = self._random
        picture = Image.new("L", _PAGE, 250)
        pen = ImageDraw.Draw(picture)
        for line in range(100, _PAGE[1] - 160, 34):
            pen.line((60, line, 60 + draw.randrange(200, 500), line), fill=90, width=6)
        x, y = draw.randrange(360, 460), _PAGE[1] - 150
        pen.ellipse((x, y, x + 110, y + 110), outline=120, width=5)
        path = self._next("pdf")
        picture.save(path, creationDate=_DAY, modDate=_DAY)
        return path

    def _next(self, ending: str) -> Path:
        self._taken += 1
        return self._folder / f"{self._taken:04}.{ending}"
