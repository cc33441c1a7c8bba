# static.sh - the one file alone in an empty folder, in the oldest Debian that can
# be had, and in an rpm, does what the ordinary program does; built elsewhere and
# later it is the same bytes.  CROSS: for another processor, nothing made is run.
. tests/support/tally.sh

[ "$(id -u)" = 0 ] || leave static "another root wants root"
chroot=$(command -v chroot) || leave static "no chroot here"
command -v tclsh >/dev/null || leave static "no tclsh here"
sh .ci/source build/source libdeflate libxlsxwriter libyaml libcsv libmd musl \
    sqlite3 zlib >"$work/said" 2>&1 ||
    leave static "no sources: $(tail -n 1 "$work/said")"
sources=$PWD/build/source
program=$(realpath "$PROGRAM")
make() {
    env -u BUILD -u PROGRAM MAKEFLAGS= make -j2 "$@" >"$work/said" 2>&1
    tell $? "make $*: $(tail -n 5 "$work/said")"
}

make BUILD="$BUILD" static
static=$(realpath "$BUILD/static/juesuan")

# ---- what the ordinary program makes

# works FOLDER COMMAND...: in FOLDER, that is for the program FOLDER too.
works() {
    said=$1
    shift
    while read -r name words; do
        # shellcheck disable=SC2086 # words
        "$@" $words >"$said/$name.out" 2>"$said/$name.err" </dev/null
        echo $? >>"$said/$name.err"
    done <<'END'
version --version
help check --help --lang zh
list mappings list -q
facts import -f facts in.xlsx -o facts.csv
json import -f json in.xlsx -o model.json --kept kept.json
csv import -f csv in.xlsx -o tables
old import -f facts in.xls -o old.csv
many import -q -j 2 -f facts in.xlsx other.xlsx -o many.csv
check check in.xlsx --annotate annotated.xlsx --report report.html
explain explain in.xlsx -o explained.xlsx
migrate migrate in.xlsx -t zhejiang-2022 --lossy -o migrated.xlsx
export export model.json --kept kept.json -t hubei-2022 -o exported.xlsx
blank blank hubei-2022 -o blank.xlsx
fill fill model.json blank.xlsx -o filled.xlsx
sqlite load in.xlsx --partial --db sqlite:filings.db
END
}
# A folder with what is read.
given() {
    mkdir -p "$1"
    cp samples/hubei-2022.xlsx "$1/in.xlsx"
    cp samples/zhejiang-2022-selfeval.xlsx "$1/other.xlsx"
    cp tests/golden/saved/hubei-2022.xls "$1/in.xls"
}
same() { # NAME FOLDER
    is "$1" '' "$(diff -r "$work/want" "$2" | cut -c 1-300 | head -n 5)"
}
in_want() (cd "$work/want" && "$program" "$@")
given "$work/want"
works "$work/want" in_want
is "what was made" 15 "$(ls "$work"/want/*.out | wc -l)"
[ -s "$work/want/filled.xlsx" ] && [ -s "$work/want/old.csv" ]
tell $? "$(cat "$work"/want/*.err)"
# Tables of a database lie in its file as the version of SQLite likes.
rm -f "$work/want/filings.db"

# ---- alone: no /proc, /tmp or /dev, no other file

alone() { env -i JUESUAN_LANG=en "$chroot" "$work/alone" /juesuan "$@"; }
given "$work/alone"
cp "$static" "$work/alone/juesuan"
works "$work/alone" alone
[ -s "$work/alone/filings.db" ]
tell $? "no database was made"
alone load in.xlsx --db postgresql:///filings >"$work/said" 2>&1
is "PostgreSQL is not inside" "3 1" "$? $(grep -c 'PostgreSQL' "$work/said")"
rm -f "$work/alone/filings.db" "$work/alone/juesuan"
same "alone in an empty folder" "$work/alone"

# ---- the oldest Debian of the archive, kept from run to run

old=
mirror=$(sed -n 's/^URIs: *\([^ ]*debian\)$/\1/p; s/^deb [^#]*\(http[^ ]*debian\) .*/\1/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
for suite in stretch buster bullseye; do
    there=${TMPDIR:-/tmp}/juesuan-old-$suite
    if [ ! -d "$there" ]; then
        rm -rf "$there.part"
        debootstrap --variant=minbase "$suite" "$there.part" \
            "${mirror:-http://deb.debian.org/debian}" >"$work/said" 2>&1 || {
            rm -rf "$there.part"
            continue
        }
        mv "$there.part" "$there"
    fi
    old=$work/old
    cp -a "$there" "$old"
    break
done
in_old() {
    env -i JUESUAN_LANG=en PATH=/usr/local/bin:/usr/bin:/bin "$chroot" "$old" \
        sh -c 'cd /given && exec juesuan "$@"' sh "$@"
}
in_folder() {
    given "$old/given"
    works "$old/given" in_old
    rm -f "$old/given/filings.db"
    same "$1 in Debian $suite" "$old/given"
    rm -rf "$old/given"
}
if [ "$old" ]; then
    cp "$static" "$old/usr/local/bin/juesuan"
    in_folder "the static program"
    rm "$old/usr/local/bin/juesuan"
else
    skip "no older Debian: $(tail -n 1 "$work/said")"
fi

# ---- an rpm of it

if command -v rpm >/dev/null && command -v rpmbuild >/dev/null; then
    packages=$BUILD/packages
    tree=$packages/rpm/tree
    rm -f "$packages"/*.rpm
    make BUILD="$BUILD" rpm
    before=$(sha256sum "$packages"/*.rpm)
    make BUILD="$BUILD" rpm
    is "an rpm made twice" "$before" "$(sha256sum "$packages"/*.rpm)"
    cmp "$static" "$tree/usr/bin/juesuan"
    tell $? "the rpm's program is another"
    rpm -K --nosignature "$packages"/*.rpm >"$work/said" 2>&1
    tell $? "rpm -K: $(tail -n 1 "$work/said")"
    is "what the rpm asks of a system" '' \
        "$(rpm -qp --requires "$packages"/*.rpm | grep -v ^rpmlib)"
    (cd "$tree" && find usr ! -type d | sort) >"$work/files"
    is "files of the rpm" '' "$(rpm -qlp "$packages"/*.rpm | while read -r file; do
        [ -d "$tree$file" ] || echo "${file#/}"
    done | sort | diff - "$work/files" | head -n 5)"
    for page in man1/juesuan.1 zh_CN/man1/juesuan-check.1; do
        [ -s "$tree/usr/share/man/$page" ]
        tell $? "no $page in the rpm"
    done
    # The program's own root, else an empty one.
    root=${old:-$work/empty}
    mkdir -p "$root"
    all_files() { (cd "$root" && find . ! -type d ! -path './var/lib/rpm/*' | sort); }
    all_files >"$work/before"
    rpm --root "$root" --dbpath /var/lib/rpm --nosignature -i "$packages"/*.rpm \
        >"$work/said" 2>&1
    tell $? "rpm -i: $(tail -n 3 "$work/said")"
    is "what was installed" '' "$(while read -r file; do
        cmp "$tree/$file" "$root/$file" 2>&1
    done <"$work/files" | head -n 5)"
    [ ! "$old" ] || in_folder "the rpm's program"
    [ ! "$old" ] ||
        is "the completion" check "$("$chroot" "$old" bash -c '
        . /usr/share/bash-completion/completions/juesuan
        COMP_WORDS=(juesuan che) COMP_CWORD=1; _juesuan juesuan; echo "$COMPREPLY"')"
    rpm --root "$root" --dbpath /var/lib/rpm -e juesuan >"$work/said" 2>&1
    tell $? "rpm -e: $(tail -n 3 "$work/said")"
    all_files >"$work/after"
    is "what rpm -e left" '' "$(diff "$work/before" "$work/after")"
else
    skip "no rpm here"
fi

# ---- made again, elsewhere and later

mkdir "$work/elsewhere"
cp -a Makefile .ci convert mappings "$work/elsewhere"
CCACHE_DISABLE=1 make -C "$work/elsewhere" SOURCE="$sources" BUILD=made static
cmp "$static" "$work/elsewhere/made/static/juesuan"
tell $? "a second build is other bytes"

# ---- for another processor

target=aarch64-linux-gnu
qemu=$(command -v qemu-aarch64-static || command -v qemu-aarch64)
if [ "$qemu" ] && command -v $target-gcc >/dev/null && [ -d /usr/$target/lib ]; then
    make BUILD="$BUILD/$target" CROSS=$target
    crossed=$(realpath "$BUILD/$target/juesuan")
    emulated() (cd "$work/cross" && "$qemu" -L /usr/$target "$crossed" "$@")
    given "$work/cross"
    works "$work/cross" emulated
    rm -f "$work/cross/filings.db"
    same "the program of $target" "$work/cross"
else
    skip "no compiler and emulator of $target"
fi
tally static
