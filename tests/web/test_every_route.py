"""Whatever is sent to any route, by anyone: an answer with a sentence, never a fault of ours."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from models import Role
from notifications import links
from tests.web.browser import Browser
from tests.web.persons import Person
from tests.world import World
from web.app import create_app
from web.csrf import JSON_POSTS

EXAMPLES = 5
LEFT_OUT = {("POST", "/sign-out")}  # it would end the session that the other routes are tried with


@pytest.mark.parametrize("name", ["stranger", *Role, "listed, every role"])
def test_no_request_of_anyone_breaks_a_page(
    small_world: World, circulated: int, browser: Browser, people: list[Person], name: str
) -> None:
    next(person for person in people if person.name == name).sign_in(browser)
    link = small_world.token(small_world.entries(circulated)[0])
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"Origin": "http://127.0.0.1:8080", "Cookie": cookies or "danchu-form=x"}
    app = create_app()
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    for found in schema.get_all_operations():
        operation = found.ok()
        if (operation.method.upper(), operation.path) not in LEFT_OUT:
            _try(operation, headers, {"token": link, "procedure_id": circulated}, browser.cookies.get("danchu"))


def _try(operation: Any, headers: dict[str, str], real: dict[str, Any], session: str | None) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        is_real = len(str(case.path_parameters)) % 2 == 0
        case.path_parameters.update({key: real[key] for key in case.path_parameters if key in real and is_real})
        if case.method.upper() == "POST":
            _give_the_form_its_token(case, session)
        answered = case.call(headers=headers)
        assert answered.status_code < 500, (case.method, case.path, answered.status_code)
        if answered.status_code >= 400 and "json" in answered.headers.get("content-type", [""])[0]:
            assert case.path.startswith(JSON_POSTS)
            assert answered.json()["error"].endswith(".")  # a script of ours shows the sentence

    check()


def _give_the_form_its_token(case: Any, session: str | None) -> None:
    link = case.path_parameters.get("token")
    about = ("link", link) if link else ("session", session) if session else ("browser", "x")
    body = case.body if isinstance(case.body, dict) else {}
    case.body = {**body, "csrf": links.form_token(*about)}
    case.media_type = case.media_type or "application/x-www-form-urlencoded"
