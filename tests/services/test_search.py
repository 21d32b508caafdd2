"""Cases are found by any word of theirs, at once after each act, on both databases, and never by reading all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from stdnum.cn import ric

from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.progress import Cancelled
from centre_app.core.refusals import Refused
from centre_app.core.refusals.office import AmbiguousCase, NoSuchCase
from centre_app.core.refusals.search import TooManyWords
from centre_app.core.refusals.upkeep import SearchMended
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.core.vocabulary.lists import CaseSort
from centre_app.db import search as tables
from centre_app.db.people import Unit
from centre_app.db.session import DerivedSession
from centre_app.db.store import OfficeFolder
from centre_app.services import imports, search, upkeep
from centre_app.services.finding import case_of
from centre_app.services.office import Office
from centre_app.services.opening import open_office
from centre_app.services.search import CaseQuery
from centre_app.services.work import Done, Work
from tests.services.conftest import NAMES, PASSWORD, Clock
from tests.services.walking import Walk, act


def number(born: str, serial: int) -> str:
    front = f"621002{born}{serial:03}"
    return front + ric.calc_check_digit(front + "0")


def person(name: str, serial: int, **more: Any) -> dict[str, Any]:
    found = number("19700101", serial)
    sex = "1" if int(found[16]) % 2 else "2"
    return {"name": name, "relation": "02", "id_number": found, "sex": sex, "birth_date": "1970-01-01", **more}


def opened(office: Office, name: str, serial: int, *, head: dict[str, Any] | None = None, **more: Any) -> str:
    given = {"people": [person(name, serial, **(head or {}))], "causes": ["serious_illness"], **more}
    return str(act(office, "open-case", household=given).case)


def found(office: Office, words: str = "", **more: Any) -> list[str]:
    """The heads' names in the order of the list."""
    with office.look() as look:
        query = CaseQuery(words=words, **more)
        rows = search.first(look, query)
        keys = search.keys(look, query)
        assert [row.key for row in rows] == keys
        assert search.count(look, query) == len(keys)
        return [row.name for row in rows]


@pytest.fixture
def three(office: Office) -> Office:
    """Three households whose texts the index of pieces knows, and a fourth that waits for it."""
    opened(
        office,
        "张小明",
        1,
        address="甘肃省庆阳市西峰区东街12号",
        phone="19900001234",
        head={"employer": "东风机械厂"},
    )
    opened(office, "艾山江·吐尔逊", 2, address="甘肃省庆阳市西峰区柳湖路2-301", town="西街街道")
    opened(office, "李𠮷", 3, hukou_place="庆阳市宁县")
    search.settle(office)
    opened(office, "单雪", 4, address="甘肃省庆阳市西峰区东街13号", phone="19955551234")
    with office.look() as look:
        assert tables.unsettled(look.session) == 1
    return office


WORDS: list[tuple[str, list[str]]] = [
    ("张", ["张小明"]),
    ("小", ["张小明"]),
    ("明", ["张小明"]),
    ("小明", ["张小明"]),
    ("张小明", ["张小明"]),
    ("雪", ["单雪"]),
    ("单雪", ["单雪"]),
    ("𠮷", ["李𠮷"]),
    ("吐尔逊", ["艾山江·吐尔逊"]),
    ("艾山江·吐尔逊", ["艾山江·吐尔逊"]),
    ("zhangxiaoming", ["张小明"]),
    ("zhangxi", ["张小明"]),
    ("zxm", ["张小明"]),
    ("xiaom", ["张小明"]),
    ("shanx", ["单雪"]),
    ("SX", ["单雪"]),
    ("x", ["单雪", "艾山江·吐尔逊", "张小明"]),
    ("hang", []),
    ("l2026", ["单雪", "李𠮷", "艾山江·吐尔逊", "张小明"]),
    ("L20260002", ["艾山江·吐尔逊"]),
    ("0003", ["李𠮷"]),
    ("1234", ["单雪", "张小明"]),
    ("0000123", ["张小明"]),
    ("5555", ["单雪"]),
    ("19700101", ["单雪", "李𠮷", "艾山江·吐尔逊", "张小明"]),
    (number("19700101", 2)[-6:], ["艾山江·吐尔逊"]),
    (number("19700101", 4)[-4:], ["单雪"]),
    (number("19700101", 4), ["单雪"]),
    (number("19700101", 1).lower(), ["张小明"]),
    ("东风机械", ["张小明"]),
    ("东街", ["单雪", "张小明"]),
    ("东街13号", ["单雪"]),
    ("西街", ["艾山江·吐尔逊"]),
    ("2-301", ["艾山江·吐尔逊"]),
    ("宁县", ["李𠮷"]),
    ("东街 zxm", ["张小明"]),
    ("东街　1234", ["单雪", "张小明"]),
    ("东街 吐尔逊", []),
    ("王", []),
    ("龘靐", []),
    ("999999", []),
    ("", ["单雪", "李𠮷", "艾山江·吐尔逊", "张小明"]),
    ("·", ["单雪", "李𠮷", "艾山江·吐尔逊", "张小明"]),
]


def test_a_case_is_found_by_any_word_newest_change_first(three: Office) -> None:
    assert [(words, found(three, words)) for words, _ in WORDS] == WORDS


def test_the_index_of_pieces_answers_as_the_texts_do(three: Office) -> None:
    queries = ("张", "东街", "x", "1234", "l2026", "zhang", "西峰区东街", "19700101", "吐尔", "13号")
    before = [found(three, words) for words in queries]
    search.settle(three)
    with three.look() as look:
        assert tables.unsettled(look.session) == 0
    assert [found(three, words) for words in queries] == before
    search.renew(three)
    assert [found(three, words) for words in queries] == before


def test_lists_are_sorted_and_turned_around(three: Office) -> None:
    by_name = ["艾山江·吐尔逊", "李𠮷", "单雪", "张小明"]
    assert found(three, sort=CaseSort.NAME) == by_name
    assert found(three, sort=CaseSort.NAME, backwards=True) == by_name[::-1]
    assert found(three, "庆阳", sort=CaseSort.NAME) == by_name
    assert found(three, "庆阳市", sort=CaseSort.NAME, backwards=True) == by_name[::-1]
    assert found(three, sort=CaseSort.CHANGED, backwards=True) == ["张小明", "艾山江·吐尔逊", "李𠮷", "单雪"]
    for sort in CaseSort:
        assert sorted(found(three, sort=sort)) == sorted(by_name)


def test_states_narrow_a_list(three: Office, as_role: Callable[[Role], Office]) -> None:
    with three.look() as look:
        case = str(case_of(look, "单雪").uid)
    act(three, "withdraw-case", case=case, reason="本人要求")
    others = ["李𠮷", "艾山江·吐尔逊", "张小明"]
    for _ in range(2):
        assert found(three, states=(CaseState.WITHDRAWN,)) == ["单雪"]
        assert found(three, "东街", states=(CaseState.WITHDRAWN,)) == ["单雪"]
        assert found(three, "东街", states=(CaseState.DRAFT,)) == ["张小明"]
        assert found(three, "l2026", states=(CaseState.DRAFT,)) == others
        assert found(three, "l2026", states=(CaseState.DRAFT, CaseState.WITHDRAWN)) == ["单雪", *others]
        assert found(three, sort=CaseSort.STATE, states=(CaseState.DRAFT, CaseState.WITHDRAWN))[-1] == "单雪"
        assert found(three, "东街", states=(CaseState.EXIT_PROPOSED,)) == []
        search.settle(three)


def test_a_list_goes_on_behind_a_case(three: Office) -> None:
    with three.look() as look:
        for words, sort, backwards in product(("", "庆阳", "19700101"), CaseSort, (False, True)):
            query = CaseQuery(words=words, sort=sort, backwards=backwards)
            whole = search.cases(look, query)
            after: str | None = None
            seen = []
            while page := search.cases(look, query, limit=1, after=after):
                seen += page
                after = str(page[-1].case)
            assert seen == whole
            assert len(whole) >= 3


def test_behind_an_unknown_case_there_is_nothing(three: Office) -> None:
    with three.look() as look, pytest.raises(Refused) as refused:
        search.cases(look, CaseQuery(), after="王五")
    assert refused.value.objections == (NoSuchCase(case="王五"),)


def test_rows_are_masked_unless_they_are_revealed(three: Office) -> None:
    with three.look() as look:
        (key,) = search.keys(look, CaseQuery(words="张小明"))
        (row,) = search.rows(look, [key])
        (full,) = search.rows(look, [key], revealed=True)
        assert search.rows(look, [10**6, key, key]) == [row, row]
    whole = number("19700101", 1)
    assert (row.id_number, row.phone, row.address) == (
        f"6210{'*' * 10}{whole[-4:]}",
        "199****1234",
        "甘肃省庆阳市西峰区****",
    )
    assert (full.id_number, full.phone, full.address) == (whole, "19900001234", "甘肃省庆阳市西峰区东街12号")
    assert (row.name, row.state, row.size, row.local_no) == ("张小明", CaseState.DRAFT, 1, "L20260001")


def test_a_household_without_a_head_is_listed_too(office: Office) -> None:
    facts = HouseholdFacts(people=(PersonFacts(name="张子", relation="20"),))
    office.work("import", None, lambda work: taken_in(work, [facts]))
    assert found(office, "张子") == [""]


def taken_in(work: Work, households: list[HouseholdFacts]) -> Done:
    imports.store_new(work, households, on=date(2026, 3, 2))
    return Done()


def test_what_changes_is_found_as_it_is_now_and_comes_first(three: Office, clock: Clock) -> None:
    with three.look() as look:
        case = case_of(look, "张小明")
        member = str(case.household.members[0].uid)
    key = str(case.uid)
    act(three, "change-member", case=key, member=member, person=person("章晓鸣", 1, employer="西风厂"))
    assert found(three, "张小明") == found(three, "东风") == []
    assert found(three, "zxm") == found(three, "西风厂") == ["章晓鸣"]
    assert found(three)[0] == "章晓鸣"
    act(three, "add-member", case=key, person=person("孙丽", 9, relation="10"))
    assert found(three, "孙丽") == ["章晓鸣"]
    act(three, "add-note", case=str(opened(three, "马云飞", 8)), text="电话约定下周入户")
    act(three, "add-note", case=key, text="已联系")
    assert found(three)[:2] == ["章晓鸣", "马云飞"]


def test_a_case_is_found_by_its_unit_and_community_whatever_they_are_called_now(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Any
) -> None:
    Walk(office, as_role, clock, people, tmp_path).open()
    assert found(office, "东街街道工会") == found(office, "柳树社区") == ["张甲"]

    def rename(work: Work) -> Done:
        unit = work.session.scalars(sa.select(Unit).where(Unit.name == "柳树社区")).one()
        unit.name = "杨树社区"
        return Done()

    as_role(Role.ADMINISTRATOR).work("set-office", None, rename)
    assert found(office, "柳树") == []
    assert found(office, "杨树社区") == ["张甲"]


def test_what_is_taken_back_is_found_no_more(office: Office) -> None:
    case = opened(office, "张小明", 1)
    with office.look() as look:
        number_of_act = look.session.scalar(sa.text("SELECT max(number) FROM act"))
    assert found(office, "张小明") == ["张小明"]
    act(office, "undo-act", act=str(number_of_act))
    assert found(office) == found(office, "张小明") == []
    with office.look() as look:
        assert list(tables.out_of_step(look.session)) == []
        with pytest.raises(Refused):
            case_of(look, case)


def test_an_act_that_is_refused_changes_nothing_in_a_search(three: Office) -> None:
    with pytest.raises(Refused):
        opened(three, "王五", 1)
    assert found(three, "王五") == []
    assert found(three)[0] == "单雪"


def test_many_households_are_found_at_once_and_settle_a_few_with_each_act(three: Office) -> None:
    facts = [
        HouseholdFacts(
            people=(PersonFacts(name=f"周{'一二三四五六七八九十'[n % 10]}", relation="02"),), address=f"北街{n}号"
        )
        for n in range(600)
    ]
    three.work("import", None, lambda work: taken_in(work, facts))
    with three.look() as look:
        assert tables.unsettled(look.session) > 500
        assert search.count(look, CaseQuery(words="周")) == 600
        assert search.count(look, CaseQuery(words="北街599号")) == 1
        (newest,) = search.cases(look, CaseQuery(words="北街"), limit=1)
        waiting = tables.unsettled(look.session)
    act(three, "add-note", case=str(newest.case), text="先办")
    with three.look() as look:
        assert tables.unsettled(look.session) < waiting
        assert search.count(look, CaseQuery(words="周")) == 600
        assert [row.name for row in search.cases(look, CaseQuery(words="北街5号"))] == ["周六"]
    steps: list[tuple[int, int]] = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    search.settle(three, Watching())
    with three.look() as look:
        assert tables.unsettled(look.session) == 0
        assert search.count(look, CaseQuery(words="周")) == 600
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]


def test_settling_can_be_stopped_and_nothing_is_missing(three: Office) -> None:
    class Stopping:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        search.settle(three, Stopping())
    assert found(three, "单雪") == ["单雪"]


def test_tables_that_are_out_of_step_are_noticed_and_made_anew(three: Office) -> None:
    order = found(three)
    with DerivedSession(three.store.writing) as session, session.begin():
        first, second, third, fourth = session.scalars(sa.text("SELECT case_id FROM case_index ORDER BY id"))
        session.execute(sa.text("UPDATE case_index SET name = 'zzz' WHERE case_id = :case"), {"case": first})
        session.execute(sa.text("UPDATE case_index SET case_id = 4711 WHERE case_id = :case"), {"case": second})
        session.execute(
            sa.text("DELETE FROM case_text WHERE id = (SELECT id FROM case_index WHERE case_id = :case)"),
            {"case": fourth},
        )
    with three.look() as look:
        assert set(tables.out_of_step(look.session)) == {4711, first, second, fourth}
    found_by_check = [problem.told for problem in upkeep.check(three, deep=True).problems]
    assert SearchMended(count=4) in found_by_check
    with three.look() as look:
        assert list(tables.out_of_step(look.session)) == []
    assert search.mended(three) == 0
    assert third
    assert sorted(found(three)) == sorted(order)
    assert found(three, "吐尔逊") == ["艾山江·吐尔逊"]


def test_a_store_under_a_new_secret_is_searched_as_before(three: Office, folder: OfficeFolder, clock: Clock) -> None:
    if folder.server is not None:
        return  # a server's tables are not written anew
    before = [(words, found(three, words)) for words, _ in WORDS]
    upkeep.rotate(three)
    with closing(open_office(folder, NAMES[Role.CLERK], PASSWORD, clock)) as office:
        assert [(words, found(office, words)) for words, _ in WORDS] == before
        opened(office, "王五", 9)
        search.settle(office)
        assert found(office, "王五") == ["王五"]
        assert upkeep.check(office, deep=True).problems == ()


def test_only_a_search_that_fits_one_case_names_it(three: Office) -> None:
    with three.look() as look:
        for key in ("张小明", "zxm", "东街13号", "0002", number("19700101", 3)[-6:]):
            assert case_of(look, key)
        for key, told in (
            ("东街", AmbiguousCase(case="东街", count=2)),
            ("王五", NoSuchCase(case="王五")),
            ("·", NoSuchCase(case="·")),
        ):
            with pytest.raises(Refused) as refused:
                case_of(look, key)
            assert refused.value.objections == (told,)


def test_pasted_pages_are_refused(three: Office) -> None:
    with three.look() as look, pytest.raises(Refused) as refused:
        search.first(look, CaseQuery(words=" ".join(f"词{n}" for n in range(50_000))))
    assert isinstance(refused.value.objections[0], TooManyWords)
    assert found(three, "张" * 100_000) == []
    assert found(three, '"张小明" OR *') == []
    assert found(three, '"张小明" -*') == ["张小明"]


@pytest.fixture
def questions(three: Office) -> Iterator[list[tuple[str, Any]]]:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if "case_index" in statement:
            asked.append((statement, given))

    engine = three.store.reading
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_a_case_says_in_which_of_its_facts_a_word_was_found(three: Office) -> None:
    with three.look() as look:
        found = search.keys(look, CaseQuery(words="东街"))
        assert found
        hits = search.found_by(look, CaseQuery(words="东街"), found)
        assert {hit.label for key in found for hit in hits[key]} <= {"建档单位", "家庭住址", "工作单位或学校"}
        assert all(hits[key] for key in found)
        nobody = CaseQuery(words="没有这个词")
        assert set(search.found_by(look, nobody, found).values()) == {()}


def test_no_list_is_read_by_offset_and_no_whole_list_is_sorted_anew(
    three: Office, questions: list[tuple[str, Any]]
) -> None:
    search.settle(three)
    with three.look() as look:
        after = str(search.cases(look, CaseQuery(), limit=1)[0].case)
        questions.clear()
        for sort in CaseSort:
            search.cases(look, CaseQuery(sort=sort, states=(CaseState.DRAFT,)), limit=2, after=after)
        search.cases(look, CaseQuery(words="东街"), limit=2, after=after)
        assert len(questions) >= 10
        if three.store.folder.server is not None:
            assert not [one for one, _ in questions if "OFFSET" in one]
            return
        for statement, given in list(questions):
            plan = look.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            steps = [str(step[-1]) for step in plan]
            assert not [step for step in steps if "TEMP B-TREE" in step], steps
            assert "OFFSET" not in statement or given[-1] == 0
