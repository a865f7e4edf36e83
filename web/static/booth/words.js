// Every sentence of the booth and of the key page that is not in their HTML.

export const booth = {
  none: "Không chọn ai (phiếu trắng)",
  alone: /^(Phiếu trắng|Không chọn ai|Không giới thiệu ai)/,
  place: (number, of) => `Câu ${number} trong ${of}`,
  upTo: (most) => `Chọn nhiều nhất ${most} người, hoặc chọn dòng cuối nếu không chọn ai.`,
  between: (least, most) => `Chọn từ ${least} đến ${most} người.`,
  exactly: (count) => `Chọn đúng ${count} người.`,
  picked: (count, most) => `Đã chọn ${count}, nhiều nhất ${most}.`,
  unanswered: (question) => `${question}: chưa chọn.`,
  tooMany: (question, count, most) => `${question}: đã chọn ${count}, nhiều nhất ${most}. Bỏ bớt ${count - most}.`,
  tooFew: (question, count, least) => `${question}: đã chọn ${count}, cần ít nhất ${least}.`,
  toMend: (count) => (count === 1 ? "Cần sửa một chỗ" : `Cần sửa ${count} chỗ`),
  change: "Sửa",
  wordsLabel: "Ý kiến bằng lời",
  noWords: "Không có",
  wordsLeft: (left) => `Còn viết được khoảng ${left.toLocaleString("vi-VN")} chữ cái.`,
  wordsTooLong: (over) => `Ý kiến dài quá khoảng ${over.toLocaleString("vi-VN")} chữ cái. Đồng chí rút ngắn lại.`,
  sealing: (done, of) => `Đang niêm phong trên máy này: ${done}/${of}`,
  posting: "Đã niêm phong. Đang gửi tới hòm phiếu.",
  receiptName: "bien-nhan-bo-phieu.txt",
  receipt: (name, { tracker, height, head, signature }) => [
    "BIÊN NHẬN BỎ PHIẾU KÍN",
    name,
    `Mã nhận: ${tracker}`,
    `Vị trí trong hòm phiếu: ${height}`,
    `Mã băm của hòm phiếu khi nhận: ${head}`,
    `Chữ ký của máy chủ: ${signature}`,
    "Không tìm thấy mã nhận này trong hòm phiếu thì đưa biên nhận cho tổ kiểm phiếu.",
  ],
  copied: "Đã chép.",
  notCopied: "Máy không cho chép. Đồng chí giữ ngón tay trên dòng chữ để chép.",
};

export const code = {
  character: (character) => `Mã không có ký tự "${character}". Không dùng số 0, chữ O, chữ I hoa, chữ l thường.`,
  length: (count) => `Mã có 15 ký tự, đồng chí đã gõ ${count}.`,
  check: () => "Mã gõ sai một chỗ. Đồng chí so lại từng nhóm, để ý chữ hoa và chữ thường.",
};

const later = "Đồng chí thử lại sau ít phút. Nếu vẫn vậy, đồng chí báo người ghi ở cuối trang.";

/** What went wrong: its title, what happened, what to do. */
export const problems = {
  insecure: {
    title: "Trang mở không an toàn",
    what: "Trình duyệt không cho niêm phong phiếu trên địa chỉ này.",
    remedy: "Đồng chí mở đúng địa chỉ bắt đầu bằng https ghi trong thư mời.",
  },
  old: {
    title: "Trình duyệt quá cũ",
    what: "Trình duyệt này không niêm phong được phiếu.",
    remedy: "Đồng chí mở liên kết bằng Chrome, Firefox hoặc Safari bản mới, hoặc đề nghị phiếu giấy.",
  },
  network: {
    title: "Chưa tải được phòng phiếu",
    what: "Không nối được với máy chủ của cơ quan.",
    remedy: "Đồng chí kiểm tra mạng rồi bấm Thử lại.",
  },
  unknown: {
    title: "Không có cuộc bỏ phiếu này",
    what: "Địa chỉ không dẫn tới cuộc bỏ phiếu nào.",
    remedy: "Đồng chí mở lại liên kết trong thư mời, hoặc gõ lại đúng từng ký tự của địa chỉ.",
  },
  annulled: {
    title: "Cuộc bỏ phiếu đã bị hủy",
    what: "Cơ quan đã hủy việc này. Hòm phiếu không bao giờ được mở, phiếu đã gửi không được tính.",
    remedy: "Đồng chí không cần làm gì thêm; có cuộc bỏ phiếu khác thì đồng chí có thư mới, mã mới.",
  },
  closed: {
    title: "Đã chốt bỏ phiếu",
    what: "Cuộc bỏ phiếu này không nhận thêm phiếu.",
    remedy: "Nếu đã bỏ phiếu, đồng chí tìm lá phiếu trong hòm bằng mã nhận.",
  },
  broken: {
    title: "Phòng phiếu không đúng",
    what: "Thông tin của cuộc bỏ phiếu không khớp với khóa niêm phong, nên trang không cho bỏ phiếu.",
    remedy: "Đồng chí báo người ghi ở cuối trang và tổ kiểm phiếu; chưa có gì được gửi đi.",
  },
  unsent:
    "Chưa biết phiếu đã tới hòm phiếu chưa vì mất mạng. Bấm Gửi phiếu lần nữa; gửi hai lần cũng chỉ tính một phiếu.",
  unsealed: `Máy không niêm phong được phiếu. ${later}`,
  refused: `Hòm phiếu không nhận. ${later}`,
  wrongReceipt: "Máy chủ báo một mã nhận khác với lá phiếu đã gửi. Đồng chí báo tổ kiểm phiếu và đừng đóng trang này.",
  unsignedReceipt: "Biên nhận không có chữ ký đúng của máy chủ. Đồng chí báo tổ kiểm phiếu và đừng đóng trang này.",
};

export const recovery = {
  character: (character) => `Mã không có ký tự "${character}". Mã chỉ gồm chữ số và chữ cái không dấu, trừ chữ U.`,
  length: (count) => `Mã có 28 ký tự, đồng chí đã gõ ${count}.`,
  check: () => "Mã gõ sai một chỗ. Đồng chí so lại từng nhóm với bản giấy.",
  different: "Mã này khác mã vừa lấy. Đồng chí gõ đúng mã trên bản giấy, hoặc bấm Xem lại mã.",
  back: { title: "Gõ lại mã từ bản giấy", why: "Gõ lại để chắc bản giấy đúng. Chưa gõ lại thì chưa lập được khóa." },
  resume: { title: "Gõ mã khôi phục", why: "Gõ mã trên bản giấy để tiếp tục; làm được từ bất kỳ máy nào." },
  peel: { title: "Gõ mã để mở lớp của đồng chí", why: "Mã mở lớp ngay trên máy này; mã không gửi đi đâu." },
  open: { title: "Gõ mã để mở", why: "Mã mở phần của đồng chí ngay trên máy này; mã không gửi đi đâu." },
  fileName: "ma-khoi-phuc.txt",
  fileTitle: "MÃ KHÔI PHỤC CỦA NGƯỜI GIỮ KHÓA HÒM PHIẾU",
  fileWarning: "Giữ kín. Không gửi qua thư hay tin nhắn. Hủy khi có thư báo hết thời hạn khiếu nại.",
};

export const room = {
  step: (round) => `Lượt ${round} trong 4`,
  waitsFor: (names) => `Đang chờ: ${names}.`,
  working: "Máy đang làm phần của đồng chí.",
  me: (name) => `${name} (đồng chí)`,
  waits: "◐ đang chờ",
  done: "✓ xong lượt này",
  note: "Trang tự cập nhật. Đồng chí đóng trang thì lần sau gõ lại mã để tiếp tục.",
  lost: "Mất kết nối với máy chủ; trang đang tự thử lại.",
};

export const slips = {
  count: (count, summoned, spare) => `${count} phiếu: ${summoned} người được triệu tập và ${spare} phiếu in thêm.`,
  making: (done, of) => `Đã làm ${done}/${of} mã.`,
  open: (booth) => `Quét mã vuông, hoặc mở ${booth} rồi gõ mã:`,
  rules: (closesAt) =>
    `Bỏ phiếu trước ${closesAt}; bỏ lại được, lá sau được tính. Phiếu mã không ghi tên: ai cầm thì bỏ được phiếu.`,
  bytes: (hash) => (hash ? `Dấu của trang bỏ phiếu: ${hash}.` : ""),
  mark: (mark) => `Dấu chung của mọi phiếu: ${mark}`,
  notSent: "Chưa nối được với máy chủ. Phiếu đã in vẫn dùng được: đồng chí giữ trang này mở rồi bấm lại.",
  notPrinted: (count) => `Đồng chí in đủ ${count} phiếu rồi đánh dấu vào đây.`,
};

export const opening = {
  downloading: "Đang tải hòm phiếu.",
  checking: (count) => `Đã kiểm tra ${count} lá phiếu.`,
  notCompared: "Đồng chí so mười một nhóm số với biên bản chốt rồi đánh dấu vào đây.",
  opened: "Đã đủ hai người mở",
  openedWhat: "Kết quả được cộng từ hai phần mở và chuyển cho tổ kiểm phiếu lập biên bản.",
  half: "Đã nhận phần mở của đồng chí",
  halfWhat: (names) => `Còn cần phần mở của một người nữa: ${names}.`,
  or: " hoặc ",
};

export const counted = {
  returned: (returned, voters) => `${returned}/${voters} người đã bỏ phiếu.`,
  openedBy: (names) => `Người mở hòm: ${names}.`,
  spoken: "Số niêm phong khi đóng hòm: ",
};

export const peeling = {
  checking: "Đang tải hòm phiếu và các phong bì, kiểm tra từng phong bì.",
  next: (name) => `Tiếp theo là ${name}; hệ thống đã gửi thư.`,
  last: "Đã đủ ba lớp. Các lời góp ý được xếp theo thứ tự chữ và đưa vào bảng tổng hợp, không có tên.",
  over: "Đã đủ ba lớp. Không còn việc gì với lời góp ý kín.",
  waitsFor: (name) => `Đang chờ: ${name}.`,
  absent: (name) =>
    `${name} vắng hoặc mất mã: hai người giữ khóa kia cùng có mặt, người thay mở phong bì khôi phục của ${name}.`,
  witnessed: (names) => `Đã ghi là có mặt: ${names}.`,
  byDeputy: "Người thay đã có liên kết trong thư.",
};

export const holding = {
  unknown: {
    title: "Liên kết không dùng được",
    what: "Liên kết này không dẫn tới việc giữ khóa nào.",
    remedy: "Đồng chí mở liên kết trong thư mới nhất.",
  },
  refusedTitle: "Máy chủ không nhận",
  refused: "Máy chủ không nhận phần việc vừa gửi.",
  tryLater: "Đồng chí bấm Thử lại. Nếu vẫn vậy, đồng chí báo người ghi ở cuối trang.",
  where: (rule, at) => `Báo người ghi ở cuối trang dòng này: ${rule}${at ? ` (${at})` : ""}.`,
  replaced: "Khóa này đã được thay bằng khóa của người khác.",
  over: "Quy trình này đã kết thúc. Đã lấy mã khôi phục thì đồng chí hủy mọi bản của mã.",
  kept: (day) =>
    `Hòm phiếu đã mở. Đồng chí giữ mã khôi phục đến hết thời hạn khiếu nại; từ ${day} hệ thống gửi thư đề nghị hủy.`,
  nothing: "Khi có việc, hệ thống gửi thư cho đồng chí.",
  notDestroyed: "Đồng chí hủy mọi bản của mã rồi đánh dấu vào đây.",
  destroyed: "Đã ghi nhận đồng chí hủy mã khôi phục.",
};

const box = "Đồng chí không mở hòm phiếu này.";

/** What a broken rule means to a holder, by rule or by the first word of it; `name` is the holder it points at. */
export const broken = {
  "ceremony-code": () => ({
    title: "Không phải mã của đồng chí",
    what: "Mã vừa gõ là mã của người khác hoặc của lần lập khóa khác.",
  }),
  "ceremony-share": (name) => ({
    title: "Phần khóa gửi tới bị sai",
    what: `Phần khóa của ${name} gửi cho đồng chí không khớp. Cần lập lại khóa từ đầu.`,
  }),
  ceremony: () => ({
    title: "Lập khóa không khớp",
    what: "Thông điệp của một người giữ khóa bị hỏng hoặc bị sửa. Cần lập lại khóa từ đầu.",
  }),
  trustees: () => ({
    title: "Bộ khóa không khớp",
    what: `Khóa công khai không đúng với ba người giữ khóa. ${box}`,
  }),
  "other-keys": () => ({
    title: "Hòm phiếu dùng khóa khác",
    what: `Hòm phiếu không niêm phong bằng khóa của đồng chí. ${box}`,
  }),
  "other-election": () => ({
    title: "Không phải hòm phiếu này",
    what: `Máy chủ đưa hòm phiếu của cuộc bỏ phiếu khác. ${box}`,
  }),
  "not-closed": () => ({
    title: "Chưa chốt bỏ phiếu",
    what: "Hòm phiếu còn nhận phiếu nên chưa mở được.",
  }),
  "words-few": (_, count) => ({
    title: "Quá ít phong bì",
    what: `Chỉ có ${count} phong bì khác nhau. Dưới 5 phong bì thì không bao giờ mở, vì dễ đoán ra người viết.`,
  }),
  "words-missing": () => ({
    title: "Phong bì không khớp lá phiếu",
    what: "Có lá phiếu không có phong bì, hoặc có phong bì không của lá phiếu nào. Đồng chí không mở.",
  }),
  "words-dropped": (name) => ({
    title: "Thiếu phong bì",
    what: `${name} chuyển đi không đủ số phong bì đã nhận. Đồng chí không mở.`,
  }),
  words: (name, at) => ({
    title: "Phong bì không đúng",
    what: `${/^[123]$/.test(at) ? `Phần ${name} chuyển tới` : "Một phong bì"} không qua được kiểm tra. Đồng chí không mở.`,
  }),
  "too-few": (_, count) => ({
    title: "Quá ít người bỏ phiếu",
    what:
      `Chỉ có ${count} người bỏ phiếu. Dưới 5 người thì không bao giờ mở, vì kết quả để lộ từng người; ` +
      "bỏ phiếu lại trên giấy.",
  }),
  "head-at-close": () => ({
    title: "Hòm phiếu khác lúc chốt",
    what: `Hòm phiếu tải về không phải hòm phiếu đã chốt. ${box}`,
  }),
  ballot: () => ({
    title: "Có lá phiếu không hợp lệ",
    what: `Một lá phiếu trong hòm không qua được kiểm tra. ${box}`,
  }),
  tally: () => ({
    title: "Tổng không khớp",
    what: `Tổng trong hòm khác tổng máy này tự cộng. ${box}`,
  }),
  decryption: () => ({
    title: "Phần mở của người khác bị sai",
    what: `Một phần mở đã gửi không qua được kiểm tra. ${box}`,
  }),
  download: () => ({
    title: "Chưa tải được hòm phiếu",
    what: "Máy chủ chưa đưa được hòm phiếu. Đồng chí kiểm tra mạng rồi bấm Thử lại.",
  }),
  worker: () => ({
    title: "Trình duyệt không làm được",
    what: "Trình duyệt dừng giữa chừng. Đồng chí dùng Chrome, Firefox hoặc Safari bản mới.",
  }),
  other: () => ({
    title: "Hòm phiếu hỏng hoặc bị sửa",
    what: `Hòm phiếu không giữ đúng quy tắc. ${box}`,
  }),
};
