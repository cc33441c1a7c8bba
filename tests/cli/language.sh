# language.sh - in Chinese nothing English is said, but names.
. tests/support/tally.sh

PYTHONUTF8=1 python3 tests/support/language.py "$PROGRAM" \
    tests/cli/language_commands tests/cli/language_words \
    ../shared/cases/CASES.tsv >"$work/found"
tell $? "English: $(head -n 20 "$work/found")"
[ -f ../shared/cases/CASES.tsv ] || skip "no cases of users here"
tally language
