import re
from pathlib import Path

from PIL import Image

from centre_app import forms
from centre_app.forms.press.gallery import INDEX, hang
from centre_app.forms.press.issuing import forms_known
from centre_app.registry import names_in


def test_every_form_hangs_in_the_gallery_on_every_paper(tmp_path: Path) -> None:
    written = list(hang(tmp_path / "pictures", dpi=20))
    assert written == sorted(written, key=written.index)
    firsts = {path.stem.rsplit("-", 1)[0] for path in written}
    assert firsts == {f"{form.code}-{version.paper.name}" for form in forms_known() for version in form.versions}
    for path in written:
        with Image.open(path) as picture:
            assert picture.format == "PNG"
            assert len(picture.convert("L").getcolors() or []) > 8
    wall = (tmp_path / "pictures" / INDEX).read_text("utf-8")
    assert re.findall(r'src="([^"]+)"', wall) == [path.name for path in written]
    assert all(form.name in wall for form in forms_known())


def test_the_forms_are_those_of_the_package() -> None:
    assert [form.code for form in forms_known()] == names_in(forms)
