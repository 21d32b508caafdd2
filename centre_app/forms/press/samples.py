"""The invented household of every sample: a rare character, a name with a dot, a child at school."""

from __future__ import annotations

from datetime import date

from .households import HouseholdSheet, PersonSheet

__all__ = ["HOUSEHOLD"]


def _person(name: str, relation: str, id_number: str, birth: date, age: int, **more: str) -> PersonSheet:
    plain = {
        "sex": "男" if int(id_number[16]) % 2 else "女",
        "ethnicity": "汉族",
        "political_status": "群众",
        "education": "",
        "marital_status": "",
        "health": "良好",
        "disability": "",
        "medical_cover": "居民医保",
        "work_status": "",
        "model_worker": "非劳模",
        "hukou_type": "非农业",
        "employer": "",
        "unit_nature": "",
        "firm_state": "",
        "industry": "",
        "contract": "",
        "pension": "",
        "work_start": "",
        "monthly_income": "",
        "phone": "",
    }
    return PersonSheet(
        name=name, relation=relation, birth_date=birth, age=age, id_number=id_number, **{**plain, **more}
    )


HOUSEHOLD = HouseholdSheet(
    number="62100220260001",
    archive_level="县",
    category="深度困难",
    key_group="支出性生活困难",
    target="是，2026-11",
    main_cause="患重特大疾病",
    other_causes="子女上学",
    head=_person(
        "𠮷田秀兰",
        "户主",
        "621002197001010018",
        date(1970, 1, 1),
        56,
        marital_status="已婚",
        work_status="下（待）岗",
        employer="县第二运输公司",
        unit_nature="国有企业",
        firm_state="改制企业",
        industry="交通运输、仓储和邮政业",
        pension="已缴10年，应缴15年",
        work_start="1988-07",
        monthly_income="1,500.00",
        medical_cover="职工医保",
        phone="19900000001",
    ),
    members=(
        _person(
            "阿依古丽·吐尔逊",
            "妻",
            "621002197512310020",
            date(1975, 12, 31),
            50,
            ethnicity="维吾尔族",
            marital_status="已婚",
            health="恶性肿瘤",
            monthly_income="0.00",
            work_status="失（无）业",
        ),
        _person("李㛃", "女", "621021201203083969", date(2012, 3, 8), 14, work_status="初中", employer="县第三中学"),
    ),
    size=3,
    address="甘肃省庆阳市西峰区东湖街道幸福路26号3单元257室",
    hukou="甘肃省庆阳市西峰区",
    postcode="745000",
    phone="19900000001",
    phone2="19900000002",
    housing="租房",
    floor_area="58.00平方米",
    other_income="1,200.00",
    total_income="19,200.00",
    income_per_head="416.67",
    dibao="否",
    single_parent="否",
    zero_employment="否",
    self_help="否",
    bank="县农村信用合作联社东街分社",
    account="6200005862351054919",
    needs="大病医疗救助；孩子学费",
    remark="",
    filing_unit="县第二运输公司工会",
    community="东湖街道柳树社区",
    union="××县总工会",
    centre="××县困难职工帮扶中心",
)
