"""Permissions: what is missing is named as Discord names it, and no more is asked for."""

from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.discord.permissions import NEEDED, invite_link, names_lacking


@pytest.mark.parametrize("thread", [False, True])
def test_with_all_that_is_needed_nothing_is_lacking(*, thread: bool) -> None:
    assert names_lacking(NEEDED, thread=thread) == ()


def test_what_is_lacking_is_named_for_a_channel_and_for_a_thread() -> None:
    nothing = discord.Permissions.none()

    in_channel = names_lacking(nothing, thread=False)
    in_thread = names_lacking(nothing, thread=True)

    assert in_channel == ("View Channels", "Send Messages", "Attach Files")
    assert in_thread == ("View Channels", "Send Messages in Threads", "Attach Files")


def test_who_may_speak_in_channels_may_still_not_in_threads() -> None:
    channels_only = discord.Permissions(view_channel=True, send_messages=True, attach_files=True)

    assert names_lacking(channels_only, thread=False) == ()
    assert names_lacking(channels_only, thread=True) == ("Send Messages in Threads",)


def test_an_administrator_lacks_nothing() -> None:
    assert names_lacking(discord.Permissions(administrator=True), thread=True) == ()


def test_the_invite_link_asks_for_exactly_what_is_needed() -> None:
    link = urlsplit(invite_link(4242))

    asked = parse_qs(link.query)
    assert (link.scheme, link.netloc, link.path) == ("https", "discord.com", "/oauth2/authorize")
    assert asked == {
        "client_id": ["4242"],
        "scope": ["bot applications.commands"],
        "permissions": [str(0x400 | 0x800 | 0x8000 | 0x4000000000)],
    }
