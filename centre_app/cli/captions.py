"""Every Chinese word of the command line that is no refusal and no code list: help, captions, sentences."""

from __future__ import annotations

from typing import Final

# Help -----------------------------------------------------------------------------------------------------------

USAGE: Final = "用法："
OPTIONS: Final = "选项"
OPTIONS_METAVAR: Final = "[选项]"
COMMANDS: Final = "命令"
COMMAND_METAVAR: Final = "命令 [参数]…"

FOLDER: Final = "文件夹"
NAME: Final = "姓名"
DAY: Final = "日期"
COUNT: Final = "整数"
AMOUNT: Final = "金额"
NUMBER: Final = "号码"
CODE: Final = "代码"
KIND: Final = "种类"
TEXT: Final = "文字"

OPTION_OFFICE: Final = "办公室数据所在的文件夹；不写时取 CENTRE_OFFICE，再不然取本用户的数据文件夹"
OPTION_USER: Final = "登录的用户名；密码另行询问，脚本可放在 CENTRE_PASSWORD"
OPTION_JSON: Final = "只在标准输出上给出一份 JSON"
OPTION_HELP: Final = "显示这份帮助"
OPTION_VERSION: Final = "显示版本"
OPTION_DAYS: Final = "公示期：多少个工作日"
OPTION_ON: Final = "哪一天的规则；不写时为今天"
OPTION_PACK: Final = "规则包代码"
OPTION_AREA: Final = "行政区划代码，6 位"
OPTION_OUT: Final = "写到哪个文件"

HELP: Final[dict[str, str]] = {
    "": "困难职工帮扶中心工作台。每条命令都可加 --help 看用法。",
    "id": "校验身份证号，给出出生日期、性别、地区。",
    "uscc": "校验统一社会信用代码。",
    "bankcard": "校验银行卡号。",
    "capitals": "把金额写成大写。",
    "notice-end": "从张贴日起数工作日，算出公示期满的日子。",
    "mask": "按规定遮盖姓名、证号、电话、账号、住址。",
    "forms": "列出能打印的表格。",
    "acts": "列出能办理的事项、所需内容和可办理的角色。",
    "reports": "列出统计表。",
    "sources": "列出能导入的表。",
    "rules": "列出某一天有效的政策数字及其来源。",
}
"""What each command does, by its words."""

# Wrong usage ----------------------------------------------------------------------------------------------------

SEE_HELP: Final = "{complaint}可用 {command} --help 查看用法。"
MISSING: Final = "缺少“{what}”。"
BAD_VALUE: Final = "“{what}”不对：{why}"
NO_SUCH_OPTION: Final = "没有“{option}”这个选项。"
NO_SUCH_COMMAND: Final = "没有“{command}”这条命令。"
OPTION_USAGE: Final = "选项“{option}”的写法不对。"
WRONG_USAGE: Final = "命令写得不对。"
TOO_MANY_WORDS: Final = "多写了“{words}”，请去掉，或加引号合成一个词。"
NO_SUCH_DAY: Final = "没有“{given}”这一天，请按 2026-11-24 的格式填写。"
NO_COUNT: Final = "“{given}”不是整数。"
NOT_IN_LIST: Final = "没有“{given}”，可写：{words}。"

# Mistakes of the program and interruptions ----------------------------------------------------------------------

FAULT: Final = "程序出了差错，这一步没有办成，此前保存的内容不受影响。差错报告在 {file}（不含个人信息），请交维护人员。"
FAULT_UNWRITTEN: Final = (
    "程序出了差错（{kind}），这一步没有办成，此前保存的内容不受影响；差错报告也未能写下，请告知维护人员。"
)
INTERRUPTED: Final = "已中断，没有保存任何内容。"
INTERRUPTED_STORED: Final = "已中断；中断之前这一项已经保存，请先查看再决定是否重做。"

# What people read -----------------------------------------------------------------------------------------------

YES: Final = "是"
NO: Final = "否"
BETWEEN: Final = "、"
NOTHING: Final = "（没有）"
WHOLE_OK: Final = "无误"
STOPS: Final = "有误"

ID_HEADS: Final = ("号码", "结果", "出生日期", "性别", "地区", "说明")
CODE_HEADS: Final = ("号码", "结果", "说明")
CAPITALS_HEADS: Final = ("金额", "大写")
NOTICE_HEADS: Final = ("张贴日", "工作日", "末日", "次一工作日", "说明")
MASK_HEADS: Final = ("种类", "原文", "遮盖后")
LIST_HEADS: Final = ("代码", "名称")
ACT_HEADS: Final = ("事项", "名称", "可办理的角色")
RULE_HEADS: Final = ("规则", "值", "起", "来源")
RULES_TITLE: Final = "{pack} · {on} · {area}"
EVERYWHERE: Final = "不分地区"
