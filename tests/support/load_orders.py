"""load_orders.py PROGRAM DATABASE FROM TO [PSQL...] - loads in any order end in the same current facts.

For each seed it makes filings with corrections, homonyms, kindred templates and copies, as models
and workbooks, works out what must be current, and loads them: in one load by name, in one load in
another order with more workers, and in many loads.  DATABASE is sqlite:FILE, or postgresql://...
with the command that runs SQL there behind it.  Prints what differs, and how many loads did not.
"""
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import sheets

TABLES = {
    "income": [("total", "total"), ("205", "total"), ("205", "other"), ("2050101", "other")],
    "three_public": [("total", "final"), ("reception", "final"), ("total", "budget")],
    "government_fund": [("total", "income"), ("212", "income")],
}
TEMPLATES = ["national-2022", "hubei-2022", "jiangxi-2022", "zhejiang-2022"]
INCOME = """# 收入决算表
1| 收入决算表
2| 2022年度
3| 部门：{department} | | | | | | | | 金额单位：元
4| 项目 | | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 经营收入 | 附属单位上缴收入 | 其他收入
5| 科目代码 | 科目名称
6| 栏次 | | 1 | 2 | 3 | 4 | 5 | 6 | 7
7| 合计 | | {total} | {total} | 0 | 0 | 0 | 0 | 0
8| '205 | 教育支出 | {total} | {total} | 0 | 0 | 0 | 0 | 0
merge A4:B4 A6:B6 A7:B7
"""


class Filing:
    """A file, and what it says."""

    def __init__(self, data, office, region, tables, saved, rows):
        self.data, self.office, self.region = data, office, region
        self.tables, self.saved, self.rows = tables, saved, rows
        self.digest = hashlib.sha256(data).hexdigest()

    def age(self):
        return self.saved, self.digest


def model(rng, office, region, tables, saved, figures):
    department = " ".join(office) if rng.random() < 0.2 else office
    said = {"juesuan": "model/1", "template": rng.choice(TEMPLATES), "department": department,
            "fiscal_year": 2022}
    if region:
        said["region"] = region
    if saved:
        said["saved"] = saved
    said["tables"] = [{"table": t, "facts": [
        {"item": i, "measure": m, "value": figures[t, i, m]} for i, m in TABLES[t]]} for t in tables]
    rows = [(department, region, t, i, m, str(figures[t, i, m]))
            for t in tables for i, m in TABLES[t]]
    return Filing(json.dumps(said, ensure_ascii=False).encode(), office, region, tables, saved, rows)


def workbook(work, office, saved, total):
    path = work / "book.xlsx"
    sheets.write(path, INCOME.format(department=office, total=total), saved)
    said = (office, "", "income")
    rows = [(*said, item, measure, str(total if n < 2 else 0))
            for item in ("total", "205")
            for n, measure in enumerate(("total", "fiscal_appropriation", "superior_subsidy",
                                         "institutional", "operating", "affiliated_remittance",
                                         "other"))]
    return Filing(path.read_bytes(), office, "", ["income"], saved, rows)


def filings(rng, work):
    """Of a few offices, some of one name; no two were saved at one time."""
    moments = [f"2024-{1 + n % 12:02}-{1 + n % 28:02}T08:00:{n % 60:02}Z" for n in range(60)]
    rng.shuffle(moments)
    made = []
    for office in rng.sample(["教育局", "卫生健康局", "财政局", "水利局"], rng.randint(1, 3)):
        for region in rng.sample(["甲县", "乙县", "丙区", ""], rng.randint(1, 3)):
            figures = {(t, i, m): rng.randint(1, 9999) for t in TABLES for i, m in TABLES[t]}
            for n in range(rng.choice([1, 1, 2, 3, 4])):
                saved = "" if n == 0 and rng.random() < 0.5 else moments.pop()
                figures[rng.choice(list(figures))] = rng.randint(1, 9999)
                tables = sorted(rng.sample(list(TABLES), rng.randint(1, 3)))
                if rng.random() < 0.3 and not region and saved:
                    made.append(workbook(work, office, saved, rng.randint(1, 9999)))
                else:
                    made.append(model(rng, office, region, tables, saved, figures))
    return made


def current(made):
    """A filing is current when none that is later shares a table with it."""
    rows = []
    for f in made:
        if not any(g.office == f.office and g.region == f.region and set(g.tables) & set(f.tables)
                   and g.age() > f.age() for g in made):
            rows += f.rows
    return sorted(rows)


QUERY = """SELECT g.department, g.given_region, f.table_id, f.item, f.measure, f.value
    FROM facts_yuan f JOIN filings g ON g.filing_id = f.filing_id"""


class Database:
    def __init__(self, name, psql):
        self.name, self.psql = name, psql

    def run(self, sql):
        return subprocess.run([*self.psql, sql], check=True, capture_output=True, text=True,
                              encoding="utf-8").stdout

    def clear(self):
        if self.psql:
            self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        else:
            Path(self.name[7:]).unlink(missing_ok=True)

    def facts(self):
        if self.psql:
            return sorted(tuple(line.split("|")) for line in self.run(QUERY).splitlines())
        base = sqlite3.connect(self.name[7:])
        try:
            return sorted(base.execute(QUERY).fetchall())
        finally:
            base.close()


def orders(rng, names):
    """Loads: the names of each, how many workers, and whether with mappings that are mended later."""
    for what, loads in plain_orders(rng, names):
        yield what, [(*load, False) for load in loads]
    mixed = rng.sample(names, len(names))
    half = mixed[:len(mixed) // 2]
    yield "mappings that are mended", [(half, 2, True), (mixed, 1, rng.random() < 0.5),
                                       (rng.sample(names, len(names)), 3, False)]


def plain_orders(rng, names):
    yield "one load", [(sorted(names), 1)]
    mixed = rng.sample(names, len(names))
    yield "one load in another order", [(mixed, rng.randint(2, 4))]
    mixed = rng.sample(names, len(names))
    cuts = sorted(rng.sample(range(1, len(mixed)), min(len(mixed) - 1, rng.randint(1, 5))))
    yield "many loads", [(mixed[a:b], rng.randint(1, 3))
                         for a, b in zip([0, *cuts], [*cuts, len(mixed)])]
    mixed = rng.sample(names, len(names))
    yield "a load that is given twice", [(mixed[:len(mixed) // 2], 1), (mixed, 2), (names, 3)]


def unmended(work):
    """Mappings in which two columns are taken for each other."""
    folder = work / "mappings"
    if not folder.exists():
        shutil.copytree("mappings", folder)
        path = folder / "national-2022" / "income.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in (("fiscal_appropriation", "@"), ("superior_subsidy", "fiscal_appropriation"),
                         ("@", "superior_subsidy")):
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return folder


def try_seed(program, database, seed):
    rng = random.Random(seed)
    failed = 0
    work = Path(tempfile.mkdtemp())
    made = filings(rng, work)
    names = []
    for n, f in enumerate(made):
        copies = 2 if rng.random() < 0.1 else 1
        for copy in range(copies):
            path = work / f"{rng.randrange(10**6):06}-{n}-{copy}{'.xlsx' if f.data[:2] == b'PK' else '.json'}"
            path.write_bytes(f.data)
            names.append(str(path))
    want = current({f.digest: f for f in made}.values())
    for what, loads in orders(rng, names):
        database.clear()
        for given, workers, mended in loads:
            if not given:
                continue
            env = {**os.environ, "JUESUAN_MAPPINGS": str(unmended(work))} if mended else None
            done = subprocess.run([program, "load", "-q", "-t", "hubei-2022", "-",
                                   "-j", str(workers), "--db", database.name],
                                  input="\n".join(given) + "\n", capture_output=True, text=True, env=env,
                                  encoding="utf-8")
            if done.returncode > 1:
                print(f"seed {seed}, {what}: status {done.returncode}: {done.stderr}")
                failed += 1
        got = [tuple(map(str, row)) for row in database.facts()]
        if got != want:
            print(f"seed {seed}, {what}: {sorted(set(got) ^ set(want))[:6]}, {work} is left")
            return 1
    shutil.rmtree(work)
    return failed


def main():
    program, name, first, end = sys.argv[1:5]
    database = Database(name, sys.argv[5:])
    failed = sum(try_seed(program, database, seed) for seed in range(int(first), int(end)))
    print(f"{int(end) - int(first)} seeds, {failed} failed")


main()
