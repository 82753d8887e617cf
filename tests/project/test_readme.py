"""The README: what it tells a newcomer to do first."""

import re

from tests.project.transcript import ROOT


def test_the_first_two_commands_run_and_test() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^\$ (.*)$", readme, re.MULTILINE)
    assert commands[:2] == ["make run", "make test"]
