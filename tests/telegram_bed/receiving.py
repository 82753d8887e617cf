"""Methods by which updates come: polling, webhooks, and answers to presses."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field

from tests.telegram_bed.asked import Asked, FromJson, Json
from tests.telegram_bed.method import Method
from tests.telegram_bed.payload import Payload
from tests.telegram_bed.refusals import conflict, refuse, refuse_always
from tests.telegram_bed.world import Webhook, World

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
_ANSWER_LIMIT = 200

Kinds = Annotated[list[str] | None, FromJson]


class GetMe(Asked):
    pass


class GetUpdates(Asked):
    offset: int = 0
    limit: Annotated[int, Field(ge=1, le=100)] = 100
    timeout: Annotated[int, Field(ge=0)] = 0
    allowed_updates: Kinds = None


class SetWebhook(Asked):
    url: str
    max_connections: Annotated[int, Field(ge=1, le=100)] = 40
    allowed_updates: Kinds = None
    drop_pending_updates: bool = False
    secret_token: str = ""
    ip_address: str | None = None


class DeleteWebhook(Asked):
    drop_pending_updates: bool = False


class AnswerCallbackQuery(Asked):
    callback_query_id: str
    text: str = ""
    show_alert: bool = False
    url: str | None = None
    cache_time: int = 0


async def get_me(world: World, asked: GetMe, payload: Payload) -> Json:
    return world.bot


async def get_updates(world: World, asked: GetUpdates, payload: Payload) -> list[Json]:
    if world.webhook is not None:
        conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    if asked.allowed_updates is not None:
        world.updates.allow(asked.allowed_updates)
    if asked.offset < 0:
        world.violation("getUpdates: a negative offset throws updates away")
    world.updates.confirm(asked.offset)
    world.polls += 1
    mine = world.polls
    world.changes.ring()

    def over() -> bool:
        return world.updates.waiting() or world.closing or world.polls != mine

    try:
        await world.changes.until(over, asked.timeout)
    except TimeoutError:
        return []
    if world.polls != mine:
        conflict(
            "terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
    return world.updates.batch(asked.limit)


async def set_webhook(world: World, asked: SetWebhook, payload: Payload) -> bool:
    if not asked.url:
        return _without_webhook(world, drop=asked.drop_pending_updates)
    address = urlsplit(asked.url)
    if address.scheme != "https" and address.hostname not in _LOOPBACK:
        refuse_always("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(asked.secret_token):
        refuse_always("secret token contains unallowed characters")
    if asked.allowed_updates is not None:
        world.updates.allow(asked.allowed_updates)
    _drop(world, drop=asked.drop_pending_updates)
    world.webhook = Webhook(asked.url, asked.secret_token, asked.max_connections)
    world.changes.ring()
    return True


async def delete_webhook(world: World, asked: DeleteWebhook, payload: Payload) -> bool:
    return _without_webhook(world, drop=asked.drop_pending_updates)


async def get_webhook_info(world: World, asked: GetMe, payload: Payload) -> Json:
    hook = world.webhook
    told: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if hook is not None:
        told["max_connections"] = hook.max_connections
        if hook.last_error:
            told["last_error_date"] = int(world.now().timestamp())
            told["last_error_message"] = hook.last_error
    if world.updates.allowed is not None:
        told["allowed_updates"] = sorted(world.updates.allowed)
    return told


async def answer_callback_query(world: World, asked: AnswerCallbackQuery, payload: Payload) -> bool:
    if len(asked.text) > _ANSWER_LIMIT:
        refuse_always("MESSAGE_TOO_LONG")
    query = world.queries.get(asked.callback_query_id)
    if query is None or query.expired:
        refuse("query is too old and response timeout expired or query ID is invalid")
    if query.answer is not None:
        world.violation(f"answerCallbackQuery: {query.id} is answered twice")
    query.answer = {"text": asked.text, "show_alert": asked.show_alert}
    world.changes.ring()
    return True


def _without_webhook(world: World, *, drop: bool) -> bool:
    _drop(world, drop=drop)
    world.webhook = None
    world.changes.ring()
    return True


def _drop(world: World, *, drop: bool) -> None:
    if drop:
        world.violation("drop_pending_updates throws away what people pressed meanwhile")
        world.updates.pending.clear()


RECEIVING: dict[str, Method[Any]] = {
    "getMe": Method(GetMe, get_me),
    "getUpdates": Method(GetUpdates, get_updates),
    "setWebhook": Method(SetWebhook, set_webhook),
    "deleteWebhook": Method(DeleteWebhook, delete_webhook),
    "getWebhookInfo": Method(GetMe, get_webhook_info),
    "answerCallbackQuery": Method(AnswerCallbackQuery, answer_callback_query),
}
