"""database.py FILE [SQL] - what SQL says, or all of a SQLite warehouse in order, less times and numbers of loads.

Values stand with | between, NULL as nothing.
"""
import sqlite3
import sys

base = sqlite3.connect(f"file:{sys.argv[1]}?mode=rw", uri=True)
tables = [row[0] for row in base.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def show(sql):
    for row in base.execute(sql):
        print("|".join("" if v is None else str(v) for v in row))


if len(sys.argv) > 2:
    show(sys.argv[2])
    base.commit()
else:
    for table in tables:
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")
                   if row[1] not in ("loaded_at", "run")]
        names = ", ".join(columns)
        print(table)
        show(f"SELECT {names} FROM {table} ORDER BY {names}")
