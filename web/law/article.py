"""Điều luật đằng sau một con số: gist, document, since when, how certain."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from law.articles import articles
from web.pages import page

router = APIRouter(prefix="/law", default_response_class=HTMLResponse)
Key = Annotated[str, Path(max_length=80)]


@router.get("/{key}")
def article(request: Request, key: Key) -> HTMLResponse:
    """Một điều, bằng lời dễ hiểu; open to everyone: the law is."""
    found = articles().get(key)
    if found is None:
        raise HTTPException(404)
    return page(request, "law/article.html.jinja", article=found)
