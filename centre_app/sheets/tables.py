"""Reads the rows of one table into drafts of households, and tells what is wrong with each by itself.

What needs a second household to be seen stands in ``judging``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from centre_app.core import household_rules as rules
from centre_app.core import typed
from centre_app.core.fields import Field
from centre_app.core.fields.household import HOUSEHOLD, PERSON
from centre_app.core.people import NAME_LENGTH, agreement, identity, tidy_name
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.people import BirthDiffers, IdMissing, NameMissing, SexDiffers
from centre_app.core.refusals.sheets import (
    CauseTooMany,
    CellError,
    CodeUnknown,
    FormulaNoValue,
    HeadRepeated,
    IdTwice,
    MemberRepeated,
    NoHead,
    RelationUnknown,
    TwoHeads,
)
from centre_app.core.typed import Value, as_text
from centre_app.core.vocabulary.household import MAX_OTHER_CAUSES, Cause, CauseOfOldForm
from centre_app.core.vocabulary.standards import Relation, Sex
from centre_app.core.vocabulary.synonyms import CAUSES_OF_OLD_FORM, known
from centre_app.core.writing import narrow

from .arrivals import Asked
from .drafts import Draft, DraftPerson
from .facts import OWN
from .heads import BASE, Block
from .readers import NOTHING, Reader, day_reader, is_figure, reader
from .rosters import PersonRow, Roster

__all__ = ["FactWords", "Table"]

_PERSON: Final[Mapping[str, Field]] = {each.name: each for each in PERSON.fields}
_HOUSEHOLD: Final[Mapping[str, Field]] = {each.name: each for each in HOUSEHOLD.fields}
_TOGETHER: Final = frozenset({"name", "relation", "id_number", "sex", "birth_date"})
"""Facts of a person that are held against each other and not read alone."""
_SAID_OF_BOTH: Final = frozenset({"phone", "remark"})
"""Facts that a household and a member may have; in the base columns they are the household's."""
_JUDGED: Final = frozenset({"total_income_y", "household_size"})
"""Facts that must agree with others, and are told at their cell when they do not."""
_TWO_SEXES: Final = frozenset({Sex.MALE, Sex.FEMALE})
_WHERE_TOLD: Final[Mapping[type[Told], str]] = {SexDiffers: "sex", BirthDiffers: "birth_date"}
CAUSES: Final = ("main_cause", "other_cause")
ADDRESS: Final = "address"
PHONES: Final = ("phone", "phone2")
_READ_APART: Final = frozenset({*CAUSES, ADDRESS, *PHONES})


@dataclass(frozen=True, slots=True)
class FactWords:
    """Words of a source: relations that depend on the sex of the person, and what parts several causes in a cell.

    ``by_sex`` gives the relation of a man and that of a woman. ``kin`` are the relations of blocks that are about
    one relative. ``unsaid`` are words that stand in a column where none of its codes applies.
    """

    by_sex: Mapping[str, tuple[Relation, Relation]]
    kin: Mapping[str, str]
    parts: re.Pattern[str]
    unsaid: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of one person in a row, bound to their readers."""

    columns: dict[str, int]
    name: int | None
    number: int | None
    relation: int | None
    sex: int | None
    birth: int | None
    facts: tuple[tuple[int, str, Reader], ...]
    kin: str
    """The relation of a block that is about one relative."""


class Table:
    """One sheet with its columns bound to readers."""

    def __init__(self, roster: Roster, asked: Asked, words: FactWords, on: date) -> None:
        self.roster, self.asked, self.words, self.on = roster, asked, words, on
        self.sheet, self.rows, self.head = roster.sheet, roster.sheet.rows, roster.head
        self.columns = self.head.of(BASE)
        self.labels = {each.column: each.label for each in self.head.columns}
        self.households: list[tuple[int, str, Reader]] = []
        self.apart: dict[str, list[int]] = {}
        persons: dict[Block, list[tuple[int, str, Reader]]] = {each.block: [] for each in self.head.columns}
        for each in self.head.columns:
            fact = OWN.get(each.field, each.field)
            if fact in _PERSON and (each.block != BASE or each.field not in _SAID_OF_BOTH):
                if fact not in _TOGETHER:
                    unsaid = words.unsaid.get(fact, frozenset())
                    read = reader(_PERSON[fact], each.label, self.sheet, asked.on, unsaid)
                    persons[each.block].append((each.column, fact, read))
            elif each.field in _READ_APART:
                self.apart.setdefault(each.field, []).append(each.column)
            elif each.field in _HOUSEHOLD:
                read = reader(_HOUSEHOLD[each.field], each.label, self.sheet, asked.on)
                self.households.append((each.column, each.field, read))
        self.blocks = {block: self._block(block, facts) for block, facts in persons.items()}
        self.read_day = day_reader(self.sheet)
        self.read_text = reader(_HOUSEHOLD[ADDRESS], "", self.sheet, asked.on)
        self.own = {name: reader(_PERSON[name], "", self.sheet, asked.on) for name in _SAID_OF_BOTH}
        self.holes = bool(self.sheet.formulas or self.sheet.errors)
        self.relations: dict[Value, tuple[str, Relation | None]] = {}
        self.sexes: dict[Value, Sex | None] = {}
        self.causes: dict[str, tuple[tuple[str, Cause | None], ...]] = {}
        self.grown = date(on.year - rules.WORKING_AGE - 1, 1, 1)
        """Who was born before this day is of working age."""

    def _block(self, block: Block, facts: list[tuple[int, str, Reader]]) -> _Block:
        columns = self.head.of(block)
        return _Block(
            columns=columns,
            name=columns.get("name"),
            number=columns.get("id_number"),
            relation=columns.get("relation"),
            sex=columns.get("sex"),
            birth=columns.get("birth_date"),
            facts=tuple(facts),
            kin=self.words.kin.get(self.head.kin.get(block, ""), ""),
        )

    def drafts(self) -> Iterator[Draft]:
        """All households of the table, each judged by itself."""
        for unit in self.roster.units:
            draft = Draft(unit.key, self.sheet, unit)
            draft.people = [person for each in unit.people if (person := self._person(draft, each))]
            self._find_head(draft)
            if len(draft.people) > 1:
                _drop_repeated(draft)
                _part_exchanged(draft)
            for person in draft.people:
                if person.without_number or not person.name:
                    _tell_missing(draft, person)
            self._read_household(draft)
            if self.roster.per_person and len(unit.rows) > 1:
                self._read_own(draft)
            self._judge(draft)
            yield draft

    # One person

    def _person(self, draft: Draft, at: PersonRow) -> DraftPerson | None:
        row, block = self.rows[at.row], self.blocks[at.block]
        person = DraftPerson(at.row, block.columns, at.leads)
        name = "" if block.name is None else row[block.name]
        number = "" if block.number is None else row[block.number]
        if at.leads and name == "" and number == "":
            return None
        if self.holes:
            self._tell_holes(draft, person, block)
        if isinstance(name, str) and name.isalnum() and len(name) <= NAME_LENGTH:
            person.name = name  # letters only: nothing to tidy
        elif name != "":
            _read_name(draft, person, name)
        self._read_relation(person, "" if block.relation is None else row[block.relation], block.kin)
        self._read_facts(draft, person, row, block)
        self._read_sex_and_birth(draft, person, row, block)
        self._read_number(draft, person, number)
        if person.relation_word in self.words.by_sex and person.sex in _TWO_SEXES:
            person.relation = self.words.by_sex[person.relation_word][person.sex is Sex.FEMALE]
        return person

    @staticmethod
    def _read_facts(draft: Draft, person: DraftPerson, row: Sequence[Value], block: _Block) -> None:
        values = person.values
        for column, fact, read in block.facts:
            value = row[column]
            if value == "":
                continue
            found, told = read[value]
            if told is not None:
                draft.tell(told, person.row, column)
                if fact == "monthly_income" and found is None:
                    person.income_unread = True
            if found is not None:
                values[fact] = found

    def _tell_holes(self, draft: Draft, person: DraftPerson, block: _Block) -> None:
        for name in block.columns.keys() & _PERSON.keys() - _SAID_OF_BOTH:
            if self._hole(draft, person.row, block.columns[name]) and name == "monthly_income":
                person.income_unread = True

    def _hole(self, draft: Draft, row: int, column: int) -> bool:
        """Tell a formula without a value or an error value, where there is one."""
        told: Told
        if (row, column) in self.sheet.formulas:
            told = FormulaNoValue()
        elif (row, column) in self.sheet.errors:
            told = CellError(shown=self.sheet.errors[row, column])
        else:
            return False
        draft.tell(told, row, column)
        return True

    def _read_relation(self, person: DraftPerson, value: Value, kin: str) -> None:
        if value not in self.relations:
            word = narrow(as_text(value))
            self.relations[value] = ("", None) if word in NOTHING else (word, known(Relation, word))
        word, relation = self.relations[value]
        if not word and kin:
            word, relation = kin, known(Relation, kin)
        if not word and person.leads:
            relation = Relation.HEAD
        person.relation_word, person.relation = word, relation

    def _read_sex_and_birth(self, draft: Draft, person: DraftPerson, row: Sequence[Value], block: _Block) -> None:
        if block.sex is not None and (value := row[block.sex]) != "":
            if value not in self.sexes:
                self.sexes[value] = known(Sex, narrow(as_text(value)))
            person.sex = self.sexes[value]
            if person.sex is None and (word := narrow(as_text(value))) not in NOTHING:
                draft.tell(CodeUnknown(shown=word, head=self.labels[block.sex]), person.row, block.sex)
        if block.birth is not None and (value := row[block.birth]) != "":
            person.born, told = self.read_day(value)
            if told is not None:
                draft.tell(told, person.row, block.birth)
            if isinstance(person.born, date):
                person.birth = person.born

    def _read_number(self, draft: Draft, person: DraftPerson, value: Value) -> None:
        """The number stands against sex and birth date as typed, unless both contradict it."""
        at = person.column("id_number")
        found = identity(as_text(value), figure=is_figure(value), areas=self.asked.areas, on=self.asked.on)
        for told in found.problems:
            if isinstance(told, IdMissing):
                person.without_number = True
            else:
                draft.tell(told, person.row, at)
        if found.number is None:
            return
        if person.sex is not None or person.born is not None:
            for told in agreement(found, person.sex, person.born):
                where = _WHERE_TOLD.get(type(told), "id_number")
                draft.tell(told, person.row, person.column(where))
                person.is_of_another |= told.stops
        if not person.is_of_another:
            person.number, person.sex, person.birth = found.number, found.sex, found.birth_date

    # The head

    def _find_head(self, draft: Draft) -> None:
        heads = [person for person in draft.people if person.relation is Relation.HEAD]
        if not heads:
            first = draft.unit.people[0]
            columns = self.blocks[first.block].columns
            at = columns.get("name") if first.leads else columns.get("relation", columns.get("name"))
            draft.tell(NoHead(), first.row, at)
            return
        draft.head = heads[0]
        for person in heads[1:]:
            if _is_same(draft.head, person):
                draft.tell(HeadRepeated(), person.row, person.column("id_number"))
                draft.people.remove(person)
            else:
                draft.tell(TwoHeads(), person.row, person.column("relation"))

    # The household

    def _read_household(self, draft: Draft) -> None:
        values, one = draft.values, self.rows[draft.unit.rows[0]]
        for column, fact, read in self.households:
            row, value = draft.unit.rows[0], one[column]
            if value == "":
                row, value = self._first(draft, column)
                if value == "":
                    continue
            found, told = read[value]
            if told is not None:
                draft.tell(told, row, column)
            if found is not None:
                values[fact] = found
                if fact in _JUDGED:
                    draft.at[fact] = (row, column)
        self._read_address(draft)
        self._read_phones(draft)
        self._read_causes(draft)

    def _first(self, draft: Draft, column: int) -> tuple[int, Value]:
        """The first row of a household that says something in a column, and what."""
        for row in draft.unit.rows:
            value = self.rows[row][column]
            if value != "":
                return row, value
            if self.holes and self._hole(draft, row, column):
                break
        return draft.unit.rows[0], ""

    def _read_address(self, draft: Draft) -> None:
        """Parts that stand in several columns are joined as they are."""
        columns = self.apart.get(ADDRESS)
        if not columns:
            return
        for row in draft.unit.rows:
            parts = [self.rows[row][column] for column in columns]
            said = [part for part in parts if part != ""]
            if said:
                whole = "".join(text for part in said if (text := self._text(draft, part, row, columns[0])))
                if whole:
                    draft.values[ADDRESS] = whole
                return

    def _text(self, draft: Draft, value: Value, row: int, column: int) -> str | None:
        found, told = self.read_text[value]
        if told is not None:
            draft.tell(told, row, column)
        return found if isinstance(found, str) else None

    def _read_phones(self, draft: Draft) -> None:
        mobiles: list[str] = []
        others: list[str] = []
        for name in PHONES:
            for column in self.apart.get(name, ()):
                row, value = self._first(draft, column)
                if value == "":
                    continue
                first, second, told = typed.phones(value)
                if told is not None:
                    draft.tell(told, row, column)
                mobiles += [first] if first and first not in mobiles else []
                others += [second] if second and second not in (*mobiles, *others) else []
        for name, number in zip(PHONES, _two(mobiles, others), strict=True):
            if number is not None:
                draft.values[name] = number

    def _read_causes(self, draft: Draft) -> None:
        found: list[str] = []
        for name in CAUSES:
            for column in self.apart.get(name, ()):
                row, value = self._first(draft, column)
                if value == "":
                    continue
                text = as_text(value)
                if text not in self.causes:
                    self.causes[text] = tuple(self._causes_of(narrow(text)))
                for word, cause in self.causes[text]:
                    if cause is None:
                        draft.tell(CodeUnknown(shown=word, head=self.labels[column]), row, column)
                    elif cause.value not in found and len(found) > MAX_OTHER_CAUSES:
                        draft.tell(CauseTooMany(shown=word), row, column)
                    elif cause.value not in found:
                        found.append(cause.value)
        if found:
            draft.values["causes"] = tuple(found)

    def _causes_of(self, text: str) -> Iterator[tuple[str, Cause | None]]:
        whole = _cause(text)
        if whole is not None:
            yield text, whole
            return
        for word in self.words.parts.split(text):
            if word and word not in NOTHING:
                yield word, _cause(word)

    def _read_own(self, draft: Draft) -> None:
        """A phone or remark that differs in a member's row is the member's own."""
        for fact in _SAID_OF_BOTH:
            column = self.columns.get(fact)
            if column is None:
                continue
            _, common = self._first(draft, column)
            for person in draft.people:
                value = self.rows[person.row][column]
                if value in ("", common) or person is draft.head:
                    continue
                found, told = self.own[fact][value]
                if told is not None:
                    draft.tell(told, person.row, column)
                if found is not None and found != draft.values.get(fact):
                    person.values[fact] = found

    # What must agree

    def _judge(self, draft: Draft) -> None:
        head = draft.head
        for person in draft.people:
            if person is not head:
                self._judge_relation(draft, person, head)
            if person.birth is not None and person.birth >= self.grown and "monthly_income" in person.values:
                minor = rules.minor_income(person.values["monthly_income"], birth=person.birth, on=self.on)
                if minor is not None:
                    draft.tell(minor, person.row, person.column("monthly_income"))
        facts = draft.facts()
        if "total_income_y" in draft.at and not _any_unread(draft.people):
            income = rules.income_sum(facts)
            if income is not None:
                draft.tell(income, *draft.at["total_income_y"])
        if head is not None and "household_size" in draft.at:
            size = rules.size_differs(facts)
            if size is not None:
                draft.tell(size, *draft.at["household_size"])

    @staticmethod
    def _judge_relation(draft: Draft, person: DraftPerson, head: DraftPerson | None) -> None:
        told: Told | None = None
        if person.relation is None:
            told = RelationUnknown(shown=person.relation_word) if person.relation_word else None
        elif head is not None:
            told = rules.relation_side(person.relation, sex=person.sex, birth=person.birth, head_birth=head.birth)
        if told is not None:
            draft.tell(told, person.row, person.column("relation"))


def _any_unread(people: Sequence[DraftPerson]) -> bool:
    return any(person.income_unread for person in people)


def _read_name(draft: Draft, person: DraftPerson, value: Value) -> None:
    try:
        person.name = tidy_name(as_text(value))
    except Refused as refused:
        for told in refused.objections:
            if not isinstance(told, NameMissing):
                draft.tell(told, person.row, person.columns.get("name"))
                person.name_refused = True


def _tell_missing(draft: Draft, person: DraftPerson) -> None:
    if person.without_number and "document_number" not in person.values:
        draft.tell(IdMissing(), person.row, person.column("id_number"))
    if not person.name and not person.name_refused:
        draft.tell(NameMissing(), person.row, person.columns.get("name"))


def _is_same(first: DraftPerson, second: DraftPerson) -> bool:
    if second.number is not None:
        return first.number == second.number
    return second.without_number and first.name == second.name


def _drop_repeated(draft: Draft) -> None:
    """One person twice in a household is kept once; one number for two names can be trusted for neither."""
    seen: dict[str, DraftPerson] = {}
    untrusted: set[str] = set()
    for person in tuple(draft.people):
        if person.number is None:
            continue
        first = seen.setdefault(person.number, person)
        if first is person:
            continue
        if first.name == person.name:
            told = HeadRepeated() if first is draft.head else MemberRepeated()
            draft.tell(told, person.row, person.column("id_number"))
            draft.people.remove(person)
        else:
            draft.tell(IdTwice(), person.row, person.column("id_number"))
            untrusted.add(person.number)
    for person in draft.people:
        if person.number in untrusted:
            person.number = None


def _part_exchanged(draft: Draft) -> None:
    """Where somebody's number belongs to another, the other's may have been exchanged for it unseen.

    A member without columns for sex and birth date contradicts nothing; but when the number says just what was
    typed for the first, it is the first one's.
    """
    for wronged in draft.people:
        if not wronged.is_of_another:
            continue
        for person in draft.people:
            if person.number and (person.sex, person.birth) == (wronged.sex, wronged.birth):
                person.number = person.sex = person.birth = None


def _two(mobiles: Sequence[str], others: Sequence[str]) -> tuple[str | None, str | None]:
    rest = [*mobiles[1:], *others]
    return (mobiles[0] if mobiles else None), (rest[0] if rest else None)


def _cause(word: str) -> Cause | None:
    found = known(Cause, word)
    if found is None:
        older = known(CauseOfOldForm, word)
        found = CAUSES_OF_OLD_FORM.get(older) if older is not None else None
    return found
