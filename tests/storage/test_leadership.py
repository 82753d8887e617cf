"""Leadership: one process leads, and another as soon as that one is gone."""

from collections.abc import Iterator
from contextlib import closing

import pytest

import storage
from storage import DatabaseRefused, Leadership
from tests.storage.breaking import end_connections


@pytest.fixture
def url(postgres_url: str) -> str:
    return postgres_url


@pytest.fixture
def one(url: str) -> Iterator[Leadership]:
    with closing(storage.open_leadership(url)) as leadership:
        yield leadership


@pytest.fixture
def other(url: str) -> Iterator[Leadership]:
    with closing(storage.open_leadership(url)) as leadership:
        yield leadership


def test_one_leads_and_goes_on_leading_while_the_other_does_not(
    one: Leadership, other: Leadership
) -> None:
    answers = [each.try_lead("telegram") for each in (one, other, one, other)]

    assert answers == [True, False, True, False]


def test_each_name_has_a_leader_of_its_own(one: Leadership, other: Leadership) -> None:
    one.try_lead("telegram")

    assert [each.try_lead("discord") for each in (other, one)] == [True, False]
    assert one.try_lead("telegram")


def test_who_resigns_lets_the_other_lead_and_keeps_what_else_it_leads(
    one: Leadership, other: Leadership
) -> None:
    for name in ("telegram", "discord"):
        one.try_lead(name)

    one.resign("telegram")
    one.resign("telegram")

    assert [other.try_lead(name) for name in ("telegram", "discord")] == [True, False]
    assert not one.try_lead("telegram")


def test_who_closes_lets_the_other_lead(one: Leadership, other: Leadership) -> None:
    one.try_lead("telegram")

    one.close()

    assert other.try_lead("telegram")


def test_a_leader_whose_connection_is_killed_leads_no_more_and_the_other_does(
    one: Leadership, other: Leadership, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("telegram", "discord"):
        one.try_lead(name)
    end_connections(url)

    answers = [each.try_lead("telegram") for each in (other, one, one)]

    assert answers == [True, False, False]
    # It forgot the other name with it, and takes that again.
    assert one.try_lead("discord")
    assert caplog.records == []


def test_who_waits_and_loses_its_connection_waits_on(
    one: Leadership, other: Leadership, url: str
) -> None:
    other.try_lead("telegram")
    end_connections(url)

    answers = [other.try_lead("telegram") for _ in range(2)]

    assert answers == [False, True]
    assert not one.try_lead("telegram")


def test_resigning_on_a_connection_that_is_killed_lets_the_other_lead(
    one: Leadership, other: Leadership, url: str
) -> None:
    one.try_lead("telegram")
    end_connections(url)

    one.resign("telegram")

    assert other.try_lead("telegram")


def test_a_server_that_cannot_be_reached_has_no_leader(url: str) -> None:
    with closing(storage.open_leadership("postgresql://nobody@127.0.0.1:1/none")) as leadership:
        assert not leadership.try_lead("telegram")


def test_on_sqlite_everybody_leads(sqlite_url: str) -> None:
    one, other = (storage.open_leadership(sqlite_url) for _ in range(2))

    assert one.try_lead("telegram")
    assert other.try_lead("telegram")
    one.resign("telegram")
    one.close()
    assert one.try_lead("telegram")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(DatabaseRefused):
        storage.open_leadership("mysql://there")
