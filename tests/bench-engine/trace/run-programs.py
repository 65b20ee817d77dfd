"""Reads {"sources": [...], "answers": [...]} from stdin, runs every program with every answer, prints all traces."""

import json
import sys

FOREVER = 20_000


class Forever(BaseException):
    pass


def trace(code, flag, given):
    seen = []
    steps = 0

    def note(line):
        nonlocal steps
        steps += 1
        if steps > FOREVER:
            raise Forever()
        seen.append(line)

    def answer(label):
        return (given >> label % 5) & 1 == 1

    class Flags:
        def is_enabled(self, name):
            return flag if name == "stale" else answer(len(name))

    def t(label):
        note(f"t{label}")
        return answer(label)

    def n(label):
        note(f"n{label}")
        return (label + given) % 4

    def log(*values):
        note("log " + " ".join(map(str, values)))

    names = {"flags": Flags(), "t": t, "n": n, "log": log, "__name__": "program"}
    try:
        exec(code, names)
        seen.append(f"gives {names['main']()}")
    except Forever:
        seen.append("forever")
    except Exception as error:
        # Whether a name was meant to be local is not behaviour that a program can see.
        kind = "NameError" if isinstance(error, NameError) else type(error).__name__
        seen.append(f"throws {kind}")
    return seen


def main():
    request = json.load(sys.stdin)
    traces = []
    for source in request["sources"]:
        try:
            code = compile(source, "program", "exec")
        except SyntaxError as error:
            traces.append([[f"does not compile: {error}"] for _ in request["answers"]])
            continue
        traces.append([trace(code, each["flag"], each["input"]) for each in request["answers"]])
    json.dump(traces, sys.stdout)


main()
