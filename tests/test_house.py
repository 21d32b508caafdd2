"""Rules of the house that no other tool watches. Each rule is a function that a test below shows biting."""

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from stdnum.cn import ric

import check
from centre_app.core import refusals

ROOT = Path(check.__file__).parent
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
ROOMS = ("centre_app", "tests", "installer", "resources", "docs", ".ci")
# Texts that others wrote and that are kept as they came: licences, and the counties' tables.
AS_THEY_CAME = ("LICENSE", "resources/fonts/licences/*", "tests/data/county-*", "tests/data/README.md")
TEXT = {"", ".py", ".md", ".toml", ".lock", ".txt", ".json", ".csv", ".sh", ".ps1", ".nsi", ".ini", ".qss", ".yaml"}
SELF = "tests/test_house.py"


def _files(*patterns: str) -> list[Path]:
    """The files of the repository that its own people wrote, by pattern from its root."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if not any(path.match(kept) for kept in AS_THEY_CAME))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _code() -> list[Path]:
    return _files("*.py", *(f"{room}/**/*.py" for room in ROOMS))


@cache
def _texts() -> dict[str, str]:
    """Every text of the repository by its name: code, data, documents, scripts."""
    everything = _files("*", *(f"{room}/**/*" for room in ROOMS))
    chosen = [path for path in everything if path.suffix in TEXT and "__pycache__" not in path.parts]
    return {_name(path): path.read_text("utf8") for path in chosen}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf8"))


def _where(found: Iterable[tuple[Path, Iterable[str]]]) -> list[str]:
    """Findings as lines ``file: finding``, so that one failure shows them all."""
    return [f"{_name(path)}: {finding}" for path, findings in found for finding in findings]


def test_the_house_is_looked_through_whole() -> None:
    names = set(_texts())
    assert {"start.py", "check.py", "pyproject.toml", "requirements.lock", ".ci/run", "tests/conftest.py"} <= names
    assert not [name for name in names if name.startswith((".venv/", ".git/"))]


# Chinese words stand where a translator or a clerk would look for them.


def spoken(tree: ast.AST) -> list[str]:
    """The Chinese literals of a module; what documents it may quote the title of a paper."""
    documenting = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HAN.search(node.value)
        and id(node) not in documenting
    ]


def test_lower_storeys_do_not_speak_to_the_clerk() -> None:
    rooms = _files("centre_app/db/**/*.py", "centre_app/services/**/*.py", "centre_app/cli/**/*.py")
    assert _where((path, spoken(_tree(path))) for path in rooms if path.name != "captions.py") == []


def test_a_chinese_literal_is_heard_and_a_docstring_is_not() -> None:
    source = '"""《工作规范》."""\nX = 1\n"""公示."""\ndef f():\n    """第三条."""\n    return f"第{X}条", "𠮷"'
    assert sorted(spoken(ast.parse(source))) == ["条", "第", "𠮷"]


# Names and habits.

EMPTY_NAMES = re.compile(r"^(Abstract\w*|\w*(Manager|Helper|Utils?|Handler|Processor|Impl|Info|Data)|\w*[a-z]Base)$")
EMPTY_MODULES = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "manager", "managers"}


def empty_names(tree: ast.AST) -> list[str]:
    """Classes whose name says no job."""
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and EMPTY_NAMES.match(node.name)]


def test_names_say_what_a_thing_does() -> None:
    assert _where((path, empty_names(_tree(path))) for path in _code()) == []
    assert [_name(path) for path in _code() if path.stem in EMPTY_MODULES] == []


def test_an_empty_name_is_noticed_and_the_tables_base_is_not() -> None:
    source = (
        "class CaseManager: ...\nclass AbstractForm: ...\nclass FormBase: ...\nclass Base: ...\nclass Database: ..."
    )
    assert empty_names(ast.parse(source)) == ["CaseManager", "AbstractForm", "FormBase"]


LATER = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK)\b|#\s*(?:noqa|type:\s*ignore|pragma:)|\braise NotImplementedError(?!\(\")"
)
SKIPPED = re.compile(r"\b(?:pytest\.(?:skip|xfail|importorskip)|mark\.(?:skip|skipif|xfail)|time\.sleep)\b")
# Where PostgreSQL or Xvfb is not installed their tests say so in one place; CI has both.
MAY_SKIP = "tests/conftest.py"
# A script beside the tests: it lets a process run for a random while before it kills it.
KILLS = "tests/reliability/kills.py"


def test_nothing_is_put_off_or_silenced() -> None:
    code = [path for path in _code() if _name(path) != SELF]
    assert _where((path, LATER.findall(path.read_text("utf8"))) for path in code) == []


def test_no_test_is_skipped_and_none_waits_for_a_fixed_time() -> None:
    tests = [path for path in _files("tests/**/*.py") if _name(path) not in {SELF, MAY_SKIP, KILLS}]
    assert _where((path, SKIPPED.findall(path.read_text("utf8"))) for path in tests) == []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (LATER, "x = 1  # TODO later"),
        (LATER, "import x  # noqa: F401"),
        (LATER, "y()  # type: ignore[x]"),
        (LATER, "raise NotImplementedError"),
        (SKIPPED, "@pytest.mark.skipif(True)"),
        (SKIPPED, "time.sleep(1)"),
    ],
)
def test_what_is_put_off_is_noticed(rule: re.Pattern[str], line: str) -> None:
    assert rule.search(line)


# Imports that import-linter does not judge.


def imported(tree: ast.AST) -> set[str]:
    """The top-level names that a module imports from outside its own package."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


@cache
def _shipped() -> set[str]:
    """The names that can be imported where only the program's own lock is installed."""
    pins = check.pins((ROOT / "requirements.lock").read_text("utf8"))
    return {
        name
        for name, owners in packages_distributions().items()
        if any(canonicalize_name(owner) in pins for owner in owners)
    }


def test_migrations_never_import_the_program() -> None:
    migrations = _files("centre_app/db/migrations/versions/*.py")
    assert [_name(path) for path in migrations if "centre_app" in path.read_text("utf8")] == []


def test_the_program_needs_only_what_its_own_lock_installs() -> None:
    known = _shipped() | sys.stdlib_module_names | {"centre_app"}
    assert _where((path, imported(_tree(path)) - known) for path in _files("centre_app/**/*.py")) == []


def test_a_tool_of_the_tests_is_not_shipped() -> None:
    assert {"sqlalchemy", "PIL", "stdnum"} <= _shipped()
    assert not {"pytest", "hypothesis", "chinese_calendar", "psycopg"} & _shipped()
    assert imported(ast.parse("import a.b\nfrom c.d import e\nfrom . import f")) == {"a", "c"}


# Refusals: one class, one sentence, one test.


def _told() -> dict[str, type[refusals.Told]]:
    """Every class of the core that bears a sentence, by its name."""
    modules = [
        importlib.import_module(f"{refusals.__name__}.{module.name}")
        for module in pkgutil.iter_modules(refusals.__path__)
    ]
    return {
        name: thing
        for module in modules
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, refusals.Told) and hasattr(thing, "text")
    }


def _words(*patterns: str) -> set[str]:
    """Every name and every string that stands in these modules, but for those of the refusals themselves."""
    words: set[str] = set()
    for path in _files(*patterns):
        if _name(path) == SELF or "core/refusals/" in _name(path):
            continue
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Name):
                words.add(node.id)
            elif isinstance(node, ast.Attribute):
                words.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
    return words


def test_every_refusal_is_said_somewhere_in_the_program() -> None:
    assert sorted(set(_told()) - _words("centre_app/**/*.py")) == []


def test_every_refusal_has_a_test_that_names_it() -> None:
    seen = _words("tests/**/*.py")
    assert sorted(name for name, told in _told().items() if not {name, told.name or name} & seen) == []


def test_codes_that_leave_the_program_are_told_apart() -> None:
    codes = [told.name or name for name, told in _told().items()]
    assert sorted(code for code in set(codes) if codes.count(code) > 1) == []


# Invented people.

NUMBER_18 = re.compile(r"(?<![0-9A-Za-z.])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
NUMBER_15 = re.compile(r"(?<![0-9A-Za-z.])[1-9][0-9]{14}(?![0-9A-Za-z])")
PHONE = re.compile(r"(?<![0-9A-Za-z.])1[3-9][0-9]{9}(?![0-9A-Za-z])")
PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82}


def _is_a_day(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


def living(text: str) -> Iterator[str]:
    """The numbers in a text that somebody could bear: region, birth date and check character fit (GB 11643)."""
    for number in NUMBER_18.findall(text):
        fits = int(number[:2]) in PROVINCES and _is_a_day(number[6:14])
        if fits and ric.calc_check_digit(number[:17]) == number[17].upper():
            yield number.upper()
    for number in NUMBER_15.findall(text):
        if int(number[:2]) in PROVINCES and _is_a_day("19" + number[6:12]):
            yield number


def _invented() -> set[str]:
    """The numbers that are known to be invented: the counties' tables and the list beside them."""
    data = ROOT / "tests" / "data"
    texts = [json.dumps(json.loads(path.read_text("utf8"))) for path in sorted(data.glob("county-*.json"))]
    texts.append((data / "invented-numbers.txt").read_text("utf8"))
    return {number for text in texts for number in living(text)}


def test_every_identity_number_in_the_house_is_on_the_invented_list() -> None:
    invented = _invented()
    found = {name: set(living(text)) - invented for name, text in _texts().items()}
    strangers = {name: numbers for name, numbers in found.items() if numbers}
    assert strangers == {}, "where they are invented, add them to tests/data/invented-numbers.txt"


def test_every_phone_in_the_house_is_in_the_invented_range() -> None:
    found = {name: [one for one in PHONE.findall(text) if not one.startswith("199")] for name, text in _texts().items()}
    assert {name: phones for name, phones in found.items() if phones} == {}


def test_a_number_that_somebody_could_bear_is_found_and_others_are_not() -> None:
    born = "62100219700101001"
    right = born + ric.calc_check_digit(born)
    wrong = born + ("0" if right[-1] != "0" else "1")
    old = "621002" + "700101" + "001"
    assert list(living(f"{right}，{wrong}、62100219701332001X {old} 0.{old} 999999999999999")) == [right, old]


# The repository speaks of the product only.

PLACES = re.compile(
    r"pypi\.org|pythonhosted|deb\.debian|npmjs|googleapis|artifactregistry|\bmirrors?\.\w+\.\w+"
    r"|(?<![\w.])/(?:work|root)/"
)
WORKSHOP = re.compile(
    r"\b(?:domain|house|examples|commands|setup)\.md\b|\.\./shared\b|\bissue #?\d|\bClaude\b|\bChatGPT\b|\bLLM\b"
    r"|\b(?:coding|AI) (?:agent|assistant|session)s?\b",
    re.IGNORECASE,
)


def _said(words: re.Pattern[str]) -> list[str]:
    """Where one of these words stands, as lines ``file: word``."""
    return [f"{name}: {found}" for name, text in _texts().items() if name != SELF for found in words.findall(text)]


def test_no_download_address_and_no_path_of_one_machine_stands_in_the_house() -> None:
    assert _said(PLACES) == []


def test_no_text_speaks_of_how_it_was_written() -> None:
    assert _said(WORKSHOP) == []


@pytest.mark.parametrize("text", ["https://pypi.org/simple", "cd /root/centre", "mirrors.example.cn"])
def test_an_address_is_found(text: str) -> None:
    assert PLACES.search(text)
