"""A service's name in English: all of it or nothing."""

import pytest

from knowledge.glosses import MAX_NAME, in_english, shown_item
from knowledge.library import Library
from knowledge.samples import samples


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("结婚登记", "marriage registration"),
        ("居民身份证补领", "resident ID card replacement"),
        ("临时居民身份证办理", "temporary resident ID card application"),
        ("户口迁移（市外迁入）", "household registration transfer (from another city)"),
        ("社会保障卡申领与补领", "social security card application and replacement"),
        ("校车使用许可", ""),
        ("结婚登记2", ""),
        ("", ""),
        ("登记" * MAX_NAME, ""),
    ],
)
def test_a_name_is_told_in_english_where_all_of_it_is_known(name: str, english: str) -> None:
    assert in_english(name) == english


def test_what_is_shown_begins_with_the_label_and_is_the_label_in_chinese() -> None:
    label = "结婚登记（云溪市民政局）"
    assert shown_item(label, "en", "结婚登记") == f"{label} · marriage registration"
    assert shown_item(label, "zh", "结婚登记") == label
    assert shown_item("校车使用许可", "en") == "校车使用许可"


def test_every_sample_guide_has_an_english_name(library: Library) -> None:
    names = [guide.name for guide in library.guides()]
    names += [
        path.read_text(encoding="utf-8").split("\nname: ")[1].split("\n")[0] for path in samples()
    ]
    assert [name for name in names if not in_english(name)] == []
