"""bench.py BUILD - what work costs, beside the least it can and beside other programs.

    make bench    (RUNS=5; ROWS=100000; FILES=400; OUT=tests/bench/RESULTS.md;
                   NPM=DIR keeps what npm brings)

Makes its inputs in a folder that is removed again.  The programs of a row take turns, so that a
drifting machine favours none; what is compared is the time of processors, and the quotient is the
median of the quotients of each turn.  Peers that are not here, and that npm cannot bring, are
left out, which the table says.  What the file has under Earlier stays.
"""
import json
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "samples" / "hubei-2022.xlsx"
RUNS = int(os.environ.get("RUNS", 5))
ROWS = int(os.environ.get("ROWS", 100_000))
FILES = int(os.environ.get("FILES", 400))
OUT = Path(os.environ.get("OUT", HERE / "RESULTS.md"))
PYTHON = os.environ.get("PYTHON", "/usr/bin/python3")

SHEETJS = """const X = require("xlsx"); for (const f of process.argv.slice(1)) {
const b = X.readFile(f); for (const n of b.SheetNames) X.utils.sheet_to_csv(b.Sheets[n]); }"""
EXCELJS = """const E = require("exceljs"); (async () => { for (const f of process.argv.slice(1)) {
const b = new E.Workbook(); await b.xlsx.readFile(f);
b.eachSheet(s => s.eachRow(r => r.values)); } })()"""
OPENPYXL = """import sys, openpyxl
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True):
        for row in sheet.iter_rows(values_only=True):
            pass"""


class Bench:
    def __init__(self, build, work):
        self.juesuan = str(Path(build).resolve() / "juesuan")
        self.work = work
        self.absent = []
        self.lines = []
        self.npm = Path(os.environ.get("NPM", work / "npm"))

    # ---- programs

    def compile(self, name, source, *libs):
        out = self.work / name
        subprocess.run(["cc", "-O2", "-o", out, source, *libs], check=True)
        return str(out)

    def server(self):
        """A PostgreSQL server as the peers' tests have it: its URL, or None; stop_server() ends
        it."""
        script = f"work={self.work}; . tests/support/server.sh; server_start >&2 && echo $server"
        got = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, text=True,
                             check=False)
        return got.stdout.strip() or self.absent.append("PostgreSQL")

    def stop_server(self):
        script = f"work={self.work}; . tests/support/server.sh; server=here; server_stop"
        subprocess.run(["sh", "-c", script], cwd=ROOT, check=False)

    def node(self, package, script):
        """A script that requires a package of npm, or None."""
        if not shutil.which("npm"):
            return self.absent.append(package)
        modules = self.npm / "node_modules"
        if not (modules / package).exists():
            self.npm.mkdir(parents=True, exist_ok=True)
            got = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", package],
                                 cwd=self.npm, capture_output=True, check=False, timeout=300)
            if got.returncode:
                return self.absent.append(package)
        return ["env", f"NODE_PATH={modules}", "node", "-e", script]

    def peers(self):
        self.readers = {"openpyxl": [PYTHON, "-c", OPENPYXL]}
        if subprocess.run([PYTHON, "-c", "import openpyxl"], capture_output=True,
                          check=False).returncode:
            self.absent.append(self.readers.popitem()[0])
        if shutil.which("xlsx2csv"):
            self.readers["xlsx2csv"] = ["xlsx2csv", "-a"]
        else:
            self.absent.append("xlsx2csv")
        for package, script in ("xlsx", SHEETJS), ("exceljs", EXCELJS):
            command = self.node(package, script)
            if command:
                self.readers[package] = command
        # calamine, as a program of the first sheet; what npm links to is not in the package.
        if self.node("xlsx-to-csv", ""):
            found = self.npm / "node_modules" / "xlsx-to-csv" / "dist" / "xlsx-to-csv-linux"
            if found.exists():
                self.readers["calamine"] = [str(found), "--file"]
            else:
                self.absent.append("xlsx-to-csv")

    # ---- measuring

    def once(self, command):
        """Seconds of processors that one run takes."""
        with open(self.work / "said", "w", encoding="utf-8") as said:
            process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL,
                                       stderr=said, cwd=ROOT)
            _, status, usage = os.wait4(process.pid, 0)
        # Status 1 says that something was left, which a sample's figures may.
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            text = (self.work / "said").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"{command[:4]}: {text[-300:]}")
        return usage.ru_utime + usage.ru_stime

    def memory(self, command):
        """As the table has it.  Not from wait4(), which counts what Python had before it ran it."""
        out = self.work / "memory"
        subprocess.run(["/usr/bin/time", "-o", out, "-f", "%M", *map(str, command)], cwd=ROOT,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return f"{int(out.read_text(encoding='utf-8').split()[-1]) / 1024:.0f} MiB"

    def row(self, work, base, ours, peers=(), reach="", times=1, files=0):
        """A row: base is (name, command); ours and each peer are commands."""
        commands = {base[0]: base[1], "juesuan": ours, **dict(peers)}
        spent = {name: [] for name in commands}
        for _ in range(RUNS):
            for name in list(commands):
                try:
                    seconds = sum(self.once(commands[name]) for _ in range(times)) / times
                except RuntimeError as error:
                    if name not in self.readers:
                        raise
                    print(error, file=sys.stderr)
                    del commands[name]  # it cannot do this at all
                    continue
                spent[name].append(seconds)
        for name in commands:
            seconds = statistics.median(spent[name])
            ratio = statistics.median(s / b for s, b in zip(spent[name], spent[base[0]]) if b > 0)
            rate = f"{files / seconds:,.0f} files a second" if files else ""
            self.say(work if name == base[0] else "", name, f"{1000 * seconds:,.1f} ms",
                     f"{ratio:.2f} × {base[0]}", self.memory(commands[name]), rate,
                     reach if name == "juesuan" else "")

    def say(self, *cells):
        line = "| " + " | ".join(cells) + " |"
        print(line, flush=True)
        self.lines.append(line)

    def turns(self, count, *works):
        """What each of the works gives, in turn: the medians."""
        got = [[work() for work in works] for _ in range(count)]
        return [statistics.median(column) for column in zip(*got)]

    def seconds(self, command):
        """Seconds of a clock that one run takes."""
        begun = time.monotonic()
        self.once(command)
        return time.monotonic() - begun

    def flat(self, what, command, few, many):
        """Memory of few and of many files."""
        self.say(what, *(self.memory(command(n)) for n in (few, many)), "≤ 16 MiB, flat")

    def grow(self, what, small, large, factor=10):
        """The exponent by which cost grows with 'what', from two commands."""
        both = [(self.once(small), self.once(large)) for _ in range(RUNS)]
        few, many = (statistics.median(column) for column in zip(*both))
        self.say(what, f"{1000 * few:,.1f} ms", f"{1000 * many:,.1f} ms",
                 f"{math.log(many / few, factor):.2f}")

    # ---- inputs

    def table(self, rows, columns):
        path = self.work / f"table-{rows}-{columns}.xlsx"
        if not path.exists():
            subprocess.run([PYTHON, HERE / "table.py", path, str(rows), str(columns)], check=True)
        return path

    def filings(self, count, sample="*"):
        """So many, with other departments and figures: of all samples, or of one."""
        folder = self.work / (f"filings-{count}" if sample == "*" else f"{sample}-{count}")
        if not folder.exists():
            subprocess.run([PYTHON, HERE / "filings.py", folder, str(count), sample], check=True)
        return folder

    def codes(self, count):
        path = self.work / f"codes-{count}.csv"
        subprocess.run([PYTHON, HERE / "codes.py", path, str(count)], check=True)
        return path

    def templates(self, times):
        """The mappings, and one template beside them so many times under other names."""
        folder = self.work / f"mappings-{times}"
        shutil.copytree(ROOT / "mappings", folder)
        for i in range(times):
            copy = shutil.copytree(folder / "hubei-2022", folder / f"copied-{i}")
            text = (copy / "template.yaml").read_text(encoding="utf-8")
            (copy / "template.yaml").write_text(text.replace("hubei-2022", f"copied-{i}"),
                                                encoding="utf-8")
        return folder

    def rules(self, times):
        """The mappings, with each rule so many times under other names."""
        folder = self.work / f"rules-{times}"
        shutil.copytree(ROOT / "mappings", folder)
        for path in (folder / "rules").glob("*.yaml"):
            head, found, body = path.read_text(encoding="utf-8").partition("\nrules:\n")
            if not found:
                continue
            bodies = [re.sub(r"(?m)^(  - id: \S+)", rf"\g<1>-{i}", body) for i in range(1, times)]
            path.write_text(head + "\nrules:\n" + "\n".join([body, *bodies]), encoding="utf-8")
        return folder

    # ---- what is measured

    def work_rows(self):
        empty = ("empty", [self.compile("empty", self.source("empty", "int main(void){return 0;}"))])
        floor = self.compile("floor", HERE / "floor.c", "-ldeflate")
        facts = [self.juesuan, "import", "-q", "-f", "facts"]
        null = ["-o", self.work / "out.csv"]
        self.row("--version", empty, [self.juesuan, "--version"], reach="≤ 1.2 × empty", times=40)
        self.row("import, one filing of 11 sheets", empty, [*facts, SAMPLE, *null],
                 self.reading(SAMPLE), "≤ 2.0 × empty", times=10)
        self.row("check, the same", ("import", [*facts, SAMPLE, *null]),
                 [self.juesuan, "check", "-q", SAMPLE], reach="≤ 1.25 × import", times=10)
        folder = self.filings(FILES)
        books = sorted(folder.rglob("*.xlsx"))
        self.row(f"import, {FILES} filings, one worker", ("floor", [floor, *books]),
                 [*facts, "-j", "1", folder, *null], reach="≤ 4 × floor, ≥ 2,000 files a second",
                 files=FILES)
        for rows, columns in (ROWS, 12), (ROWS // 20, 120):
            path = self.table(rows, columns)
            self.row(f"cells, {rows:,} × {columns}", ("floor", [floor, path]),
                     [self.juesuan, "cells", path, "-o", self.work / "out.csv"],
                     self.reading(path), "≤ 5 × floor, ≤ 24 MiB and the shared strings")
        path = self.table(ROWS, 9)
        self.row(f"import, a table of {ROWS:,} rows", ("floor", [floor, path]),
                 [*facts, "-t", "national-2022", path, *null], reach="100,000 rows: ≤ 0.4 s, ≤ 96 MiB")
        base = self.work / "base.db"
        self.row(f"load into SQLite, {FILES} filings", ("import", [*facts, "-j", "1", folder, *null]),
                 ["sh", "-c", f"rm -f {base}*; exec {self.juesuan} load -q -j 1 {folder} "
                  f"--partial --db sqlite:{base}"], reach="≥ 1,200 files a second", files=FILES)
        self.postgresql(folder)
        self.workers(folder)
        self.migrations()

    def workers(self, folder):
        """By the clock: two workers on two cores that have nothing else to do."""
        command = [self.juesuan, "import", "-q", "-f", "facts", folder, "-o", self.work / "out.csv"]
        one, two = self.turns(RUNS, lambda: self.seconds([*command, "-j", "1"]),
                              lambda: self.seconds([*command, "-j", "2"]))
        self.say(f"import, {FILES} filings, by the clock", "one worker", f"{1000 * one:,.1f} ms",
                 "1.00 × one worker", "", f"{FILES / one:,.0f} files a second", "")
        self.say("", "two workers", f"{1000 * two:,.1f} ms", f"{one / two:.2f} × as fast", "",
                 f"{FILES / two:,.0f} files a second", "≥ 1.85 × as fast")

    def postgresql(self, folder):
        """Processors' time of the program, without the server's; by the clock, with it."""
        url = self.server()
        if not url:
            return

        def load():
            subprocess.run(["psql", "-X", "-q", url, "-c",
                            "DROP SCHEMA public CASCADE; CREATE SCHEMA public"],
                           capture_output=True, check=True)
            begun = time.monotonic()
            spent.append(self.once(command))
            return time.monotonic() - begun

        spent = []
        command = [self.juesuan, "load", "-q", "-j", "1", folder, "--partial", "--db", url]
        try:
            clock, = self.turns(RUNS, load)
            seconds = statistics.median(spent)
            self.say(f"load into PostgreSQL, {FILES} filings", "juesuan",
                     f"{1000 * seconds:,.1f} ms", f"{1000 * clock:,.1f} ms by the clock, with the server", self.memory(command),
                     f"{FILES / seconds:,.0f} files a second", "≥ 1,000 files a second")
        finally:
            self.stop_server()

    def migrations(self):
        """Many filings in one run, beside the library drawing as many cells of as many styles as
        often in one process, and nothing else: it reads none and reads none back."""
        books = FILES // 2
        folder, out = self.filings(books, SAMPLE.stem), self.work / "migrated"
        command = [self.juesuan, "migrate", "-q", "--lossy", folder, "-t", "shanghai-2024",
                   "-j", "1", "-o", out]
        out.mkdir()
        self.once(command)
        counts = self.cells(next(out.rglob("*.xlsx")))
        try:
            draw = self.compile("draw", HERE / "draw.c", "-lxlsxwriter")
        except subprocess.CalledProcessError:
            self.absent.append("libxlsxwriter-dev")
            return
        alone = [draw, self.work / "drawn.xlsx", books, *counts]
        fresh = ["sh", "-c", f"rm -rf {out}/*; exec " + " ".join(map(str, command))]
        self.row(f"migrate, {books} filings, one worker", ("libxlsxwriter", alone), fresh,
                 reach="≤ 0.6 × libxlsxwriter", files=books)

    def copies(self, count):
        """So many files of one sample, each in another place of a folder."""
        folder = self.work / f"copies-{count}"
        if not folder.exists():
            folder.mkdir()
            for i in range(count):
                shutil.copy(SAMPLE, folder / f"{i:06}.xlsx")
        return folder

    def cells(self, path):
        """Sheets, cells with text, with a number and with neither, and styles of a workbook."""
        texts = cells = values = sheets = 0
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    part = book.read(name).decode()
                    sheets += 1
                    cells += len(re.findall(r"<c ", part))
                    texts += len(re.findall(r'<c [^>]*t="s"', part))
                    values += len(re.findall(r"<v>", part))
            styles = re.search(r'<cellXfs count="(\d+)"', book.read("xl/styles.xml").decode())
        return sheets, texts, values - texts, cells - values, int(styles[1])

    def memories(self):
        base = self.work / "memory.db"
        out = self.work / "memory-out"
        for name, command in (
                ("import", lambda n: ["import", "-q", "-f", "facts", self.filings(n),
                                      "-o", self.work / "out.csv"]),
                ("check", lambda n: ["check", "-q", self.filings(n)]),
                ("load into SQLite", lambda n: ["load", "-q", self.filings(n), "--partial",
                                                "--db", f"sqlite:{base}-{n}"]),
                ("migrate", lambda n: ["migrate", "-q", "--lossy", self.copies(n // 4),
                                       "-t", "shanghai-2024", "-o", f"{out}-{n}"])):
            self.flat(name, lambda n, command=command: [self.juesuan, *command(n), "-j", "1"],
                      FILES // 10, FILES)

    def reading(self, path):
        return [(name, [*command, path]) for name, command in self.readers.items()]

    def source(self, name, text):
        path = self.work / f"{name}.c"
        path.write_text(text, encoding="utf-8")
        return path

    def growth(self):
        facts = [self.juesuan, "import", "-q", "-j", "1", "-f", "facts", "-o", self.work / "o.csv"]
        self.grow(f"rows: cells, {ROWS // 10:,} and {ROWS:,}",
                  *([self.juesuan, "cells", self.table(n, 12), "-o", self.work / "o.csv"]
                    for n in (ROWS // 10, ROWS)))
        self.grow(f"rows: import, {ROWS // 10:,} and {ROWS:,}",
                  *([*facts, "-t", "national-2022", self.table(n, 9)] for n in (ROWS // 10, ROWS)))
        self.grow(f"files: import, {FILES // 10} and {FILES}",
                  *([*facts, self.filings(n)] for n in (FILES // 10, FILES)))
        blank = self.work / "blank.xlsx"
        subprocess.run([self.juesuan, "blank", "-q", "hubei-2022", "-o", blank], check=True)
        self.grow("codes: fill, 1,000 and 10,000",
                  *([self.juesuan, "fill", "-q", self.codes(n), blank, "-o", self.work / "o.xlsx"]
                    for n in (1000, 10000)))
        self.grow("templates: mappings list, 10 and 100 more",
                  *([self.juesuan, "mappings", "list", "-I", self.templates(n)]
                    for n in (10, 100)))
        self.grow("rules: check of 20 files, each rule once and ten times",
                  *([self.juesuan, "check", "-q", "-j", "1", self.copies(20), "-I", self.rules(n)]
                    for n in (1, 10)))

    def machine(self):
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        model = info.split("model name")[1].split(":")[1].split("\n")[0].strip()
        cc = subprocess.run(["cc", "--version"], capture_output=True, text=True, check=True)
        version = subprocess.run([self.juesuan, "--version"], capture_output=True, text=True,
                                 check=True)
        return (f"{version.stdout.splitlines()[0]}; {model}, {os.cpu_count()} cores, "
                f"{platform.system()} {platform.release()}, {cc.stdout.splitlines()[0]}; "
                f"{date.today()}; load {os.getloadavg()[0]:.1f} at the start; "
                f"medians of {RUNS} turns.")

    def versions(self):
        found = []
        for package in "xlsx", "exceljs", "xlsx-to-csv":
            path = self.npm / "node_modules" / package / "package.json"
            if path.exists():
                found.append(f"{package} {json.loads(path.read_text('utf-8'))['version']}")
        return ", ".join(found)

    def run(self):
        self.peers()
        self.lines += ["# What work costs", "", "`make bench` writes this file; "
                       "`tests/bench/bench.py` says how.  *floor*: opening the files and "
                       "inflating their sheets and shared strings with libdeflate, nothing else; "
                       "*empty*: an empty program.  Time is of processors, of a whole process.", "",
                       self.machine(), ""]
        self.say("work", "program", "time", "beside", "memory", "", "must reach")
        self.lines.append("|---|---|---|---|---|---|---|")
        self.work_rows()
        self.lines += ["", "How cost grows: time is (what there is) to the power of the exponent.",
                       ""]
        self.say("what", "less", "ten times as much", "exponent")
        self.lines.append("|---|---|---|---|")
        self.growth()
        self.lines += ["", "Memory of one worker, by the number of files.", ""]
        self.say("what", f"{FILES // 10} files", f"{FILES} files", "must reach")
        self.lines.append("|---|---|---|---|")
        self.memories()
        self.lines += ["", f"From npm: {self.versions() or 'nothing'}.  Not here: "
                       f"{', '.join(self.absent) or 'none'}."]
        before = OUT.read_text(encoding="utf-8") if OUT.exists() else ""
        OUT.write_text("\n".join(self.lines) + "\n" + "".join(before.partition("\n## Earlier")[1:]),
                       encoding="utf-8")


def main():
    with tempfile.TemporaryDirectory() as work:
        Bench(sys.argv[1], Path(work)).run()


main()
