"""Phổ biến nghị quyết hội nghị cán bộ, công chức, viên chức, người lao động: the steps in the order of the law."""

from flows.running import procedure_flow
from flows.steps import resolution as steps
from flows.steps.reminding import reminders
from procedures.engine import Outcome


@procedure_flow("resolution")
async def resolution(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 52.2: phổ biến, hướng dẫn, đôn đốc
    await steps.signed(case)  # văn thư: số, ngày, bản ký
    await steps.circulated(case)  # Điều 47.1.d: bằng văn bản đến toàn thể
    for number in await reminders(case):
        await steps.reminded(case, number)
    await steps.closed(case)  # hết hạn, hoặc không còn ai chưa đọc
    await steps.missing_named(case)
    return await steps.reported(case)  # Điều 52.3: thông báo kết quả, trước kỳ kiểm tra
