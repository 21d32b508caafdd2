"""Refusals of the seven steps and the four gates."""

from __future__ import annotations

from centre_app.core.refusals import Caution, Refusal

__all__ = [
    "AlreadyFiled",
    "AlreadySigned",
    "AnotherPerson",
    "ApplicationMissing",
    "AppraisalAgainst",
    "AppraisalOfAnOlderReckoning",
    "AppraisalTooThin",
    "ApprovalFormMissing",
    "ArchiveNumberTaken",
    "AuthorisationMissing",
    "CauseMissing",
    "CertificateMissing",
    "ChairMissing",
    "ChairPageUnscanned",
    "ClosedEpisode",
    "CommunityMissing",
    "CountsWithoutReason",
    "DayOutOfOrder",
    "DelegationMissing",
    "EntererAlsoReviewed",
    "EntererSameAsFiler",
    "EntererSameAsReviewer",
    "FilerAlsoReviewed",
    "FilerMissing",
    "FilerSameAsReviewer",
    "FilingUnitFixed",
    "FilingUnitMissing",
    "FirstPhotoMissing",
    "FirstPhotoOnAnotherDay",
    "GrievanceOpen",
    "HouseholderNotSigned",
    "LastPhotoMissing",
    "LastPhotoOnAnotherDay",
    "MajorityMissing",
    "MeetingOfAnOlderReckoning",
    "MeetingOfAnotherUnit",
    "MemberHasRecords",
    "MinutesMissing",
    "NoBudgetLines",
    "NoCategory",
    "NotAppraised",
    "NotCommitteeMember",
    "NotDeliberated",
    "NotNow",
    "NotPosted",
    "NotPostedAt",
    "NotPostedAtItsOwn",
    "NotReckoned",
    "NotTakenDown",
    "NotVisited",
    "NoticeOfAnOlderReckoning",
    "NoticeOfAnotherUnit",
    "NoticeOverturned",
    "NoticeTooShort",
    "OutdatedPage",
    "QuorumMissing",
    "ReckoningProvisional",
    "ReckoningStale",
    "RecusedVoted",
    "RecusedWithoutCause",
    "ReturnOnlyBack",
    "RoleNotAsked",
    "SignInSheetMissing",
    "SignatureBeforePrint",
    "SignatureMissing",
    "SignatureOfAnOlderReckoning",
    "SignerMustStandAside",
    "SurveyorMustStandAside",
    "SurveyorsTooFew",
    "VisitExpired",
    "VisitTooOld",
    "VoiceOfTheHousehold",
    "VoiceTwice",
    "VotersTooFew",
    "WrongSigner",
]


class NotNow(Refusal):
    text = "现在不能“{act}”：档案处于“{state}”，须在{needed}时办理。"


class DayOutOfOrder(Refusal):
    text = "日期顺序不对：{later}（{later_day}）不能早于{earlier}（{earlier_day}），请核对两个日期。"


class ReturnOnlyBack(Refusal):
    text = "只能退回到“{state}”以前的状态，不能退回到“{to}”。"


# 进、看: the first gate


class NotVisited(Refusal):
    text = "还没有入户调查记录，请两人入户后登记。"


class SurveyorsTooFew(Refusal):
    text = "入户调查须有 {needed} 名调查人，现登记 {got} 名，请补登或重新入户。"


class SurveyorMustStandAside(Refusal):
    text = "{name} 应当回避（{why}），不能入户调查或核查本户，请另派调查人。"


class HouseholderNotSigned(Refusal):
    text = "入户调查表没有户主签字，请请户主签字（不识字的按手印）后补登。"


class VisitExpired(Refusal):
    text = "入户调查（{visited}）距今已 {days} 天，超过 {most} 天，已不能作为集体研究的依据，请重新入户。"


class VisitTooOld(Refusal):
    text = "入户调查（{visited}）距集体研究（{meeting}）已 {days} 天，超过 {most} 天，请重新入户。"


# 算


class NotReckoned(Refusal):
    text = "还没有算账，请登记收支后算账。"


class NoBudgetLines(Refusal):
    text = "还没有登记收支，请先逐项登记收入和支出。"


class NoCategory(Refusal):
    text = "算账结果不符合任何困难类别，不能继续建档；请核对收支，或办理不予建档。"


class ReckoningProvisional(Refusal):
    text = "第 {number} 次算账还有待核的疑点，结论是暂定的，不能据此决定；请先核实疑点，再重新算账。"


class ReckoningStale(Refusal):
    text = "第 {number} 次算账以后，{what}有变动，原结论不能作依据；请重新算账（已签批的先退回）。"


class CauseMissing(Refusal):
    text = "还没有填写主要致困原因，请更正家庭信息后再公示。"


class CommunityMissing(Refusal):
    text = "还没有填写本户所在的村（社区），请更正档案信息后再公示。"


class CountsWithoutReason(Refusal):
    text = "“{name}”不计入家庭人口，须写明原因。"


# 议、评: the third gate


class NotAppraised(Refusal):
    text = "还没有走访评议记录，请走访邻居、同事或工会小组后登记。"


class AppraisalTooThin(Refusal):
    text = "走访评议须至少听取 {needed} 人意见，现为 {got} 人，请补充走访。"


class VoiceTwice(Refusal):
    text = "走访意见中“{name}”登记了两次，每人只算一次，请删去一次或写明是另一人。"


class VoiceOfTheHousehold(Refusal):
    text = "“{name}”是本户家庭成员，不能作为走访评议的意见人，请另外听取邻居、同事或工会小组的意见。"


class AppraisalAgainst(Caution):
    text = "档案 {case} 走访评议听取 {asked} 人意见，{against} 人不同意，请在会上说明并研究。"


class AppraisalOfAnOlderReckoning(Refusal):
    text = "走访评议针对的是第 {older} 次算账，第 {latest} 次算账改变了结论，须重新走访评议。"


class NotDeliberated(Refusal):
    text = "还没有集体研究，请提交工会委员会会议研究。"


class MinutesMissing(Refusal):
    text = "集体研究没有会议记录，请补登会议记录。"


class SignInSheetMissing(Refusal):
    text = "会议 {meeting} 没有签到表扫描件，请扫描签到表后登记。"


class QuorumMissing(Refusal):
    text = "会议 {meeting} 到会 {got} 人，不足委员 {committee} 人的法定人数（须 {needed} 人），须重新开会。"


class MajorityMissing(Refusal):
    text = "会议 {meeting} 同意 {got} 票，未过有表决权 {entitled} 人的半数（须 {needed} 票），表决没有通过。"


class RecusedVoted(Refusal):
    text = "{name} 应当回避（{why}），其表决无效，须重新研究本户。"


class RecusedWithoutCause(Refusal):
    text = "{name} 没有登记回避事由，不能不参加表决；确有亲属关系的先登记亲属关系，其他情形可以弃权。"


class VotersTooFew(Refusal):
    text = "会议 {meeting} 回避后只有 {got} 名委员可以表决，须不少于 {needed} 名；请增补委员后重新开会。"


class NotCommitteeMember(Refusal):
    text = "{name} 在 {day} 不是{unit}的委员，不能表决。"


class MeetingOfAnOlderReckoning(Refusal):
    text = "集体研究针对的是第 {older} 次算账，第 {latest} 次算账改变了结论，须重新集体研究。"


class MeetingOfAnotherUnit(Refusal):
    text = "会议 {meeting} 由{held}召开，本户建档单位是{unit}，须由建档单位集体研究。"


# 公示: the second gate


class NotPosted(Refusal):
    text = "还没有公示，请在建档单位和村（社区）张贴公示。"


class NotPostedAt(Refusal):
    text = "公示没有在“{place}”张贴；请在各处都张贴后一并登记，公示期从最后张贴的一处起算。"


class NotPostedAtItsOwn(Refusal):
    text = "公示没有在本户的{place}（{own}）张贴，只在{there}张贴；请在本户所在地重新公示。"


class NoticeTooShort(Refusal):
    text = "公示期不足：须满 {needed} 个{unit}（至 {last_day}），现为 {got} 个{unit}。"


class FirstPhotoMissing(Refusal):
    text = "“{place}”没有公示首日照片，请补登张贴当天拍的照片。"


class FirstPhotoOnAnotherDay(Refusal):
    text = "“{place}”的首日照片拍于 {day}，应为张贴当天 {posted}，请核对照片日期。"


class LastPhotoMissing(Refusal):
    text = "“{place}”没有公示末日照片，请在公示期最后一天拍照并登记。"


class LastPhotoOnAnotherDay(Refusal):
    text = "“{place}”的末日照片拍于 {day}，应在 {last_day} 至撤下之日之间，请核对照片日期。"


class GrievanceOpen(Refusal):
    text = "异议 {grievance} 尚未处理完毕，本户暂停办理，请先核查并答复。"


class NotTakenDown(Refusal):
    text = "公示 {notice} 还没有撤下，请在期满后撤下并登记。"


class CertificateMissing(Refusal):
    text = "公示 {notice} 撤下后还没有打印公示结果证明，请打印并盖章。"


class NoticeOfAnOlderReckoning(Refusal):
    text = "公示针对的是第 {older} 次算账，第 {latest} 次算账改变了结论，须重新公示。"


class NoticeOfAnotherUnit(Refusal):
    text = "公示 {notice} 由{posted}张贴，本户建档单位是{unit}，须由建档单位重新公示。"


class NoticeOverturned(Refusal):
    text = "异议 {grievance} 部分成立，原公示对本户不再有效，须重新算账后再次公示。"


# 审核: the fourth gate


class ApprovalFormMissing(Refusal):
    text = "还没有打印困难职工档案表（审批表），请打印后送签。"


class SignatureMissing(Refusal):
    text = "档案表还没有{role}签字，请送签后登记。"


class ChairMissing(Refusal):
    text = "档案表还没有{role}签字，工会主席不签字不建档；请送签后登记。"


class ChairPageUnscanned(Refusal):
    text = "{role}签字页（{code}）没有签字之后的扫描件，请在签字后重新扫描签字页并登记。"


class AlreadySigned(Refusal):
    text = "档案表（{code}）上已登记{role}签字，不必重复登记。"


class RoleNotAsked(Refusal):
    text = "本级档案不需要{role}签字，应由{roles}依次签字。"


class SignatureBeforePrint(Refusal):
    text = "{role}签字日期 {signed} 早于档案表（{code}）打印日期 {printed}，请核对。"


class OutdatedPage(Refusal):
    text = "签字所在的档案表（{code}）打印后内容已变，该签字不再有效，请重新打印送签。"


class SignatureOfAnOlderReckoning(Refusal):
    text = "签字的档案表（{code}）依据第 {older} 次算账，第 {latest} 次算账改变了结论，须重新打印送签。"


class WrongSigner(Refusal):
    text = "{name} 在 {day} 不是{unit}的{post}，不能以{role}身份签字。"


class DelegationMissing(Refusal):
    text = "{name} 是副主席，{day} 没有有效的主席书面委托，不能代主席签字；请先登记书面委托。"


class NobodyMaySign(Refusal):
    text = (
        "{unit}现在没有人能以{role}身份在本户档案表上签字（须在任、不用回避；副主席须有书面委托），请登记任职或委托。"
    )


class NotItsTurn(Refusal):
    text = "这份档案表现在{stage}，没有轮到{role}签字。"


class NothingToSign(Refusal):
    text = "现在没有等着签字的档案表，不必打印送签清单。"


class SignerMustStandAside(Refusal):
    text = "{name} 应当回避（{why}），不能在本户档案表上以{role}身份签字。"


class ArchiveNumberTaken(Refusal):
    text = "档案编号 {number} 已用于另一份档案，请核对编号。"


# who may not be the same person


class FilerSameAsReviewer(Refusal):
    text = "建档人与审核人同为 {name}，须由两人分别办理。"


class EntererSameAsReviewer(Refusal):
    text = "录入人与审核人同为 {name}，须由两人分别办理。"


class FilerAlsoReviewed(Caution):
    text = "建档人与审核人同为 {name}，建议由两人分别办理。"


class EntererAlsoReviewed(Caution):
    text = "录入人与审核人同为 {name}，建议由两人分别办理。"


class EntererSameAsFiler(Caution):
    text = "建档人与录入人同为 {name}，建议由两人分别办理。"


# applications and households


class ApplicationMissing(Refusal):
    text = "没有登记申请书，请收取签字的申请书后登记。"


class AuthorisationMissing(Refusal):
    text = "“{name}”没有登记家庭经济状况核对授权书，成年家庭成员都须签署。"


class FilerMissing(Refusal):
    text = "没有写明建档人；建档人、审核人、录入人应是三个人，请在档案中填写建档人。"


class FilingUnitMissing(Refusal):
    text = "没有指明建档单位，请先填写建档单位。"


class FilingUnitFixed(Refusal):
    text = "本户已由{unit}集体研究，建档单位不能再改；确需更改的，请先退回到“{back}”，由新的建档单位重新研究。"


class AlreadyFiled(Refusal):
    text = "“{name}”已在“{household}”户的档案（{case}，{state}）中，一户一档，不能重复建档。"


class ClosedEpisode(Refusal):
    text = "“{name}”原有档案 {case} 已退出；如再次困难，请作为同一家庭的新一次建档办理（注明承接 {case}）。"


class AnotherPerson(Refusal):
    text = "“{name}”和“{other}”不是同一个人：姓名、证件号码、出生日期都不同；请添加新成员，原成员改为不计入并写明原因。"


class MemberHasRecords(Refusal):
    text = "“{name}”已有材料或收支等登记，不能从家庭中删去；不再共同生活的，请改为不计入家庭人口并写明原因。"
