"""How a question, an answer and a value are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.dialogue.buttons import as_asked
from bot.dialogue.called import choices_at
from bot.dialogue.gist import gist
from bot.dialogue.house import Form, House, guide_version_of
from bot.dialogue.in_force import out_of_force
from bot.dialogue.instances import instance_of, is_later, place_of
from bot.dialogue.messages import Option, Reply, SourceLine
from bot.dialogue.texts import joined, say
from bot.reading.option import OTHER_NAMES
from bot.reading.units_asked import asks_minutes
from flows.events import Prompt
from flows.model import MEDIA_TYPES, Choice, Question, Text, has_appearance
from flows.readback import LineView, list_of, text_of
from flows.state import Value
from knowledge.elements import shown_name

GUIDE_LINE_LENGTH = 160
"""Characters of a guide element shown with a question; the whole is one question away."""
GUIDE_ROW_LENGTH = 42
"""The same where several elements are shown with it, or few words are wanted."""
EXAMPLES = {
    "integer": "example_integer",
    "decimal": "example_decimal",
    "date": "example_date",
    "time": "example_time",
    "dateTime": "example_date_time",
    "geopoint": "example_geopoint",
    "image": "example_image",
    "audio": "example_audio",
    "video": "example_video",
    "file": "example_file",
}
"""What is said with a question that has no hint of its own, by its type."""
VALUE_LENGTH = 60
"""Characters of a free text shown in a list."""


def local(text: Text, locale: str) -> str:
    """`text` in `locale`, else in the other language, else empty."""
    return text.get(locale) or text.get("zh") or text.get("en") or ""


def short(text: str, limit: int = VALUE_LENGTH) -> str:
    """`text` on one line, cut at `limit` with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def choice_id(form: Form, path: str, name: str) -> str:
    """Id of the button that answers `path` with the choice `name`."""
    return f"{form.tag}:{path}={name}"


def skip_id(form: Form, path: str) -> str:
    return f"{form.tag}:{path}!"


def default_id(form: Form, path: str) -> str:
    return f"{form.tag}:{path}?"


def label_of(form: Form, path: str, locale: str, now: datetime, which: str = "short") -> str:
    """The few words by which a question is called in lists; its label where it has none."""
    words = local(text_of(form.flow, form.state, path, which, now), locale)  # type: ignore[arg-type]
    words = words or local(text_of(form.flow, form.state, path, "label", now), locale)
    instance = instance_of(form, path, locale)
    return f"{instance} · {words}" if instance else words


def question_at(form: Form, path: str) -> Question:
    """The question that `path` (`a`, or `group[2]/a`) names."""
    return form.flow.questions[path.rpartition("/")[2]]


def question_prompt(form: Form, path: str) -> Prompt:
    """The question at `path` as if it were open, to read and exemplify a new answer to it."""
    question = question_at(form, path)
    choices = choices_at(form, path)
    return Prompt(path, question, "", 0, 0, required=True, choices=choices)


def proposal_first(prompt: Prompt) -> Prompt:
    """The prompt with the choice it proposes in front, as it is shown and numbered."""
    if prompt.question.type != "select_one" or prompt.default is None:
        return prompt
    choices = sorted(prompt.choices, key=lambda choice: choice.name != prompt.default)
    return replace(prompt, choices=tuple(choices))


def show_value(question: Question, choices: Iterable[Choice], value: Value, locale: str) -> str:
    """A value as people say it: labels for choices, units for minutes, a count for files, a day."""
    if question.type in ("select_one", "select_multiple"):
        names = value if isinstance(value, tuple) else (str(value),)
        labels = {c.name: local(c.label, locale) for c in choices if c.name in names}
        return joined(locale, (labels.get(n, n) for n in names))
    if question.type in MEDIA_TYPES:
        count = len(value) if isinstance(value, tuple) else 1
        return f"{count} 个文件" if locale != "en" else f"{count} file(s)"
    if asks_minutes(question):
        return minutes(value, locale)
    if isinstance(value, float):
        return str(int(value) if value.is_integer() else value)
    if question.type == "time":
        return str(value)[:5]
    if question.type in ("date", "dateTime"):
        return _day_and_time(str(value), locale)
    return _place_on_earth(str(value), locale) if question.type == "geopoint" else str(value)


def _day_and_time(value: str, locale: str) -> str:
    """An ISO date, or date and time, as people of that language write it."""
    at = datetime.fromisoformat(value)
    day = f"{at:%Y-%m-%d}" if locale == "en" else f"{at.year}年{at.month}月{at.day}日"
    return f"{day} {at:%H:%M}" if "T" in value else day


def _place_on_earth(value: str, locale: str) -> str:
    """ "23.1 113.3" with the names of its directions; height and accuracy are left out."""
    latitude, longitude = map(float, value.split()[:2])
    if locale == "en":
        north, east = "NS"[latitude < 0], "EW"[longitude < 0]
        return f"{abs(latitude):.8g}° {north}, {abs(longitude):.8g}° {east}"
    north, east = ("北纬", "南纬")[latitude < 0], ("东经", "西经")[longitude < 0]
    return f"{north} {abs(latitude):.8g}°，{east} {abs(longitude):.8g}°"


def minutes(value: Value, locale: str) -> str:
    """Minutes in words: "1 小时 20 分钟"; days where it is a whole number of them."""
    total = int(float(value)) if not isinstance(value, tuple) else 0
    if total and total % 1440 == 0:
        return f"{total // 1440} 天" if locale != "en" else f"{total // 1440} day(s)"
    hours, rest = divmod(total, 60)
    if locale == "en":
        return f"{hours} h {rest} min" if hours else f"{rest} min"
    if hours:
        return f"{hours} 小时 {rest} 分钟" if rest else f"{hours} 小时"
    return f"{rest} 分钟"


def shown_line(form: Form, line: LineView, locale: str) -> str:
    """The value of one line of the read-back, in words; empty where there is none."""
    if line.value is None:
        return ""
    choices = list_of(form.flow, form.state, line.path) if line.question.list_name else ()
    return show_value(line.question, choices, line.value, locale)


def prompt_reply(
    house: House,
    form: Form,
    prompt: Prompt,
    item_id: str,
    locale: str,
    now: datetime,
    *,
    plain: bool = False,
) -> Reply:
    """The open question as a reply: how far one is, the question, help, the guide, the options.

    `plain`: in its plain words, with help only where nothing can be tapped, little of the guide.
    """
    if prompt.more:
        return _more_reply(form, prompt, locale)
    prompt = proposal_first(prompt)
    lines = [f"({prompt.number}/{prompt.total}) {_asked(form, prompt, locale, now, plain)}"]
    hint = local(text_of(form.flow, form.state, prompt.path, "hint", now), locale)
    if hint and not (plain and prompt.choices):
        lines.append(hint)
    elif prompt.question.type == "select_multiple":
        lines.append(say(locale, "multi_hint", plain=plain))
    sources: tuple[SourceLine, ...] = ()
    if prompt.question.guide and item_id and not is_later(prompt.path):
        elements = prompt.question.guide.split()
        limit = GUIDE_ROW_LENGTH if plain or len(elements) > 1 else GUIDE_LINE_LENGTH
        told, sources = _of_guide(house, form, item_id, elements, locale, now.date(), limit)
        lines += told
    if prompt.default is not None:
        value = show_value(prompt.question, prompt.choices, prompt.default, locale)
        proposed = prompt.question.type == "select_one"
        lines.append(
            say(locale, "proposed" if proposed else "default_hint", plain=plain, value=value)
        )
    reply = Reply("\n".join(lines), tuple(_options(form, prompt, locale)), sources)
    return as_asked(reply, prompt.question)


def _asked(form: Form, prompt: Prompt, locale: str, now: datetime, plain: bool) -> str:
    """The question itself, in its plain words where they are wanted and there are some."""
    label = text_of(form.flow, form.state, prompt.path, "label", now)
    if plain:
        label = {**label, **text_of(form.flow, form.state, prompt.path, "plain", now)}
    if instance := instance_of(form, prompt.path, locale):
        if place := place_of(form, prompt.path, now):
            instance = say(locale, "instance_place", name=instance, place=place)
        return say(locale, "in_instance", name=instance, label=local(label, locale))
    return local(label, locale)


def _options(form: Form, prompt: Prompt, locale: str) -> Iterator[Option]:
    """The buttons of a question: what is prefilled first, what is optional last."""
    default = prompt.default
    keep = ""
    if default is not None:
        value = show_value(prompt.question, prompt.choices, default, locale)
        keep = say(locale, "keep_default", value=value)
    if keep and prompt.question.type != "select_one":
        yield Option(default_id(form, prompt.path), keep)
    for choice in prompt.choices:
        label = keep if keep and choice.name == default else local(choice.label, locale)
        yield Option(choice_id(form, prompt.path, choice.name), label)
    if has_appearance(prompt.question, "aim"):
        nothing = say(locale, "no_aim")
        yield Option(choice_id(form, prompt.path, nothing), nothing)
    if not prompt.required:
        yield Option(skip_id(form, prompt.path), say(locale, "skip"))


def _more_reply(form: Form, prompt: Prompt, locale: str) -> Reply:
    label = local(prompt.question.label, locale)
    return Reply(
        say(locale, "more", label=label),
        (
            Option(choice_id(form, prompt.path, "yes"), say(locale, "more_yes")),
            Option(choice_id(form, prompt.path, "no"), say(locale, "more_no")),
        ),
    )


def _of_guide(
    house: House, form: Form, item_id: str, elements: list[str], locale: str, on: date, limit: int
) -> tuple[list[str], tuple[SourceLine, ...]]:
    """What the walk's guide says on the elements named, in short, but where it is silent."""
    version = guide_version_of(form.state)
    found = (house.library.element(item_id, name, version) for name in elements)
    told = list({source.element: source for source in found if source is not None}.values())
    if not told:
        return [], ()
    mark = out_of_force(house, item_id, locale, on, version)
    rows = [
        (shown_name(source.element, locale), short(gist(source.passage, locale), limit))
        for source in told
    ]
    if len(rows) == 1:
        (name, text), key = rows[0], "guide_line_old" if mark else "guide_line"
        lines = [say(locale, key, element=name, text=text, mark=mark)]
    else:
        head = say(locale, "guide_rows_old" if mark else "guide_rows", mark=mark)
        lines = [head, *(say(locale, "guide_row", element=name, text=text) for name, text in rows)]
    sources = (SourceLine(one.item, one.element, one.guide, one.version) for one in told)
    return lines, tuple(sources)


def example_of(
    form: Form, prompt: Prompt, locale: str, now: datetime, *, plain: bool = False
) -> str:
    """A sentence with an example answer, for when an answer was not understood."""
    if prompt.more:
        return say(locale, "example_choice", label=say(locale, "more_yes"))
    if prompt.choices:
        label = local(prompt.choices[0].label, locale)
        first = say(locale, "example_choice", plain=plain, label=label)
        other = next((c for c in prompt.choices if c.name in OTHER_NAMES), None)
        if other is None:
            return first
        label = local(other.label, locale)
        return say(locale, "example_other", plain=plain, first=first, label=label)
    hint = local(text_of(form.flow, form.state, prompt.path, "hint", now), locale)
    if hint or prompt.question.type not in EXAMPLES:
        return hint
    is_minutes = asks_minutes(prompt.question)
    return say(locale, "example_minutes" if is_minutes else EXAMPLES[prompt.question.type])
