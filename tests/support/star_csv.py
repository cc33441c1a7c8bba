"""star_csv.py FILE OUT - the tables of a SQLite warehouse as CSV, to fill those of another dialect.

NULL is \\N without quotes, all else is quoted; facts come from facts_yuan, with exact values.
"""
import sqlite3
import sys
from pathlib import Path

base, out = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True), Path(sys.argv[2])
out.mkdir(exist_ok=True)
for name, in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    if name == "powers":  # SQLite's own
        continue
    rows = base.execute(f"SELECT * FROM {'facts_yuan' if name == 'facts' else name}")
    with (out / f"{name}.csv").open("w", encoding="utf-8") as f:
        for row in [[c[0] for c in rows.description], *rows]:
            print(",".join("\\N" if v is None else '"' + str(v).replace('"', '""') + '"'
                           for v in row), file=f)
