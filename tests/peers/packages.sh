# packages.sh - the sources' archive is the same twice, builds and is tested
# without git; lintian takes the packages; in a fresh Debian they are installed
# over an older version, run, compiled against, and removed leaving nothing.  The
# rpm is static.sh's.
. tests/support/tally.sh

[ "$(id -u)" = 0 ] || leave packages "a fresh Debian wants root"
for tool in debootstrap lintian dh; do
    command -v $tool >/dev/null 2>&1 || leave packages "no $tool here"
done
made=$BUILD/packages
program=$(realpath "$PROGRAM")
make() {
    env MAKEFLAGS= make -j2 BUILD="$BUILD" "$@" >"$work/said" 2>&1
    tell $? "make $*: $(tail -n 5 "$work/said")"
}

# A fresh Debian with a compiler, kept from run to run.
fresh=${TMPDIR:-/tmp}/juesuan-fresh-bookworm-gcc
mirror=$(sed -n 's/^URIs: *\([^ ]*debian\)$/\1/p; s/^deb [^#]*\(http[^ ]*debian\) .*/\1/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
if [ ! -d "$fresh" ]; then
    rm -rf "$fresh.part"
    debootstrap --variant=minbase --include=libxlsxwriter4,libcsv3,libdeflate0,libmd0,libsqlite3-0,libyaml-0-2,gcc,libc6-dev,pkg-config \
        bookworm "$fresh.part" "${mirror:-http://deb.debian.org/debian}" \
        >"$work/said" 2>&1 || leave packages "no Debian: $(tail -n 1 "$work/said")"
    mv "$fresh.part" "$fresh"
fi

rm -f "$made"/*.deb
make deb
before=$(cd "$made" && sha256sum ./*.xz)
make dist
is "the archive made twice" "$before" "$(cd "$made" && sha256sum ./*.xz)"
lintian --allow-root "$made"/*.deb >"$work/lintian" 2>&1
is "what lintian calls an error" '' "$(grep '^E:' "$work/lintian")"
(cd "$made"/deb/juesuan-*/ && env -u BUILD -u PROGRAM make STATIC= unit T=decimal) \
    >"$work/said" 2>&1
tell $? "tests of the archive without git: $(tail -n 3 "$work/said")"

root=$work/root
cp -a "$fresh" "$root"
in_root() { LC_ALL=C.UTF-8 chroot "$root" "$@"; }
all_files() { (cd "$1" && find usr etc opt ! -type d ! -path '*/__pycache__/*' | sort); }
all_files "$root" >"$work/files"
cp "$made"/*.deb "$root/tmp"
cp samples/hubei-2022.xlsx "$root/tmp/in.xlsx"

# The older one: the same with a lower version.
older=$work/older
for package in "$made"/*.deb; do
    dpkg-deb -R "$package" "$older" &&
        sed -i 's/^Version: .*/Version: 0.0.9-1/' "$older/DEBIAN/control" &&
        touch "$older/usr/share/gone-$(basename "$package")" &&
        dpkg-deb -b "$older" "$root/tmp/older-$(basename "$package")" >/dev/null
    tell $? "an older $package"
    rm -rf "$older"
done
# That of -dev asks for the library of its own, unlowered version.
in_root sh -c "dpkg -i --force-depends /tmp/older-*.deb" >"$work/said" 2>&1
tell $? "the older ones: $(tail -n 3 "$work/said")"
in_root sh -c "dpkg -i /tmp/[jl]*.deb" >"$work/said" 2>&1
tell $? "an upgrade: $(tail -n 3 "$work/said")"
is "what the older ones left" '' "$(ls "$root"/usr/share | grep ^gone)"
is "what juesuan lacks" '' "$(in_root dpkg -s juesuan | sed -n 's/^Status: //p' |
    grep -v 'ok installed')"

# ---- the program

for line in 'import -f facts' check detect; do
    (cd "$root/tmp" && "$program" $line in.xlsx) >"$work/want" 2>&1
    in_root env JUESUAN_LANG=en sh -c "cd /tmp && juesuan $line in.xlsx" \
        >"$work/got" 2>&1
    is "juesuan $line" '' "$(diff "$work/want" "$work/got" | head -n 5)"
done
target=zhejiang-2022
in_root juesuan migrate /tmp/in.xlsx -t $target --lossy -o /tmp/out.xlsx \
    >"$work/said" 2>&1
"$program" migrate -q samples/hubei-2022.xlsx -t $target --lossy \
    -o "$work/migrated.xlsx" 2>/dev/null
cmp "$work/migrated.xlsx" "$root/tmp/out.xlsx" >>"$work/said" 2>&1
tell $? "juesuan migrate: $(tail -n 3 "$work/said")"
for page in man1 zh_CN/man1; do
    ls "$root/usr/share/man/$page" 2>/dev/null | grep -q '^juesuan-check.1'
    tell $? "no $page"
done
is "the completion" check "$(in_root bash -c '
    . /usr/share/bash-completion/completions/juesuan
    COMP_WORDS=(juesuan che) COMP_CWORD=1; _juesuan juesuan; echo "$COMPREPLY"')"

# ---- a program in C, compiled there

"$program" import -q samples/hubei-2022.xlsx -f facts -o "$work/facts.csv"
cp tests/library/use.c "$root/tmp"
for linked in "$(in_root pkg-config --libs juesuan)" \
    "-Wl,-Bstatic -ljuesuan -Wl,-Bdynamic -lm"; do
    # shellcheck disable=SC2046 # words
    in_root gcc -Wall -Werror -o /tmp/use /tmp/use.c \
        $(in_root pkg-config --cflags juesuan) $linked >"$work/said" 2>&1
    tell $? "gcc $linked: $(head -n 3 "$work/said")"
    rm -rf "$root/tmp/made" && mkdir "$root/tmp/made"
    in_root /tmp/use /tmp/in.xlsx $target /tmp/made >"$work/said" 2>&1
    tell $? "with $linked: $(tail -n 3 "$work/said")"
    for file in migrated.xlsx facts.csv; do
        cmp "$work/$file" "$root/tmp/made/$file"
        tell $? "with $linked: $file is not what the program makes"
    done
done

# ---- removed

in_root sh -c 'dpkg -P $(dpkg-query -W -f "\${Package}\n" "*juesuan*")' \
    >"$work/said" 2>&1
tell $? "dpkg -P: $(tail -n 3 "$work/said")"
all_files "$root" >"$work/left"
is "what dpkg -P left" '' "$(diff "$work/files" "$work/left")"

tally packages
