"""The payload of a request: its fields and files, however the bot chose to send them."""

from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.telegram_bed.asked import Json

ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Payload:
    """Fields by name, as text where a form carried them; files by the name of their part."""

    fields: Json
    files: dict[str, Upload]

    def file_of(self, reference: str) -> Upload | None:
        """Find the file that a field's value means."""
        return self.files.get(reference.removeprefix(ATTACHED))


async def read_payload(request: Request) -> Payload:
    """Read query, form, multipart or JSON."""
    fields: Json = dict(request.query_params)
    files: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        return Payload(fields | await request.json(), files)
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime = value.content_type or "application/octet-stream"
                files[name] = Upload(value.filename or name, mime, await value.read())
            else:
                fields[name] = value
    for part in files:
        if not any(f"{ATTACHED}{part}" in str(value) for value in fields.values()):
            fields[part] = ATTACHED + part  # a part that bears a field's name is its value
    return Payload(fields, files)
