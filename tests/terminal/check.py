#!/usr/bin/env python3
"""Runs the linter on a terminal: tests/terminal/check.py BINARY

The terminal is a real one (a pseudo-terminal), so that its width, colours, links and the line of
progress are what a person gets.
"""

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BINARY = Path(sys.argv[1]).resolve()
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK", "VTE_VERSION", "GITHUB_ACTIONS")
checks = failures = 0


def check(what, holds, detail=""):
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
        print(f"FAIL: {what} {detail}")


class Terminal:
    """The linter, started on a terminal of some width."""

    def __init__(self, columns, *arguments, **environment):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        known = {key: value for key, value in os.environ.items() if key not in VARIABLES}
        self.process = subprocess.Popen(
            [BINARY, "--no-config", *arguments],
            cwd=ROOT,
            env={**known, "TERM": "xterm-256color", **environment},
            stdin=subprocess.PIPE,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)

    def read_until(self, text):
        """What is written up to and with a text, or all."""
        read = b""
        while text not in read.decode(errors="replace"):
            try:
                read += os.read(self.master, 1 << 16)
            except OSError:  # the other side is closed
                break
        return read.decode(errors="replace")

    def read(self, text=""):
        """What is written until the end, when it has read a text."""
        if text:
            self.process.stdin.write(text.encode())
        self.process.stdin.close()
        read = self.read_until("\0")
        self.process.wait()
        os.close(self.master)
        return read


def plain(text):
    text = re.sub(r"\x1b\]8;;.*?\x1b\\", "", text)
    return re.sub(r"\x1b\[[0-9;]*[mK]", "", text).replace("\r", "")


def width(line):
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line
    )


for columns in (45, 60, 80, 100, 132):
    text = Terminal(columns, "--level", "note", "testdata/stacks/quickstart").read()
    rows = [line for line in plain(text).split("\n") if re.match(r" *\d* \|", line)]
    check(f"there are excerpts on {columns} columns", len(rows) > 20)
    wide = [row for row in rows if width(row) > columns]
    check(f"excerpts fit into {columns} columns", not wide, wide)

text = Terminal(80, "testdata/stacks/quickstart").read()
check("there are colours", "\x1b[1;33m" in text)
check("rules are links", re.search(r"\x1b]8;;https://[^\x1b]+\x1b\\\x1b\[[0-9;]+mwarning\[", text))
text = Terminal(80, "testdata/stacks/quickstart", NO_COLOR="1").read()
check("NO_COLOR leaves no escape at all", "\x1b" not in text, repr(text[:200]))
text = Terminal(80, "testdata/stacks/quickstart", TERM="dumb").read()
check("a dumb terminal gets no escape", "\x1b" not in text, repr(text[:200]))
text = Terminal(80, "testdata/stacks/quickstart", GITHUB_ACTIONS="true").read()
check("a terminal gets text, also in a job", "::warning" not in text)

# Standard input that does not come keeps the run waiting for as long as it takes.
slow = Terminal(80, "-")
seen = slow.read_until("reading templates")
check("a long run tells what it does", "cfn-ecs-lint: reading templates" in seen, repr(seen))
rest = slow.read("Resources: {}\n")
report = rest[rest.rindex("\r\x1b[K") :]
check("the line of progress is gone before the report", "reading" not in report, repr(rest))
quiet = Terminal(80, "--quiet", "testdata/stacks/quickstart").read()
check("--quiet has no summary", not re.search(r"in \d+ of \d+ template", quiet))

print(f"{checks - failures} of {checks} checks on a terminal passed")
sys.exit(1 if failures else 0)
