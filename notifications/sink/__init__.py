"""A small SMTP server on loopback that keeps every mail it accepts, and plays a relay's faults when asked.

For the demo, rehearsals and tests: `python -m notifications.sink --port 2525 --folder mails [--fault drop-after-dot]`.
"""

from notifications.sink.faults import Fault, Mischief
from notifications.sink.kept import KeptMail, read_folder, read_mail
from notifications.sink.server import Sink, running

__all__ = ["Fault", "KeptMail", "Mischief", "Sink", "read_folder", "read_mail", "running"]
