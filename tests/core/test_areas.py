"""The register of administrative areas."""

from __future__ import annotations

from pathlib import Path

import pytest

from centre_app.core.areas import Area, Areas
from installer import make_areas

FOLDER = Path(__file__).parent.parent.parent / "resources" / "areas"


@pytest.fixture(scope="module")
def areas() -> Areas:
    return Areas.parse(file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.toml")))


def test_the_files_equal_what_the_command_writes() -> None:
    assert {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.toml")} == make_areas.texts()


def test_an_area_is_called_with_what_lies_above_it(areas: Areas) -> None:
    assert areas.named("621002") == Area("621002", "西峰区", "甘肃省庆阳市西峰区")
    assert areas.named("110105") == Area("110105", "朝阳区", "北京市朝阳区")
    assert areas.named("620000") == Area("620000", "甘肃省", "甘肃省")
    assert areas.named("621099") is None


def test_a_county_that_became_a_city_has_ended(areas: Areas) -> None:
    ended, follower = areas.named("620824"), areas.named("620881")
    assert ended == Area("620824", "华亭县", "甘肃省平凉市华亭县", 2018)
    assert not ended.current
    assert follower == Area("620881", "华亭市", "甘肃省平凉市华亭市")
    assert follower.current


def test_a_prefecture_that_was_dissolved_still_names_its_counties(areas: Areas) -> None:
    assert areas.named("622822") == Area("622822", "环县", "甘肃省庆阳地区环县", 2002)


@pytest.mark.parametrize(
    ("prefecture", "counties"),
    [
        ("620100", 8), ("620200", 0), ("620300", 2), ("620400", 5), ("620500", 7), ("620600", 4), ("620700", 6),
        ("620800", 7), ("620900", 7), ("621000", 8), ("621100", 7), ("621200", 9), ("622900", 8), ("623000", 8),
        ("620000", 86),
    ],
)  # fmt: skip
def test_gansu_has_its_counties(areas: Areas, prefecture: str, counties: int) -> None:
    assert len(areas.within(prefecture)) == counties


def test_the_counties_of_qingyang_stand_by_code(areas: Areas) -> None:
    assert [(area.code, area.name) for area in areas.within("621000")] == [
        ("621002", "西峰区"),
        ("621021", "庆城县"),
        ("621022", "环县"),
        ("621023", "华池县"),
        ("621024", "合水县"),
        ("621025", "正宁县"),
        ("621026", "宁县"),
        ("621027", "镇原县"),
    ]


def test_a_county_alone_lies_within_itself(areas: Areas) -> None:
    assert [area.code for area in areas.within("621002")] == ["621002"]


@pytest.mark.parametrize(
    ("address", "front"),
    [
        ("甘肃省庆阳市庆城县东湖镇幸福路26号", "甘肃省庆阳市庆城县"),
        ("甘肃庆阳环县环城镇", "甘肃庆阳环县"),
        ("庆阳市北关社区12号", "庆阳市"),
        ("镇原县城关镇", "镇原县"),
        ("东湖镇幸福路26号", ""),
        ("甘肃省酒泉市敦煌市沙州镇", "甘肃省酒泉市敦煌市"),
        ("北京市朝阳区某某路", "北京市朝阳区"),
        ("甘肃省庆阳市阳光小区", "甘肃省庆阳市"),
        ("西峰区", "西峰区"),
        ("", ""),
    ],
)
def test_the_front_of_an_address_ends_with_the_county(areas: Areas, address: str, front: str) -> None:
    assert areas.front_of(address) == front
