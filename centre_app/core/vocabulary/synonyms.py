"""Words that offices write for the words of our lists, so that a table is read as it lies on the desk.

A word is compared without blanks, punctuation and width: ``下(待)岗`` is ``下（待）岗``. What stands on no list is
not guessed at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, TypeVar

from . import Choice
from .household import (
    ArchiveLevel,
    Cause,
    CauseOfOldForm,
    DisabilityLevel,
    HardshipCategory,
    HealthStatus,
    HousingType,
    HukouType,
    LabourCapacity,
    MaritalGroup,
    MedicalCover,
    ModelWorker,
    PoliticalGroup,
    UnitNature,
    WorkStatus,
)
from .standards import Education, Ethnicity, MaritalStatus, PoliticalStatus, Relation

__all__ = ["CAUSES_OF_OLD_FORM", "SYNONYMS", "known", "yes_no"]

C = TypeVar("C", bound=Choice)

_RELATIONS: Final = {
    Relation.HEAD: ("本人", "户主本人", "自己", "家长", "户主（本人）"),
    Relation.SPOUSE: ("爱人", "对象", "夫妻"),
    Relation.HUSBAND: ("丈夫", "老公"),
    Relation.WIFE: ("妻子", "老婆", "媳妇"),
    Relation.SON: ("儿子", "儿", "男孩"),
    Relation.FIRST_SON: ("大儿子", "大儿", "大子"),
    Relation.SECOND_SON: ("二儿子", "二子"),
    Relation.THIRD_SON: ("三儿子",),
    Relation.ADOPTED_OR_STEP_SON: ("养子", "继子"),
    Relation.DAUGHTER: ("女儿", "女孩", "闺女"),
    Relation.FIRST_DAUGHTER: ("大女儿", "大女"),
    Relation.SECOND_DAUGHTER: ("二女儿", "二女"),
    Relation.THIRD_DAUGHTER: ("三女儿",),
    Relation.ADOPTED_OR_STEP_DAUGHTER: ("养女", "继女"),
    Relation.DAUGHTER_IN_LAW: ("儿媳妇",),
    Relation.GRANDSON: ("孙", "孙儿"),
    Relation.DAUGHTERS_SON: ("外孙",),
    Relation.FATHER: ("父", "爸爸", "爸", "爹"),
    Relation.MOTHER: ("母", "妈妈", "妈", "娘"),
    Relation.HUSBANDS_FATHER: ("公爹",),
    Relation.WIFES_FATHER: ("丈人", "老丈人"),
    Relation.WIFES_MOTHER: ("丈母娘",),
    Relation.STEP_OR_ADOPTIVE_FATHER: ("继父", "养父"),
    Relation.STEP_OR_ADOPTIVE_MOTHER: ("继母", "养母"),
    Relation.GRANDFATHER: ("爷爷",),
    Relation.GRANDMOTHER: ("奶奶",),
    Relation.MOTHERS_FATHER: ("外公", "姥爷"),
    Relation.MOTHERS_MOTHER: ("外婆", "姥姥"),
    Relation.ELDER_BROTHER: ("哥哥", "哥", "兄长"),
    Relation.ELDER_BROTHERS_WIFE: ("嫂子",),
    Relation.YOUNGER_BROTHER: ("弟弟",),
    Relation.YOUNGER_BROTHERS_WIFE: ("弟妹", "弟媳妇"),
    Relation.ELDER_SISTER: ("姐",),
    Relation.YOUNGER_SISTER: ("妹",),
    Relation.OTHER_RELATIVE: ("其他", "亲属", "亲戚"),
}
_CAUSES: Final = {
    Cause.NO_LABOUR_CAPACITY: ("无劳力", "丧失劳动能力", "无劳动力", "完全丧失劳动能力"),
    Cause.ABLE_BUT_JOBLESS: ("有劳动能力未就业", "有劳动力未就业", "未就业"),
    Cause.LAID_OFF: ("下岗", "失业", "下岗、失业", "失业下岗"),
    Cause.UNINSURED: ("未参保", "没有参保", "未参加社保"),
    Cause.BENEFITS_NOT_GRANTED: ("社保待遇未落实", "社保待遇落实不到位", "社会保险待遇未落实"),
    Cause.SERIOUS_ILLNESS: ("因病", "大病", "重病", "重大疾病", "患重大疾病", "重特大疾病", "患大病", "本人大病"),
    Cause.NATURAL_DISASTER: ("因灾", "自然灾害", "受灾"),
    Cause.ACCIDENT: ("意外", "意外事故", "遭受意外", "意外致困"),
    Cause.SCHOOLING: ("因学", "子女就学", "供子女上学", "子女读书", "上学"),
    Cause.OTHER: ("其它", "其他原因"),
}
_CATEGORIES: Final = {
    HardshipCategory.DEEP_HARDSHIP: ("深困", "深度困难户", "深度困难职工", "深度"),
    HardshipCategory.RELATIVE_HARDSHIP: ("相困", "相对困难户", "相对困难职工", "相对"),
    HardshipCategory.ACCIDENTAL_HARDSHIP: ("意外致困户", "意外致困职工", "意外", "意困"),
}
_FRONTS_OF_RELATION: Final = ("户主之", "户主的", "之", "其")


def _words(table: Mapping[C, tuple[str, ...]]) -> dict[str, Choice]:
    return {_key(word): member for member, words in table.items() for word in words}


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    narrow = unicodedata.normalize("NFKC", word)
    return "".join(character for character in narrow if character.isalnum()).upper()


SYNONYMS: Final[Mapping[type[Choice], Mapping[str, Choice]]] = {
    Relation: _words(_RELATIONS),
    Cause: _words(_CAUSES),
    HardshipCategory: _words(_CATEGORIES),
    ArchiveLevel: _words(
        {
            ArchiveLevel.NATIONAL: ("全国级", "国家级", "全总"),
            ArchiveLevel.PROVINCIAL: ("省级",),
            ArchiveLevel.PREFECTURAL: ("市级", "地市级"),
            ArchiveLevel.COUNTY: ("县级", "县区级"),
            ArchiveLevel.GRASSROOTS: ("基层级",),
        }
    ),
    HealthStatus: _words(
        {
            HealthStatus.GOOD: ("健康", "健康或良好", "好", "正常"),
            HealthStatus.DISABLED: ("残疾人",),
            HealthStatus.MALIGNANT_TUMOUR: ("癌症", "癌"),
            HealthStatus.KIDNEY_FAILURE: ("尿毒症",),
            HealthStatus.HYPERTENSION: ("高血压",),
            HealthStatus.COMMON_ILLNESS: ("疾病", "患病", "慢性病"),
        }
    ),
    DisabilityLevel: _words(
        {
            DisabilityLevel.FIRST: ("一级", "1级", "1", "极重度"),
            DisabilityLevel.SECOND: ("二级", "2级", "2", "重度"),
            DisabilityLevel.THIRD: ("三级", "3级", "3", "中度"),
            DisabilityLevel.FOURTH: ("四级", "4级", "4", "轻度"),
        }
    ),
    WorkStatus: _words(
        {
            WorkStatus.ON_POST: ("在职", "在业", "就业"),
            WorkStatus.LAID_OFF: ("下岗", "待岗"),
            WorkStatus.UNEMPLOYED: ("失业", "无业"),
            WorkStatus.UNDERGRADUATE: ("大学", "本科生", "大专生"),
            WorkStatus.VOCATIONAL_STUDENT: ("中专", "中职", "中技", "技校"),
            WorkStatus.HIGH_SCHOOL_PUPIL: ("高中生",),
            WorkStatus.JUNIOR_PUPIL: ("初中生",),
            WorkStatus.PRIMARY_PUPIL: ("小学生",),
        }
    ),
    ModelWorker: _words({ModelWorker.NONE: ("否", "无", "不是")}),
    PoliticalStatus: _words(
        {
            PoliticalStatus.PARTY_MEMBER: ("党员", "中国共产党党员"),
            PoliticalStatus.PROBATIONARY_MEMBER: ("中共预备党员",),
            PoliticalStatus.LEAGUE_MEMBER: ("团员",),
            PoliticalStatus.MASSES: ("无",),
        }
    ),
    PoliticalGroup: _words({PoliticalGroup.PARTY: ("党员",), PoliticalGroup.LEAGUE: ("团员",)}),
    MaritalStatus: _words(
        {
            MaritalStatus.DIVORCED: ("离异", "离婚未再婚"),
            MaritalStatus.WIDOWED: ("丧夫", "丧妻"),
            MaritalStatus.MARRIED: ("有配偶",),
        }
    ),
    MaritalGroup: _words(
        {
            MaritalGroup.DIVORCED: ("离婚",),
            MaritalGroup.MARRIED: ("初婚", "再婚", "复婚", "有配偶"),
        }
    ),
    HukouType: _words(
        {
            HukouType.URBAN: ("城镇", "非农", "城镇户口", "非农业户口"),
            HukouType.RURAL: ("农村", "农业户口"),
            HukouType.RESIDENT: ("居民", "居民家庭户口"),
        }
    ),
    MedicalCover: _words(
        {
            MedicalCover.EMPLOYEE: ("职工", "城镇职工医保", "职工基本医疗保险"),
            MedicalCover.RESIDENT: ("居民", "城乡居民医保", "新农合", "居民基本医疗保险"),
            MedicalCover.PUBLIC: ("公费医疗",),
            MedicalCover.NONE: ("无", "未参加"),
        }
    ),
    HousingType: _words(
        {
            HousingType.LOW_RENT: ("廉租房", "公租房"),
            HousingType.RENTED: ("租住", "租赁房"),
            HousingType.BOUGHT: ("自有住房", "自有房"),
        }
    ),
    UnitNature: _words(
        {
            UnitNature.PUBLIC_BODY: ("机关", "事业单位", "国有机关", "国有事业单位", "机关事业单位"),
            UnitNature.STATE_FIRM: ("国企",),
            UnitNature.COLLECTIVE_FIRM: ("集体",),
            UnitNature.PRIVATE_FIRM: ("民营", "私营", "个体", "民营企业", "私营企业", "个体企业"),
        }
    ),
    LabourCapacity: _words(
        {
            LabourCapacity.LOST: ("无", "丧失"),
            LabourCapacity.MINOR_OR_STUDENT: ("未成年", "在校"),
        }
    ),
    Education: _words(
        {
            Education.DOCTOR: ("博士", "博士研究生"),
            Education.MASTER: ("硕士", "硕士研究生"),
            Education.GRADUATE: ("研究生",),
            Education.BACHELOR_GRADUATED: ("本科", "大学本科", "大学"),
            Education.COLLEGE_GRADUATED: ("大专", "专科", "大学专科"),
            Education.SECONDARY_SPECIALISED: ("中专",),
            Education.VOCATIONAL_HIGH: ("职高",),
            Education.TECHNICAL_SCHOOL: ("技校",),
            Education.HIGH_SCHOOL_GRADUATED: ("高中",),
            Education.JUNIOR_SCHOOL_GRADUATED: ("初中",),
            Education.PRIMARY_SCHOOL_GRADUATED: ("小学",),
        }
    ),
    Ethnicity: {_key(member.label.removesuffix("族")): member for member in Ethnicity},
}
"""For each list: the word as it is compared, and the member it means."""

CAUSES_OF_OLD_FORM: Final[Mapping[CauseOfOldForm, Cause]] = {
    CauseOfOldForm.OWN_ILLNESS: Cause.SERIOUS_ILLNESS,
    CauseOfOldForm.RELATIVE_ILLNESS: Cause.SERIOUS_ILLNESS,
    CauseOfOldForm.LAID_OFF_BEFORE: Cause.LAID_OFF,
    CauseOfOldForm.OTHER_BEFORE: Cause.OTHER,
}
"""Causes of older forms that have one meaning in the list of 2020; the others are for a person to decide."""

_YES: Final = frozenset({"是", "有", "对", "Y", "YES", "1", "TRUE", "T", "√", "✓", "✔", "☑"})
_NO: Final = frozenset({"否", "不是", "无", "没有", "不", "非", "N", "NO", "0", "FALSE", "F", "×", "✗", "✘", "X", "☒"})


def known(choices: type[C], word: str) -> C | None:
    """The member that a word means: by what offices write for it, by its printed word, or by its code."""
    return _reader(choices).get(_key(word))


@cache
def _reader(choices: type[C]) -> Mapping[str, C]:
    words: dict[str, C] = {_key(member): member for member in choices}
    words |= {_key(member.label): member for member in choices}
    words |= {
        word: choices(member) for word, member in SYNONYMS.get(choices, {}).items() if isinstance(member, choices)
    }
    if issubclass(choices, Relation):
        words |= {_key(front + word): member for word, member in words.items() for front in _FRONTS_OF_RELATION}
    return words


def yes_no(word: str) -> bool | None:
    """Yes or no in any of the forms that offices write; ``None`` where it is neither."""
    mark = unicodedata.normalize("NFKC", "".join(word.split())).upper()
    if mark in _YES:
        return True
    return False if mark in _NO else None
