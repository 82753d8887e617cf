"""Permissions: what the bot needs to speak unasked, by Discord's own names, and its invite link."""

import discord
from discord.utils import oauth_url

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
)
"""All that the bot ever asks for."""

SCOPES = ("bot", "applications.commands")

_NAMES = {
    "view_channel": "View Channels",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "attach_files": "Attach Files",
}
"""What Discord's settings call them, in the order they stand there."""


def names_lacking(permissions: discord.Permissions, *, thread: bool) -> tuple[str, ...]:
    """Name what the bot lacks to speak unasked in a channel, or in a thread of one."""
    if permissions.administrator:
        return ()
    elsewhere = "send_messages" if thread else "send_messages_in_threads"
    return tuple(
        name
        for flag, name in _NAMES.items()
        if flag != elsewhere and not getattr(permissions, flag)
    )


def invite_link(application_id: int) -> str:
    """Give the address that invites the bot with what it needs and nothing else."""
    return oauth_url(application_id, permissions=NEEDED, scopes=SCOPES)
