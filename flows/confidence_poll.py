"""Lấy phiếu tín nhiệm cán bộ lãnh đạo, quản lý: the steps in the order of the law."""

from flows.running import procedure_flow
from flows.steps import confidence_poll as steps
from procedures.engine import Outcome


@procedure_flow("confidence_poll")
async def confidence_poll(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 6: nơi tổ chức, ai được lấy phiếu
    await steps.notified(case)  # thông báo: văn thư vào số, ngày, bản ký
    await steps.reports_asked(case)  # mỗi người được lấy phiếu tự đánh giá
    await steps.reports_filed(case)  # chậm nhất 20 ngày trước hội nghị
    for convening in steps.convenings(case):  # họp lại khi không đủ hai phần ba
        await steps.prepared(case, convening)  # thành phần bỏ phiếu theo quy định
        await steps.summoned(case, convening)  # tài liệu, giấy mời: 15 ngày trước hội nghị
        await steps.questions_closed(case, convening)  # 10 ngày
        await steps.questions_answered(case, convening)  # 03 ngày
        await steps.reminded(case, convening)
        await steps.held(case, convening)  # điểm danh, phát phiếu
        await steps.counted(case, convening)  # hai lần kiểm phiếu độc lập
        await steps.concluded(case, convening)  # tỷ lệ trên số phiếu thu về
        await steps.minuted(case, convening)  # biên bản hội nghị, biên bản kiểm phiếu
    await steps.results_reported(case)  # bảng tổng hợp, hệ quả theo quy định, báo cáo
    return await steps.report_signed(case)
