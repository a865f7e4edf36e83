"""Bổ nhiệm từ nguồn nhân sự tại chỗ: the steps in the order of the law, whatever meetings its regime has."""

from flows.running import procedure_flow
from flows.steps import appointment as steps
from procedures.appointment.beginning import next_alert
from procedures.engine import Outcome


@procedure_flow("appointment", alarm=next_alert)
async def appointment(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 33.1.a: nhu cầu, đề xuất
    await steps.alerted(case)  # Điều 33.1.c: 30 ngày làm việc
    await steps.policy_decided(case)  # Điều 33.1: chủ trương; 15 ngày làm việc nếu trình
    await steps.eligibility_checked(case)  # Điều 29: tiêu chuẩn, điều kiện
    for meeting in await steps.meetings(case):  # Điều 33.2: bốn hội nghị từ 01/8/2026, trước đó năm
        if await steps.nobody_is_left(case, before=meeting):
            break
        await steps.grounds_filed(case, meeting)  # trước hội nghị cuối: vấn đề mới nảy sinh, ý kiến cấp ủy
        for convening in steps.convenings(case, meeting):  # họp lại khi không đủ người dự
            await steps.prepared(case, convening)  # danh sách triệu tập theo luật
            await steps.summoned(case, convening)  # giấy mời
            await steps.reminded(case, convening)
            await steps.held(case, convening)  # điểm danh
            await steps.counted(case, convening)  # hai lần kiểm phiếu độc lập
            await steps.concluded(case, convening)  # trên 50 %, từ 30 %, hoặc dừng
            await steps.chosen(case, convening)  # ngang phiếu đúng một nửa: người đứng đầu
            await steps.minuted(case, convening)  # hai biên bản
    if await steps.nobody_is_left(case):
        await steps.reported(case)  # báo cáo cấp có thẩm quyền
        return await steps.report_signed(case)
    await steps.dossier_complete(case)  # Điều 35: hồ sơ
    await steps.proposed(case)  # tờ trình
    await steps.issued(case)  # quyết định
    await steps.disclosed(case)  # công khai trong 05 ngày làm việc
    return await steps.posted(case)  # ít nhất 20 ngày liên tục
