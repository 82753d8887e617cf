"""The settings: what a host writes, what is refused and what stays hidden."""

from pathlib import Path

import pytest
from platformdirs import user_data_path

from bot.settings import SHIPPED_ROADMAPS, Settings, SettingsRefused, load, misspelt
from core.errors import Problem
from core.learner import Account

TELEGRAM = "1234567890:" + "Aa0_-" * 7
DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe." + "x" * 38


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_without_any_setting_the_defaults_hold(env_file: Path) -> None:
    folder = user_data_path("study-buddy", appauthor=False)

    settings = load({}, env_file)

    assert settings.model_dump() == {
        "data_dir": folder,
        "database_url": f"sqlite:///{folder}/study.db",
        "telegram_token": None,
        "telegram_base_url": "https://api.telegram.org",
        "telegram_webhook_url": None,
        "telegram_webhook_listen": "127.0.0.1",
        "telegram_webhook_port": 8080,
        "telegram_webhook_secret": None,
        "discord_token": None,
        "discord_base_url": "https://discord.com/api/v10",
        "discord_guild": None,
        "roadmaps_dir": SHIPPED_ROADMAPS,
        "admins": frozenset(),
        "roadmaps_per_learner": 20,
        "roadmap_bytes_per_learner": 5 * 1024 * 1024,
        "prompt_window_minutes": 180,
        "log_level": "INFO",
        "log_format": "text",
        "sqlite_synchronous": "FULL",
    }


def test_the_default_database_lies_in_the_data_folder(env_file: Path, tmp_path: Path) -> None:
    assert (
        load({"DATA_DIR": str(tmp_path)}, env_file).database_url == f"sqlite:///{tmp_path}/study.db"
    )


def test_the_environment_goes_before_the_file(env_file: Path) -> None:
    env_file.write_text("LOG_LEVEL=debug\nLOG_FORMAT=json\n", encoding="utf-8")

    settings = load({"LOG_LEVEL": "warning"}, env_file)

    assert (settings.log_level, settings.log_format) == ("WARNING", "json")


def test_admins_are_named_by_platform_and_user(env_file: Path) -> None:
    named = {"ADMINS": "telegram:123, discord:456,"}

    assert load(named, env_file).admins == {Account("telegram", "123"), Account("discord", "456")}


def test_an_admin_without_a_platform_is_refused(env_file: Path) -> None:
    with pytest.raises(SettingsRefused) as refused:
        load({"ADMINS": "telegram:123,ada"}, env_file)

    (problem,) = refused.value.problems
    assert problem.message == "ADMINS does not have the right form"
    assert "telegram:123456,discord:987654" in problem.advice


def test_an_empty_value_counts_as_not_set(env_file: Path) -> None:
    env_file.write_text("TELEGRAM_TOKEN=\nLOG_FORMAT=\n", encoding="utf-8")

    settings = load({"LOG_LEVEL": "", "DISCORD_TOKEN": ""}, env_file)

    assert settings == load({}, env_file.with_name("none"))


def test_every_mistake_is_refused_together_with_what_to_write_instead(
    env_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    environ = {
        "DATA_DIR": str(file),
        "DATABASE_URL": "mysql://me:hidden@host/db",
        "TELEGRAM_TOKEN": "12345:hidden",
        "TELEGRAM_BASE_URL": "api.telegram.org",
        "TELEGRAM_WEBHOOK_URL": "http://example.org/updates",
        "TELEGRAM_WEBHOOK_PORT": "http",
        "TELEGRAM_WEBHOOK_SECRET": "hidden words",
        "DISCORD_TOKEN": "hidden.hidden.hidden",
        "DISCORD_BASE_URL": "discord.com/api/v10",
        "DISCORD_GUILD": "My server",
        "ROADMAPS_DIR": str(tmp_path / "nowhere"),
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
        "SQLITE_SYNCHRONOUS": "off",
    }

    with pytest.raises(SettingsRefused) as refused:
        load(environ, env_file)

    assert refused.value.problems == (
        Problem(
            f"DATA_DIR is {file}, which is a file",
            "write a folder that Study Buddy may write in",
        ),
        Problem(
            "DATABASE_URL does not have the right form",
            "write sqlite:///PATH, or postgresql://USER:PASSWORD@HOST/NAME",
        ),
        Problem(
            "TELEGRAM_TOKEN does not have the right form",
            "write the token that @BotFather gave, digits, a colon and 35 characters",
        ),
        Problem(
            "TELEGRAM_BASE_URL does not have the right form",
            "write the root of a Bot API server, http:// or https:// and its host",
        ),
        Problem(
            "TELEGRAM_WEBHOOK_URL does not have the right form",
            "write the public https:// address where Telegram brings updates; without it they "
            "are polled",
        ),
        Problem("TELEGRAM_WEBHOOK_PORT is http", "write the port for it, 1 to 65535"),
        Problem(
            "TELEGRAM_WEBHOOK_SECRET does not have the right form",
            "write 1 to 256 letters, digits, _ and - that come with every update; without it one "
            "is made at each start",
        ),
        Problem(
            "DISCORD_TOKEN does not have the right form",
            "write the token of the bot's page on Discord's developer portal, three parts with "
            "dots between",
        ),
        Problem(
            "DISCORD_BASE_URL does not have the right form",
            "write the root of Discord's API or of a proxy for it, http:// or https://, its host "
            "and path",
        ),
        Problem(
            "DISCORD_GUILD is My server",
            "write the id of the one server where the commands are announced while they are "
            "developed; without it they are announced everywhere",
        ),
        Problem(
            f"ROADMAPS_DIR is {tmp_path}/nowhere, which is not a folder",
            "write a folder with roadmaps, files that end in .md",
        ),
        Problem("LOG_LEVEL is LOUD", "write DEBUG, INFO, WARNING or ERROR"),
        Problem("LOG_FORMAT is xml", "write text for people or json for machines"),
        Problem(
            "SQLITE_SYNCHRONOUS is OFF",
            "write FULL to lose nothing in a power cut, or NORMAL to be faster",
        ),
    )


def test_a_default_made_from_a_wrong_setting_is_no_second_mistake(env_file: Path) -> None:
    env_file.touch()

    with pytest.raises(SettingsRefused) as refused:
        load({"DATA_DIR": str(env_file)}, env_file)

    assert [problem.message for problem in refused.value.problems] == [
        f"DATA_DIR is {env_file}, which is a file"
    ]


def test_a_refusal_repeats_no_secret(env_file: Path) -> None:
    environ = {
        "DATABASE_URL": "mysql://me:hidden@host/db",
        "TELEGRAM_TOKEN": "12345:hidden",
        "TELEGRAM_WEBHOOK_SECRET": "hidden words",
        "DISCORD_TOKEN": "hidden.hidden.hidden",
    }

    with pytest.raises(SettingsRefused) as refused:
        load(environ, env_file)

    assert "hidden" not in f"{refused.value!r} {refused.value.__cause__!r}"
    assert refused.value.__suppress_context__


def test_secrets_are_hidden_where_settings_are_printed(env_file: Path) -> None:
    environ = {
        "DATABASE_URL": "postgresql://me:hidden@host/db",
        "TELEGRAM_TOKEN": TELEGRAM,
        "DISCORD_TOKEN": DISCORD,
    }

    printed = repr(load(environ, env_file))

    assert not [secret for secret in ("hidden", TELEGRAM, DISCORD) if secret in printed]


@pytest.mark.parametrize(
    ("name", "token"), [("TELEGRAM_TOKEN", TELEGRAM), ("DISCORD_TOKEN", DISCORD)]
)
def test_a_token_of_the_right_form_is_taken_as_it_is(env_file: Path, name: str, token: str) -> None:
    settings = load({name: token}, env_file)

    assert getattr(settings, name.lower()).get_secret_value() == token


@pytest.mark.parametrize(
    "url",
    [
        ":memory:",
        "sqlite:///:memory:",
        "sqlite:///study.db",
        "postgresql://me:secret@localhost/study",
        "postgres://localhost/study",
    ],
)
def test_every_form_of_database_that_storage_opens_can_be_set(env_file: Path, url: str) -> None:
    assert load({"DATABASE_URL": url}, env_file).database_url == url


def test_a_file_that_is_no_text_is_refused(env_file: Path) -> None:
    env_file.write_bytes(b"LOG_LEVEL=\xff\xfe\n")

    with pytest.raises(SettingsRefused) as refused:
        load({}, env_file)

    assert refused.value.problems == (
        Problem(f"{env_file} is not UTF-8 text", "save it as UTF-8, or leave it out"),
    )
    assert misspelt({}, env_file) == ()


def test_settings_cannot_be_changed_once_read(env_file: Path) -> None:
    settings = load({}, env_file)

    with pytest.raises(ValueError, match="frozen"):
        settings.log_level = "DEBUG"  # type: ignore[misc]  # the very mistake under test


def test_a_name_that_is_nearly_a_setting_is_found(env_file: Path) -> None:
    env_file.write_text("TELEGRAM_TOKN=1:x\nWEATHER=fine\nlog_level=debug\n", encoding="utf-8")
    environ = {"LOGLEVEL": "debug", "XDG_DATA_DIRS": "/usr/share", "HOME": "/home/me"}

    assert misspelt(environ, env_file) == (
        Problem("LOGLEVEL is not a setting", "write LOG_LEVEL"),
        Problem("TELEGRAM_TOKN is not a setting", "write TELEGRAM_TOKEN"),
        Problem("WEATHER is not a setting", f"take it out of {env_file}"),
    )


def test_every_setting_says_what_to_write() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
