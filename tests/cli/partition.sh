# partition.sh - import --partition: whole folders, keys, a manifest.
. tests/support/tally.sh

run() {
    "$PROGRAM" "$@" >"$work/out" 2>"$work/said"
    echo $?
}

# Digests of all files of a folder, by name.
digests() {
    (cd "$1" && find . -type f | sort | xargs -d '\n' sha256sum)
}

mkdir "$work/in"
cp samples/*.xlsx "$work/in"
echo junk >"$work/in/bad.xlsx"
by=fiscal_year,template
is "partitions" 1 "$(run import -f facts --partition $by -o "$work/a" "$work/in" -j 3)"
is "as Hive names them" "fiscal_year=2022/template=hubei-2022/part-0.csv" \
    "$(cd "$work/a" && ls fiscal_year=2022/template=hubei*/*)"
is "columns, less those of the folders" \
    "department,table,instance,item,measure,value,unit,decimals,role,sheet,cell,fact_key" \
    "$(head -n 1 "$work/a/fiscal_year=2022/template=hubei-2022/part-0.csv")"
is "by one worker" 1 "$(run import -f facts --partition $by -o "$work/b" "$work/in" -j 1)"
digests "$work/a" >"$work/a.sums"
digests "$work/b" >"$work/b.sums"
is "the same bytes" "$(cat "$work/a.sums")" "$(cat "$work/b.sums")"
n=$("$PROGRAM" import -q -f jsonl samples/*.xlsx | wc -l)
is "the manifest says what is there" "files, $n facts, $n keys" \
    "$(python3 samples/scale/manifest.py --inputs "$work/a" 2>&1 | sed 's/.* files/files/')"
cp -r "$work/a" "$work/changed"
for file in "$work"/changed/*/*/*; do
    sed -i '2s/leaf/sum/; 3d' "$file"
done
echo junk >"$work/changed/more"
python3 samples/scale/manifest.py "$work/changed" >"$work/out" 2>"$work/said"
is "what was changed is seen" 1 $?
is "by its digest" "$(cd "$work/a" && find . -name 'part*' | wc -l)" \
    "$(grep -c sha256: "$work/said")"
is "and a file that does not belong" 1 "$(grep -c 'no output' "$work/said")"
rm -r "$work/changed"
is "a file that failed is in it" 1 \
    "$(grep -c 'bad.xlsx","status":"failed"' "$work/a/manifest.json")"
is "the key of a fact" \
    "$(printf '随州市曾都区医疗保障服务中心\0372022\037hubei-2022\037income\037' |
        sha256sum | cut -c 1-32)/total/other" \
    "$(grep -h -o '[0-9a-f]\{32\}/total/other$' \
        "$work/a/fiscal_year=2022/template=hubei-2022/part-0.csv" | sort -u)"
is "a folder that is full" 3 "$(run import -f facts --partition $by -o "$work/a" "$work/in")"
digests "$work/a" >"$work/b.sums"
is "stays as it was" "$(cat "$work/a.sums")" "$(cat "$work/b.sums")"
mkdir "$work/empty"
is "one that is empty" 1 "$(run import -f jsonl --partition table -o "$work/empty/" "$work/in")"
is "is filled" "table=income/part-0.jsonl" "$(cd "$work/empty" && ls table=income/*)"
is "only bad files" 3 "$(run import -f facts --partition $by -o "$work/c" "$work/in/bad.xlsx")"
is "leave nothing" "a b empty" "$(echo $(cd "$work" && ls -d a* b* c* e* 2>/dev/null | grep -v sums))"

echo 'department,fiscal_year,template,table,item,measure,value
a/b=c 100%:局,2022,hubei-2022,income,total,other,1' >"$work/odd.csv"
"$PROGRAM" export -q "$work/odd.csv" -o "$work/odd.xlsx"
is "a name with signs" 0 \
    "$(run import -q -f facts --partition department --year 2022 -o "$work/odd" "$work/odd.xlsx")"
is "is escaped" "department=a%2Fb%3Dc 100%25%3A局" "$(ls "$work/odd" | grep =)"

for bad in value item fiscal_year,fiscal_year "" x; do
    is "by '$bad'" 2 "$(run import -f facts "--partition=$bad" -o "$work/d" "$work/in")"
done
is "without a folder" 2 "$(run import -f facts --partition table "$work/in")"
is "of a model" 2 "$(run import -f json --partition table -o "$work/d" "$work/in")"
tally partition
