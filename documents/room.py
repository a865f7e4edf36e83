"""Room on Python's stack for all that a rendering calls."""

from collections.abc import Callable
from types import FunctionType
from typing import ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Made = TypeVar("Made")

# CPython keeps the frames of calls in pieces of 16 KB, takes a piece from the system when a call needs it and gives it
# back when that call returns. A call that is made thousands of times and happens to stand at the end of a piece takes
# and gives as often: by how deep the page or the flow had called before, a PDF took a fifth to twice as long. A frame
# that asks for this many slots gets a piece in which as many again are free, more than renderings need.
SLOTS = 2**15


def with_room(render: Callable[Given, Made]) -> Callable[Given, Made]:
    """Let this function find room, at whatever depth it is called."""
    function = cast(FunctionType, render)
    function.__code__ = function.__code__.replace(co_stacksize=SLOTS)
    return render
