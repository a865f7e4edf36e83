#!/usr/bin/env bash
# Install what is missing outside Python: WeasyPrint's libraries, the paper font; Chromium, LibreOffice and
# belenios-tool for the tests; and uv.
set -euo pipefail
cd "$(dirname "$0")/.."

needed=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-croscore poppler-utils chromium libreoffice-writer-nogui belenios-tool)
missing=()
for package in "${needed[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done

if ((${#missing[@]})); then
  if [[ $EUID -ne 0 ]]; then
    echo "Máy còn thiếu gói hệ thống: ${missing[*]}" >&2
    echo "Đề nghị quản trị máy chạy: apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if ! command -v uv >/dev/null 2>&1 && [[ ! -x .uv/bin/uv ]]; then
  python3 -m venv .uv
  .uv/bin/pip install --quiet "uv>=0.9,<0.14"
fi
