"""Texts: what formatting becomes, what is refused, and where the limits are."""

from __future__ import annotations

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Person
from tests.telegram_sim.seen import Json


def marked(message: Json) -> list[tuple[str, str]]:
    """Each entity with the words it covers, as an app would show them."""
    text = message["text"].encode("utf-16-le")
    return [
        (each["type"], text[2 * each["offset"] :][: 2 * each["length"]].decode("utf-16-le"))
        for each in message.get("entities", [])
    ]


HTML = [
    ("<b>好</b>🙂<i>x</i>", "好🙂x", [("bold", "好"), ("italic", "x")]),
    ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
    ("1 &lt; 2 &amp;&#x4f60; &nbsp; &ltx &gt", "1 < 2 &你 &nbsp; &ltx >", []),
    ('<a href="https://a.example/?a=1&amp;b=>">go</a>', "go", [("text_link", "go")]),
    ("  <u>a</u> \n", "a", [("underline", "a")]),
    ('<a href="https://a.example/?x=1">go</a>', "go", [("text_link", "go")]),
    ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
    ('<pre><code class="language-py">x</code></pre>', "x", [("pre", "x")]),
    ('<span class="tg-spoiler">s</span><b></b>', "s", [("spoiler", "s")]),
]
MARKDOWN = [
    ("*好* _x_ __u__ ~s~ ||p||", "好 x u s p", ["bold", "italic", "underline", "strikethrough"]),
    (r"1\.5 \> 1 \| a\_b", "1.5 > 1 | a_b", []),
    ("`a*b` ```py\nx = 1\n```", "a*b x = 1", ["code", "pre"]),
    ("[go](https://a.example/\\))", "go", ["text_link"]),
    (">one\n>two\nthree", "one\ntwo\nthree", ["blockquote"]),
    ("*bold _both_*", "bold both", ["bold", "italic"]),
]


@pytest.mark.parametrize(("source", "text", "entities"), HTML)
def test_html(
    api: Api, person: Person, source: str, text: str, entities: list[tuple[str, str]]
) -> None:
    sent = api.ok("sendMessage", chat_id=501, text=source, parse_mode="HTML")
    assert (sent["text"], marked(sent)) == (text, entities)


@pytest.mark.parametrize(("source", "text", "kinds"), MARKDOWN)
def test_markdown(api: Api, person: Person, source: str, text: str, kinds: list[str]) -> None:
    sent = api.ok("sendMessage", chat_id=501, text=source, parse_mode="MarkdownV2")
    assert sent["text"] == text
    assert [kind for kind, _ in marked(sent)][: len(kinds)] == kinds


REFUSED = [
    ("HTML", "<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("HTML", "<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("HTML", "好</b>", "Unexpected end tag at byte offset 3"),
    ("HTML", "<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("HTML", "1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("HTML", "1 <2", "Unclosed start tag at byte offset 2"),
    ("HTML", "<b>1</b", "Unclosed end tag at byte offset 4"),
    ("HTML", "<i wide>1</i>", 'equal sign in declaration of an attribute of the tag "i"'),
    ("HTML", "<span>a</span>", 'Tag "span" must have class'),
    ("MarkdownV2", "1.5", "Character '.' is reserved"),
    ("MarkdownV2", "*a", "Can't find end of Bold entity at byte offset 0"),
    ("MarkdownV2", "好 `a", "Can't find end of Code entity at byte offset 4"),
    ("MarkdownV2", "*a _b* c_", "Can't find end of Italic entity at byte offset 3"),
    ("MarkdownV2", "[a", "Can't find end of TextUrl entity at byte offset 0"),
    ("MarkdownV2", "[a]", "Character ']' is reserved"),
    ("Markdown", "a_b", "Can't find end of the entity starting at byte offset 1"),
]


@pytest.mark.parametrize(("mode", "source", "why"), REFUSED)
def test_bad_formatting_is_refused(
    api: Api, person: Person, mode: str, source: str, why: str
) -> None:
    words = api.refused("sendMessage", chat_id=501, text=source, parse_mode=mode)
    assert words.startswith("400 Bad Request: can't parse entities: ")
    assert why in words


def test_an_unknown_mode_is_refused(api: Api, person: Person) -> None:
    words = api.refused("sendMessage", chat_id=501, text="a", parse_mode="BBCode")
    assert words == "400 Bad Request: unsupported parse_mode"


def test_entities_may_be_given_as_they_are(api: Api, person: Person) -> None:
    bold = {"type": "bold", "offset": 2, "length": 2}
    sent = api.ok("sendMessage", chat_id=501, text="\n 好的", entities=[bold])
    assert marked(sent) == [("bold", "好的")]


LIMITS = [
    ("好" * 4096, "", True),
    ("好" * 4097, "", False),
    ("🙂" * 2048, "", True),
    ("🙂" * 2049, "", False),
    (f"<b>{'x' * 4096}</b>", "HTML", True),
    (f"<b>{'x' * 4097}</b>", "HTML", False),
    ("&lt;" * 4096, "HTML", True),
    (" " * 9000 + "x", "", True),
]


@pytest.mark.parametrize(
    ("text", "mode", "fits"), LIMITS, ids=lambda v: v[:9] if isinstance(v, str) else ""
)
def test_a_text_has_4096_characters_once_its_marks_are_read(
    api: Api, person: Person, text: str, mode: str, fits: bool
) -> None:
    given = {"chat_id": 501, "text": text, "parse_mode": mode}
    if fits:
        assert api.ok("sendMessage", **given)["text"]
    else:
        assert api.refused("sendMessage", **given) == "400 Bad Request: message is too long"


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
def test_an_empty_text_is_refused(api: Api, person: Person, text: str) -> None:
    words = api.refused("sendMessage", chat_id=501, text=text, parse_mode="HTML")
    assert words == "400 Bad Request: message text is empty"
    assert api.refused("sendMessage", chat_id=501) == words


def test_a_caption_has_1024(api: Api, person: Person) -> None:
    person.photo(b"x")
    photo = person.messages()[-1]["photo"][-1]["file_id"]
    long = api.ok(
        "sendPhoto", chat_id=501, photo=photo, caption="<i>好</i>" * 1024, parse_mode="HTML"
    )
    assert len(long["caption"]) == len(long["caption_entities"]) + 924 == 1024
    words = api.refused("sendPhoto", chat_id=501, photo=photo, caption="好" * 1025)
    assert words == "400 Bad Request: message caption is too long"
    assert "caption" not in api.ok("sendPhoto", chat_id=501, photo=photo, caption=" ")


def test_what_a_person_writes_has_its_commands_and_addresses(person: Person) -> None:
    person.say("/help 看 https://a.example/x，还有 a/b 和 /stop@bot 🙂 /走")
    assert marked(person.messages()[-1]) == [
        ("bot_command", "/help"),
        ("url", "https://a.example/x"),
        ("bot_command", "/stop@bot"),
    ]


def test_a_person_s_long_text_comes_in_pieces(person: Person) -> None:
    person.say("好" * 5000)
    assert [len(message["text"]) for message in person.messages()[-2:]] == [4096, 904]
