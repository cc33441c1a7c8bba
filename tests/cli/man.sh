# man.sh - a manual page for each command, in both languages, out of its help.
. tests/support/tally.sh
pages=$work/pages

sh convert/tool/man.sh "$PROGRAM" "$pages"
tell $? "the pages are made"
sh convert/tool/man.sh "$PROGRAM" "$work/again" && diff -r "$pages" "$work/again"
tell $? "they are the same bytes again"

# lacks PAGE: the lines of a help text, from its usage on, that the page does not
# have; its source without macros, and both without blanks and capitals.
lacks() {
    sed -E '/^\.(TP|PP|nf|fi|nh|ad l)$/d; s/^\.(B|SH) //
        s/\\:|\\&//g; s/\\-/-/g; s/\\e/\\/g
        s/\\\(aq/'\''/g; s/\\\(ha/^/g; s/\\\(ti/~/g' "$1" | LC_ALL=C awk '
        { gsub(/ /, "") }
        NR == FNR { page = page tolower($0); next }
        sub(/^(Usage:|用法：)/, "") { at = 1 }
        at && !index(page, tolower($0)) { print }' - "$work/help"
}

# clean PAGE READER...: what the reader finds to say of it.
clean() {
    page=$1
    shift
    if command -v "$1" >/dev/null 2>&1; then
        is "$page by $1" '' \
            "$("$@" "$page" 2>&1 | grep -v 'missing date')"
    else
        skip "no $1"
    fi
}

for language in en zh; do
    dir=$pages/man1
    [ $language = en ] || dir=$pages/zh_CN/man1
    for command in '' $(sed -n 's/^COMMAND(\(.*\))/\1/p' convert/tool/commands.def); do
        page=$dir/juesuan${command:+-$command}.1
        # shellcheck disable=SC2086
        "$PROGRAM" --lang $language help $command >"$work/help"
        is "$page lacks" '' "$(lacks "$page")"
        is "the options of $page" \
            "$(grep -cE '^  (-., |    )?--[a-z-]+' "$work/help")" \
            "$(grep -cE '^\.B (\\-., )?\\-\\-' "$page")"
        is "statuses of $page" 5 "$(grep -c '^\.B [0-4]$' "$page")"
        clean "$page" groff -z -man -ww -Tutf8 -Kutf8
        clean "$page" mandoc -Tlint -W warning
    done
done
tally man
