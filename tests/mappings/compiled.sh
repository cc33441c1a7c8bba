# compiled.sh - the mappings compiled into the program say what their files
# say, and stand back where a file was changed.  What is compiled in is the same
# bytes (compiled_test: that of the folder) whatever made it.
. tests/support/tally.sh

# same NAME ARGUMENT...: compiled in and read, the program says the same.
same() {
    "$PROGRAM" "$@" >"$work/compiled" 2>&1
    "$PROGRAM" "$@" -I mappings >"$work/read" 2>&1
    if [ -s "$work/read" ] && cmp -s "$work/compiled" "$work/read"; then
        good
    else
        echo "juesuan $*"
        diff "$work/compiled" "$work/read" | head -n 20
        bad
    fi
}

same mappings list
same mappings lint
same mappings laws
same mappings rules
for template in mappings/*/template.yaml; do
    template=$(basename "$(dirname "$template")")
    same mappings show "$template"
    tables=$("$PROGRAM" mappings show "$template" |
        sed -n 's/^  *\([a-z_]*\) .*/\1/p')
    [ -n "$tables" ]
    tell $? "tables of $template"
    for table in $tables; do
        same mappings show "$template" "$table"
    done
done
for book in samples/*.xlsx; do
    same import -f facts "$book"
    same detect "$book"
    same check -q -f csv "$book"
done

# For another machine: nothing that CC made can run here, and CC does not.
printf '#!/bin/sh\n[ "$*" = -dumpmachine ] && echo another\n' >"$work/cc"
chmod +x "$work/cc"
env -u MAKEFLAGS make --no-print-directory -j2 BUILD="$work/other" \
    CC="$work/cc" HOSTCFLAGS='-O0 -funsigned-char' \
    "$work/other/compiled/mappings.c" >"$work/made" 2>&1
tell $? "made for another machine: $(tail -n 3 "$work/made")"
cmp "$BUILD/compiled/mappings.c" "$work/other/compiled/mappings.c"
tell $? "made for another machine, it is the same"

# A copy of the program beside a copy of the mappings.
mkdir "$work/build"
cp -R mappings "$work/mappings"
mkdir "$work/mappings/empty"
cp "$PROGRAM" "$work/build/juesuan"
file=$work/mappings/hubei-2022/template.yaml
years() {
    "$work/build/juesuan" mappings list 2>/dev/null |
        sed -n 's/^hubei-2022  *\([^ ]*\) .*/\1/p'
}
is "as compiled" 2022 "$(years)"
sed 's/^years: 2022/years: 2020/' "$file" >"$work/changed"
cat "$work/changed" >"$file"
touch -d '@1000000000' "$file"
is "changed, but told by nothing" 2022 "$(years)"
touch "$file"
is "younger than the program" 2020 "$(years)"
echo >>"$file"
touch -d '@1000000000' "$file"
is "of another size" 2020 "$(years)"
cp mappings/hubei-2022/template.yaml "$file"
touch -d '@1000000000' "$file"
is "as it was" 2022 "$(years)"
cp -R "$work/mappings/hubei-2022" "$work/mappings/other"
sed 's/hubei-2022/other/' "$file" >"$work/mappings/other/template.yaml"
touch -d '@1000000000' "$work"/mappings/other/*
is "one more template" 1 \
    "$("$work/build/juesuan" mappings list | grep -c '^other')"
rm -r "$work/mappings/other"
is "it is gone" 0 "$("$work/build/juesuan" mappings list | grep -c '^other')"

# With nothing in the folder itself younger than the program.
touch -d '@1000000000' "$work/mappings"
is "again as it was" 2022 "$(years)"
cp "$work/mappings/hubei-2022/"* "$work/mappings/empty"
sed 's/hubei-2022/empty/' "$file" >"$work/mappings/empty/template.yaml"
touch -d '@1000000000' "$work"/mappings/empty/*
is "a template in a folder that was empty" 1 \
    "$("$work/build/juesuan" mappings list | grep -c '^empty')"
rm "$work/mappings/empty/"* "$work/mappings/rules/"*.yaml
touch -d '@1000000000' "$work/mappings"
is "rules that were taken away" 0 \
    "$("$work/build/juesuan" mappings rules 2>/dev/null | grep -c across)"

# Installed: its files are not looked at, unless one is put there.
mkdir -p "$work/share/juesuan"
cp -R mappings "$work/share/juesuan/mappings"
touch -r "$work/build/juesuan" "$work/share/juesuan/mappings"
file=$work/share/juesuan/mappings/hubei-2022/template.yaml
cat "$work/changed" >"$file"
is "installed, and changed by hand" 2022 "$(years)"
is "installed, changed and named" 2020 \
    "$("$work/build/juesuan" mappings list -I "$work/share/juesuan/mappings" |
        sed -n 's/^hubei-2022  *\([^ ]*\) .*/\1/p')"
cp -R "$work/share/juesuan/mappings/hubei-2022" "$work/share/juesuan/mappings/other"
sed 's/hubei-2022/other/' "$work/changed" >"$work/share/juesuan/mappings/other/template.yaml"
is "installed, and one more template" 1 \
    "$("$work/build/juesuan" mappings list | grep -c '^other')"
tally compiled
