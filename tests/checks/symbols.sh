# symbols.sh - the name of each global begins with its file's stem.
#
# x_... or x itself in x.c; the folder's name, for what several files of it
# share, will do too.  main is the one exception.
for object in "$BUILD"/obj/convert/*/*.o; do
    source=${object#"$BUILD"/obj/}
    [ -f "${source%.o}.c" ] || continue # left over from a file since removed
    nm -g --defined-only "$object" | sed "s|^|${source%.o}.c |"
done | awk '
$3 ~ /^[A-Z]$/ && $4 !~ /^(__asan_|__odr_asan|__ubsan_|__gcov)/ {
    n = split($1, path, "/")
    stem = path[n]
    sub(/\.c$/, "", stem)
    if ($4 == "main" || $4 == stem || index($4, stem "_") == 1 \
        || index($4, path[n - 1] "_") == 1) {
        passed++
    } else {
        print $1 ": " $4 " does not begin with " stem "_"
        failed++
    }
}
END { printf "symbols: %d passed, %d failed\n", passed, failed }'
