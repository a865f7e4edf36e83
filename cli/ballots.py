"""`danchu ballots`: anyone checks the archive of a sealed round; it needs nothing of danchu but `ballots/`."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer
import yaml

import ballots.verify
from ballots import peeling
from ballots.archive import spoken
from ballots.exact import Broken
from ballots.keys import HOLDERS
from ballots.verify import Examined, compare, examine
from ballots.verify.chain import CLOSED, OPEN, PARTIAL, RESULT, SUMMED

app = typer.Typer(no_args_is_help=True, help="Phiếu kín: kiểm tệp bỏ phiếu.")
STAGES = {
    OPEN: "đang bỏ phiếu",
    CLOSED: "đã kết thúc bỏ phiếu",
    SUMMED: "đã cộng phiếu, chưa mở",
    PARTIAL: "đang mở phiếu",
    RESULT: "đã có kết quả",
}
RULES = Path(ballots.verify.__file__).with_name("rules.yaml")
MANY_BYTES = 2_000_000
"""A file longer than this is worth several processes."""


@app.callback()
def about() -> None:
    """Phiếu kín: kiểm tệp bỏ phiếu."""


@app.command()
def verify(
    archive: Annotated[Path, typer.Argument(help="Tệp .bel")],
    roll: Annotated[int | None, typer.Option(min=0, help="Số người được phát mã")] = None,
    head_at_close: Annotated[str | None, typer.Option(help="Mã băm công bố khi kết thúc bỏ phiếu")] = None,
    head: Annotated[str | None, typer.Option(help="Mã băm cuối cùng đã công bố")] = None,
    stage: Annotated[str | None, typer.Option(help=f"Bước phải có: {', '.join(STAGES)}")] = None,
    as_object: Annotated[bool, typer.Option("--json", help="In kết quả là một đối tượng JSON trên dòng cuối")] = False,
) -> None:
    """Kiểm từng byte, từng chứng minh, từng phép cộng của một tệp bỏ phiếu kín; cộng lại từ đầu."""
    if stage is not None and stage not in STAGES:
        raise typer.BadParameter(f"Chỉ có các bước: {', '.join(STAGES)}.", param_hint="--stage")
    try:
        found = examine(archive, processes=_processes(archive))
        compare(found, roll=roll, head_at_close=head_at_close, head=head, stage=stage)
    except (OSError, MemoryError):
        _refuse("file-unreadable", archive.name, as_object)
    except Broken as broken:
        _refuse(broken.rule, broken.at, as_object)
    else:
        _show(found, as_object)


@app.command()
def peel(
    words: Annotated[Path, typer.Argument(help="Hồ sơ lời kín, words.json")],
    archive: Annotated[Path, typer.Argument(help="Tệp .bel của cùng lượt")],
    holder: Annotated[int, typer.Option(min=1, max=HOLDERS, help="Người giữ khóa thứ mấy")],
    out: Annotated[Path | None, typer.Option(help="Ghi phần chuyển tiếp vào tệp này")] = None,
    again: Annotated[bool, typer.Option("--again", help="Mở lại lớp đã mở, xem có đúng là phần đã chuyển đi")] = False,
) -> None:
    """Mở một lớp của lời góp ý kín bằng mã khôi phục gõ vào; kiểm mọi phong bì trước, dưới năm thì không mở."""
    try:
        record = peeling.read_record(words.read_bytes())
        examine(archive, processes=_processes(archive))
        with archive.open("rb") as stream:
            peeling.check(record, *peeling.trackers_of(stream))
        code = typer.prompt("Mã khôi phục", hide_input=True)
        if again:
            peeling.peel_again(record, code, holder)
            print("ĐÚNG. Phần đã chuyển đi là thứ nằm trong các phong bì đã nhận.")
            return
        layer = peeling.peel(record, code, holder)
    except OSError:
        _refuse("file-unreadable", words.name, as_object=False)
    except ValueError:
        _refuse("ceremony-code", f"holder {holder}", as_object=False)
    except Broken as broken:
        _refuse(broken.rule, broken.at, as_object=False)
    else:
        written = out or words.with_suffix(f".{holder}.json")
        written.write_bytes(layer)
        print(f"Đã mở lớp {holder}: {written.name}. Gửi nội dung tệp (POST) tới liên kết giữ khóa, thêm /words ở cuối.")


def _processes(archive: Path) -> int:
    return (os.cpu_count() or 1) if archive.stat().st_size > MANY_BYTES else 1


def _refuse(rule: str, at: str, as_object: bool) -> None:
    if as_object:
        print(json.dumps({"failed": rule, "at": at}, ensure_ascii=False))
    else:
        sentence = yaml.safe_load(RULES.read_text(encoding="utf-8"))[rule]
        print(f"KHÔNG ĐÚNG. {sentence}\nQuy tắc: {rule}; ở: {at or 'tệp'}")
    raise typer.Exit(1)


def _show(found: Examined, as_object: bool) -> None:
    report = found.report
    if as_object:
        said = {"stage": report.stage, "ballots": report.ballots, "counted": report.counted, "result": report.result}
        print(json.dumps(said, ensure_ascii=False))
        return
    print(f"ĐÚNG. {found.election.name}: {STAGES[report.stage]}.")
    print(f"{found.credentials} mã, {report.ballots} lá phiếu, {report.counted} người bỏ phiếu.")
    if found.head_at_close:
        print(f"Mã băm khi kết thúc: {spoken(found.head_at_close)}")
    print(f"Mã băm cuối cùng: {spoken(found.head)}")
    for question, counts in zip(found.election.questions, report.result or [], strict=False):
        print(question.question)
        answers = (*(("Để trắng",) if question.blank else ()), *question.answers)
        for answer, count in zip(answers, counts, strict=True):
            print(f"  {answer}: {count}")
