"""National code lists. What is stored is the code of the standard, what is printed its word."""

from __future__ import annotations

from typing import Final

from . import Choice

__all__ = [
    "DisabilityClass",
    "Education",
    "Ethnicity",
    "HealthState",
    "MaritalStatus",
    "PersonalStatus",
    "PoliticalStatus",
    "Relation",
    "Sex",
]


class Sex(Choice):
    """GB/T 2261.1. In an identity number digit 17 is odd for a man and even for a woman."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSTATED = "9", "未说明"


class MaritalStatus(Choice):
    """GB/T 2261.2. Some public systems shift 20 to 22, so a code from elsewhere is not to be trusted unseen."""

    UNMARRIED = "10", "未婚"
    MARRIED = "20", "已婚"
    FIRST_MARRIAGE = "21", "初婚"
    REMARRIED = "22", "再婚"
    MARRIED_AGAIN = "23", "复婚"
    WIDOWED = "30", "丧偶"
    DIVORCED = "40", "离婚"
    UNSTATED = "90", "未说明"


class HealthState(Choice):
    """GB/T 2261.3. The form has a list of its own, ``household.HealthStatus``."""

    GOOD = "10", "健康或良好"
    FAIR = "20", "一般或较弱"
    CHRONIC = "30", "有慢性病"
    HEART = "31", "心血管病"
    STROKE = "32", "脑血管病"
    RESPIRATORY = "33", "慢性呼吸系统病"
    DIGESTIVE = "34", "慢性消化系统病"
    NEPHRITIS = "35", "慢性肾炎"
    TUBERCULOSIS = "36", "结核病"
    DIABETES = "37", "糖尿病"
    NERVOUS_OR_MENTAL = "38", "神经或精神疾病"
    CANCER = "41", "癌症"
    OTHER_CHRONIC = "49", "其他慢性病"
    DEFECT = "50", "有生理缺陷"
    DISABLED = "60", "残疾"
    OTHER_DISABILITY = "69", "其他残疾"


class PersonalStatus(Choice):
    """GB/T 2261.4."""

    CIVIL_SERVANT = "11", "国家公务员"
    PROFESSIONAL = "13", "专业技术人员"
    EMPLOYEE = "17", "职员"
    FIRM_MANAGER = "21", "企业管理人员"
    WORKER = "24", "工人"
    FARMER = "27", "农民"
    STUDENT = "31", "学生"
    SOLDIER = "37", "现役军人"
    FREELANCE = "51", "自由职业者"
    SELF_EMPLOYED = "54", "个体经营者"
    UNEMPLOYED = "70", "无业人员"
    RETIRED = "80", "退（离）休人员"
    OTHER = "90", "其他"


class PoliticalStatus(Choice):
    """GB/T 4762. The form shows five groups, ``household.political_group``."""

    PARTY_MEMBER = "01", "中共党员"
    PROBATIONARY_MEMBER = "02", "预备党员"
    LEAGUE_MEMBER = "03", "共青团员"
    MINGE = "04", "民革"
    MINMENG = "05", "民盟"
    MINJIAN = "06", "民建"
    MINJIN = "07", "民进"
    NONGGONGDANG = "08", "农工党"
    ZHIGONGDANG = "09", "致公党"
    JIUSAN = "10", "九三学社"
    TAIMENG = "11", "台盟"
    INDEPENDENT = "12", "无党派"
    MASSES = "13", "群众"


class Relation(Choice):
    """GB/T 4761, read as "this person is the householder's ..."."""

    SELF = "01", "本人"
    HEAD = "02", "户主"
    SPOUSE = "10", "配偶"
    HUSBAND = "11", "夫"
    WIFE = "12", "妻"
    SON = "20", "子"
    ONLY_SON = "21", "独生子"
    FIRST_SON = "22", "长子"
    SECOND_SON = "23", "次子"
    THIRD_SON = "24", "三子"
    FOURTH_SON = "25", "四子"
    FIFTH_SON = "26", "五子"
    ADOPTED_OR_STEP_SON = "27", "养子或继子"
    SON_IN_LAW = "28", "女婿"
    OTHER_SON = "29", "其他儿子"
    DAUGHTER = "30", "女"
    ONLY_DAUGHTER = "31", "独生女"
    FIRST_DAUGHTER = "32", "长女"
    SECOND_DAUGHTER = "33", "次女"
    THIRD_DAUGHTER = "34", "三女"
    FOURTH_DAUGHTER = "35", "四女"
    FIFTH_DAUGHTER = "36", "五女"
    ADOPTED_OR_STEP_DAUGHTER = "37", "养女或继女"
    DAUGHTER_IN_LAW = "38", "儿媳"
    OTHER_DAUGHTER = "39", "其他女儿"
    GRANDCHILD = "40", "孙辈"
    GRANDSON = "41", "孙子"
    GRANDDAUGHTER = "42", "孙女"
    DAUGHTERS_SON = "43", "外孙子"
    DAUGHTERS_DAUGHTER = "44", "外孙女"
    GRANDSONS_WIFE = "45", "孙媳妇"
    GRANDDAUGHTERS_HUSBAND = "46", "孙女婿"
    GREAT_GRANDSON = "47", "曾孙子"
    GREAT_GRANDDAUGHTER = "48", "曾孙女"
    OTHER_GRANDCHILD = "49", "其他孙辈"
    PARENT = "50", "父母"
    FATHER = "51", "父亲"
    MOTHER = "52", "母亲"
    HUSBANDS_FATHER = "53", "公公"
    HUSBANDS_MOTHER = "54", "婆婆"
    WIFES_FATHER = "55", "岳父"
    WIFES_MOTHER = "56", "岳母"
    STEP_OR_ADOPTIVE_FATHER = "57", "继父或养父"
    STEP_OR_ADOPTIVE_MOTHER = "58", "继母或养母"
    OTHER_PARENT = "59", "其他父母"
    GRANDPARENT = "60", "祖父母"
    GRANDFATHER = "61", "祖父"
    GRANDMOTHER = "62", "祖母"
    MOTHERS_FATHER = "63", "外祖父"
    MOTHERS_MOTHER = "64", "外祖母"
    SPOUSES_GRANDPARENT = "65", "配偶的祖父母"
    GREAT_GRANDFATHER = "66", "曾祖父"
    GREAT_GRANDMOTHER = "67", "曾祖母"
    SIBLING = "70", "兄弟姐妹"
    ELDER_BROTHER = "71", "兄"
    ELDER_BROTHERS_WIFE = "72", "嫂"
    YOUNGER_BROTHER = "73", "弟"
    YOUNGER_BROTHERS_WIFE = "74", "弟媳"
    ELDER_SISTER = "75", "姐姐"
    ELDER_SISTERS_HUSBAND = "76", "姐夫"
    YOUNGER_SISTER = "77", "妹妹"
    YOUNGER_SISTERS_HUSBAND = "78", "妹夫"
    OTHER_SIBLING = "79", "其他兄弟姐妹"
    OTHER_RELATIVE = "97", "其他亲属"
    NO_RELATIVE = "99", "非亲属"

    @property
    def sex(self) -> Sex | None:
        """The sex that the word implies, ``None`` where it implies none."""
        if self in _MALE:
            return Sex.MALE
        return Sex.FEMALE if self in _FEMALE else None

    @property
    def generation(self) -> int | None:
        """Generations above (positive) or below the householder, ``None`` for other relatives and strangers.

        Great-grandparents and great-grandchildren count with the grandparents and grandchildren.
        """
        return _GENERATIONS.get(self[0])


_GENERATIONS: Final = {"0": 0, "1": 0, "2": -1, "3": -1, "4": -2, "5": 1, "6": 2, "7": 0}
_MALE: Final = frozenset({
    Relation.HUSBAND, Relation.SON, Relation.ONLY_SON, Relation.FIRST_SON, Relation.SECOND_SON, Relation.THIRD_SON,
    Relation.FOURTH_SON, Relation.FIFTH_SON, Relation.ADOPTED_OR_STEP_SON, Relation.SON_IN_LAW, Relation.OTHER_SON,
    Relation.GRANDSON, Relation.DAUGHTERS_SON, Relation.GRANDDAUGHTERS_HUSBAND, Relation.GREAT_GRANDSON,
    Relation.FATHER, Relation.HUSBANDS_FATHER, Relation.WIFES_FATHER, Relation.STEP_OR_ADOPTIVE_FATHER,
    Relation.GRANDFATHER, Relation.MOTHERS_FATHER, Relation.GREAT_GRANDFATHER, Relation.ELDER_BROTHER,
    Relation.YOUNGER_BROTHER, Relation.ELDER_SISTERS_HUSBAND, Relation.YOUNGER_SISTERS_HUSBAND,
})  # fmt: skip
_FEMALE: Final = frozenset({
    Relation.WIFE, Relation.DAUGHTER, Relation.ONLY_DAUGHTER, Relation.FIRST_DAUGHTER, Relation.SECOND_DAUGHTER,
    Relation.THIRD_DAUGHTER, Relation.FOURTH_DAUGHTER, Relation.FIFTH_DAUGHTER, Relation.ADOPTED_OR_STEP_DAUGHTER,
    Relation.DAUGHTER_IN_LAW, Relation.OTHER_DAUGHTER, Relation.GRANDDAUGHTER, Relation.DAUGHTERS_DAUGHTER,
    Relation.GRANDSONS_WIFE, Relation.GREAT_GRANDDAUGHTER, Relation.MOTHER, Relation.HUSBANDS_MOTHER,
    Relation.WIFES_MOTHER, Relation.STEP_OR_ADOPTIVE_MOTHER, Relation.GRANDMOTHER, Relation.MOTHERS_MOTHER,
    Relation.GREAT_GRANDMOTHER, Relation.ELDER_BROTHERS_WIFE, Relation.YOUNGER_BROTHERS_WIFE, Relation.ELDER_SISTER,
    Relation.YOUNGER_SISTER,
})  # fmt: skip


class Education(Choice):
    """GB/T 4658, the codes that the form needs."""

    GRADUATE = "10", "研究生教育"
    DOCTOR = "11", "博士研究生毕业"
    MASTER = "14", "硕士研究生毕业"
    BACHELOR = "20", "大学本科教育"
    BACHELOR_GRADUATED = "21", "大学本科毕业"
    BACHELOR_COMPLETED = "22", "大学本科结业"
    BACHELOR_UNFINISHED = "23", "大学本科肄业"
    COLLEGE = "30", "大学专科教育"
    COLLEGE_GRADUATED = "31", "大学专科毕业"
    VOCATIONAL = "40", "中等职业教育"
    SECONDARY_SPECIALISED = "41", "中等专科毕业"
    VOCATIONAL_HIGH = "44", "职业高中毕业"
    TECHNICAL_SCHOOL = "47", "技工学校毕业"
    HIGH_SCHOOL = "60", "普通高级中学教育"
    HIGH_SCHOOL_GRADUATED = "61", "普通高中毕业"
    JUNIOR_SCHOOL = "70", "初级中学教育"
    JUNIOR_SCHOOL_GRADUATED = "71", "初中毕业"
    PRIMARY_SCHOOL = "80", "小学教育"
    PRIMARY_SCHOOL_GRADUATED = "81", "小学毕业"
    OTHER = "90", "其他"


class Ethnicity(Choice):
    """GB/T 3304, with the two codes that practice adds."""

    HAN = "01", "汉族"
    MONGOL = "02", "蒙古族"
    HUI = "03", "回族"
    TIBETAN = "04", "藏族"
    UYGUR = "05", "维吾尔族"
    MIAO = "06", "苗族"
    YI = "07", "彝族"
    ZHUANG = "08", "壮族"
    BOUYEI = "09", "布依族"
    KOREAN = "10", "朝鲜族"
    MANCHU = "11", "满族"
    DONG = "12", "侗族"
    YAO = "13", "瑶族"
    BAI = "14", "白族"
    TUJIA = "15", "土家族"
    HANI = "16", "哈尼族"
    KAZAK = "17", "哈萨克族"
    DAI = "18", "傣族"
    LI = "19", "黎族"
    LISU = "20", "傈僳族"
    VA = "21", "佤族"
    SHE = "22", "畲族"
    GAOSHAN = "23", "高山族"
    LAHU = "24", "拉祜族"
    SUI = "25", "水族"
    DONGXIANG = "26", "东乡族"
    NAXI = "27", "纳西族"
    JINGPO = "28", "景颇族"
    KIRGIZ = "29", "柯尔克孜族"
    TU = "30", "土族"
    DAUR = "31", "达斡尔族"
    MULAO = "32", "仫佬族"
    QIANG = "33", "羌族"
    BLANG = "34", "布朗族"
    SALAR = "35", "撒拉族"
    MAONAN = "36", "毛南族"
    GELAO = "37", "仡佬族"
    XIBE = "38", "锡伯族"
    ACHANG = "39", "阿昌族"
    PUMI = "40", "普米族"
    TAJIK = "41", "塔吉克族"
    NU = "42", "怒族"
    UZBEK = "43", "乌孜别克族"
    RUSSIAN = "44", "俄罗斯族"
    EWENKI = "45", "鄂温克族"
    DEANG = "46", "德昂族"
    BONAN = "47", "保安族"
    YUGUR = "48", "裕固族"
    GIN = "49", "京族"
    TATAR = "50", "塔塔尔族"
    DERUNG = "51", "独龙族"
    OROQEN = "52", "鄂伦春族"
    HEZHEN = "53", "赫哲族"
    MONBA = "54", "门巴族"
    LHOBA = "55", "珞巴族"
    JINO = "56", "基诺族"
    OTHER = "97", "其他"
    FOREIGN = "98", "外国血统"


class DisabilityClass(Choice):
    """GB/T 26341. The form lists the kinds in another order, ``household.DisabilityKind``."""

    SIGHT = "1", "视力残疾"
    HEARING = "2", "听力残疾"
    SPEECH = "3", "言语残疾"
    LIMB = "4", "肢体残疾"
    INTELLECT = "5", "智力残疾"
    MIND = "6", "精神残疾"
    MULTIPLE = "7", "多重残疾"
