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
NAME_OF_OFFICE: Final = "名称"
ROLE: Final = "角色"
CODE: Final = "代码"
KIND: Final = "种类"
TEXT: Final = "文字"

OPTION_OFFICE: Final = "办公室数据所在的文件夹；不写时取 CENTRE_OFFICE，再不然取本用户的数据文件夹"
OPTION_USER: Final = "登录的用户名；口令另行询问，脚本可放在 CENTRE_PASSWORD"
OPTION_JSON: Final = "只在标准输出上给出一份 JSON"
OPTION_HELP: Final = "显示这份帮助"
OPTION_VERSION: Final = "显示版本"
OPTION_DAYS: Final = "公示期：多少个工作日；不写时按张贴当天的规则"
OPTION_ON: Final = "哪一天的规则；不写时为今天"
OPTION_PACK: Final = "规则包代码"
OPTION_AREA: Final = "行政区划代码，6 位"
OPTION_OFFICE_NAME: Final = "单位名称，如 ××县困难职工帮扶中心"
OPTION_UNION: Final = "本级工会名称；不写时同单位名称"
OPTION_COUNTY: Final = "县（区、市）的行政区划代码，6 位"
OPTION_ADMIN: Final = "第一个管理员的用户名；口令另行询问，脚本可放在 CENTRE_PASSWORD"
OPTION_LEVEL: Final = "档案级别"
OPTION_TRAINING: Final = "培训用：只放虚构人员，可用 CENTRE_TODAY 指定日期"
OPTION_SHEET: Final = "恢复单写到哪个 PDF 文件；不写时在当前文件夹"
OPTION_ROLE: Final = "角色"
OPTION_PERSON: Final = "对应的工会人员"
OPTION_ROTATE: Final = "同时更换全部数据的密钥，防止其用旧文件打开"
OPTION_TO: Final = "备份到哪个文件夹；写明时材料一并放进备份文件，可拷走"
OPTION_DEEP: Final = "逐页、逐份材料核对，并重新核对在档家庭的四关"
OPTION_OF: Final = "只看一份档案"
OPTION_SINCE: Final = "从哪一天起"
OPTION_VERIFY: Final = "核对办理记录有无缺失和改动"
OPTION_DATA: Final = "事项内容的 JSON 文件，“-”为标准输入；应填什么见 centre acts 事项"
OPTION_FIND: Final = "姓名、拼音、首字母、编号、身份证号尾数、单位、地址"
OPTION_STATE: Final = "状态，可写多次"
OPTION_SORT: Final = "按什么排序"
OPTION_LIMIT: Final = "最多列出多少"
OPTION_AFTER: Final = "从哪一份档案之后接着列"
OPTION_REVEAL: Final = "写明查看完整号码的事由，会留下记录"
OPTION_ONE_SHEET: Final = "只读工作簿里的这一张表；不写时各表都读"
OPTION_MAP: Final = '说明各列是什么的 TOML 文件，每行写成 "表头" = "字段代码"，空代码表示不用这一列'
OPTION_DRY_RUN: Final = "只说会怎样，什么都不写入"
OPTION_TAKE_OVER: Final = "承接启用本软件以前已建的档案：限管理员，且本单位尚未批准过任何一户"
OPTION_OUT: Final = "写到哪个文件"
OPTION_CASE: Final = "打印哪一份档案：档案编号、临时编号或户主姓名"
OPTION_NOTICE: Final = "打印哪一次公示：公示编号"
OPTION_MEETING: Final = "打印哪一次会议：会议编号"
OPTION_COPIES: Final = "打印几份，默认 1 份"
OPTION_PAPER: Final = "纸张大小：A4 或 A3；不写时按表单自己的"
OPTION_DRAFT: Final = "草稿：页面上印“草稿”，不编号、不留存；号码是完整的，用后请销毁"
OPTION_SAMPLE: Final = "样张：内容都是虚构的，不必登录"
OPTION_TEXT: Final = "只把页面的文字显示出来，不编号、不留存；号码是完整的"
OPTION_TABLE: Final = "要导入的花名册"
OPTION_PAPERS: Final = "打印的纸件放在哪个文件夹；不写时放在办公室文件夹旁边"
OPTION_REVEAL_EXPORT: Final = "导出完整号码的事由，会留下记录；不写时号码遮盖"
OPTION_REPRINT: Final = "按打印当时的内容再打一份，标明补打"
OPTION_DPI: Final = "图片的分辨率，每英寸多少点"

HELP: Final[dict[str, str]] = {
    "": "困难职工帮扶中心工作台。每条命令都可加 --help 看用法。",
    "id": "校验身份证号，给出出生日期、性别、地区。",
    "uscc": "校验统一社会信用代码。",
    "bankcard": "校验银行卡号。",
    "capitals": "把金额写成大写。",
    "notice-end": "从张贴日起数工作日，算出公示期满的日子；不写 --days 时按张贴当天的规则。",
    "mask": "按规定遮盖姓名、证号、电话、账号、住址。",
    "forms": "列出能打印的表格。",
    "acts": "列出能办理的事项和可办理的角色；写明事项时说明要填哪些内容，并给出空白内容。",
    "reports": "列出统计表。",
    "sources": "列出能导入的表。",
    "rules": "列出某一天有效的政策数字及其来源。",
    "office": "新建、恢复办公室。",
    "office new": "新建办公室，给出第一个管理员和恢复单（PDF）。",
    "office recover": "用恢复密钥（CENTRE_RECOVERY）为管理员重设口令（CENTRE_NEW_PASSWORD）。",
    "office renew-sheet": "重新制作恢复单，旧的作废。",
    "users": "列出用户。",
    "user": "添加、变更、停用用户。",
    "user add": "添加用户；首个口令取自 CENTRE_NEW_PASSWORD 或另行询问。",
    "user role": "变更用户的角色或对应人员。",
    "user reset": "重设口令，取自 CENTRE_NEW_PASSWORD 或另行询问。",
    "user stop": "停用用户。",
    "backup": "备份并核对：数据、材料和清单一起。",
    "backups": "列出备份。",
    "restore": "用备份恢复：先核对备份，再替换，被替换的保留。",
    "check": "检查数据、办理记录、材料和档案内容。",
    "log": "办理记录：谁在什么时候办了什么。",
    "act": "办理一个事项；内容是 JSON，--data 后写文件名，或写 - 从标准输入读。",
    "cases": "列出档案；--find 可写姓名、拼音、编号、证号尾数、单位、地址。",
    "case": "一户的全部内容；不写 --reveal 时号码遮盖。",
    "steps": "一户的七步和四关。",
    "why": "一户现在怎样、还差什么、谁来办下一步。",
    "notices": "列出公示和剩余天数。",
    "meetings": "列出集体研究会议。",
    "today": "今天要办的：异议答复、公示到期、签字、入户过期、结对走访、扫描。",
    "persons": "列出工会人员：所在单位、现任职务、电话。",
    "units": "列出工会、社区和部门：上级、现任主席、委员和人数。",
    "demo": "新建演练办公室：各种状态的虚构家庭，留有供查找的问题。",
    "walk": "示范全程：在一个新的培训办公室里，从一份表格走到建档、上报、备份和恢复。",
    "profiles": "列出导出格式。",
    "template": "写出某个导入来源的空白表格。",
    "import": "导入表格：先看会发生什么（--dry-run），再一次办成。",
    "export": "按格式导出在档家庭；不写 --reveal 时号码遮盖。",
    "print": "打印表单并留存，表单可写代码或名称，如“申请书”。--draft 打草稿，--text 看文字，两样都不留存，"
    "号码是完整的；--sample 看样张。",
    "gallery": "把全部表单的样张画成图片，放进一个文件夹，附一个总览网页。",
    "papers": "一份档案打印过哪些页、签字和扫描到了没有、是否已过期。",
    "paper": "取出打印页的存本或材料的扫描件；--reprint 按当时内容补打。",
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
SEVERAL_IN_LIST: Final = "“{given}”不止一个，请写其中一个：{words}。"
CODE_AND_WORD: Final = "{code}（{word}）"
REQUIRED: Final = "（必填）"

USER_MISSING: Final = "请用 --user 写明用户名。"
NO_TERMINAL: Final = "没有可以输入口令的终端，请把它放在环境变量 {variable} 里。"
TYPED_DIFFERENTLY: Final = "两次输入的口令不同，请重新办理。"
FILE_EXISTS: Final = "文件 {file} 已存在，请换一个文件名。"
ASK: Final = "口令："
ASK_NEW: Final = "新口令："
ASK_AGAIN: Final = "再输一次："
ASK_RECOVERY: Final = "恢复密钥："

# Mistakes of the program and interruptions ----------------------------------------------------------------------

FAULT: Final = "程序出了差错，这一步没有办成，此前保存的内容不受影响。差错报告在 {file}（不含个人信息），请交维护人员。"
FAULT_UNWRITTEN: Final = (
    "程序出了差错（{kind}），这一步没有办成，此前保存的内容不受影响；差错报告也未能写下，请告知维护人员。"
)
INTERRUPTED: Final = "已中断，没有保存任何内容。"
INTERRUPTED_LATE: Final = "已中断，结果没有显示完；已经办理的已保存。"
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

USER_HEADS: Final = ("用户名", "角色", "对应人员", "状态")
BACKUP_HEADS: Final = ("备份文件", "时间", "办理至", "大小", "完好", "材料")
ACTS_UNTIL: Final = "第 {number} 笔"
MEGABYTES: Final = "{size:.1f} MB"
PAPERS_INSIDE: Final = "在内"
PAPERS_BESIDE: Final = "另存"
PAPERS_BESIDE_MEANS: Final = "材料“另存”的，与备份文件放在同一文件夹；要一个文件拷走，请用 centre backup --to 文件夹。"
LOG_HEADS: Final = ("序号", "时间", "用户", "事项", "档案")
PROBLEM_HEADS: Final = ("类别", "档案", "说明")
USER_ACTIVE: Final = "在用"
USER_STOPPED: Final = "已停用"
SHEET_NAME: Final = "恢复单-{office}.pdf"
OFFICE_MADE: Final = "已新建办公室：{folder}"
SHEET_WRITTEN: Final = "恢复单在 {file}，请打印后封存，并删去这个文件；没有它，口令遗失后数据无法打开。"
SHEET_RENEWED: Final = "已重新制作恢复单，旧的恢复单作废。"
RESET: Final = "已为“{name}”设定新口令。"
USER_ADDED: Final = "已添加用户“{name}”（{role}）。"
ROLE_CHANGED: Final = "“{name}”现为{role}。"
STOPPED: Final = "已停用“{name}”。"
ROTATED: Final = "全部数据的密钥已更换。"
OLD_COPIES: Final = "更换以前的备份仍能用旧密钥打开：请重新备份，并把旧备份锁好或删除。"
BACKED_UP: Final = "已备份并核对：{file}"
NEW_PAPERS: Final = "新增材料 {count} 份。"
RESTORED: Final = "已用 {file} 恢复。"
REPLACED: Final = "原来的数据保留在 {folder}。"
ACTS_GONE: Final = "备份之后办理的 {count} 笔不在恢复后的数据里，请重新办理。"
CHECK_OK: Final = "检查完毕，没有发现问题。"
CHECK_FOUND: Final = "检查完毕，发现 {stops} 个须处理的问题，{others} 个提示。"
COUNTED: Final = "{label} {count}"
STRUCTURE: Final = "数据"
CONTENT: Final = "内容"
CHAIN_OK: Final = "办理记录共 {lines} 笔，前后相接，没有缺失和改动。"
CHAIN_BROKEN: Final = "办理记录共 {lines} 笔，发现 {problems} 处不符。"
BACKING_UP: Final = "备份"
RESTORING: Final = "恢复"
CHECKING: Final = "检查"

# Paper and tables -----------------------------------------------------------------------------------------------

FORM: Final = "表单"
PAGE_OR_PAPER: Final = "打印页短码或编号|材料编号"
CASE: Final = "档案"
FILE: Final = "文件"
PAPER: Final = "纸张"
SOURCE: Final = "来源"
PROFILE: Final = "格式"
REASON: Final = "事由"
ONE_SUBJECT: Final = "--case、--notice、--meeting 只能写一个。"
SUBJECT_MISSING: Final = "《{form}》请用 {option} 指明打印哪一份。"
SUBJECT_UNWANTED: Final = "《{form}》全单位只有一份，不用写 --case、--notice、--meeting。"
OUT_MISSING: Final = "请用 --out 指明写到哪个文件。"
COPIES_WRONG: Final = "份数应为 1 至 {most}。"
REASON_MISSING: Final = "--reveal 后须写明查看完整号码的事由。"
DPI_WRONG: Final = "分辨率应为 1 至 {most}。"
HUNG: Final = "已画出 {count} 页样张，打开 {file} 查看。"
PRINTED: Final = "已写入 {file}。"
TAKEN_OUT: Final = "已取出，写入 {file}。"
ISSUED: Final = "已打印：编号 {number}，短码 {code}，第 {copy} 份，写入 {file}。"
OUTDATED: Final = "已过期"
PAPER_HEADS: Final = ("短码", "表单", "打印日期", "份数", "签字", "扫描", "说明")
IMPORT_WOULD: Final = "试算：没有保存任何内容。"
IMPORTED: Final = "导入完成。"
ROWS: Final = "行数"
ADDED: Final = "新增（户）"
CHANGED: Final = "更新（户）"
SAME: Final = "无变化（户）"
DOUBTFUL: Final = "存疑待定（户）"
HELD_BACK: Final = "暂不导入（户）"
IMPORT_HEADS: Final = ("行", "列", "姓名", "性质", "说明")
NO_PROBLEMS: Final = "没有发现问题。"
STOPPED_HERE: Final = "须更正"
DOUBT: Final = "存疑"
LOOK: Final = "请核对"
EXPORTED: Final = "已导出 {count} 户，写入 {file}。"
PROFILE_HEADS: Final = ("代码", "名称", "可用导入来源")
SHEET_NAMED: Final = "表名"
SOURCE_AND_FILE: Final = "[来源] 文件"
SOURCE_MISSING: Final = "请写明文件；来源有几种时也请写明来源：{words}。"
TEXT_ONLY: Final = "以上只是文字，没有编号、没有留存，不算打印；正式打印请去掉 --text。"
TEMPLATE_WRITTEN: Final = "空白模板已写入 {file}。"

# The walk from a table to the archives --------------------------------------------------------------------------

TABLE_TOO_SHORT: Final = "表格里能导入的家庭不足 {least} 户，示范全程办不下去，请换一份表格。"
WALK_APPLY: Final = "受理申请"
WALK_VISIT: Final = "入户调查"
WALK_RECKON: Final = "算账"
WALK_APPRAISE: Final = "走访评议"
WALK_MEET: Final = "集体研究"
WALK_POST: Final = "张贴公示"
WALK_TAKE_DOWN: Final = "撤下公示"
WALK_PRINT: Final = "打印档案表"
WALK_REVIEW: Final = "审核签字"
WALK_SIGN: Final = "主席签字"
WALK_APPROVE: Final = "批准建档"
WALK_PAIR: Final = "结对归档"
WALK_PROVE: Final = "备份、恢复、核对"
WALK_IMPORTED: Final = "导入（户）"
WALK_PROBLEMS: Final = "报告问题（处）"
WALK_APPROVED: Final = "批准建档（户）"
WALK_REFUSED: Final = "不予建档（户）"
WALK_PAPERS: Final = "打印（份）"
WALK_EXPORTED: Final = "上报（户）"
WALK_SAME: Final = "上报表重新导入无差异（户）"
WALK_ACTS: Final = "办理记录（笔，已核对）"
WALK_DONE: Final = "全程办完。纸件在 {papers}，办公室在 {office}。"

# Casework -------------------------------------------------------------------------------------------------------

ACT: Final = "事项"
OPTION_TEMPLATE: Final = "只给出这个事项的空白内容（JSON），可存成文件填写，再交给 centre act"
TEMPLATE_OF_WHICH: Final = "--template 请写明事项，如 centre acts record-visit --template。"
ACT_TITLE: Final = "{name}（{label}），可办理：{roles}"
ACT_TEMPLATE: Final = "空白内容，也可用 centre acts {name} --template > 文件 存下来填写（null 为不填）："
ACT_FIELDS: Final = "要填的内容"
ACT_FIELDS_WHERE: Final = "写明事项可看要填的内容，如 centre act record-visit --help"
FIELD_HEADS: Final = ("项", "名称", "必填", "怎么填")
SEVERAL: Final = "，可写多个，放在 [ ] 里"
BY_KEY: Final = "，按人分列，放在 { } 里"
HOW_TO_FILL: Final[dict[str, str]] = {
    "day": "日期，如 2026-11-24",
    "time": "时间，如 09:30",
    "yes_no": "true（是）或 false（否）",
    "detail": "放在 { } 里，各项如下",
    "case": "档案编号、临时编号或户主姓名",
    "cases": "档案编号、临时编号或户主姓名",
    "file": "文件的路径",
    "scan": "文件的路径",
    "unit": "单位名称，见 centre units",
    "filing_unit": "单位名称，见 centre units",
    "surveyors": "人员姓名，见 centre persons",
    "person": "人员姓名，见 centre persons",
    "cadre": "人员姓名，见 centre persons",
    "act": "办理记录的序号，见 centre log；或办理后显示的标识",
}
"""How what an act asks for is filled in, by its name or by what it holds."""
MUST: Final = "必填"
MANY_CODES: Final = "代码，共 {count} 种，见 centre acts 事项 --json"
FILE_OR_DASH: Final = "文件或 -"
WORDS: Final = "词"
STATE: Final = "状态"
ORDER: Final = "排序"
KEY: Final = "标识"
ACT_DONE: Final = "已办理“{act}”。"
OPTION_HOUSEHOLDS: Final = "虚构多少户，默认 60 户"
OPTION_SEED: Final = "随机种子，同一个数得到同样的人"
HOUSEHOLDS_WRONG: Final = "--households 至少为 1。"
DEMO_MADE: Final = "演练办公室已建在 {folder}，共 {households} 户，人物全部虚构。各用户的口令都是您刚才给出的那一个。"
DEMO_USER_HEADS: Final = ("用户名", "角色")
DEMO_FAULTS: Final = "有意留下的问题："
LIMIT_WRONG: Final = "--limit 至少为 1。"
CASES_HEADS: Final = ("临时编号", "档案编号", "户主", "状态", "身份证号", "单位")
FOUND_HEADS: Final = ("临时编号", "档案编号", "户主", "状态", "身份证号", "找到的是")
HIT_OF_PERSON: Final = "{label}（{name}）"
NO_CASES: Final = "没有符合条件的档案。"
STEP_HEADS: Final = ("步骤", "已办", "日期")
GATE_HEADS: Final = ("关口", "是否通过", "还缺")
OPEN: Final = "通过"
CLOSED: Final = "未通过"
NOTICES_HEADS: Final = ("编号", "单位", "状态", "张贴日", "末日", "剩余", "户数")
MEETINGS_HEADS: Final = ("编号", "单位", "日期", "户数", "签到表")
PERSON_HEADS: Final = ("姓名", "所在单位", "现任职务", "电话")
POST_ELSEWHERE: Final = "{unit}{post}"
UNIT_HEADS: Final = ("名称", "种类", "上级", "主席", "委员", "人员")
DUE_HEADS: Final = ("事项", "编号", "户主或单位", "期限", "还有多久", "说明")
DUE_MINE: Final = "{day} 由您（{role}）办理：{count} 件"
DUE_OTHERS: Final = "等时间或由他人办理：{count} 件"
NOTHING_DUE: Final = "今天没有要您办理的事项。"
MORE_CASES: Final = "只显示前 {shown} 户，共 {count} 户；请用 --find 或 --state 缩小范围，或用 --limit、--after 续看。"
AT_GATE: Final = "【{gate}】"
SEE_WHY: Final = "没有批准。每一关还缺什么、下一步谁来办，可用 centre why {case} 查看。"
NEXT_TITLE: Final = "下一步：{label}{what}（{roles}）"
LACKS: Final = "还缺：{what}"
NEXT_FROM: Final = "，不早于 {day}"
NOTHING_NEXT: Final = "眼下没有要办的下一步。"
PAPERS_COUNT: Final = "{count} 份"
DO_ELSEWHERE: Final = "“{label}”请用 centre {command} 办理。"
MENTIONED: Final = "{caption}：{value}"
BETWEEN_FIELDS: Final = "；"
OUTDATED_PAGE: Final = "打印后内容有变"
SCANNED: Final = "有扫描件"
SECTIONS: Final[dict[str, str]] = {
    "members": "家庭成员",
    "kinships": "亲属关系",
    "papers": "材料",
    "visits": "入户调查",
    "circumstances": "认定情形",
    "budget_lines": "收支",
    "findings": "财产和疑点",
    "accidents": "意外事故",
    "union_aid": "已得工会救助",
    "means_tests": "算账",
    "appraisals": "走访评议",
    "meetings": "集体研究",
    "notices": "公示",
    "grievances": "异议",
    "pages": "打印页",
    "pairings": "结对",
    "notes": "备注",
    "moves": "办理经过",
    "surveyors": "调查人",
    "voices": "意见",
    "attendances": "到会",
    "decisions": "本户研究结果",
    "votes": "表决",
    "recusals": "回避",
    "places": "地点",
    "photos": "照片",
    "entries": "本户公示内容",
    "signatures": "签字",
}
