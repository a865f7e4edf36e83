"""Nghị quyết hội nghị cán bộ, công chức, viên chức, người lao động được phổ biến, rồi thực hiện: in the law's order."""

from flows.running import procedure_flow
from flows.steps import resolution as steps
from flows.steps.reminding import reminders
from procedures.engine import Outcome
from procedures.resolution.items.schedule import next_event


@procedure_flow("resolution", alarm=next_event)
async def resolution(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 52.2: phổ biến, hướng dẫn, đôn đốc
    await steps.signed(case)  # văn thư: số, ngày, bản ký
    await steps.circulated(case)  # Điều 47.1.d: bằng văn bản đến toàn thể
    for number in await reminders(case):
        await steps.reminded(case, number)
    await steps.closed(case)  # hết hạn, hoặc không còn ai chưa đọc
    await steps.missing_named(case)
    circulated = await steps.reported(case)  # thông báo kết quả phổ biến
    if not await steps.has_items(case):
        return circulated
    await steps.urged(case)  # Điều 52.2: giao từng việc, đôn đốc người phụ trách
    for number in await steps.checks(case):  # Điều 52.3: 06 tháng một lần
        await steps.check_asked(case, number)
        await steps.checked(case, number)  # người đứng đầu, rồi Công đoàn
        await steps.check_told(case, number)  # thông báo đến toàn thể
    return await steps.followed(case)  # Điều 51.3.b: hội nghị sau kiểm điểm từng việc
