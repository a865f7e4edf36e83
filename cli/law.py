"""danchu law: show the rules in force on a day, and check cases that lawyers write."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from law import cases, parameters, show
from law.overlay import Overlay
from law.reading import BadData
from law.rules import Rules, rules_on

app = typer.Typer(
    help="Quy định của luật: xem, và kiểm bằng các trường hợp do người làm pháp chế viết.", no_args_is_help=True
)

UNREADABLE = 2


@app.command("show")
def show_rules(
    kind: Annotated[str, typer.Argument(help="Loại quy trình, ví dụ: conference, resolution.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Ngày cần xem, ví dụ: 2026-11-24.")],
) -> None:
    """In các quy định áp dụng cho một ngày, kèm điều luật, độ tin cậy và phần riêng của cơ quan."""
    if kind not in parameters.kinds():
        _stop(f'Không có loại "{kind}". Chỉ có: {", ".join(parameters.kinds())}.')
    try:
        own = _laid_over(kind)
        law, rules = rules_on(kind, on.date()), rules_on(kind, on.date(), own)
    except parameters.NotInForce as refusal:
        typer.echo(str(refusal))
        raise typer.Exit(1) from refusal
    except BadData as mistake:
        _stop(str(mistake))
    typer.echo("\n".join([*show.lines(rules), *_own_lines(law, rules)]))


def _laid_over(kind: str) -> Overlay | None:
    """What the agency laid over a kind; None where it laid nothing, or none keeps its data on this machine."""
    from sqlalchemy.exc import SQLAlchemyError

    from models.store.database import engine, is_sqlite, reading
    from procedures.overlay import overlay_of

    try:
        if not is_sqlite() or Path(engine().url.database or "").is_file():
            with reading() as session:
                return overlay_of(session, kind)
    except SQLAlchemyError:
        pass
    typer.echo("Không đọc được cơ sở dữ liệu của cơ quan: dưới đây chỉ có quy định của luật.", err=True)
    return None


def _own_lines(law: Rules, rules: Rules) -> list[str]:
    """The rules that the agency set for itself, and what the law alone says in their place."""
    own = [rule for rule in rules if rule.article != law[rule.key].article]
    told = []
    for rule in own:
        alone = law[rule.key]
        told.append(f"    {rule.label}: {show.in_words(rule)}; luật: {show.in_words(alone)} ({alone.article.cited})")
    return ["", "Cơ quan quy định riêng:", *told] if own else []


@app.command("check")
def check_cases(
    file: Annotated[Path, typer.Argument(help="Tệp YAML gồm các trường hợp.")],
) -> None:
    """Kiểm các trường hợp. Mỗi trường hợp khác với luật in một dòng; dòng cuối: số khớp of tổng số."""
    try:
        verdicts = cases.check(file.read_text(encoding="utf-8-sig"), file.name)
    except OSError as error:
        _stop(f"Không mở được tệp {file}: {error.strerror}.")
    except UnicodeDecodeError:
        _stop(f"Không đọc được tệp {file}: tệp phải là văn bản UTF-8.")
    except BadData as mistake:
        _stop(str(mistake))
    differing = [verdict for verdict in verdicts if not verdict.agrees]
    for verdict in differing:
        typer.echo(verdict.line())
    typer.echo(f"{len(verdicts) - len(differing)} of {len(verdicts)}")
    if differing:
        raise typer.Exit(1)


def _stop(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(UNREADABLE)
