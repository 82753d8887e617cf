"""What goes over the wire: requests as the bot made them, files, and refusals."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader
from aiohttp.web import Request as HttpRequest

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, on its way to the bot or from it."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"


@dataclass(slots=True, eq=False)
class Request:
    """A request of the bot; ``status`` and ``code`` are the answer's, None until there is one.

    ``route`` names what is asked for ("GET /channels/{channel}"), ``names`` what stands in it.
    """

    route: str
    method: str
    path: str
    names: dict[str, str]
    query: dict[str, str]
    authorization: str | None
    body: Any = None
    files: tuple[Upload, ...] = ()
    status: int | None = None
    code: int | None = None

    def number(self, name: str) -> int:
        """Give the snowflake that stands in the route; refuse what is none, as Discord does."""
        if not self.names[name].isdecimal():
            raise Refused(INVALID_FORM)
        return int(self.names[name])


@dataclass(frozen=True, slots=True)
class Refuses:
    """A refusal: the status of HTTP and Discord's own code."""

    status: int
    code: int
    message: str

    def json(self) -> Json:
        return {"message": self.message, "code": self.code}


class Refused(Exception):
    """Refuse what the bot asked for."""

    def __init__(self, refusal: Refuses) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def refuse_unless(holds: object, refusal: Refuses) -> None:
    """Refuse where something does not hold."""
    if not holds:
        raise Refused(refusal)


UNAUTHORIZED = Refuses(401, 0, "401: Unauthorized")
MISSING_ACCESS = Refuses(403, 50001, "Missing Access")
MISSING_PERMISSIONS = Refuses(403, 50013, "Missing Permissions")
CLOSED_DMS = Refuses(403, 50007, "Cannot send messages to this user")
ARCHIVED = Refuses(400, 50083, "Thread is archived")
UNKNOWN_CHANNEL = Refuses(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = Refuses(404, 10004, "Unknown Guild")
UNKNOWN_MESSAGE = Refuses(404, 10008, "Unknown Message")
UNKNOWN_USER = Refuses(404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = Refuses(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = Refuses(404, 10062, "Unknown interaction")
ACKNOWLEDGED = Refuses(400, 40060, "Interaction has already been acknowledged.")
INVALID_TOKEN = Refuses(401, 50027, "Invalid Webhook Token")
INVALID_FORM = Refuses(400, 50035, "Invalid Form Body")
EMPTY = Refuses(400, 50006, "Cannot send an empty message")


@dataclass(slots=True)
class _Form:
    """What a multipart form holds."""

    body: Any = None
    files: list[Upload] = field(default_factory=list)


async def read_request(request: HttpRequest, route: str) -> Request:
    """Read a request, however the bot chose to send its body."""
    form = _Form()
    if request.content_type == "multipart/form-data":
        form = await _read_form(request)
    elif request.can_read_body:
        form.body = await request.json()
    return Request(
        route,
        request.method,
        request.path,
        dict(request.match_info),
        dict(request.query),
        request.headers.get("Authorization"),
        form.body,
        tuple(form.files),
    )


async def _read_form(request: HttpRequest) -> _Form:
    form = _Form()
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            form.body = await part.json()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            form.files.append(Upload(part.filename or "", bytes(await part.read()), mime))
    return form
