"""Hội nghị cán bộ, công chức, viên chức, người lao động: the steps in the order of the law."""

from flows.running import procedure_flow
from flows.steps import conference as steps
from procedures.engine import Outcome


@procedure_flow("conference")
async def conference(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 51.1: mỗi năm một lần; Điều 50.1: hoặc bất thường
    await steps.union_agreed(case)  # Điều 52.1: thống nhất với Ban Chấp hành Công đoàn
    await steps.plan_signed(case)  # Điều 52.1: kế hoạch
    await steps.drafts_answered(case)  # Điều 53: lấy ý kiến về các dự thảo
    for convening in steps.convenings(case):  # Điều 51.2.c: không đủ hai phần ba thì triệu tập lại
        await steps.prepared(case, convening)  # Điều 51.2.a, b: toàn thể hoặc đại biểu
        await steps.summoned(case, convening)  # giấy mời
        await steps.reminded(case, convening)
        await steps.held(case, convening)  # điểm danh
        await steps.conducted(case, convening)  # Điều 51.4: trình tự từ a đến i
        await steps.counted(case, convening)  # Điều 60.1: bầu Ban Thanh tra nhân dân, hai lần kiểm phiếu độc lập
        await steps.concluded(case, convening)  # trên 50 % số người dự tán thành
        await steps.minuted(case, convening)  # biên bản
    if steps.asks_by_letter(case):  # Điều 50.2: triệu tập hai lần không đủ người thì gửi phiếu lấy ý kiến toàn thể
        await steps.letters_prepared(case)
        await steps.letters_decided(case)  # người đứng đầu quyết định, sau khi thống nhất với Công đoàn
        await steps.letters_sent(case)
        await steps.letters_reminded(case)
        await steps.letters_counted(case)
        await steps.letters_minuted(case)
    return await steps.resolved(case)  # nghị quyết, để phổ biến và thực hiện
