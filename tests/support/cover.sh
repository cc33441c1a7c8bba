# cover.sh - lines and branches that the tests reached, a module a row.
#
#   cover.sh BUILD
find "$1/obj/convert" -name '*.gcda' | sort | while read -r data; do
    gcov -b -n -o "$(dirname "$data")" "$data" 2>/dev/null
done | awk '
/^File / {
    file = $2
    gsub(/\047/, "", file)
    mine = file ~ /^convert\/.*\.c$/
}
mine && /^Lines executed/ {
    split($2, part, ":")
    lines[file] = part[2]
    n = $4
    total += n
    reached += n * part[2] / 100
}
mine && /^Taken at least once/ {
    split($4, part, ":")
    branches[file] = part[2]
}
END {
    for (file in lines)
        printf "%-34s lines %7s  branches %7s\n", file, lines[file], \
            branches[file] | "sort"
    close("sort")
    if (total)
        printf "%-34s lines %6.2f%%\n", "all", 100 * reached / total
}'
