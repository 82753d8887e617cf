"""Announce the commands to Discord: only where they changed, and in one scope alone.

What was announced is kept as a digest for each scope. Discord shows a server the commands of its
own beside those for everywhere, so what an earlier run announced in another scope is taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
from discord import AppCommandOptionType, app_commands

from bot.dialogue.gateway import Gateway
from bot.discord.payload import digest_of, payload_of
from core.use_cases.announcements import announced, forget_announcement, keep_announcement


@dataclass(frozen=True, slots=True)
class Announced:
    """What Discord was told, in words for the log, and its id of each command by full name."""

    told: tuple[str, ...]
    ids: Mapping[str, int]


async def announce(
    tree: "app_commands.CommandTree[Any]",
    gateway: Gateway,
    *,
    application: int,
    guild: int | None,
    force: bool = False,
) -> Announced:
    """Tell Discord the commands of a tree where it knows others, or in any case by ``force``.

    ``guild`` is the one server they are for, None: everywhere. Raise ValueError for commands that
    Discord would refuse, and HTTPException where it cannot be told.
    """
    prefix = f"discord:{application}:"
    scope = f"{prefix}global" if guild is None else f"{prefix}guild:{guild}"
    payload = await payload_of(tree)
    digest = digest_of(payload)
    kept = await gateway.run(lambda work: announced(work, prefix))
    rest = _Rest(tree.client.http, application)
    told = []
    if force or kept.get(scope) != digest:
        listed = await rest.put(guild, payload)
        await gateway.run(lambda work: keep_announcement(work, scope, digest))
        told.append(_named("commands", guild))
    else:
        listed = await rest.listed(guild)
    for other in sorted(kept.keys() - {scope}):
        elsewhere = _guild_of(other)
        await rest.clear(elsewhere)
        await gateway.run(partial(forget_announcement, scope=other))
        told.append(_named("no commands", elsewhere))
    return Announced(tuple(told), dict(_ids(listed)))


@dataclass(frozen=True, slots=True)
class _Rest:
    """The requests that are about commands."""

    http: discord.http.HTTPClient
    application: int

    async def listed(self, guild: int | None) -> Sequence[Mapping[str, Any]]:
        """Ask for the commands; only mentions are made of them, so that a failure gives none."""
        try:
            if guild is None:
                return await self.http.get_global_commands(self.application)
            return await self.http.get_guild_commands(self.application, guild)
        except discord.HTTPException:
            return ()

    async def put(
        self, guild: int | None, payload: list[dict[str, Any]]
    ) -> Sequence[Mapping[str, Any]]:
        """Let these be all the commands there are."""
        if guild is None:
            return await self.http.bulk_upsert_global_commands(self.application, payload)
        return await self.http.bulk_upsert_guild_commands(self.application, guild, payload)

    async def clear(self, guild: int | None) -> None:
        """Take all commands back; from a server that is gone they went with it."""
        try:
            await self.put(guild, [])
        except (discord.Forbidden, discord.NotFound):
            if guild is None:
                raise


def _guild_of(scope: str) -> int | None:
    *_, kind, last = scope.split(":")
    return int(last) if kind == "guild" else None


def _named(what: str, guild: int | None) -> str:
    return f"{what} everywhere" if guild is None else f"{what} in server {guild}"


def _ids(listed: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    """Give each command's id; those in a group have the group's."""
    for command in listed:
        members = [
            option["name"]
            for option in command.get("options", ())
            if option["type"] == AppCommandOptionType.subcommand.value
        ]
        for name in (f"{command['name']} {member}" for member in members):
            yield name, int(command["id"])
        if not members:
            yield command["name"], int(command["id"])
