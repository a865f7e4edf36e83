"""Việc cần đồng chí: what waits for one person today."""

from procedures.tasks.by_role import tasks_of
from procedures.tasks.task import Task

__all__ = ["Task", "tasks_of"]
