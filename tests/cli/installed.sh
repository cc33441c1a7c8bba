# installed.sh - what `make install` puts in place, without root and where names
# have blanks; the program works there, and `make uninstall` leaves no file.
. tests/support/tally.sh

make=${MAKE:-make}
to="$work/a place"
placed() {
    $make --no-print-directory BUILD="$BUILD" DESTDIR="$1" PREFIX="$2" "$3" \
        >"$work/said" 2>&1
    tell $? "make $3: $(tail -n 3 "$work/said")"
}
files() { find "$1" ! -type d; }

placed '' "$to" install
for file in bin/juesuan share/man/man1/juesuan-check.1 \
    share/man/zh_CN/man1/juesuan.1 share/zsh/site-functions/_juesuan \
    share/bash-completion/completions/juesuan \
    share/fish/vendor_completions.d/juesuan.fish; do
    [ -s "$to/$file" ]
    tell $? "there is no $file"
done
is "the mappings" "$(find mappings -type f | wc -l)" \
    "$(files "$to/share/juesuan/mappings" | wc -l)"
is "what is imported" "$("$PROGRAM" import samples/hubei-2022.xlsx 2>&1)" \
    "$("$to/bin/juesuan" import samples/hubei-2022.xlsx 2>&1)"
placed '' "$to" uninstall
is "what uninstall left" '' "$(files "$to")"

placed "$work/root" /usr install
is "what is outside of PREFIX" '' "$(files "$work/root" | grep -v "^$work/root/usr/")"
is "what names DESTDIR" '' "$(grep -rlF "$work" "$work/root")"
placed "$work/root" /usr uninstall
is "what uninstall left in DESTDIR" '' "$(files "$work/root")"
tally installed
