"""送签清单: every page that waits for a signature, by the code of its version, and no other."""

from pathlib import Path

import pytest

from centre_app.core.refusals.filing import NothingToSign
from centre_app.core.vocabulary.filing import SignatureRole
from centre_app.forms.press.issuing import issue, text
from tests.forms.reader import READERS
from tests.services.walking import Walk

FORM = "signing-list"


@pytest.fixture
def printed(walk: Walk, tmp_path: Path) -> Walk:
    walk.folder = tmp_path
    return walk.to("printed")


def test_every_page_is_named_by_its_code_and_by_who_signs_it(printed: Walk) -> None:
    issued = issue(printed.office, FORM, "")
    assert issued.case is None
    for reader, read in READERS.items():
        said = "".join(read(issued.pdf).split())
        for word in ("张甲", printed.form, "第1版", "审核人：沈审核", "共1份"):
            assert word in said, reader


def test_a_list_is_of_one_role_and_without_pages_there_is_none(printed: Walk) -> None:
    assert printed.form in text(printed.office, FORM, SignatureRole.REVIEWER)
    with pytest.raises(NothingToSign):
        text(printed.office, FORM, SignatureRole.COUNTY_CHAIR)
    printed.act("change-case", case=printed.case, community=printed.people["county"])
    with pytest.raises(NothingToSign):
        issue(printed.office, FORM, "")
