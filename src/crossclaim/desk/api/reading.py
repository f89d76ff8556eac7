"""Reading a text that is not kept, as `crossclaim read --format json` does."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from crossclaim.batch import read_one
from crossclaim.clean import InputOptions
from crossclaim.clean.finish import packaged_cleaner
from crossclaim.desk.api.answering import PROBLEMS, send_text
from crossclaim.desk.context import Looking
from crossclaim.desk.failures import TooLarge
from crossclaim.desk.incoming import Material, incoming
from crossclaim.desk.timely import within
from crossclaim.errors import EmptyText, InputError
from crossclaim.export.contract import dumps

PROBLEM = PROBLEMS[400]
router = APIRouter(
    tags=["read"],
    responses=PROBLEMS
    | {
        413: PROBLEM | {"description": "The text is too long."},
        503: PROBLEM | {"description": "Other texts are being read; `Retry-After` says when to come back."},
        504: PROBLEM | {"description": "Reading took too long."},
    },
)

Line = Annotated[str, Field(min_length=1, max_length=2000)]


class TextToRead(BaseModel):
    """A text, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, description="The report's words.")]
    title: Line | None = None
    source: Annotated[Line | None, Field(description="Outlet or body that published it.")] = None
    published: Annotated[date | None, Field(description="Relative dates (Friday night) count from it.")] = None
    url: Annotated[Line | None, Field(description="Where it is from; it is not fetched.")] = None
    kind: Annotated[
        Literal["article", "page"],
        Field(description="article: the text is kept as it is. page: furniture of a web page is left out."),
    ] = "article"
    language: Annotated[str | None, Field(pattern="^[a-z]{2}$", description="Take it to be in this language.")] = None
    explain: Annotated[bool, Field(description="Say of each claim why it reads so.")] = False


@router.post("/read", response_model=dict[str, Any])
def read(context: Looking, given: TextToRead) -> Response:
    """Who claims what in a text; nothing of it is kept."""
    limits, desk = context.desk.settings.limits, context.desk
    if len(given.text) > limits.text:
        raise TooLarge(f"a text has at most {limits.text} characters")
    options = InputOptions(given.published, given.source, given.title, given.kind, given.language)
    if not given.text.strip():
        raise EmptyText("there is nothing to read in it", where="the text")
    [report] = incoming(Material(given.text, given.url or "", None, (), options), packaged_cleaner())
    if isinstance(report, InputError):
        raise report
    reading = within(limits.read_seconds, lambda: read_one(report, desk.reader.read), "reading")
    if isinstance(reading, InputError):
        raise reading
    return send_text(context.request, dumps(reading, explain=given.explain))
