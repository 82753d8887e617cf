"""Methods that tell where a file is to be downloaded, and what somebody is in a chat."""

from typing import Any

from tests.telegram_bed.asked import Asked, ChatId, Json
from tests.telegram_bed.chats import Standing
from tests.telegram_bed.files import DOWNLOAD_LIMIT
from tests.telegram_bed.members import member
from tests.telegram_bed.method import Method
from tests.telegram_bed.payload import Payload
from tests.telegram_bed.refusals import refuse_always
from tests.telegram_bed.world import World


class GetFile(Asked):
    file_id: str


async def get_file(world: World, asked: GetFile, payload: Payload) -> Json:
    stored = world.files.stored.get(asked.file_id)
    if stored is None:
        refuse_always("wrong file_id or the file is temporarily unavailable")
    if stored.size > DOWNLOAD_LIMIT:
        refuse_always("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": f"unique-{stored.id}",
        "file_size": stored.size,
        "file_path": stored.path,
    }


class GetChatMember(Asked):
    chat_id: ChatId
    user_id: int


async def get_chat_member(world: World, asked: GetChatMember, payload: Payload) -> Json:
    chat = world.chat(asked.chat_id)
    if asked.user_id == world.bot["id"]:
        return member(world.bot, chat.standing)
    user = world.people.get(asked.user_id)
    if user is None:
        refuse_always("user not found")
    if asked.user_id in chat.strangers:
        return member(user, Standing.LEFT)
    status = Standing.ADMINISTRATOR if asked.user_id in chat.managers else Standing.MEMBER
    return member(user, status)


FETCHING: dict[str, Method[Any]] = {
    "getFile": Method(GetFile, get_file),
    "getChatMember": Method(GetChatMember, get_chat_member),
}
