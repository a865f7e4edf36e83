"""Lấy ý kiến toàn thể trước khi người đứng đầu quyết định: the steps in the order of the law."""

from flows.running import procedure_flow
from flows.steps import opinion as steps
from flows.steps.reminding import reminders
from procedures.engine import Outcome


@procedure_flow("opinion")
async def opinion(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 53: nội dung phải lấy ý kiến
    await steps.plan_signed(case)  # Điều 55.1: kế hoạch của người đứng đầu
    await steps.asked(case)  # Điều 54.3: dự thảo gửi đến từng người
    for number in await reminders(case):
        await steps.reminded(case, number)
    await steps.closed(case)  # hết hạn của kế hoạch; im lặng không phải là ý kiến
    await steps.sealed_heard(case)  # ý kiến kín: ba người giữ khóa mở, vào bảng không có tên
    await steps.answered(case)  # Điều 55.1: tổng hợp, tiếp thu, giải trình
    await steps.union_remarked(case)  # Điều 55.2: Công đoàn, khi là quy chế dân chủ
    await steps.decided(case)  # Điều 53: người đứng đầu quyết định
    await steps.issued(case)  # văn thư: số, ngày, bản ký
    await steps.disclosed(case)  # Điều 46.10, 47.2: công khai trong 05 ngày làm việc
    return await steps.posted(case)  # Điều 48: ít nhất 20 ngày liên tục
