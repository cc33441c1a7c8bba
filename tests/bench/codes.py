#!/usr/bin/env python3
"""codes.py OUT N - the facts of samples/hubei-2022 with N codes in 支出决算表 instead of its own.

The codes are made up, in the order and the levels of real ones (201, 20101, 2010101, …), with two
figures other than zero each, which add up.
"""
import csv
import sys
from collections import Counter
from itertools import islice, product
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "hubei-2022.facts.csv"


def codes():
    for of_class in range(201, 235):
        yield str(of_class)
        for section, item in product(range(1, 100), range(100)):
            yield f"{of_class}{section:02}" + (f"{item:02}" if item else "")


def main():
    with SAMPLE.open(encoding="utf-8", newline="") as f:
        facts = [*csv.DictReader(f)]
    own = [fact for fact in facts if fact["table"] == "expenditure"]
    measures = list(dict.fromkeys(fact["measure"] for fact in own))
    items = ["total", *islice(codes(), int(sys.argv[2]))]
    sums = Counter()
    for number, code in enumerate(items):
        if len(code) != 7 or code == "total":
            continue
        for measure, amount in ("basic", 100 + number), ("project", 10 * number):
            for item in "total", code[:3], code[:5], code:
                sums[item, measure] += 100 * amount
                sums[item, "total"] += 100 * amount
    with open(sys.argv[1], "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, facts[0], lineterminator="\n")
        out.writeheader()
        out.writerows(fact for fact in facts if fact["table"] != "expenditure")
        for item, measure in product(items, measures):
            out.writerow({**own[0], "item": item, "measure": measure, "cell": "",
                          "value": sums[item, measure]})


main()
