"""What is said of identity numbers, names, phones and codes.

The ``name`` of each is the word under which an import reports it. No sentence repeats a number: sentences go
into logs, numbers must not.
"""

from __future__ import annotations

from . import Caution, Refusal

__all__ = [
    "AccountCharacter",
    "AccountCheck",
    "AccountDamaged",
    "AccountLength",
    "AccountMissing",
    "AreaEnded",
    "AreaUnknown",
    "BirthDiffers",
    "CreditCodeCharacter",
    "CreditCodeCheck",
    "CreditCodeLength",
    "CreditCodeMissing",
    "IdCharacter",
    "IdCheck",
    "IdDamaged",
    "IdDate",
    "IdLength",
    "IdMasked",
    "IdMissing",
    "IdOfFifteen",
    "IdOtherPerson",
    "NameCharacter",
    "NameMissing",
    "NameTooLong",
    "PhoneBad",
    "SexDiffers",
]


class IdMissing(Refusal):
    name = "id_missing"
    text = "没有身份证号；请补填，确无身份证的，改用其他证件办理并写明原因。"


class IdDamaged(Refusal):
    name = "id_damaged"
    text = "身份证号在电子表格中成了数字，末尾几位已丢失，不能推算补回；请对照身份证原件重新录入。"


class IdMasked(Refusal):
    name = "id_masked"
    text = "身份证号有几位被符号遮盖；请对照身份证原件录入全部号码。"


class IdLength(Refusal):
    name = "id_length"
    text = "身份证号应为 18 位（旧号 15 位），现为 {length} 位；请对照身份证原件改正。"


class IdCharacter(Refusal):
    name = "id_character"
    text = "身份证号第 {place} 位是“{character}”，不是数字；请对照身份证原件改正。"


class IdDate(Refusal):
    name = "id_date"
    text = "身份证号中的出生日期 {digits} 不成立；请对照身份证原件改正。"


class IdCheck(Refusal):
    name = "id_check"
    text = "身份证号的校验码不符，至少有一位录错；请对照身份证原件改正。"


class IdOfFifteen(Caution):
    name = "id_15"
    text = "是 15 位旧身份证号，已按规定换算为 18 位；请核对现用身份证。"


class AreaEnded(Caution):
    name = "area_ended"
    text = "身份证号前六位 {code}（{label}）是已撤销的行政区划代码；本人现用号码如此即可，请核对。"


class AreaUnknown(Caution):
    name = "area_unknown"
    text = "身份证号前六位 {code} 不在行政区划代码表中；请对照身份证原件核对。"


class IdOtherPerson(Refusal):
    name = "id_other_person"
    text = "性别和出生日期都与身份证号不符，这个号码像是别人的；请对照身份证原件改正。"


class SexDiffers(Caution):
    name = "sex_differs"
    text = "性别填“{given}”，身份证号为“{number_says}”；以身份证号为准，请核对。"


class BirthDiffers(Caution):
    name = "birth_differs"
    text = "出生日期填 {given}，身份证号为 {number_says}；以身份证号为准，请核对。"


class NameMissing(Refusal):
    name = "name_missing"
    text = "没有姓名；请补填。"


class NameTooLong(Refusal):
    name = "name_too_long"
    text = "姓名有 {length} 个字，最多 {most} 个；请核对。"


class NameCharacter(Refusal):
    name = "name_character"
    text = "姓名第 {place} 个字不能使用（编码 {code}）；请重新录入这个字。"


class PhoneBad(Caution):
    name = "phone_bad"
    text = "手机号码应为 11 位，以 13 至 19 开头；这个号码未采用，请核对。"


class CreditCodeMissing(Refusal):
    name = "uscc_missing"
    text = "没有统一社会信用代码。"


class CreditCodeLength(Refusal):
    name = "uscc_length"
    text = "统一社会信用代码应为 18 位，现为 {length} 位；请对照营业执照改正。"


class CreditCodeCharacter(Refusal):
    name = "uscc_character"
    text = "统一社会信用代码第 {place} 位不能是“{character}”；请对照营业执照改正。"


class CreditCodeCheck(Refusal):
    name = "uscc_check"
    text = "统一社会信用代码的校验码不符，至少有一位录错；请对照营业执照改正。"


class AccountMissing(Refusal):
    name = "account_missing"
    text = "没有银行卡号。"


class AccountDamaged(Caution):
    name = "account_damaged"
    text = "银行卡号在电子表格中成了数字，末尾几位已丢失，不能推算补回；卡号未采用，请对照银行卡录入。"


class AccountLength(Refusal):
    name = "account_length"
    text = "银行卡号应为 {least} 至 {most} 位，现为 {length} 位；请对照银行卡改正。"


class AccountCharacter(Refusal):
    name = "account_character"
    text = "银行卡号第 {place} 位是“{character}”，不是数字；请对照银行卡改正。"


class AccountCheck(Caution):
    name = "account_check"
    text = "银行卡号的校验位不符，可能录错一位；请对照银行卡核对。"
