# catalogue.sh - each text that people read has its Chinese, and no other does.
. tests/support/tally.sh

po=convert/base/zh_CN.po
command -v xgettext >/dev/null 2>&1 || leave catalogue "no gettext here"

# One line each: the English texts of a .po, those of some kind by msgattrib.
texts() {
    file=$1
    shift
    msgattrib --no-obsolete --no-wrap --force-po "$@" "$file" | awk '
        function done() { if (id != "") print id; id = "" }
        /^msgid / { done(); sub(/^msgid /, ""); id = $0; at = 1; next }
        /^msgstr/ { at = 0 }
        at && /^"/ { id = id $0 }
        END { done() }' | grep -v '^""$' | LC_ALL=C sort
}

# Each line of a file is one that failed.
none() {
    if [ -s "$2" ]; then
        while read -r line; do bad "$1: $line"; done <"$2"
    else
        good
    fi
}

sh tests/support/messages.sh "$work/all.pot"
tell $? "the texts are found"
sh tests/support/messages.sh "$work/named.pot" named
tell $? "the messages are found"
texts "$work/all.pot" >"$work/all"
texts $po >"$work/there"
LC_ALL=C comm -23 "$work/all" "$work/there" >"$work/new"
none "not in the catalogue ('make po' adds it)" "$work/new"
LC_ALL=C comm -13 "$work/all" "$work/there" >"$work/old"
none "in no source ('make po' takes it out)" "$work/old"

msgfmt -c -o "$work/made.mo" $po 2>"$work/said"
tell $? "msgfmt: $(head -5 "$work/said")"

texts $po --untranslated >"$work/lacks"
texts $po --only-fuzzy >>"$work/lacks"
none "has no Chinese" "$work/lacks"

# A message's arguments have names; po.awk counts them.
msgattrib --no-obsolete --no-wrap $po | awk '
    /^# *\{/ { named = 1 }
    /^msgid / { sub(/^msgid /, ""); id = $0; at = 1; next }
    /^msgstr/ { if (named) print id; named = at = 0 }
    at && /^"/ { id = id $0 }' | LC_ALL=C sort >"$work/named"
texts "$work/named.pot" | sed 's/%%//g' | grep % | grep -vx '"%s"' >"$work/arguments"
LC_ALL=C comm -23 "$work/arguments" "$work/named" >"$work/nameless"
none "a message does not name its arguments" "$work/nameless"

tally catalogue
