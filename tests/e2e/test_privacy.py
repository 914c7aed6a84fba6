"""No personal number is ever on disk: not in the database, the log, a file's name or an export."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.app import open_app
from bot.ledger_file import export_ledger
from bot.reports import export_experience
from tests.bot.homes import settings_of
from tests.e2e.chats import Chat, Said
from tests.e2e.walk import lines

PHONE = "139" + "0" * 6 + "17"
"""A mobile number by form; a row of zeros, nobody's."""


def _id_number() -> str:
    """An ID number with a right check character, of a region code that is not in use."""
    body = "990000" + "19000102" + "003"
    weights = [2 ** (17 - i) % 11 for i in range(17)]
    rest = sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11
    return body + "10X98765432"[rest]


def _card_number() -> str:
    """A bank card by form: 15 made-up digits and their Luhn digit."""
    body = "622200000000017"
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(body)]
    return body + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


ID, CARD = _id_number(), _card_number()
OLD_ID = "110000900101000"
"""An ID of 15 digits by form; no one was ever number 000."""
SLIP = ID[:-1] + ("1" if ID[-1] != "1" else "2")
"""An ID with a wrong check digit; it is called one where it is said."""
NUMBERS = (PHONE, ID, CARD, OLD_ID, SLIP)
KEPT = 4
"""Last characters that stay readable."""


def _wide(number: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in number)


def _spaced(number: str) -> str:
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def spellings(number: str) -> Iterator[str]:
    yield number
    yield _wide(number)
    yield _spaced(number)
    yield f"{number[:3]}-{number[3:7]}-{number[7:]}"
    yield f"{number[:3]}\u202d{number[3:]}"


def _bytes_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under `folder`, unpacked where it is a zip, with its name."""
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        yield str(path), path.read_bytes() + path.name.encode()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path}!{name}", archive.read(name) + name.encode()


def found_in(folder: Path) -> list[str]:
    """Where any number, in any spelling, can be read."""
    wanted = {s for number in NUMBERS for s in spellings(number)}
    needles = [s.encode() for s in wanted] + [s.encode("utf-16-le") for s in wanted]
    return [name for name, data in _bytes_of(folder) if any(n in data for n in needles)]


def test_the_search_would_find_a_number(tmp_path: Path) -> None:
    for number in NUMBERS:
        for said in spellings(number):
            file = tmp_path / "leak.txt"
            file.write_text(f"电话{said}。", encoding="utf-8")
            assert found_in(tmp_path) == [str(file)]
            file.unlink()


def test_personal_numbers_reach_no_file(new_home: Callable[[str], Path], tmp_path: Path) -> None:
    home, photos = new_home("home"), tmp_path / "photos"
    script = lines(photos)
    photo = next(line["files"][0] for line in script if "files" in line)
    named = tmp_path / "sent" / f"证件_{PHONE}_{ID}.png"
    named.parent.mkdir()
    shutil.copy(photo, named)

    chat = Chat(home)
    said: list[Said] = []

    def say(**line: object) -> str:
        said.append(chat.say({"id": f"m{len(said)}", **line}))
        return "\n".join(reply["text"] for reply in said[-1]["replies"])

    assert "隐去" in say(text=f"你好，我是{ID}")
    say(text=f"走流程 陪同式帮办 {CARD}过户")
    say(choose="item:item=")
    assert "隐去" in say(text=f"同意，电话{_wide(PHONE)}")
    say(text="窗口和小程序")
    assert "隐去" in say(text=f"卡号{_spaced(CARD)}能不能用")
    say(text="普通群众")
    say(text="不清楚")
    say(text=f"没写{ID}要不要复印")
    say(text="20分钟")
    assert "隐去" in say(files=[str(named)], text=f"照片上是{PHONE}")
    assert "隐去" in say(text=f"记一条：他报的是{ID[:6]} {ID[6:14]} {ID[14:]}")
    assert "隐去" in say(text=f"记一条：老证是{OLD_ID}，新的身份证号是{SLIP}")
    say(text=f"记一条：{PHONE[:3]}\u202d{PHONE[3:]}\u202c")
    assert "隐去" in say(text=f"报问题：窗口让当众念{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}")
    say(choose="i:category=attitude")
    say(text="不方便")
    say(text="受理")
    say(text="建议")
    say(text=f"别让人念{ID}")
    say(text="态度差")
    say(text=f"把{CARD}大声念出来")
    say(text="事前了解改成清楚")
    say(text="第6个改成不清楚")
    say(text=f"更正 不清楚的地方 {PHONE}")
    say(text=f"没写{PHONE}是谁的")
    say(text="一楼")
    say(text="都顺利")
    say(text="都对得上")
    say(text="办好了")
    say(text="10分钟")
    say(text="满意")
    say(text="都满意")
    say(text="没弄清")
    say(text="确认提交")
    say(text="修改")
    say(text="问题")
    say(text=f"窗口让人当众念{_wide(ID)}")
    for _ in range(4):
        say(text="登记")
    assert said[-1]["walk"]["status"] == "finished", [s["walk"] for s in said]
    chat.say(b'{"id": "x", "choose": "' + PHONE.encode() + b'"}')
    chat.end()

    out = tmp_path / "out"
    out.mkdir()
    with open_app(settings_of(home)) as app:
        issues = app.reader.issues()
        assert any("*" in issue.fields["problem"].value for issue in issues)
        export_ledger(app.house, out / "ledger.xlsx", issues, {}, app.clock())
        export_experience(app, int(said[-1]["walk"]["id"]), out / "report.docx")
    assert found_in(home) == []
    assert found_in(out) == []
    told = "\n".join(reply["text"] for line in said for reply in line["replies"])
    assert not any(s in told for number in NUMBERS for s in spellings(number))
    assert PHONE[-KEPT:] in told, "the person can still tell which number it was"
