"""Loads the program once and then forks a process for each command that it is asked for on standard input.

Each command is a process of its own, with its own sign-in, store and exit code; only loading the libraries is shared.
A request is one line of JSON: ``{words, env, stdin, stdout, stderr}``, the last three are files. The answer is one
line: the exit code.
"""

from __future__ import annotations

import json
import os
import sys

import pypinyin

from centre_app.cli import casework, exchange, frame, main, office, printing, upkeep

LOADED = (casework, exchange, frame, office, printing, pypinyin, upkeep)
STREAMS = ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY))


def serve() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            for number, name, how in STREAMS:
                os.dup2(os.open(asked[name], how), number)
            os.environ.update(asked["env"])
            sys.argv = ["centre", *asked["words"]]
            main()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


serve()
