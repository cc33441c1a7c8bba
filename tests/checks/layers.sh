# layers.sh - who may include whom.
#
# A file includes only from its own folder and from folders that sort before
# it.  The header of a library is included by one .c file and by no header; our
# own, by what it is made of.
for file in convert/*/*.[ch]; do
    sed -n 's/^[ \t]*#[ \t]*include[ \t]*\([<"].*[>"]\).*/\1/p' "$file" |
        sed "s|^|$file |"
done | awk '
BEGIN {
    n = split("expat libdeflate zlib yaml csv xlsxwriter sha2 sqlite3 " \
              "postgresql/libpq-fe", names, " ")
    for (i = 1; i <= n; i++)
        foreign["<" names[i] ".h>"] = 1
}
function bad(file, why) {
    print file ": " why
    wrong[file] = 1
}
{
    seen[$1] = 1
    split($1, path, "/")
    if ($2 ~ /^"/) {
        split(substr($2, 2), part, "/")
        if (part[1] > path[2])
            bad($1, "includes " $2 " of a later layer")
        if ($2 == "\"juesuan.h\"" ? path[2] != "task" : $2 !~ "/")
            bad($1, "includes " $2 " without its folder")
    } else if ($2 in foreign) {
        if ($1 ~ /\.h$/)
            bad($1, "a header includes " $2)
        else if ($2 in by)
            bad($1, "includes " $2 ", as " by[$2] " does")
        by[$2] = $1
    }
}
END {
    for (file in seen) {
        if (file in wrong)
            failed++
        else
            passed++
    }
    printf "layers: %d passed, %d failed\n", passed, failed
}'
