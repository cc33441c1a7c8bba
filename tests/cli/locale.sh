# locale.sh - results are the same bytes in every locale, time zone and language,
# on every run, and by any number of workers.
. tests/support/tally.sh
program=$(realpath "$PROGRAM")
top=$PWD

# results FOLDER: all kinds of results there, from the samples.
results() {
    mkdir "$1" && cd "$1" || return
    sample=hubei-2022 book=$top/samples/hubei-2022.xlsx
    "$program" import -q "$book" -o $sample.json --kept $sample.kept.json
    "$program" import -q -f facts "$book" -o $sample.csv
    "$program" import -q -f jsonl "$book" -o $sample.jsonl
    "$program" import -q -f csv "$book" -o $sample
    "$program" cells --json "$book" -o $sample.cells.json
    "$program" export -q $sample.json -o $sample.drawn.xlsx
    "$program" export -q $sample.json --kept $sample.kept.json \
        -o $sample.back.xlsx
    "$program" fill -q $sample.json $sample.drawn.xlsx \
        -o $sample.filled.xlsx
    "$program" check "$book" --annotate $sample.noted.xlsx \
        >$sample.rules 2>$sample.said
    "$program" --lang en check -q "$book" --report $sample.html >/dev/null 2>&1
    "$program" migrate -q --lossy "$top/samples/hubei-2022.xlsx" \
        -t national-2022 -o national.xlsx 2>lost
    "$program" load -q "$book" --db sqlite:loaded.db
    PYTHONUTF8=1 python3 "$top/tests/support/dump.py" loaded.db >loaded.sql
    rm loaded.db
    "$program" import -f facts "$top"/samples -j "$2" -o all.csv 2>all.said
    # How long it took is no result.
    sed -i 's/; [0-9.]* s, .*//' all.said
    cd "$top" || return
}

# same NAME FOLDER: as in the first one.
same() {
    if found=$(diff -r "$work/first" "$work/$2"); then
        good
    else
        echo "$1: $found" | head -n 20
        bad
    fi
}

LC_ALL=C TZ=UTC results "$work/first" 1
n=$(find "$work/first" -type f -size +0 | wc -l)
[ "$n" -ge 25 ]
tell $? "25 results, not $n"
LC_ALL=C TZ=Asia/Shanghai results "$work/again" 2
same "a second run, another time zone, two workers" again

# Messages are in another language, and with them what is printed for people and
# the copy with notes; data is not.
JUESUAN_LANG=zh results "$work/chinese" 2
for said in lost hubei-2022.said hubei-2022.rules all.said hubei-2022.noted.xlsx; do
    cp "$work/first/$said" "$work/chinese/$said"
done
same "Chinese" chinese

# Locales are made here, once a build, so that none has to be installed.
LOCPATH=$(realpath "${BUILD:-build}")/locales
export LOCPATH
mkdir -p "$LOCPATH"
for locale in zh_CN.UTF-8 zh_CN.GB18030 de_DE.UTF-8; do
    [ -d "$LOCPATH/$locale" ] ||
        localedef --no-archive -i "${locale%.*}" -f "${locale#*.}" \
            "$LOCPATH/$locale" >"$work/said" 2>&1
    if [ ! -d "$LOCPATH/$locale" ]; then
        skip "no locale $locale"
        continue
    fi
    LC_ALL=$locale JUESUAN_LANG=en LANG=$locale TZ=America/New_York results "$work/$locale" 2
    same "$locale" "$locale"
done
tally locale
