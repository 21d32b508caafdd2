"""The tables that come with the program."""

from __future__ import annotations

from datetime import date

import pytest

from centre_app.core.refusals import Refused
from centre_app.paths import data_folder, resource_text, resources
from centre_app.services.resources import areas, calendar, packs, rule_book


def test_the_register_of_areas_is_read_once() -> None:
    assert areas() is areas()
    county = areas().named("621002")
    assert county is not None
    assert county.current


def test_an_own_year_stands_on_top_of_the_shipped_ones() -> None:
    own = "year = 2027\nwork = []\n[[off]]\nname = '元旦'\nfirst = 2027-01-01\nlast = 2027-01-03\n"
    assert calendar().missing_years(date(2004, 1, 1), date(2027, 12, 31)) == (2027,)
    assert calendar((own,)).missing_years(date(2004, 1, 1), date(2027, 12, 31)) == ()
    with pytest.raises(Refused):
        calendar(("year = 2027",))


def test_every_pack_makes_a_rule_book() -> None:
    assert "gansu" in packs()
    assert "base" not in packs()
    for pack in packs():
        assert rule_book(pack) is rule_book(pack)
    with pytest.raises(KeyError):
        rule_book("../base")


def test_shipped_files_lie_beside_the_package() -> None:
    assert resources("calendars", "2026.toml").is_file()
    assert resource_text("calendars", "2026.toml").startswith("# 2026")


def test_the_data_folder_is_one_of_the_user() -> None:
    assert data_folder().name == "assistance-centre"
    assert not data_folder().is_relative_to(resources().parent)
