"""Promises of the zone guess."""

import pytest

from bot.console.zone import zone_guess


@pytest.mark.parametrize("interactive", [True, False])
@pytest.mark.parametrize("named", ["Asia/Tokyo", ":Asia/Tokyo"])
def test_the_zone_that_tz_names_is_the_guess(named: str, *, interactive: bool) -> None:
    assert zone_guess({"TZ": named}, interactive=interactive) == "Asia/Tokyo"


@pytest.mark.parametrize(
    "named", ["", "nowhere", "CET-1CEST", "../../etc/passwd", "\0", "x" * 5000]
)
def test_a_transcript_has_utc_where_tz_names_no_zone(named: str) -> None:
    assert zone_guess({"TZ": named}, interactive=False) == "UTC"
