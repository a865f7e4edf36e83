"""`python -m notifications.sink`: a sink as a process; its port is the first line it writes."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from notifications.sink import Fault, Mischief, Sink


async def _serve(sink: Sink) -> None:
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    async with sink:
        sys.stdout.write(f"{sink.port}\n")
        sys.stdout.flush()
        await over.wait()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m notifications.sink", description="Giữ mọi thư nhận được.")
    parser.add_argument("--port", type=int, default=0, help="cổng trên 127.0.0.1; 0: một cổng còn trống")
    parser.add_argument("--folder", type=Path, required=True, help="thư mục giữ các tệp .eml")
    parser.add_argument("--fault", type=Fault, choices=list(Fault), help="lỗi của máy chủ thư cần diễn")
    parser.add_argument("--times", type=int, help="chỉ diễn lỗi ở bấy nhiêu lần đầu")
    parser.add_argument("--rate", type=float, default=1.0, help="tỷ lệ số lần diễn lỗi, từ 0 đến 1")
    parser.add_argument("--seed", type=int, default=0, help="hạt giống của phép rút ngẫu nhiên")
    return parser.parse_args()


if __name__ == "__main__":
    asked = _asked()
    faults = [Mischief(asked.fault, times=asked.times, rate=asked.rate, seed=asked.seed)] if asked.fault else []
    asyncio.run(_serve(Sink(asked.folder, port=asked.port, faults=faults)))
