"""Forms as ODK and KoboToolbox have them become flows that mean the same."""

from __future__ import annotations

from flows.model import Group
from flows.plan import ALWAYS
from flows.xlsform.error_texts import Import
from tests.flows.xlsform.forms import NAME, notes, questions, read

CASCADE = """
| survey |
| | type | name | label::English (en) | label::French (fr) | required | choice_filter | relevant |
| | select_one region | region | Which region? | Quelle région ? | yes | | |
| | select one from district | district | Which district? | | TRUE | region=${region} | |
| | text | why | Why ${district}? | Pourquoi ? | false() | | ${district} = ‘d1’ |
| choices |
| | list name | name | label::English (en) | label::French (fr) | region |
| | region | north | North | Nord | |
| | region | south | South | Sud | |
| | district | d1 | One | Un | north |
| | district | same | Middle | | north |
| | district | same | Middle | | south |
| settings |
| | form_title | form_id | version | default_language | style |
| | Places | places | 2024031501 | English (en) | pages |
"""


def test_a_cascade_in_two_languages() -> None:
    flow, slips = read(CASCADE)
    assert (flow.id, flow.title, flow.default_locale) == ("places", {"en": "Places"}, "en")
    assert flow.version.startswith("2024031501-") and flow.source == NAME
    region, district, why = questions(flow).values()
    assert (region.label, region.required) == ({"en": "Which region?"}, "yes")
    assert (district.type, district.list_name, district.required) == (
        "select_one",
        "district",
        "yes",
    )
    assert (why.relevant, why.required) == ("${district} = 'd1'", "")
    assert [dict(choice.extra) for choice in flow.choices["district"]] == [
        {"region": "north"},
        {"region": "north"},
        {"region": "south"},
    ]
    assert [slip.code for slip in slips] == [Import.OTHER_LANGUAGE, Import.IGNORED_SETTING]
    assert "French (fr)" in slips[0].told("en")


def test_groups_and_repeats_are_nested() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | relevant | repeat_count |
| | begin group | hh | Household | | |
| | integer | size | How many? | | |
| | begin repeat | member | Member | ${size} > 0 | ${size} |
| | text | first | Name | | |
| | begin_group | | | | |
| | end_group | | | | |
| | end repeat | | | | |
| | note | | Done | | |
| | end group | hh | | | |
""")
    (household,) = flow.rows
    assert isinstance(household, Group) and household.label == {"en": "Household"}
    size, member, note = household.rows
    assert isinstance(member, Group) and member.repeat
    assert (member.relevant, member.repeat_count) == ("${size} > 0", "${size}")
    assert [row.name for row in member.rows] == ["first"], "an empty group is left out"
    assert (size.name, note.name) == ("size", "note_9")


def test_types_that_are_made_of_ours() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | parameters | constraint | default | read_only | calculation |
| | range | stars | Stars | start=1 end=5 step=2 | . != 3 | | | |
| | range | temp | Temp | start=-5;end=5;step=0.5 | | | | |
| | acknowledge | ok | Read it | | | | | |
| | barcode | code | Code | | | | | |
| | photo | pic | Photo | | | a.png | | |
| | end | over | | | | | | |
| | phonenumber | phone | | | | | | |
| | decimal | tax | Tax | | | | yes | ${stars} * 2 |
| | text | silent | | | | | | concat(${code}, '!') |
| | text | filled | Filled | | | | | ${code} |
| | text | shown | Only shown | | | | true() | |
| | text | fixed | Fixed | | | it's | yes | |
| | text | last | Last | | | ${last-saved#code} | | |
| | date | day | Day | | | today() | | |
""")
    rows = questions(flow)
    kinds = {name: (row.type, row.list_name) for name, row in rows.items() if row.list_name}
    assert kinds == {"ok": ("select_one", "acknowledge")}
    assert flow.choices["acknowledge"][0].name == "OK"
    assert rows["stars"].type == "integer"
    assert rows["stars"].constraint == ". >= 1 and . <= 5 and (. - 1) mod 2 = 0 and (. != 3)"
    assert (rows["temp"].type, rows["temp"].constraint) == ("decimal", ". >= -5 and . <= 5")
    assert {
        n: r.type for n, r in rows.items() if n in ("code", "pic", "phone", "shown", "day")
    } == {
        "code": "text",
        "pic": "image",
        "phone": "hidden",
        "shown": "note",
        "day": "date",
    }
    assert {n: r.calculation for n, r in rows.items() if r.type == "calculate"} == {
        "over": "now()",
        "tax": "${stars} * 2",
        "silent": "concat(${code}, '!')",
        "fixed": '"it\'s"',
    }
    assert (rows["filled"].default, rows["last"].default) == ("${code}", "")
    assert (rows["pic"].default, rows["day"].default) == ("", "today()")


def test_what_a_phone_knows_is_empty_in_a_repeat_too() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | default |
| | begin_repeat | r | R | |
| | deviceid | device | | |
| | hidden | kind | | x |
| | note | n | ${device}${kind} | |
| | end_repeat | | | |
""")
    rows = questions(flow)
    assert [(r.type, r.calculation) for r in rows.values()][:2] == [
        ("calculate", "''"),
        ("calculate", "'x'"),
    ]


def test_or_other_adds_a_choice_and_a_question() -> None:
    flow, _ = read("""
| survey |
| | type | name | label |
| | select_multiple used or_other | used | Which? |
| choices |
| | list_name | name | label |
| | used | print | Print |
""")
    used, other = questions(flow).values()
    assert [choice.name for choice in flow.choices["used"]] == ["print", "other"]
    assert (used.list_name, other.name) == ("used", "used_other")
    assert (other.type, other.relevant) == ("text", "selected(${used}, 'other')")


def test_the_label_of_a_choice_is_its_question_in_labels() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | calculation |
| | select_one l | place | Where? | |
| | calculate | said | | jr:choice-name(${place}, '${place}') |
| | note | n | So ${said}. | |
| choices |
| | list_name | name | label |
| | l | a | Hall A |
""")
    rows = questions(flow)
    assert rows["n"].label == {"en": "So ${place}."}


def test_relative_paths_are_references() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | relevant | constraint |
| | begin group | a | A | | |
| | integer | x | X | | |
| | integer | y | Y | ../x > 3 and '../x' != '' | . > current()/../x |
| | begin group | b | B | ../y > 5 | |
| | integer | z | Z | ../../x > 1 | |
| | end group | | | | |
| | end group | | | | |
""")
    rows = {row.name: row for row in flow.walk_rows()}
    assert rows["y"].relevant == "${x} > 3 and '../x' != ''"
    assert questions(flow)["y"].constraint == ". > ${x}"
    assert (rows["b"].relevant, rows["z"].relevant) == ("${y} > 5", "${x} > 1")


def test_external_choices_stand_beside_lists_of_the_same_name() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | choice_filter |
| | select_one state | state | State? | |
| | select_one_external state | other | State? | kind = ${state} |
| | select_one_external county | county | County? | state = ${state} |
| choices |
| | list_name | name | label |
| | state | tx | Texas |
| external_choices |
| | list_name | name | label | kind | state |
| | state | wa | Washington | tx | |
| | county | king | King | | tx |
""")
    assert [row.list_name for row in questions(flow).values()] == [
        "state",
        "external_state",
        "county",
    ]


def test_a_language_that_is_neither_of_ours_is_shown_where_there_is_no_other() -> None:
    form = """
| survey |
| | type | name | label::French (fr) | label::Wolof (wo) |
| | text | nom | Quel nom ? | Naka la tudd? |
"""
    flow, _ = read(form)
    assert questions(flow)["nom"].label == {"en": "Quel nom ?"}
    codes = [code for code, _, _ in notes(form)]
    assert codes == [Import.OTHER_LANGUAGE, Import.ONLY_LANGUAGE]


def test_texts_without_a_language_are_chinese_where_they_look_so() -> None:
    flow, _ = read(
        "| survey |\n| | type | name | label | label::English |\n| | text | a | 名 | N |"
    )
    assert (questions(flow)["a"].label, flow.default_locale) == ({"zh": "名", "en": "N"}, "zh")
    flow, _ = read(
        "| survey |\n| | type | name | label | label::chinese |\n| | text | a | N | 名 |"
    )
    assert (questions(flow)["a"].label, flow.default_locale) == ({"en": "N", "zh": "名"}, "en")


def test_columns_have_many_names() -> None:
    flow, _ = read("""
| survey |
| | Type | NAME | Label:English | relevance | bind::calculate | Constraint Message | requiredMsg |
| | text | a | A | | | no | yes! |
| | calculate | c | | ${a} != '' | ${a} | | |
""")
    rows = questions(flow)
    assert rows["a"].constraint_message == {"en": "no"}
    assert rows["a"].required_message == {"en": "yes!"}
    assert (rows["c"].relevant, rows["c"].calculation) == ("${a} != ''", "${a}")


def test_what_is_for_other_programs_is_told_and_left_out() -> None:
    assert notes("""
| survey |
| | type | name | label | media::image | body::x | guidance_hint | disabled | parameters | mine |
| | audit | audit | | | | | | | |
| | text | a | <b>A</b> < 3 | a.png | 1 | g | | max-pixels=3 | m |
| | text | b | B | | | | yes | | |
| | | | a comment | | | | | | |
| | select_one l | c | C | | | | | randomize=true | |
| choices |
| | list_name | name | label | image |
| | l | x | | x.png |
| settings |
| | form_id | public_key |
| | f | k |
| notes for me |
| | anything |
""") == [
        (Import.IGNORED_SHEET, 0, ""),
        (Import.NOT_SHOWN, 1, "media::image"),
        (Import.IGNORED_COLUMN, 1, "body::x"),
        (Import.IGNORED_COLUMN, 1, "guidance_hint"),
        (Import.IGNORED_COLUMN, 1, "mine"),
        (Import.PLAIN_WORDS, 1, ""),
        (Import.NO_DEVICE, 2, "type"),
        (Import.IDLE_PARAMETERS, 3, "parameters"),
        (Import.DISABLED, 4, "disabled"),
        (Import.NO_TYPE, 5, ""),
        (Import.UNORDERED, 6, "parameters"),
        (Import.NOT_SHOWN, 1, "image"),
        (Import.NO_WORDS, 2, ""),
        (Import.IGNORED_SETTING, 2, ""),
    ]


def test_a_form_may_be_one_sheet_of_any_name() -> None:
    flow, _ = read(
        "| Sheet1 |\n| | type | name | label |\n| | text | a b | A |".replace("a b", "ab")
    )
    assert (flow.id, flow.title) == ("form", {"en": "form"})


def test_a_question_without_a_label_is_shown_by_its_hint() -> None:
    flow, _ = read("| survey |\n| | type | name | label | hint |\n| | text | a | | Say it |")
    assert (questions(flow)["a"].label, questions(flow)["a"].hint) == ({"en": "Say it"}, {})


def test_required_may_be_said_in_chinese() -> None:
    flow, _ = read("""
| survey |
| | type | name | label | required |
| | text | a | 甲？ | 是 |
| | text | b | 乙？ | 必填 |
| | text | c | 丙？ | 否 |
| | text | d | 丁？ | 选填 |
| | text | e | 戊？ | ${a} = '是' |
| | note | f | 谢谢 | 否 |
""")
    said = {name: row.required for name, row in questions(flow).items()}
    assert said == {
        **dict.fromkeys("ab", ALWAYS),
        **dict.fromkeys("cdf", ""),
        "e": "${a} = '是'",
    }
