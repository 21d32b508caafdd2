"""What is said of workbooks that come in and go out: the file as a whole, its tables, its rows and cells.

The ``name`` of a problem in a cell is the word under which an import reports it. What the identity numbers,
names, phones and accounts in the cells have to say stands in ``people``.
"""

from __future__ import annotations

from . import Caution, Refusal, Trouble

__all__ = [
    "AccountUnread",
    "CauseTooMany",
    "CellError",
    "CodeUnknown",
    "ColumnAgain",
    "DateAmbiguous",
    "DateBad",
    "DateFuture",
    "DigitsBad",
    "DoubtfulHousehold",
    "FileEmpty",
    "FileIsFolder",
    "FileLocked",
    "FileMissing",
    "FileTooLarge",
    "FileUnwritable",
    "FormulaNoValue",
    "HeadDiffers",
    "HeadRepeated",
    "HouseholdTwice",
    "IdShared",
    "IdTwice",
    "IncomeSum",
    "MacrosIgnored",
    "MapUnknown",
    "MapUnreadable",
    "MemberRepeated",
    "MinorIncome",
    "NameDiffers",
    "NoHead",
    "NoSuchSheet",
    "NoTable",
    "NotAWorkbook",
    "NumberUnreadable",
    "OtherWorkbook",
    "PersonFiled",
    "PersonTwice",
    "QuoteOpen",
    "RelationSide",
    "RelationUnknown",
    "SheetHidden",
    "SizeDiffers",
    "TextControl",
    "TextLong",
    "TextUnreadable",
    "TooManyColumns",
    "TooManyRows",
    "TwoHeads",
    "WasClosed",
    "WorkbookDamaged",
    "WorkbookEncrypted",
    "WorkbookTooBig",
    "YesNoUnreadable",
]


# --- The file as a whole: nothing of it was read, nothing was stored. -------------------------------------------


class FileMissing(Trouble):
    text = "找不到文件“{file}”；请核对文件名和位置。"


class FileIsFolder(Trouble):
    text = "“{file}”是文件夹，不是文件；请选择其中的表格文件。"


class FileLocked(Trouble):
    text = "文件“{file}”读不了：可能正被 WPS 或 Excel 打开，或没有读取权限；请关闭后再试。"


class FileUnwritable(Trouble):
    text = "写不了文件“{file}”：可能正被 WPS 或 Excel 打开，或该位置不能写入；请关闭文件或换一个位置。"


class FileEmpty(Trouble):
    text = "文件“{file}”是空的，没有内容；请核对是否拷贝完整。"


class FileTooLarge(Trouble):
    text = "文件“{file}”有 {size} 兆，超过 {most} 兆，没有读取；请只保留名单所在的工作表，或拆成几个文件。"


class WorkbookTooBig(Trouble):
    text = "文件“{file}”解压后超过 {most} 兆，与表格的常情不符，没有读取；请用 WPS 或 Excel 打开核对，另存后再导入。"


class TooManyRows(Trouble):
    text = "工作表“{sheet}”有 {rows} 行，一次最多导入 {most} 行，没有读取；请删去空白格式行或拆成几个文件。"


class TooManyColumns(Trouble):
    text = "工作表“{sheet}”有 {columns} 列，最多 {most} 列，没有读取；请删去表格右侧多余的列。"


class WorkbookEncrypted(Trouble):
    text = "文件“{file}”设有打开密码，读不出来；请在 WPS 或 Excel 中取消密码，另存后再导入。"


class WorkbookDamaged(Trouble):
    text = "文件“{file}”残缺或已损坏，读不出来；请用 WPS 或 Excel 打开核对后另存，打不开的请重新索取。"


class NotAWorkbook(Trouble):
    text = "文件“{file}”的内容不是表格（像是{kind}）；请导入 xlsx、xls 或 csv 格式的名单。"


class OtherWorkbook(Trouble):
    text = "文件“{file}”是 {kind} 格式的表格；请在 WPS 或 Excel 中另存为 xlsx 后再导入。"


class TextUnreadable(Trouble):
    text = "文件“{file}”的文字编码认不出来（第 {line} 行起）；请用 WPS 或 Excel 打开，另存为 xlsx 后再导入。"


class QuoteOpen(Trouble):
    text = "文件“{file}”中有引号没有配对，后面的内容分不清行列；请核对文件是否完整。"


class NoTable(Trouble):
    text = "文件“{file}”中没有找到名单：没有一张工作表同时有“姓名”和“身份证号”两列以及数据。"


class NoSuchSheet(Refusal):
    text = "文件“{file}”中没有工作表“{sheet}”；现有：{sheets}。"


class MapUnreadable(Trouble):
    text = '列对照文件“{file}”读不出来；应为 TOML 格式，每行一列，如："户内称谓" = "relation"。'


class MapUnknown(Refusal):
    text = "列对照文件中“{head}”对应的“{fact}”不是名单的内容；可用：{facts}。"


class SheetHidden(Caution):
    name = "sheet_hidden"
    text = "隐藏的工作表“{sheet}”没有读取；如需导入，请指明这张工作表。"


class MacrosIgnored(Caution):
    name = "macros_ignored"
    text = "文件“{file}”带有宏；只读取了单元格内容，宏没有运行。"


class ColumnAgain(Caution):
    name = "column_again"
    text = "“{head}”一列与前面的“{first}”意思相同，只采用了前面一列；请核对。"


# --- Cells. -----------------------------------------------------------------------------------------------------


class FormulaNoValue(Caution):
    name = "formula_no_value"
    text = "这一格是公式，文件里没有存下结果；按空白处理，不作 0 计，请用 WPS 或 Excel 打开重新保存，或直接填数。"


class CellError(Caution):
    name = "cell_error"
    text = "这一格显示错误值 {shown}；按空白处理，请改正公式或直接填写。"


class TextLong(Caution):
    name = "text_long"
    text = "文字有 {length} 个，最多 {most} 个；这一格未采用，请精简。"


class TextControl(Caution):
    name = "text_control"
    text = "文字中夹有看不见的控制字符；已去掉，请核对。"


class DateBad(Caution):
    name = "date_bad"
    text = "没有“{shown}”这一天，或认不出日期；按空白处理，请核对。"


class DateAmbiguous(Caution):
    name = "date_ambiguous"
    text = "“{shown}”以数字存放，分不清是 1 月还是 10 月；按空白处理，请核对。"


class DateFuture(Caution):
    name = "date_future"
    text = "日期“{shown}”晚于今天；按空白处理，请核对。"


class DigitsBad(Caution):
    name = "digits_bad"
    text = "“{shown}”不是 6 位数字；未采用，请核对。"


class NumberUnreadable(Caution):
    name = "number_unreadable"
    text = "“{shown}”读不出数目；按空白处理，请核实。"


class YesNoUnreadable(Caution):
    name = "yes_no_unreadable"
    text = "“{shown}”看不出是或否；按空白处理，请核实。"


class CodeUnknown(Caution):
    name = "code_unknown"
    text = "“{shown}”不在“{head}”的代码表中；未采用，请改填表中的一项。"


class RelationUnknown(Caution):
    name = "relation_unknown"
    text = "与户主关系“{shown}”认不出；暂记为“其他亲属”，请改正。"


class AccountUnread(Caution):
    name = "account_unread"
    text = "银行卡号的位数或字符不对；未采用，请对照银行卡录入。"


class CauseTooMany(Caution):
    name = "cause_too_many"
    text = "致困原因最多一个主要、三个次要；“{shown}”未采用，请核对。"


# --- Rows and households. ---------------------------------------------------------------------------------------


class NoHead(Refusal):
    name = "no_head"
    text = "这一户没有户主；请注明谁是户主。"


class TwoHeads(Refusal):
    name = "two_heads"
    text = "这一户有两个户主；请核对，只留一个。"


class IdTwice(Refusal):
    name = "id_twice"
    text = "同一户内两个不同姓名的人用了同一个身份证号；请对照身份证原件改正。"


class IdShared(Refusal):
    name = "id_shared"
    text = "与“{other}”户（第 {row} 行）姓名不同的人用了同一个身份证号，分不清谁对；请对照身份证原件改正。"


class DoubtfulHousehold(Caution):
    """The household waits for the clerk's decision; nothing of it is stored unasked."""


class PersonTwice(DoubtfulHousehold):
    name = "person_twice"
    text = "同一个人也在“{other}”户（第 {row} 行）中；两户都暂不导入，请核对此人属于哪一户。"


class HouseholdTwice(DoubtfulHousehold):
    name = "household_twice"
    text = "这一户与前面“{other}”户（第 {row} 行）相同；前面的导入，这一户暂不导入，请核对。"


class PersonFiled(DoubtfulHousehold):
    name = "person_filed"
    text = "此人已在档案“{other}”的另一户中；这一户暂不导入，请核对此人属于哪一户。"


class HeadDiffers(DoubtfulHousehold):
    name = "head_differs"
    text = "这一户与档案“{other}”的人员相同而户主不同；暂不导入，变更户主请按“变更户主”办理。"


class NameDiffers(DoubtfulHousehold):
    name = "name_differs"
    text = "身份证号与档案“{other}”中的人相同而姓名不同；这一户暂不导入，请核对谁对。"


class WasClosed(DoubtfulHousehold):
    name = "was_closed"
    text = "这一户曾经建档（档案“{other}”，现已不在档）；不重复新建，如需重新建档，请作为同一户的新一期办理。"


class HeadRepeated(Caution):
    name = "head_repeated"
    text = "户主在成员中又列了一次；只登记一人。"


class MemberRepeated(Caution):
    name = "member_repeated"
    text = "同一个人在本户中列了两次；只登记一人。"


class IncomeSum(Caution):
    name = "income_sum"
    text = "家庭年总收入填 {given}，按成员月收入 × 12 加其他年收入为 {reckoned}；照填的保存，请核对。"


class SizeDiffers(Caution):
    name = "size_differs"
    text = "家庭人口填 {given}，列出的计入人口为 {listed} 人；照填的保存，请核对。"


class MinorIncome(Caution):
    name = "minor_income"
    text = "未满 16 周岁却有月收入；照填的保存，请核对。"


class RelationSide(Caution):
    name = "relation_side"
    text = "与户主关系填“{shown}”，与年龄或性别不合，可能说反了（应填此人是户主的什么人）；照填的保存，请核对。"


class SourceUnknown(Refusal):
    text = "没有名为“{source}”的导入来源，可用 centre sources 查看全部来源。"


class ProfileUnknown(Refusal):
    text = "没有名为“{profile}”的导出格式，可用 centre profiles 查看全部格式。"


class NothingToTakeIn(Refusal):
    text = "“{file}”中没有可以导入的家庭：每一户都有须先更正的问题，或与已有档案有疑问。请按问题清单更正后再导入。"
