"""The Dockerfile: what it copies, runs and sets exists, so it fails no sooner than we can see."""

import json
import re
import shlex
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings

DEBIAN_HAS = {"useradd", "install"}


@pytest.fixture
def instructions(root: Path) -> list[tuple[str, str]]:
    """Give the Dockerfile's instructions, each a word and what follows it."""
    text = (root / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def commands_of(instructions: list[tuple[str, str]]) -> list[list[str]]:
    """Give the programs that the finished image starts, each with its arguments."""
    started = [rest[rest.index("[") :] for _, rest in instructions if "[" in rest]
    return [json.loads(one) for one in started]


def values(instructions: list[tuple[str, str]], word: str) -> list[str]:
    return [rest for each, rest in instructions if each == word]


def test_everything_copied_exists_and_reaches_the_build(
    root: Path, instructions: list[tuple[str, str]]
) -> None:
    own = [rest for rest in values(instructions, "COPY") if "--from" not in rest]
    copied = [source for rest in own for source in shlex.split(rest)[:-1]]
    ignore = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = [line.removeprefix("!") for line in ignore if line.startswith("!")]

    assert [source for source in copied if not (root / source).exists()] == []
    assert sorted(copied) == sorted(let_through)


def test_everything_that_is_packaged_is_copied(
    root: Path, instructions: list[tuple[str, str]]
) -> None:
    copied = {word for rest in values(instructions, "COPY") for word in shlex.split(rest)}
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    packages = re.search(r"^packages = (\[.*\])$", pyproject, re.MULTILINE)

    assert packages
    assert set(json.loads(packages[1])) <= copied


def test_the_stages_hand_over_the_one_environment(instructions: list[tuple[str, str]]) -> None:
    (built,) = [rest for rest in values(instructions, "RUN") if rest.startswith("make")]
    (handed,) = [rest for rest in values(instructions, "COPY") if "--from=build" in rest]
    (environment,) = values(instructions, "ENV")
    place = "/opt/study-buddy"

    assert f"VENV={place}" in shlex.split(built)
    assert shlex.split(handed)[1:] == [place, place]
    assert f"PATH={place}/bin:$PATH" in shlex.split(environment)


def test_every_program_that_a_stage_runs_exists(
    root: Path, instructions: list[tuple[str, str]]
) -> None:
    steps = [step.split() for rest in values(instructions, "RUN") for step in rest.split("&&")]
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = {step[1] for step in steps if step[0] == "make"}

    assert {step[0] for step in steps} <= DEBIAN_HAS | {"make"}
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


def test_every_command_it_starts_is_one_of_ours(
    instructions: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    started = commands_of(instructions)

    assert started == [
        ["python", "-m", "bot", "doctor", "--offline"],
        ["python", "-m", "bot", "run"],
    ]
    for _, _, _, command, *_ in started:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        assert f"python -m bot {command}" in capsys.readouterr().out


def test_the_bot_is_not_root_and_keeps_its_data_in_the_volume(
    instructions: list[tuple[str, str]],
) -> None:
    (environment,) = values(instructions, "ENV")
    (prepared,) = [rest for rest in values(instructions, "RUN") if "useradd" in rest]
    (user,) = values(instructions, "USER")

    assert values(instructions, "VOLUME") == ["/data"]
    assert "DATA_DIR=/data" in shlex.split(environment)
    assert f"--owner {user} /data" in prepared
    assert prepared.split(" && ")[0].split()[-1] == user


def test_every_variable_it_sets_is_a_setting_or_the_systems(
    instructions: list[tuple[str, str]],
) -> None:
    (environment,) = values(instructions, "ENV")
    names = {pair.partition("=")[0] for pair in shlex.split(environment)}

    assert names - {"PATH", "PYTHONUNBUFFERED"} <= {name.upper() for name in Settings.model_fields}


def test_both_stages_have_the_newest_python_we_support(
    root: Path, instructions: list[tuple[str, str]]
) -> None:
    images = [rest.split()[0] for rest in values(instructions, "FROM")]
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")

    assert images == ["python:3.13", "python:3.13-slim"]
    assert 'requires-python = ">=3.11,<3.14"' in pyproject
    assert all(fnmatch(image, "python:3.13*") for image in images)
