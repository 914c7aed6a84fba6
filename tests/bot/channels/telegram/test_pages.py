"""The listener's pages for people: a private link over HTTP, and what was published."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.pages import GUESSES, Guesses, PeoplesPages
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.together import Together
from bot.channels.telegram.webhooks import Listener
from bot.progress import export_progress
from storage.journal import Journal
from storage.turns import NewMessage, PersonHint
from tests.bot.channels.telegram.serving import configured, served
from tests.bot.dialogue.offices import MEDICAL, Person, enter, place
from tests.bot.homes import START, settings_of
from tests.telegram_sim.running import VOLUNTEER, background, in_process

HOSTILE = '<script>alert(1)</script>"\u202e'


@contextmanager
def listening(app: App) -> Iterator[int]:
    """The port of a listener with the pages of `app`."""

    async def made() -> PeoplesPages:
        return PeoplesPages.of(app)

    with ThreadPoolExecutor(1) as threads, background() as loop:
        journal = Together(Journal(app.engine).enter, threads)
        receiver = Receiver(journal, lambda: datetime.now(UTC), Metrics())
        pages = loop.run(made())
        listener = Listener(receiver, {}, is_ready=lambda: True, page=lambda: b"", pages=pages)
        port = loop.run(listener.start("127.0.0.1", 0))
        yield port
        loop.run(listener.stop())


class Answer:
    def __init__(self, port: int, path: str, method: str = "GET") -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.putrequest(method, path)
        connection.endheaders()
        response = connection.getresponse()
        self.status, self.headers = response.status, response.headers
        self.body = response.read()
        self.text = self.body.decode("utf-8", "replace")
        connection.close()


def link_of(app: App, name: str = "小云", days: int = 30) -> str:
    seen = app.store.peek("test", name, "")
    message = NewMessage("test", name, f"link{seen.version}", "链接", START, PersonHint(name))
    with app.store.turn(message, expect_version=seen.version) as turn:
        return turn.people.links.make(turn.person.id, START + timedelta(days=days))


def test_ones_own_issues_and_nobody_elses(own: App) -> None:
    mine = enter(own, "小云", problem=HOSTILE, department=MEDICAL)
    other = enter(own, "别人", problem="别人的事")
    place(own, mine, "closed")
    token = link_of(own)
    with listening(own) as port:
        page = Answer(port, f"/mine/{token}")
    assert page.status == 200
    assert mine in page.text
    assert other not in page.text
    assert "别人的事" not in page.text
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "\u202e" not in page.text
    assert "评价" in page.text


def test_the_page_is_kept_and_passed_on_by_nobody(own: App) -> None:
    token = link_of(own)
    with listening(own) as port:
        page = Answer(port, f"/mine/{token}")
    headers = page.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "noindex" in headers["X-Robots-Tag"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "还没有您登记的问题" in page.text
    assert not re.findall(r"(?:src|href)=", page.text)


def test_the_style_is_the_one_that_the_policy_lets(own: App) -> None:
    import base64
    import hashlib

    token = link_of(own)
    with listening(own) as port:
        page = Answer(port, f"/mine/{token}")
    (style,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("token", ["x", "x" * 64, "x" * 5000, "%00", "..%2f..%2f", "%ff%fe"])
def test_what_is_no_link_is_told_nothing(own: App, token: str) -> None:
    link_of(own)
    with listening(own) as port:
        page = Answer(port, f"/mine/{token}")
        assert page.status == 404
        assert page.headers["Cache-Control"] == "no-store"
        assert Answer(port, "/mine/").status == 404
        assert Answer(port, f"/mine/{token}", "POST").status == 405


def test_past_its_time_taken_back_and_withdrawn_look_the_same(own: App) -> None:
    gone = link_of(own, "甲", days=-1)
    revoked = link_of(own, "乙")
    link_of(own, "乙")
    withdrawn = link_of(own, "丙")
    person = Person(own, "丙")
    person.say("删除我的记录")
    person.tap("删除全部")
    assert "都删除了" in person.tap("全部删除，我想好了")
    with listening(own) as port:
        answers = [Answer(port, f"/mine/{token}") for token in (gone, revoked, withdrawn, "no")]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.body for answer in answers}) == 1


def test_guessing_is_slowed_and_the_page_is_there_for_others(own: App) -> None:
    token = link_of(own)
    with listening(own) as port:
        assert [Answer(port, f"/mine/g{n}").status for n in range(GUESSES)] == [404] * GUESSES
        slowed = Answer(port, f"/mine/{token}")
        assert slowed.status == 429
        assert slowed.headers["Retry-After"] == "60"


def test_who_waited_may_try_again() -> None:
    seconds = [0.0]
    guesses = Guesses(lambda: seconds[0])
    for _ in range(GUESSES):
        assert not guesses.are_too_many("a")
        guesses.add("a")
    assert guesses.are_too_many("a")
    assert not guesses.are_too_many("b")
    seconds[0] = 61.0
    assert not guesses.are_too_many("a")


@pytest.fixture
def published(own: App, tmp_path: Path) -> Iterator[App]:
    place(own, enter(own, "小云", department=MEDICAL), "closed")
    folder = tmp_path / "public"
    export_progress(own, folder)
    (folder / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "out.html").symlink_to(own.settings.home / "walkalong.db")
    own.close()
    more = {"progress_dir": folder, "progress_served": True}
    with open_app(settings_of(own.settings.home).model_copy(update=more)) as app:
        yield app


def test_what_was_published_is_shown(published: App) -> None:
    with listening(published) as port:
        assert Answer(port, "/progress").headers["Location"] == "/progress/"
        index = Answer(port, "/progress/")
        assert "政务服务问题整改进展公开" in index.text
        assert index.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in index.headers["Content-Security-Policy"]
        for path, kind in (
            ("en/index.html", "text/html"), ("style.css", "text/css"),
            ("progress.csv", "text/csv"), ("progress.json", "application/json"),
            ("progress.xlsx", "application/vnd"), ("issue/2026/0001.html", "text/html"),
        ):  # fmt: skip
            found = Answer(port, f"/progress/{path}")
            assert (found.status, found.headers["Content-Type"].startswith(kind)) == (200, True)


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt", ".walkalong-progress", "out.html", "../home/walkalong.db", "no.html",
        "%2e%2e/home/walkalong.db", "..%2fhome%2fwalkalong.db", "%00", "x" * 5000, "en",
        "/etc/passwd", "//etc/passwd",
    ],
)  # fmt: skip
def test_nothing_else_of_the_disk_is(published: App, path: str) -> None:
    with listening(published) as port:
        assert Answer(port, f"/progress/{path}").status == 404


def test_it_is_not_there_where_it_is_not_set(own: App) -> None:
    with listening(own) as port:
        assert Answer(port, "/progress/").status == 404


def test_a_link_comes_by_the_bot_and_opens(template: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(template, tmp_path / "home"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = {"listen": f"127.0.0.1:{port}", "public_url": f"http://127.0.0.1:{port}"}
    with in_process() as telegram, served(configured(home, telegram, **where)):
        person = telegram.person(501, VOLUNTEER[1], first_name="小李")
        person.say("我的进展链接")
        person.until("您的进展链接")
        (token,) = re.findall(r"/mine/([\w-]+)", person.transcript())[:1]
        page = Answer(port, f"/mine/{token}")
        assert telegram.violations() == []
    assert page.status == 200
    assert "我反映的问题" in page.text
