"""Write docs/roles.md from the table of powers and from what each route asks: `python -m scripts.roles`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from models import Role
from procedures.access.powers import POWERS, STRONG_ROLES, Power, Terms
from procedures.countersigning.registry import ACTS
from settings import ROOT
from web.app import ROUTERS
from web.session import Holder, signed_in
from words.sentences import say

BY_ADDRESS = {
    "/p/": "người có liên kết riêng này",
    "/here/": "người có mã trong giấy mời của hội nghị ấy",
    "/b/": "ai cũng được; bỏ phiếu thì cần mã của mình",
    "/check/": "ai có địa chỉ",
    "/keys/": "người giữ khóa có liên kết riêng này",
    "/demo/": "ai cũng được, chỉ trong bản chạy thử",
}
PAGE = ROOT / "docs" / "roles.md"
HEAD = """# Ai làm được việc gì

Trang này được viết ra từ chính bảng mà các trang và các việc hỏi tới (`procedures/access/powers.py`); viết lại bằng
`python -m scripts.roles`. Một phép thử mở từng trang bằng từng vai trò và so với bảng.

- Cán bộ tổ chức và quản trị hệ thống chỉ có quyền sau khi gõ mã trên điện thoại; chữ ký thứ hai cũng vậy, ở mọi vai
  trò.
- Người có tên trong danh sách xem xét của một quy trình không làm việc có dấu * trong quy trình đó; người thay làm. Ý
  kiến, phiếu của họ giữ nguyên.
- Ai thấy tên, số liệu và văn bản nào của một quy trình còn theo luật áp dụng cho quy trình đó (`shown_to`,
  `shown_after`).
- Cán bộ không giữ vai trò: trang riêng theo liên kết trong thư, trang «Hôm nay», phiên đăng nhập của mình.
"""

TWO = """## Việc cần hai người

Hai người khác nhau, của hai vai trò khác nhau, mỗi vai trò đã giữ từ bảy ngày. Người ký gõ mã trên điện thoại, dù ở vai
trò nào.
"""


@dataclass(frozen=True)
class Asked:
    """What a route asks of whoever comes: terms (of a power, or of roles alone), to be signed in, or nothing."""

    method: str
    path: str
    terms: Terms | None
    power: Power | None
    is_for_signed_in: bool


def routes() -> list[Asked]:
    """Every page and form of the product, by address."""
    found = []
    for route in (each for router in ROUTERS for each in router.routes):
        if isinstance(route, APIRoute):
            calls = list(_calls(route.dependant))
            holder = next((call for call in calls if isinstance(call, Holder)), None)
            terms, power = (holder.terms, holder.power) if holder else (None, None)
            for method in sorted(route.methods):
                found.append(Asked(method, route.path, terms, power, bool(holder) or signed_in in calls))
    return sorted(found, key=lambda asked: (asked.path, asked.method))


def _calls(dependant: Dependant) -> Iterator[object]:
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)


def written() -> str:
    """The page as it should stand."""
    heads = ["việc", *(say(f"roles.{role.value}") for role in Role), "điều kiện"]
    powers = [[_name(power), *_marks(terms), _conditions(terms)] for power, terms in POWERS.items()]
    pages = [[f"`{asked.path}`", asked.method, _asked(asked)] for asked in routes()]
    acts = [
        [say(f"acts.{act.name}"), *map(_roles, (act.asked_by, act.signed_by, act.in_their_place))]
        for act in ACTS.values()
    ]
    parts = (
        *(_table(heads, powers), TWO, _table(["việc", "ai đề nghị", "ai ký", "ký thay khi không có ai"], acts)),
        *("## Trang nào hỏi điều gì\n", _table(["trang", "cách", "ai mở được"], pages)),
    )
    return "\n".join((HEAD, *parts))


def _roles(roles: Iterable[Role]) -> str:
    return ", ".join(say(f"roles.{role.value}") for role in roles)


def _name(power: Power) -> str:
    return say(f"powers.{power.value}") + (" *" if POWERS[power].not_if_listed else "")


def _marks(terms: Terms) -> list[str]:
    return ["●" if role in terms.roles else "" for role in Role]


def _conditions(terms: Terms) -> str:
    said = []
    if terms.or_unit_head:
        said.append("trưởng đơn vị cũng được, phần của đơn vị mình")
    if STRONG_ROLES.intersection(terms.roles):
        said.append("mã trên điện thoại" + _for_some(terms))
    if terms.duty:
        free = "".join(f"; {say(f'roles.{role.value}')} không cần được cử" for role in terms.without_duty)
        said.append(f"người được cử làm việc này ({say(f'duties.{terms.duty.value}')}), quá giờ thì người thay{free}")
    return "; ".join(said)


def _for_some(terms: Terms) -> str:
    weak = [role for role in terms.roles if role not in STRONG_ROLES]
    strong = [say(f"roles.{role.value}") for role in terms.roles if role in STRONG_ROLES]
    return f" với {', '.join(strong)}" if weak else ""


def _asked(asked: Asked) -> str:
    for start, who in BY_ADDRESS.items():
        if asked.path.startswith(start):
            return who
    if asked.power:
        return _name(asked.power)
    if asked.terms:
        return _roles(asked.terms.roles)
    return "người đã đăng nhập, phần của mình" if asked.is_for_signed_in else "mọi người"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
