"""Runs docker-compose 1.x's own command over many projects in one process.

Input: one JSON object a line, {"folder": …, "words": […]}. Output: one a line, {"status": …, "stdout": …}.
"""

import contextlib
import io
import json
import os
import sys

from compose.cli import main as command

CLEAN = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}

for line in sys.stdin:
    case = json.loads(line)
    os.environ.clear()
    os.environ.update(CLEAN)
    os.chdir(case["folder"])
    sys.argv = ["docker-compose", *case["words"]]
    out = io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            command.main()
        except SystemExit as exit:
            status = exit.code or 0
        except Exception:
            status = 1
    print(json.dumps({"status": status, "stdout": out.getvalue()}), flush=True)
