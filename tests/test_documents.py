import re
from pathlib import Path

import pytest

import check

ROOT = Path(check.__file__).parent
DECISIONS = ROOT / "docs" / "decisions"
GUIDES = ["README.md", "CONTRIBUTING.md", "installer/README.md"]
PLACE = re.compile(r"`((?:centre_app|resources|tests|installer|docs)/[\w./*-]*|[\w-]+\.(?:py|md|lock|toml))`")


def _exists(place: str) -> bool:
    """Whether a path is there, or a bare name somewhere in the program, beside the guide or in the resources."""
    return any(any(ROOT.glob(where + place)) for where in ("", "centre_app/**/", "installer/", "resources/"))


@pytest.mark.parametrize("name", GUIDES)
def test_every_place_that_a_guide_sends_to_exists(name: str) -> None:
    places = set(PLACE.findall((ROOT / name).read_text("utf8")))
    assert places
    assert sorted(place for place in places if not _exists(place)) == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_of_a_guide_leads_somewhere(name: str) -> None:
    guide = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)\)", guide.read_text("utf8"))
    assert [link for link in links if not (guide.parent / link).exists()] == []


def test_the_index_of_decisions_names_each_by_its_title() -> None:
    index = (DECISIONS / "README.md").read_text("utf8")
    lines = {line for line in index.splitlines() if line.startswith("| [")}
    expected = set()
    for record in sorted(DECISIONS.glob("[0-9]*.md")):
        number, _, title = record.read_text("utf8").splitlines()[0].removeprefix("# ").partition(" ")
        assert record.name.startswith(f"{number}-"), record.name
        expected.add(f"| [{number}]({record.name}) | {title} |")
    assert lines == expected, "\n".join(sorted(expected))


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [record.name[:4] for record in DECISIONS.glob("[0-9]*.md")]
    assert sorted(number for number in set(numbers) if numbers.count(number) > 1) == []


def test_ten_changes_are_shown_to_a_newcomer() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf8")
    changes = re.findall(r"^\| \*\*(.+?)\*\* \|", guide, re.MULTILINE)
    assert len(changes) == len(set(changes)) == 10
