# Every target sets up what it needs. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := "$(UV)" run --no-sync

##@ Chạy
.PHONY: demo
demo: setup ## Cơ quan mẫu 28 người, đang chạy, tại http://127.0.0.1:8080
	$(RUN) danchu demo

.PHONY: serve
serve: setup ## Sản phẩm thật, theo biến môi trường DANCHU_...
	$(RUN) danchu serve

##@ Kiểm
.PHONY: test
test: setup-dev ## Mọi phép thử
	$(RUN) pytest -n 2 --dist loadgroup

.PHONY: law-test
law-test: setup-dev ## Chỉ phép thử về luật, trong vài giây
	$(RUN) pytest tests/law -q

.PHONY: check
check: setup-dev lint test ## Đúng những gì CI chạy
	for cases in tests/law/*.yaml; do $(RUN) danchu law check "$$cases" || exit 1; done

.PHONY: lint
lint: setup-dev ## Định dạng, kiểu, hướng của import
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) pyright
	$(RUN) lint-imports

.PHONY: pictures
pictures: setup-dev ## Chụp mọi trang của cơ quan mẫu vào docs/pictures
	$(RUN) python -m scripts.pictures

.PHONY: mutate
mutate: setup-dev ## Cài 200 lỗi nhỏ vào bản sao của law/, rồi của ballots/, xem phép thử tìm ra bao nhiêu
	$(RUN) python -m scripts.mutate

.PHONY: bench
bench: setup-dev ## Đo tốc độ bên cạnh mốc so sánh, in tỷ số
	$(RUN) python -m bench

##@ Cài đặt
.PHONY: setup
setup: system ## Thư viện Python của sản phẩm, theo uv.lock
	"$(UV)" sync --frozen --quiet --no-dev --inexact

.PHONY: setup-dev
setup-dev: system ## Thêm công cụ phát triển
	"$(UV)" sync --frozen --quiet

.PHONY: system
system: ## Gói hệ thống còn thiếu (apt), và uv
	@bash scripts/system.sh

.PHONY: help
help: ## In danh sách này
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
