"""views.py FILE - all views of a SQLite warehouse as lines of JSON: view, then a row's values.
views.py - - such lines from standard input, of any database, in one form and order.

Decimals are without zeros at their end, so that databases that print scale and those that do not
say the same.
"""
import json
import re
import sqlite3
import sys

DECIMAL = re.compile(r"-?\d+\.\d+")


def rows_of(path):
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for name, in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        columns = [c[1] for c in base.execute(f"PRAGMA table_info({name})")
                   if c[1] not in ("units", "scale")]  # what the others do not have
        yield [name, "#", *columns]
        names = ", ".join(f'"{c}"' for c in columns)
        for row in base.execute(f"SELECT {names} FROM {name}"):
            yield [name, *row]


def normal(value):
    if value is None:
        return None
    value = str(value)
    return value.rstrip("0").rstrip(".") if DECIMAL.fullmatch(value) else value


lines = map(json.loads, sys.stdin) if sys.argv[1] == "-" else rows_of(sys.argv[1])
for line in sorted(json.dumps([normal(v) for v in line], ensure_ascii=False) for line in lines):
    print(line)
