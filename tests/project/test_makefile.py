"""The Makefile: the targets that people, CI and the docs name are there and say what they do."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

GATES = ("ruff format", "ruff check", "mypy", "lint-imports", "pytest")


def make(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],  # noqa: S607 - wherever make is
        cwd=root,
        # Not what an outer make and its caller have set.
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def targets(root: Path) -> set[str]:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_make_alone_lists_every_target_with_what_it_does(root: Path) -> None:
    listed = re.findall(r"^make ([a-z]+) +\S", make(root).stdout, re.MULTILINE)

    assert sorted(listed) == sorted(targets(root))


@pytest.mark.parametrize("target", ["test", "check"])
def test_the_test_command_runs_every_gate_and_the_tests_last(root: Path, target: str) -> None:
    commands = make(root, "--dry-run", target).stdout

    places = [commands.find(gate) for gate in GATES]
    assert -1 not in places
    assert places == sorted(places)


def test_ci_runs_the_test_command_from_wherever_it_is_called(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert script[-2:] == [
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "exec make --no-print-directory test </dev/null",
    ]


def test_without_a_python_that_fits_it_says_what_is_needed(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "Makefile", tmp_path)

    refused = make(tmp_path, "run", "PYTHON=no-such-python")

    assert refused.returncode != 0
    assert refused.stderr.splitlines()[:2] == [
        "Study Buddy needs Python 3.11, 3.12 or 3.13 with its venv module; tried: no-such-python.",
        "Install one, or name it: make run PYTHON=/path/to/python",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile"]
