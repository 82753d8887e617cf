"""What the bot asks about itself, its servers and its commands, and the commands it announces."""

from collections.abc import Mapping

from tests.discord_bed.places import ChannelKind, Guild, member
from tests.discord_bed.routes import Handler
from tests.discord_bed.wire import UNKNOWN_GUILD, UNKNOWN_USER, Json, Refused, Request
from tests.discord_bed.world import World

ME = "GET /users/@me"
APPLICATION = "GET /oauth2/applications/@me"
GATEWAY = "GET /gateway/bot"
ANNOUNCE = "PUT /applications/{application}/commands"
ANNOUNCE_IN_GUILD = "PUT /applications/{application}/guilds/{guild}/commands"


def _me(world: World, _asked: Request) -> Json:
    return world.bot


def _application(world: World, _asked: Request) -> Json:
    return {
        "id": str(world.application),
        "name": "Study Buddy",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "interactions_endpoint_url": world.endpoint,
        "owner": world.bot,
        "team": None,
    }


def _gateway(world: World, _asked: Request) -> Json:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    address = f"{world.root.replace('http', 'ws')}/gateway/"
    return {"url": address, "shards": world.shards, "session_start_limit": limit}


def _announce(world: World, asked: Request) -> list[Json]:
    scope = asked.number("guild") if "guild" in asked.names else None
    world.commands[scope] = [_kept(world, scope, each) for each in asked.body]
    return world.commands[scope]


def _announced(world: World, asked: Request) -> list[Json]:
    return world.commands.get(asked.number("guild") if "guild" in asked.names else None, [])


def _kept(world: World, scope: int | None, command: Json) -> Json:
    permissions = command.get("default_member_permissions")
    return command | {
        "id": str(world.new_id()),
        "application_id": str(world.application),
        "guild_id": None if scope is None else str(scope),
        "version": str(world.new_id()),
        "default_member_permissions": None if permissions is None else str(permissions),
    }


def _guilds(world: World, _asked: Request) -> list[Json]:
    return [
        {"id": str(each.id), "name": each.name, "owner": False, "permissions": "0", "features": []}
        for each in world.guilds.values()
    ]


def _guild_of(world: World, asked: Request) -> Guild:
    guild = world.guilds.get(asked.number("guild"))
    if guild is None:
        raise Refused(UNKNOWN_GUILD)
    return guild


def _guild(world: World, asked: Request) -> Json:
    return _guild_of(world, asked).json()


def _channels(world: World, asked: Request) -> list[Json]:
    channels = _guild_of(world, asked).channels
    return [each.json() for each in channels if each.kind is not ChannelKind.THREAD]


def _member(world: World, asked: Request) -> Json:
    _guild_of(world, asked)
    user = world.people.get(asked.number("user"))
    if user is None:
        raise Refused(UNKNOWN_USER)
    return member(user)


ABOUT: Mapping[str, Handler] = {
    ME: _me,
    APPLICATION: _application,
    "GET /applications/@me": _application,
    GATEWAY: _gateway,
    ANNOUNCE: _announce,
    ANNOUNCE_IN_GUILD: _announce,
    "GET /applications/{application}/commands": _announced,
    "GET /applications/{application}/guilds/{guild}/commands": _announced,
    "GET /users/@me/guilds": _guilds,
    "GET /guilds/{guild}": _guild,
    "GET /guilds/{guild}/channels": _channels,
    "GET /guilds/{guild}/members/{user}": _member,
}
