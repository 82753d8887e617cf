"""The settings: read once, from the environment and ``.env``; all mistakes refused together."""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from core.errors import Problem
from core.learner import Account

ENV_FILE = Path(".env")
SHIPPED_ROADMAPS = Path(__file__).resolve().parents[1] / "roadmaps"

TELEGRAM_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{35}")
DISCORD_TOKEN = re.compile(r"[A-Za-z0-9_-]{18,}\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{27,}")
TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
SERVER_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
WEBHOOK_URL = re.compile(r"https://[^\s/?#]+(/[^\s?#]*)?")
ACCOUNT = re.compile(r"[a-z]+:\S+")
DATABASE_URL = re.compile(r":memory:|sqlite:///.+|postgres(ql)?(\+psycopg)?://.+")


_TELLS_ITS_INPUT = {"literal_error", "int_parsing", "greater_than_equal", "less_than_equal"}
"""Pydantic's names for mistakes whose input explains them, and is no secret here."""


class SettingsRefused(Exception):
    """Refuse to start, with every problem found in the settings."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def _matching(form: re.Pattern[str], value: str) -> str:
    if not form.fullmatch(value):
        message = "does not have the right form"
        raise ValueError(message)
    return value


def _database_url(value: str) -> str:
    return _matching(DATABASE_URL, value)


def _telegram_token(value: SecretStr) -> SecretStr:
    return SecretStr(_matching(TELEGRAM_TOKEN, value.get_secret_value()))


def _telegram_secret(value: SecretStr) -> SecretStr:
    return SecretStr(_matching(TELEGRAM_SECRET, value.get_secret_value()))


def _server_url(value: str) -> str:
    return _matching(SERVER_URL, value)


def _webhook_url(value: str) -> str:
    return _matching(WEBHOOK_URL, value)


def _discord_token(value: SecretStr) -> SecretStr:
    return SecretStr(_matching(DISCORD_TOKEN, value.get_secret_value()))


def _no_file(path: Path) -> Path:
    if path.exists() and not path.is_dir():
        message = f"is {path}, which is a file"
        raise ValueError(message)
    return path


def _folder(path: Path) -> Path:
    if not path.is_dir():
        message = f"is {path}, which is not a folder"
        raise ValueError(message)
    return path


def _accounts(value: str | frozenset[Account]) -> frozenset[Account]:
    if isinstance(value, frozenset):
        return value
    named = [each.strip() for each in value.split(",") if each.strip()]
    return frozenset(Account(*_matching(ACCOUNT, each).split(":", 1)) for each in named)


def _default_database(checked: dict[str, Any]) -> str:
    return f"sqlite:///{checked['data_dir'] / 'study.db'}"


class Settings(BaseSettings):
    """What a host may set; a description says what to write, in the docs and in a refusal."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    data_dir: Annotated[Path, AfterValidator(Path.expanduser), AfterValidator(_no_file)] = Field(
        default_factory=lambda: user_data_path("study-buddy", appauthor=False),
        description="a folder that Study Buddy may write in",
    )
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        default_factory=_default_database,
        repr=False,  # it may hold a password
        description="sqlite:///PATH, or postgresql://USER:PASSWORD@HOST/NAME",
    )
    telegram_token: Annotated[SecretStr, AfterValidator(_telegram_token)] | None = Field(
        default=None,
        description="the token that @BotFather gave, digits, a colon and 35 characters",
    )
    telegram_base_url: Annotated[str, AfterValidator(_server_url)] = Field(
        default="https://api.telegram.org",
        description="the root of a Bot API server, http:// or https:// and its host",
    )
    telegram_webhook_url: Annotated[str, AfterValidator(_webhook_url)] | None = Field(
        default=None,
        description="the public https:// address where Telegram brings updates; without it they "
        "are polled",
    )
    telegram_webhook_listen: str = Field(
        default="127.0.0.1",
        description="the address of this machine where they arrive, behind a proxy or at the door",
    )
    telegram_webhook_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8080, description="the port for it, 1 to 65535"
    )
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_telegram_secret)] | None = Field(
        default=None,
        description="1 to 256 letters, digits, _ and - that come with every update; without it "
        "one is made at each start",
    )
    discord_token: Annotated[SecretStr, AfterValidator(_discord_token)] | None = Field(
        default=None,
        description="the token of the bot's page on Discord's developer portal, three parts "
        "with dots between",
    )
    discord_base_url: Annotated[str, AfterValidator(_server_url)] = Field(
        default="https://discord.com/api/v10",
        description="the root of Discord's API or of a proxy for it, http:// or https://, its host "
        "and path",
    )
    discord_guild: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="the id of the one server where the commands are announced while they are "
        "developed; without it they are announced everywhere",
    )
    roadmaps_dir: Annotated[Path, AfterValidator(Path.expanduser), AfterValidator(_folder)] = Field(
        default=SHIPPED_ROADMAPS,
        description="a folder with roadmaps, files that end in .md",
    )
    admins: Annotated[frozenset[Account], NoDecode, BeforeValidator(_accounts)] = Field(
        default=frozenset(),
        description="who may show their roadmaps to everybody, as platform:user with commas "
        "between: telegram:123456,discord:987654",
    )
    roadmaps_per_learner: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=20, description="how many roadmaps of their own a learner may keep, 0 to 1000"
    )
    roadmap_bytes_per_learner: Annotated[int, Field(ge=0, le=1024**3)] = Field(
        default=5 * 1024 * 1024,
        description="how many bytes the files of a learner's own roadmaps may have together, "
        "0 to 1073741824",
    )
    prompt_window_minutes: Annotated[int, Field(ge=10, le=720)] = Field(
        default=180,
        description="how many minutes late what was asked for may come, 10 to 720; later it does "
        "not come any more",
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)
    ] = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: Annotated[Literal["text", "json"], BeforeValidator(str.lower)] = Field(
        default="text", description="text for people or json for machines"
    )
    sqlite_synchronous: Annotated[Literal["FULL", "NORMAL"], BeforeValidator(str.upper)] = Field(
        default="FULL",
        description="FULL to lose nothing in a power cut, or NORMAL to be faster",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - replaced: see ``load``
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not offered
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Leave the process's own environment out, since ``load`` is given one."""
        return init_settings, dotenv_settings


def load(environ: Mapping[str, str] | None = None, env_file: Path = ENV_FILE) -> Settings:
    """Read the settings; the environment (None: this process's) goes before the file.

    Raise SettingsRefused with every mistake and what to write instead. An empty value counts as
    not set.
    """
    environ = os.environ if environ is None else environ
    given: dict[str, Any] = {
        field: environ[field.upper()]
        for field in Settings.model_fields
        if environ.get(field.upper())
    }
    try:
        return Settings(_env_file=env_file, _env_file_encoding="utf-8", **given)
    except ValidationError as error:
        raise SettingsRefused(_problems(error)) from None  # its text would repeat secrets
    except UnicodeDecodeError:
        problem = Problem(f"{env_file} is not UTF-8 text", "save it as UTF-8, or leave it out")
        raise SettingsRefused((problem,)) from None


def _problems(error: ValidationError) -> tuple[Problem, ...]:
    problems = []
    for detail in error.errors(include_url=False):
        field = str(detail["loc"][0])
        if detail["type"] == "default_factory_not_called":
            continue  # a default made from a setting that has its own line here
        reason = detail["msg"].removeprefix("Value error, ")
        if detail["type"] in _TELLS_ITS_INPUT:
            reason = f"is {detail['input']}"
        advice = f"write {Settings.model_fields[field].description}"
        problems.append(Problem(f"{field.upper()} {reason}", advice))
    return tuple(problems)


def misspelt(
    environ: Mapping[str, str] | None = None, env_file: Path = ENV_FILE
) -> tuple[Problem, ...]:
    """Find variables that look like a setting but are none.

    In the file every unknown name is one; in the environment, which is shared with others, only a
    name that is nearly a setting's.
    """
    environ = os.environ if environ is None else environ
    known = [field.upper() for field in Settings.model_fields]
    try:
        in_file = {name.upper() for name in dotenv_values(env_file)}
    except UnicodeDecodeError:
        in_file = set()  # ``load`` refuses such a file
    problems = []
    for name in sorted({*environ, *in_file} - set(known)):
        likely = get_close_matches(name, known, n=1, cutoff=0.85)
        if likely:
            problems.append(Problem(f"{name} is not a setting", f"write {likely[0]}"))
        elif name in in_file:
            advice = f"take it out of {env_file}"
            problems.append(Problem(f"{name} is not a setting", advice))
    return tuple(problems)
