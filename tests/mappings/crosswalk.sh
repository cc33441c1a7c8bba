# crosswalk.sh - each row of the crosswalk is what the lists of its years say.
#
# A code that keeps its number is renamed by the lists alone; a row whose code
# is new has no old one; each row names its evidence.
. tests/support/tally.sh
is() {
    if eval "$2"; then
        good
    else
        bad "$1"
    fi
}
has() {
    grep -q "^$2,$3," "mappings/codes/$1.csv"
}
{
    read -r header
    while IFS=, read -r class from to code new_code name new_name evidence; do
        is "$class $new_code: evidence" '[ -n "$evidence" ]'
        is "$class $new_code: $new_name in $to" \
            'has "$to" "$new_code" "$new_name"'
        if [ -n "$code" ]; then
            is "$class $code: $name in $from" 'has "$from" "$code" "$name"'
        else
            is "$class $new_code: not yet in $from" \
                '! grep -q "^$new_code," "mappings/codes/$from.csv"'
        fi
    done
} <mappings/codes/crosswalk.csv
tally crosswalk
