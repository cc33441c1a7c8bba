# inside.sh - libxlsxwriter of Debian's source package, built in, draws the bytes
# that Debian's library draws in a child.
. tests/support/tally.sh

make=$(command -v gmake || command -v make)
inside=$BUILD/inside
"$make" -s INSIDE=1 BUILD="$inside" all >"$work/built" 2>&1 ||
    leave inside "no source of libxlsxwriter: $(tail -n 1 "$work/built")"
here=$(realpath "$inside/juesuan") there=$(realpath "$PROGRAM")

for sample in samples/*.xlsx; do
    name=$(basename "$sample" .xlsx)
    for program in "$there" "$here"; do
        out=$work/$([ "$program" = "$here" ] && echo in || echo out)
        mkdir -p "$out"
        for template in $("$program" mappings list -q | sed 1d | cut -d ' ' -f 1); do
            "$program" migrate -q "$sample" -t "$template" --lossy \
                -o "$out/$template.xlsx" >/dev/null 2>&1
            "$program" blank -q "$template" -o "$out/$template.blank.xlsx" \
                >/dev/null 2>&1
        done
    done
    diff -r "$work/in" "$work/out" >"$work/differs"
    tell $? "$name: $(head -n 3 "$work/differs")"
    [ "$(ls "$work/in" | wc -l)" -gt 2 ]
    tell $? "$name: nothing was drawn"
    rm -rf "$work/in" "$work/out"
done

# However early memory runs out, it is said, and nothing is left behind.
sample=samples/hubei-2022.xlsx
for bytes in 1 2 3 4 6 8 12 16 24 32 48 64; do
    "$here" migrate -q "$sample" -t zhejiang-2022 --lossy \
        --limit memory="${bytes}000000" -o "$work/made.xlsx" \
        >"$work/said" 2>&1
    status=$?
    case $status in
    0 | 1) [ -f "$work/made.xlsx" ] ;;
    3) [ ! -e "$work/made.xlsx" ] && [ -s "$work/said" ] ;;
    *) false ;;
    esac
    tell $? "$bytes MB: status $status, $(head -n 1 "$work/said")"
    rm -f "$work/made.xlsx"
done
[ -z "$(ls -A "$work" | grep juesuan-)" ]
tell $? "files are left"
tally inside
