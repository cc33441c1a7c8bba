"""Pages of check --report, held against what else was said.

    report.py page PAGE [SAID.jsonl FACTS.csv [LAST.csv]]
    report.py index FOLDER N        N filings, each row's page is there
    report.py made FOLDER           hostile filings as facts
    report.py dom PAGE DOM.html     what a browser makes of it

A page is well-formed XML, with no script, no handler and nothing to fetch;
pictures have a title and a description.  Every message is in it, and every
figure of a picture is a fact.
"""
import csv
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

faults = []
# What no element of a page is, and no attribute is called.
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p",
    "ul", "li", "b", "i", "br", "table", "thead", "tbody", "tr", "th", "td",
    "div", "span", "bdi", "code", "a", "figure", "figcaption", "svg", "desc",
    "defs", "pattern", "rect", "path", "circle", "g", "text"}
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href",
    "viewBox", "role", "aria-labelledby", "aria-hidden", "width", "height",
    "patternUnits", "x", "y", "cx", "cy", "r", "d", "fill", "stroke",
    "stroke-width"}


def fault(text):
    faults.append(text)


def read(path):
    text = path.read_text(encoding="utf-8")
    head = "<!DOCTYPE html>\n"
    if not text.startswith(head):
        fault("no doctype")
    return ElementTree.fromstring(text[len(head):])


def check_form(root):
    for element in root.iter():
        if element.tag not in ELEMENTS:
            fault(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                fault(f"{name}=")
            if re.search(r"https?:|//|javascript|url\((?!#p)", value):
                fault(f"{name}={value!r}")
            if name == "href" and not re.fullmatch(
                    r"#[a-z]+|filings/[A-Za-z0-9%/._-]+", value):
                fault(f"href={value!r}")
    if re.search(r"url|@import|expression", root.find("head/style").text):
        fault("the style sheet fetches")
    if len(root.findall(".//style")) != 1:
        fault("styles")
    for svg in root.iter("svg"):
        if "aria-hidden" in svg.attrib:
            continue
        ids = [svg.find("title").get("id"), svg.find("desc").get("id")]
        if svg.get("role") != "img" or svg.get("aria-labelledby").split() != ids:
            fault("a picture without words")
        if not "".join(svg.find("title").itertext()) or not svg.find("desc").text:
            fault("a picture with empty words")
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    if len(ids) != len(set(ids)):
        fault("an id twice")


def flat(text):
    # What a page replaces, and all white space.
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", "\ufffd", text)
    return "".join(text.split())


def check_said(root, said):
    told = [flat("".join(e.itertext())) for e in root.iter("div")]
    n = 0
    for line in said.read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        if message["level"] == "note":
            continue
        n += 1
        # Long texts are cut.
        want = [flat(message["text"][:390]), message["code"]]
        want += [flat(message[key]) for key in ("rule", "difference")
                 if message.get(key) and "cells" in message]
        want += [flat(message[key][:390]) for key in ("hint", "reason")
                 if message.get(key)]
        if not any(all(w in t for w in want) for t in told):
            fault(f"not in the page: {want}")
    if n != len(told):
        fault(f"{n} messages, {len(told)} in the page")


def read_facts(path, values):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["unit"] == "CNY":
                values.add(Decimal(row["value"]))


def check_figures(root, paths):
    values = set()
    for path in paths:
        read_facts(path, values)
    unit = [re.search("(?:in |单位：)(.*元)", "".join(h.itertext()))
            for h in root.iter("h2")]
    unit = [10000 if m[1] == "万元" else 1 for m in unit if m]
    if len(unit) != 1:
        fault(f"units {unit}")
        return
    n = 0
    for g in root.iter("g"):
        figure = [t.text for t in g.findall("text")
                  if re.fullmatch(r"-?\d+\.\d\d+", t.text or "")]
        if len(figure) != 1:
            fault(f"a bar with {figure}")
        elif Decimal(figure[0]) * unit[0] not in values:
            fault(f"{figure[0]} is no fact")
        n += 1
        width = Decimal(g.find("rect").get("width"))
        left = Decimal(g.find("rect").get("x"))
        if width <= 0 or left < 236 or left + width > 548:
            fault(f"a bar from {left}, {width} wide")
    print(n, "figures in pictures")


def page(path, said=None, *facts):
    root = read(Path(path))
    check_form(root)
    if said:
        check_said(root, Path(said))
    if facts:
        check_figures(root, [Path(f) for f in facts])


def index(folder, n):
    folder = Path(folder)
    root = read(folder / "index.html")
    check_form(root)
    rows = root.findall("body/table")[0].findall("tbody/tr")
    if len(rows) != int(n):
        fault(f"{len(rows)} rows")
    links = {urllib.parse.unquote(a.get("href")) for a in root.iter("a")
             if a.get("href").startswith("filings/")}
    pages = {str(p.relative_to(folder)) for p in folder.rglob("*.html")}
    if links | {"index.html"} != pages:
        fault(f"links {links ^ pages}")
    heads = {path: check_head(read(folder / path)) for path in sorted(pages)}
    for row in rows:
        told = [int(cell.text) for cell in row.findall("td")[4:]]
        link = row.find(".//a")
        if link is None:
            continue
        link = urllib.parse.unquote(link.get("href"))
        if told != heads.get(link):
            fault(f"{link} counts {heads.get(link)}, its row {told}")


def check_head(root):
    check_form(root)
    return [int(b.text) for b in root.findall(".//ul[@class='counts']/li/b")]


class Dom(HTMLParser):
    """Elements and texts, as a browser has them."""

    def __init__(self):
        super().__init__()
        self.elements, self.texts = [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, sorted(name for name, _ in attrs)))

    def handle_data(self, data):
        self.texts.append(data)


def dom(path, dumped):
    """The same elements and texts, in one order: nothing became markup."""
    root = read(Path(path))
    got = Dom()
    got.feed(Path(dumped).read_text(encoding="utf-8"))
    want = [(e.tag.lower(), sorted(n.lower() for n in e.attrib))
            for e in root.iter()]
    if [e for e in got.elements if e[0] != "base"] != want:
        fault(f"{len(got.elements)} elements, {len(want)} in the page")
    if flat("".join(got.texts)) != flat("".join(root.itertext())):
        fault("other texts")


HOSTILE = ["<script>alert(1)</script>", "\" onload=\"x", "'onclick='x",
           "</style><style>*{}", "</title>", "&#0;", "&lt;b&gt;", "]]>",
           "<!--", "\u202eabc\u2066", "\u05d0\u05d1", "x" * 32767,
           "{{7*7}}", "javascript:x"]


def made(folder):
    folder = Path(folder)
    with open("samples/zhejiang-2022-selfeval.facts.csv", encoding="utf-8",
              newline="") as file:
        rows = list(csv.DictReader(file))
    for number, text in enumerate(HOSTILE):
        name = f"{number}" if number else "<b>\"'&"
        with open(folder / f"{name}.csv", "w", encoding="utf-8",
                  newline="") as file:
            out = csv.DictWriter(file, rows[0].keys())
            out.writeheader()
            for row in rows:
                row = dict(row, department=text)
                if len(text) < 100:
                    row["instance"] = row["sheet"] = text + row["instance"]
                if row["unit"] == "text":
                    row["value"] = text
                elif row["unit"] == "CNY":
                    row["value"] = str(Decimal(row["value"]) * (number + 1))
                    if row["measure"] == "executed":
                        row["value"] = "9" + row["value"]
                out.writerow(row)


{"page": page, "index": index, "made": made, "dom": dom}[sys.argv[1]](*sys.argv[2:])
for text in faults[:20]:
    print(text)
sys.exit(bool(faults))
