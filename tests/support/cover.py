#!/usr/bin/python3
"""Lines and branches that the tests reached, a module a row.

    cover.py BUILD [MODULE...]

Held, else the exit status is 1: LEAST per cent of all branches; and that
every line that makes a diagnostic was reached, or its function stands in
tests/cover/unreached with the reason ("module:function: reason").  A function
that stands there for nothing is an error too.  With MODULEs only these are
shown, each line of theirs that has a branch nobody took.
"""
import glob
import json
import os
import re
import subprocess
import sys

LEAST = 90
UNREACHED = "tests/cover/unreached"


def measured(build):
    """{module: {line: (count, [branch counts], function)}}, summed up."""
    modules = {}
    for source in sorted(glob.glob("convert/*/*.c")):
        data = "%s/obj/%s.gcno" % (build, source[:-2])
        told = subprocess.run(["gcov", "-b", "-j", "-t", data],
                              stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=True).stdout
        for told_file in json.loads(told)["files"]:
            if not told_file["file"].startswith("convert/"):
                continue
            lines = modules.setdefault(told_file["file"][len("convert/"):], {})
            for line in told_file["lines"]:
                branches = [b["count"] for b in line["branches"]]
                old = lines.get(line["line_number"])
                if old and len(old[1]) == len(branches):
                    branches = [a + b for a, b in zip(old[1], branches)]
                lines[line["line_number"]] = (
                    line["count"] + (old[0] if old else 0), branches,
                    line.get("function_name", ""))
    return modules


def row(name, lines):
    n = len(lines)
    reached = sum(line[0] > 0 for line in lines)
    branches = [b for line in lines for b in line[1]]
    taken = sum(b > 0 for b in branches)
    print("%-32s lines %5d of %5d %6.2f%%  branches %5d of %5d %6.2f%%" % (
        name, reached, n, 100 * reached / max(n, 1), taken, len(branches),
        100 * taken / max(len(branches), 1)))
    return 100 * taken / max(len(branches), 1)


def show(module, lines):
    source = open("convert/" + module, encoding="utf-8").read().split("\n")
    for number, (count, branches, _) in sorted(lines.items()):
        if count == 0 or not all(branches):
            print("%s:%d: %s %s" % (module, number,
                                    "-" if count == 0 else "".join(
                                        "+" if b else "-" for b in branches),
                                    source[number - 1].strip()))


def silent(module, lines):
    """Functions with a line that makes a diagnostic and never ran."""
    source = open("convert/" + module, encoding="utf-8").read().split("\n")
    return {line[2] for number, line in lines.items()
            if line[0] == 0 and re.search(r"\bDIAG_[A-Z]", source[number - 1])}


def check_listed(modules):
    """Whether the list of error branches not reached is whole and true."""
    listed = set()
    wrong = []
    for line in open(UNREACHED, encoding="utf-8"):
        module, function, reason = line.rstrip("\n").split(":", 2)
        listed.add((module, function))
        if not any(f == function and not (count and all(branches)) for
                   count, branches, f in modules.get(module, {}).values()):
            wrong.append("%s:%s: is reached, or is no more: take it out of %s"
                         % (module, function, UNREACHED))
        if not reason.strip():
            wrong.append("%s:%s: why?" % (module, function))
    for module, lines in sorted(modules.items()):
        for function in sorted(silent(module, lines)):
            if (module, function) not in listed:
                wrong.append("%s:%s: a message that no test has seen: reach it,"
                             " or say in %s why not"
                             % (module, function, UNREACHED))
    print("\n".join(wrong + ["%d functions with error branches that no test "
                             "reaches: %s" % (len(listed), UNREACHED)]))
    return not wrong


def main():
    modules = measured(sys.argv[1])
    if len(sys.argv) > 2:
        for module in sys.argv[2:]:
            show(module, modules[module])
        return 0
    for module, lines in sorted(modules.items()):
        row(module, lines.values())
    for folder in sorted({os.path.dirname(m) for m in modules}):
        row(folder, [line for m, lines in modules.items()
                     for line in lines.values()
                     if os.path.dirname(m) == folder])
    listed = check_listed(modules)
    reached = row("all", [line for lines in modules.values()
                          for line in lines.values()])
    return not listed or reached < LEAST


sys.exit(main())
