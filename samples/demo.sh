#!/bin/sh
# demo.sh - one workbook to JSON, CSV and facts, and back to a workbook.
#
#   demo.sh BUILD    (make demo)
set -eu
juesuan=$1/juesuan
out=$1/demo
sample=samples/hubei-2022.xlsx

rm -rf "$out"
mkdir -p "$out"

run() {
    echo "\$ juesuan $*"
    "$juesuan" "$@"
}

run detect "$sample"
run import "$sample" -f facts -o "$out/facts.csv"
run import "$sample" -f csv -o "$out/package"
run import "$sample" -f json -o "$out/model.json" --kept "$out/kept.json"
run export "$out/model.json" -t hubei-2022 --kept "$out/kept.json" \
    -o "$out/again.xlsx"
run import "$out/again.xlsx" -f facts -o "$out/facts-again.csv"

echo
echo "made in $out:"
echo "  facts.csv        $(($(wc -l <"$out/facts.csv") - 1)) figures, a row each"
echo "  package/         a data package, one CSV a table"
echo "  model.json       the model; kept.json: what it does not say"
echo "  again.xlsx       the workbook, written from the model"
if cmp -s "$out/facts.csv" "$out/facts-again.csv"; then
    echo "again.xlsx holds the same figures in the same cells"
else
    echo "again.xlsx holds other figures than $sample" >&2
    exit 1
fi
