"""The method that tells where a file is to be downloaded."""

from typing import Any

from tests.telegram_bed.asked import Asked, Json
from tests.telegram_bed.files import DOWNLOAD_LIMIT
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


FETCHING: dict[str, Method[Any]] = {"getFile": Method(GetFile, get_file)}
