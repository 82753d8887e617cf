"""What goes wrong with requests is logged once, with its turn and without a secret."""

import asyncio
import logging
from collections.abc import Mapping

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.dialogue.turn import TurnId
from bot.discord.tracing import WINDOW, Refusals, current_turn, route, trace


class Stopwatch:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def seen(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """Give what was logged of requests: the event and its fields."""
    names = ("turn", "method", "path", "status", "scope", "everything", "seconds", "error")
    return [
        {"event": record.message} | {k: v for k, v in vars(record).items() if k in names}
        for record in caplog.records
        if record.name == "bot.discord.tracing"
    ]


def asked(
    status: int, headers: Mapping[str, str] | None = None, *, path: str = "/channels/5/messages"
) -> Refusals:
    """Make a request in a turn, which is answered so; give the refusals that were counted."""
    refusals = Refusals(Stopwatch(), near_ban=2)

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    async def ask() -> None:
        current_turn.set(TurnId("turn-1"))
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", answer)
        async with (
            TestServer(app) as server,
            aiohttp.ClientSession(trace_configs=[trace(refusals)]) as session,
            session.post(server.make_url(path)),
        ):
            pass

    asyncio.run(ask())
    return refusals


def was_counted(refusals: Refusals) -> bool:
    """Say whether one more is the second."""
    refusals.count()
    return refusals.near_ban


def test_a_wait_that_discord_asks_for_is_logged_with_its_scope_and_turn(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refusals = asked(429, {"Retry-After": "3", "X-RateLimit-Scope": "user"})

    assert seen(caplog) == [
        {
            "event": "Discord asks to wait",
            "turn": "turn-1",
            "method": "POST",
            "path": "/channels/5/messages",
            "status": 429,
            "scope": "user",
            "everything": False,
            "seconds": "3",
        }
    ]
    assert was_counted(refusals)


def test_a_wait_for_all_requests_says_so(caplog: pytest.LogCaptureFixture) -> None:
    asked(429, {"Retry-After": "1", "X-RateLimit-Scope": "global", "X-RateLimit-Global": "true"})

    assert (seen(caplog)[0]["scope"], seen(caplog)[0]["everything"]) == ("global", True)


def test_a_wait_without_a_scope_comes_from_the_network_before_discord(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refusals = asked(429)

    assert (seen(caplog)[0]["scope"], seen(caplog)[0]["seconds"]) == ("none", "unknown")
    assert was_counted(refusals)


def test_a_wait_for_what_all_bots_share_is_not_counted_as_a_refusal() -> None:
    assert not was_counted(asked(429, {"Retry-After": "1", "X-RateLimit-Scope": "shared"}))


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_failure_of_discord_is_logged_and_not_counted(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    refusals = asked(status)

    assert seen(caplog) == [
        {
            "event": "Discord failed",
            "turn": "turn-1",
            "method": "POST",
            "path": "/channels/5/messages",
            "status": status,
        }
    ]
    assert not was_counted(refusals)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_counted_and_told_to_who_asked_alone(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    refusals = asked(status)

    assert seen(caplog) == []
    assert was_counted(refusals)


@pytest.mark.parametrize("status", [200, 204, 400, 404])
def test_what_is_answered_is_not_logged(status: int, caplog: pytest.LogCaptureFixture) -> None:
    refusals = asked(status)

    assert seen(caplog) == []
    assert not was_counted(refusals)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/api/v10/interactions/12/aSecret/callback", "/api/v10/interactions/12/-/callback"),
        ("/api/v10/webhooks/12/aSecret", "/api/v10/webhooks/12/-"),
        (
            "/api/v10/webhooks/12/aSecret/messages/@original",
            "/api/v10/webhooks/12/-/messages/@original",
        ),
        ("/api/v10/channels/12/messages", "/api/v10/channels/12/messages"),
        ("/api/v10/webhooks/12", "/api/v10/webhooks/12"),
    ],
)
def test_no_token_of_an_interaction_gets_into_the_log(url: str, shown: str) -> None:
    assert route(URL("https://discord.example") / url[1:]) == shown


def test_a_gateway_that_cannot_be_reached_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def knock() -> None:
        async with TestServer(web.Application()) as server:
            closed = server.make_url("/").with_scheme("ws")
        async with aiohttp.ClientSession(trace_configs=[trace(Refusals(Stopwatch()))]) as session:
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.ws_connect(closed)

    asyncio.run(knock())

    assert [each["event"] for each in seen(caplog)] == ["the gateway is out of reach"]


def test_a_gateway_that_is_given_up_for_the_stop_is_no_trouble(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def stop_amid_knocking() -> None:
        knocked = asyncio.Event()

        async def never_opens(_request: web.Request) -> web.Response:
            knocked.set()
            await asyncio.Event().wait()
            raise AssertionError

        application = web.Application()
        application.router.add_get("/", never_opens)
        trouble = trace(Refusals(Stopwatch()))
        async with (
            TestServer(application) as server,
            aiohttp.ClientSession(trace_configs=[trouble]) as session,
        ):
            url = server.make_url("/").with_scheme("ws")
            knocking = asyncio.ensure_future(session.ws_connect(url))
            await knocked.wait()
            knocking.cancel()
            await asyncio.gather(knocking, return_exceptions=True)

    asyncio.run(stop_amid_knocking())

    assert seen(caplog) == []


def test_a_gateway_that_does_not_open_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def knock() -> None:
        trouble = trace(Refusals(Stopwatch()))
        async with (
            TestServer(web.Application()) as server,
            aiohttp.ClientSession(trace_configs=[trouble]) as session,
        ):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(server.make_url("/").with_scheme("ws"))

    asyncio.run(knock())

    assert [(each["event"], each["status"]) for each in seen(caplog)] == [
        ("the gateway did not open", 404)
    ]


def test_a_request_that_breaks_is_left_to_who_made_it(caplog: pytest.LogCaptureFixture) -> None:
    async def ask() -> None:
        async with TestServer(web.Application()) as server:
            closed = server.make_url("/")
        async with aiohttp.ClientSession(trace_configs=[trace(Refusals(Stopwatch()))]) as session:
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(closed)

    asyncio.run(ask())

    assert seen(caplog) == []


def test_refusals_are_forgotten_after_ten_minutes() -> None:
    clock = Stopwatch()
    refusals = Refusals(clock, near_ban=2)
    refusals.count()
    clock.now = 1.0
    refusals.count()

    near = [refusals.near_ban]
    clock.now = WINDOW
    near.append(refusals.near_ban)

    assert near == [True, False]


def test_too_many_refusals_are_said_once_until_they_are_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)
    clock = Stopwatch()
    refusals = Refusals(clock, near_ban=2)
    for _ in range(5):
        refusals.count()
    told = [len(seen(caplog))]
    clock.now = WINDOW
    for _ in range(5):
        refusals.count()
    told.append(len(seen(caplog)))

    assert told == [1, 2]
