"""Lists of hardship households as counties keep them: a row per household or per person, in any wording and order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import compress
from operator import not_
from typing import Final

from centre_app.core.fields import label
from centre_app.core.refusals import Caution
from centre_app.core.refusals.sheets import ColumnAgain, NoSuchSheet, NoTable, SheetHidden
from centre_app.core.vocabulary.standards import Relation
from centre_app.sheets.arrivals import Arrivals, ArrivingColumn, Asked, IgnoredRow, Source
from centre_app.sheets.book import Book, Sheet, letters
from centre_app.sheets.drafts import Draft
from centre_app.sheets.facts import column_kind, fact_of
from centre_app.sheets.heads import HeadField, HeadWords, guess
from centre_app.sheets.judging import judge_together
from centre_app.sheets.pages import Column, Page
from centre_app.sheets.rosters import Roster, RosterWords, roster
from centre_app.sheets.tables import FactWords, Table

__all__ = ["SOURCE"]


def _person(name: str, words: str = "") -> HeadField:
    return HeadField(name, (label("household_member", name), *words.split()), person=True)


def _household(name: str, words: str = "") -> HeadField:
    return HeadField(name, (label("household", name), *words.split()))


def _beside(name: str, words: str, *, several: bool = False, also_member: bool = False) -> HeadField:
    return HeadField(name, tuple(words.split()), several=several, also_member=also_member)


_FIELDS: Final = (
    _beside("household_no", "户编号 家庭编号 户号 户序号 家庭户编号"),
    _household("archive_no", "档案编号 困难职工编号 档案号 建档编号 困难职工档案编号"),
    _beside("seq", "序号 编号 号 NO 序"),
    _person("name", "户主（姓名） 人员姓名 名字"),
    _person(
        "relation",
        "与户主的关系 家庭关系 关系 是户主的 是户主的什么人 与申请人关系 与职工关系 与本人关系 "
        "称谓 与户主关系（户主/妻/子等） 户内关系",
    ),
    _person(
        "id_number",
        "身份证号码 公民身份号码 公民身份证号码 公民身份证号 居民身份证号 居民身份证号码 身份证 "
        "证件号 证件号码 身份证件号码 身份证件号 身份号码 身份证编号",
    ),
    _person("document_kind", "证件种类 证件类型 其他证件类型"),
    _person("document_number", "其他证件号"),
    _person("sex"),
    _person("birth_date", "出生年月 出生年月日 生日 出生时间 出生"),
    _person("ethnicity"),
    _person("political_status", "政治面目"),
    _person("education", "文化程度 学历 受教育程度 最高学历 文化水平"),
    _person("marital_status", "婚姻 婚姻情况 婚姻状态"),
    _person("health_status", "身体状况 健康 身体健康状况 健康情况 身体情况 健康状态"),
    _person("disability_kind", "残疾种类 残疾类型"),
    _person("disability_level", "残疾级别"),
    _person("labour_capacity", "劳动能力状况 劳动能力情况"),
    _person(
        "work_status",
        "工作状态 人员身份 就业状况 就业状况（身份） 职工身份 身份 状况 就业情况 就业状态 从业状况 "
        "职业状况 人员类别 就业",
    ),
    _person("model_worker", "劳模 是否劳模 劳模情况"),
    _person("medical_cover", "医保 医疗保险 参保情况 医保类型 医保情况 医疗保险状况 参加医保情况"),
    _person("hukou_type", "户籍类型 户口性质 户籍性质"),
    _person(
        "employer",
        "工作单位 工作单位（学校） 单位名称 所在单位 单位 单位或学校 就业单位 就读学校 学校 "
        "工作（学习）单位 所在单位或学校 工作单位（就读学校）",
    ),
    _person("unit_nature", "企业性质 单位类型"),
    _person("firm_state", "企业状态 单位状况"),
    _person("industry", "行业"),
    _person("work_start", "工作时间 参加工作年月 参加工作日期 参工时间"),
    _person("contract_date", "合同签订时间 合同签订日期 劳动合同签订时间 入伍时间"),
    _person("contract_term", "劳动合同期限"),
    _person("pension_paid_years", "已缴年限 养老保险缴费年限"),
    _person("pension_required_years", "应缴年限"),
    _person("school_entry_year", "入学时间（年）"),
    _person("school_years", "学制 年制"),
    _person(
        "monthly_income",
        "月收入 本人月收入 月工资 本人月平均收入 月工资收入 个人月收入 平均月收入 月收入（元） "
        "工资收入（月） 本人月工资 月均收入",
    ),
    HeadField("own_phone", ("成员手机号码", "成员手机", "成员联系电话", "成员电话"), person=True),
    HeadField("own_remark", ("成员备注",), person=True),
    _person("counted", "是否计入家庭人口 是否计入 是否共同生活 共同生活"),
    _person("not_counted_reason"),
    _household("archive_level", "建档标准 档案级别 建档层级"),
    _household("hardship_category", "类别 困难类型 困难等级 困难程度 帮扶类别 困难职工类别"),
    _household("key_group", "五类重点群体 重点群体类别 群体类别"),
    _beside("main_cause", "致困原因 主要致困原因 困难原因 主要原因 致困主要原因 致贫原因 主要困难原因", several=True),
    _beside("other_cause", "次要致困原因 次要原因 其他致困原因 致困次要原因", several=True),
    _household("town", "乡镇 街道 乡镇街道 所属乡镇 所在乡镇 所属街道 所属镇街 镇街 所属乡镇（街道） 街道（乡镇）"),
    _household("hukou_place", "户籍地 户籍地址 户籍所在地 户籍 户口地址"),
    _household("hukou_area", "行政区划代码 行政区划 户籍地行政区划"),
    _beside(
        "address",
        "家庭住址 住址 详细地址 家庭地址 现住址 居住地址 地址 家庭详细住址 通讯地址 常住地址 详细住址 现居住地址",
        several=True,
    ),
    _household("postcode", "邮编"),
    _beside(
        "phone",
        "手机号码 联系电话 电话 手机 手机号 联系方式 移动电话 电话号码 联系手机 本人电话",
        several=True,
        also_member=True,
    ),
    _beside("phone2", "其他联系方式 备用电话 其他电话 第二联系方式 固定电话 备用联系方式", several=True),
    _household("housing_type", "住房性质 住房情况 房屋性质 住房状况 房屋类型"),
    _household("floor_area", "面积 面积（㎡） 建筑面积 住房面积 房屋面积 住房面积（㎡）"),
    _household("household_size", "人口 家庭人口数 家庭人数 人口数 家庭成员数 家庭总人口 户人口"),
    _household(
        "other_income_y",
        "家庭其他年收入 其他收入（年） 其他年收入 其他收入 家庭其他收入 其他家庭年收入 非薪资年收入",
    ),
    _household(
        "total_income_y",
        "家庭年总收入 全年总收入 家庭年收入 年总收入 家庭总收入 家庭全年总收入 年收入合计 家庭年收入合计",
    ),
    _household("income_pc", "月人均 人均月收入 家庭人均月收入 月人均收入 家庭月人均 人均收入（月） 家庭人均收入（月）"),
    _household("dibao", "是否低保 低保（有/无） 低保户 低保 是否享受低保 享受低保"),
    _household("single_parent", "单亲 单亲家庭 是否单亲家庭"),
    _household("self_help", "有自救能力 是否有自救能力 自救能力"),
    _household("zero_employment", "零就业家庭 零就业 是否零就业"),
    _household("target_household", "解困脱困对象"),
    _household("target_on", "列为对象时间"),
    _household("bank", "开户行 银行名称 开户银行名称"),
    _household("branch", "支行 开户行支行 支行名称"),
    _household("account", "银行账号 银行帐号 卡号 账号 帐号 开户账号 银行卡账号"),
    _household("filed_on", "建档日期 立档时间 建立档案时间 建档年月"),
    _household("needs", "需求 困难需求 帮扶诉求"),
    _beside("remark", "备注 说明 备注说明", also_member=True),
)

_LIKELY: Final = (
    ("帮扶|责任人|联系人|经办|代理|监护|填表|审核|建档人|录入|户名|单位联系|结对|包抓|辅导员", None),
    ("身份证|证件号|身份号", "id_number"),
    ("姓名", "name"),
    ("与.*关系|户内关系|是户主", "relation"),
    ("出生", "birth_date"),
    ("其他.*收入|非薪资", "other_income_y"),
    ("人均.*收入|收入.*人均", "income_pc"),
    ("年.*总收入|总收入|年收入", "total_income_y"),
    ("月.*(收入|工资)|(收入|工资).*月", "monthly_income"),
    ("人口|人数", "household_size"),
    ("次要.*原因|其他.*原因", "other_cause"),
    ("(致困|困难|致贫).*原因", "main_cause"),
    ("困难.*(类别|类型|等级|程度)", "hardship_category"),
    ("低保", "dibao"),
    ("单亲", "single_parent"),
    ("零就业", "zero_employment"),
    ("(银行|卡|账|帐).*号", "account"),
    ("户籍|户口", "hukou_place"),
    ("住址|地址", "address"),
    ("其他.*(电话|手机|联系)", "phone2"),
    ("电话|手机|联系方式", "phone"),
    ("建档.*(时间|日期|年月)", "filed_on"),
    ("备注", "remark"),
)
"""For heads that stand on no list: what each must contain, the first that fits counts."""
_LIKELY_PATTERNS: Final = tuple((re.compile(pattern), name) for pattern, name in _LIKELY)


def _likely(text: str) -> str | None:
    return next((name for pattern, name in _LIKELY_PATTERNS if pattern.search(text)), None)


_KIN: Final = {
    "配偶": "配偶",
    "爱人": "配偶",
    "丈夫": "夫",
    "妻子": "妻",
    "子女": "子女",
    "孩子": "子女",
    "儿子": "子",
    "女儿": "女",
    "父亲": "父亲",
    "母亲": "母亲",
}
_FRONTS: Final = {
    "户主": "head",
    "申请人": "head",
    "困难职工": "head",
    "职工": "head",
    "家庭成员": "member",
    "成员": "member",
    "家庭人员": "member",
    "共同生活成员": "member",
    "共同生活家庭成员": "member",
    "家庭成员情况": "member",
    "家庭成员信息": "member",
    "本人": "self",
    "个人": "self",
    **{word: word for word in _KIN},
}

_HEADS: Final = HeadWords(
    fields=_FIELDS, fronts=_FRONTS, likely=_likely, needed=frozenset({"name", "id_number"}), opens="name"
)
_ROWS: Final = RosterWords(
    total=re.compile(r"(本表|本册|全县|全区|全市|总)?(合计|总计|共计|累计|总数)"),
    subtotal=re.compile(r".{0,12}(小计|本页合计|本页计)"),
    signature=re.compile(
        r"(填表|制表|审核|负责|经办|填报|复核|分管|主管|领导|单位负责).{0,4}[:：]|签字|签章|盖章|（章）|\(章\)"
    ),
    filled_in=re.compile(r"(填报|填表|报送|制表|编制|统计)(单位|部门|日期|时间|人)|单位[:：]|日期[:：]|截止|截至"),
    example=re.compile(r"[（(【\[]?(例|示例|样例|填写示例|举例)([）)】\]:：]|$)"),
    counting=frozenset("甲乙丙丁戊己庚辛"),
    keys=("household_no", "seq", "archive_no"),
    scattered=frozenset({"household_no", "archive_no"}),
    is_head=re.compile(r"户主|本人|户主本人|户主[（(]本人[)）]|本人[（(]户主[)）]|家长|自己"),
    nothing=frozenset({"", "无", "/", "-", "—", "——", "没有"}),
)
_FACTS: Final = FactWords(
    by_sex=dict.fromkeys(("子女", "孩子", "儿女", "子/女", "子（女）", "子(女)"), (Relation.SON, Relation.DAUGHTER)),
    kin=_KIN,
    parts=re.compile(r"[、,，;；/|＋+\s]+|(?<=.)和(?=.)|(?<=.)及(?=.)"),
    unsaid={"work_status": frozenset({"学龄前", "学龄前儿童", "幼儿", "婴儿", "幼儿园", "未上学", "婴幼儿"})},
)
_FILLED_IN_ON: Final = re.compile(r"(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})")


def _read(book: Book, asked: Asked) -> Arrivals:
    """Read every sheet that holds a list of households, or the one that is asked for."""
    rosters, empty, unread, cautions = _rosters(book, asked)
    if not rosters and not empty:
        raise NoTable(file=book.file)
    drafts: list[Draft] = []
    for each in rosters:
        drafts += Table(each, asked, _FACTS, _filled_in_on(each, asked.on)).drafts()
    judge_together(drafts)
    households = tuple([draft.settled() for draft in drafts])
    columns = [column for each in rosters for column in each.head.columns]
    return Arrivals(
        file=book.file,
        sha256=book.sha256,
        rows=sum(len(unit.rows) for each in rosters for unit in each.units),
        households=households,
        ignored_rows=tuple(
            IgnoredRow(each.sheet.name, row + 1, kind) for each in rosters for row, kind in sorted(each.ignored)
        ),
        ignored_sheets=tuple(unread),
        fields=frozenset(column.field for column in columns),
        columns=tuple(column for each in rosters for column in _columns_of(each)),
        cautions=(*book.cautions, *cautions, *_columns_again(rosters)),
    )


def _rosters(book: Book, asked: Asked) -> tuple[list[Roster], list[Roster], list[str], list[Caution]]:
    """The sheets that hold households, those that could and hold none, the names of all others."""
    found: list[Roster] = []
    empty: list[Roster] = []
    for sheet in _asked_for(book, asked):
        head = guess(sheet, _HEADS, asked.columns)
        if head is not None:
            each = roster(sheet, head, _ROWS)
            (found if each.units else empty).append(each)
    if any(each.numbered for each in found):
        found = [each for each in found if each.numbered]
    seen = [not each.sheet.hidden or asked.sheet is not None for each in found]
    read, hidden = list(compress(found, seen)), list(compress(found, map(not_, seen)))
    names = {each.sheet.name for each in read}
    unread = [sheet.name or "" for sheet in _asked_for(book, asked) if sheet.name not in names]
    return read, empty, unread, [SheetHidden(sheet=each.sheet.name) for each in hidden]


def _asked_for(book: Book, asked: Asked) -> tuple[Sheet, ...]:
    if asked.sheet is None:
        return book.sheets
    found = tuple(sheet for sheet in book.sheets if sheet.name == asked.sheet)
    if not found:
        names = "、".join(f"“{sheet.name}”" for sheet in book.sheets if sheet.name)
        raise NoSuchSheet(file=book.file, sheet=asked.sheet, sheets=names)
    return found


def _columns_of(found: Roster) -> Iterator[ArrivingColumn]:
    """Every column of a head from left to right, those that are not read as well."""
    head, sheet = found.head, found.sheet
    read = {each.column: each for each in head.columns}
    for place in range(max(len(sheet.rows[row]) for row in range(head.first, head.last + 1))):
        known = read.get(place)
        said = (sheet.cell(row, place).raw.strip() for row in range(head.last, head.first - 1, -1))
        label = known.label if known else next(filter(None, said), "")
        if label or known:
            yield ArrivingColumn(sheet.name, letters(place), label, known.field if known else "")


def _columns_again(rosters: list[Roster]) -> list[Caution]:
    return [ColumnAgain(head=again, first=first) for each in rosters for again, first in each.head.again]


def _filled_in_on(found: Roster, today: date) -> date:
    """The day on which the table says it was filled in; ages are reckoned on it. Else today."""
    for year, month, day in _FILLED_IN_ON.findall(found.filled_in):
        try:
            told = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if told <= today:
            return told
    return today


_NOT_IN_TEMPLATE: Final = frozenset({"seq"})
_NOTES: Final = (Column("栏目", 22), Column("怎样填写", 60))
_HOW_TO_FILL_IN: Final = (
    "每人一行，同一户各行填同一个户编号；住址、收入、致困原因等全户共有的内容填在户主一行即可。"
    "身份证号、银行卡号所在列已设为文本格式，请直接输入，不要改为数字。"
)


def _template() -> tuple[Page, ...]:
    """An empty list with every column that is read, and a sheet that says how to fill it in."""
    fields = [field for field in _FIELDS if field.name not in _NOT_IN_TEMPLATE]
    columns = [
        Column(field.words[0], width=max(10, 2 * len(field.words[0]) + 2), kind=column_kind(fact_of(field.name)))
        for field in fields
    ]
    notes = [(field.words[0], fact.help) for field in fields if (fact := fact_of(field.name)) and fact.help]
    return (Page("困难职工家庭名单", columns), Page("填写说明", _NOTES, [("说明", _HOW_TO_FILL_IN), *notes]))


SOURCE: Final = Source(
    code="households",
    name="困难职工家庭名单",
    read=_read,
    template=_template,
    facts=tuple(field.name for field in _FIELDS),
)
