"""Pages without a database, to compare with: a form and a template, by a plain handler and by an asynchronous one."""

from typing import Annotated

from fastapi import FastAPI, Form
from fastapi.responses import HTMLResponse
from jinja2 import Environment

Choice = Annotated[str, Form(max_length=20)]
_PAGE = Environment(autoescape=True).from_string("<!doctype html><title>{{ choice }}</title><p>{{ token }}</p>")


def create_app() -> FastAPI:
    """The least that reads a form and renders a page."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, default_response_class=HTMLResponse)

    @app.get("/healthz")
    async def healthz() -> HTMLResponse:
        return HTMLResponse("ok")

    @app.post("/p/{token}/plain")
    def plain(token: str, choice: Choice) -> HTMLResponse:
        return HTMLResponse(_PAGE.render(token=token, choice=choice))

    @app.post("/p/{token}/asynchronous")
    async def asynchronous(token: str, choice: Choice) -> HTMLResponse:
        return HTMLResponse(_PAGE.render(token=token, choice=choice))

    return app
