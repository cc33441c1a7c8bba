# messages.sh OUT [named] - every text that people read, out of the sources.
#
# A .pot by xgettext, which looks for the arguments of functions that are marked
# LANGUAGE_FORMAT(n, m) or LANGUAGE_TEXT(n): those of headers everywhere, those
# of a .c file in it.  With 'named' the texts of messages alone, whose arguments
# have names.
set -e
export LC_ALL=C.UTF-8
out=$1 named=${2-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

kept=. left=none
if [ "$named" ]; then
    kept='FORMAT\([0-9]+, [1-9]' left='judge_remark|diag_hint|diag_detail|report_note|write_words|put_text|print_text'
fi

# --keyword=NAME:N for each function that is so marked in the files.
keywords() {
    cat "$@" | tr '\n' ' ' |
        grep -oE 'LANGUAGE_(FORMAT|TEXT)\([0-9, ]+\)[^(;{]*\(' |
        grep -E "$kept" |
        sed -nE 's/^LANGUAGE_[A-Z]+\(([0-9]+).*[^a-z0-9_]([a-z0-9_]+)\($/--keyword=\2:\1/p' |
        grep -vE "=($left):"
}

extract() {
    xgettext --from-code=UTF-8 --language=C --force-po --no-wrap \
        --add-location=file "$@" 2>"$work/said" ||
        { cat "$work/said" >&2; exit 1; }
}

shared="--keyword $(keywords convert/*/*.h)"
[ "$named" ] || shared="$shared --keyword=N_"
for file in convert/*.c convert/*/*.c; do
    if grep -q '^LANGUAGE_' "$file"; then
        # shellcheck disable=SC2046,SC2086
        extract $shared $(keywords "$file") \
            -o "$work/$(echo "$file" | tr / +).po" "$file"
    else
        echo "$file"
    fi
done >"$work/plain"
# shellcheck disable=SC2086
extract $shared -f "$work/plain" -o "$work/plain.po"
if [ ! "$named" ]; then
    extract --keyword=DIAG:4 --keyword=DOUBT:3 -o "$work/codes.po" \
        convert/base/diag_codes.def
    extract --keyword=KEYS:3 -o "$work/keys.po" convert/mapping/keys.def
    extract --keyword=ERROR:2 -o "$work/errors.po" convert/base/errors.def
    extract --keyword=LIMIT:4 -o "$work/limits.po" convert/base/limits.def
    extract --keyword=LIMIT:5 -o "$work/reasons.po" convert/base/limits.def
fi
sed -i 's/charset=CHARSET/charset=UTF-8/; /^"POT-Creation-Date/d' "$work"/*.po
msgcat --no-wrap --use-first --sort-by-file --add-location=file \
    -o "$out" "$work"/*.po
