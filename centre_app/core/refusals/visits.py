"""What is told about a visit as it is recorded: whom it met, when it was, what its photographs show."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = ["PersonMetUnknown", "VisitPhotoTwice", "VisitTwice"]


class PersonMetUnknown(Refusal):
    text = "接待人“{name}”不是本户家庭成员；由他人接待的，请连同与本户的关系写明，如“{name}（邻居）”。"


class VisitTwice(Refusal):
    text = "本户 {day} 的入户调查已经登记过，同一天不重复登记；有误的请先撤销原来的登记，再重新登记。"


class VisitPhotoTwice(Refusal):
    text = "“{file}”与本次或以前入户调查的另一张照片相同，每张照片只作一次入户的依据，请换成当时拍的另一张。"
