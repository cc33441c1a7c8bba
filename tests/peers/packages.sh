# packages.sh - the sources' archive builds and is tested without git; packages
# are the same bytes twice and what lintian takes; in a fresh Debian they are
# installed over an older version, run, and removed leaving nothing.
. tests/support/tally.sh

[ "$(id -u)" = 0 ] || leave packages "a fresh Debian wants root"
for tool in debootstrap lintian dh rpm rpmbuild; do
    command -v $tool >/dev/null 2>&1 || leave packages "no $tool here"
done
made=$BUILD/packages
program=$(realpath "$PROGRAM")
make() {
    env make --no-print-directory BUILD="$BUILD" "$@" >"$work/said" 2>&1
    tell $? "make $1: $(tail -n 5 "$work/said")"
}

# A fresh Debian, kept from run to run.
fresh=${TMPDIR:-/tmp}/juesuan-fresh-bookworm
mirror=$(sed -n 's/^URIs: *\([^ ]*debian\)$/\1/p; s/^deb [^#]*\(http[^ ]*debian\) .*/\1/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
if [ ! -d "$fresh" ]; then
    rm -rf "$fresh.part"
    debootstrap --variant=minbase --include=libxlsxwriter4,libcsv3,libdeflate0,libmd0,libsqlite3-0,libyaml-0-2 \
        bookworm "$fresh.part" "${mirror:-http://deb.debian.org/debian}" \
        >"$work/said" 2>&1 || leave packages "no Debian: $(tail -n 1 "$work/said")"
    mv "$fresh.part" "$fresh"
fi

rm -f "$made"/*.deb "$made"/*.rpm
make deb
before=$(cd "$made" && sha256sum ./*.deb ./*.xz)
make dist
is "the archive made twice" "$(echo "$before" | grep xz)" \
    "$(cd "$made" && sha256sum ./*.xz)"
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
# What these want is for compiling; here they are only unpacked and looked at.
forced=--force-depends
in_root sh -c "dpkg -i $forced /tmp/older-*.deb" >"$work/said" 2>&1
tell $? "the older ones: $(tail -n 3 "$work/said")"
in_root sh -c "dpkg -i $forced /tmp/[jl]*.deb" >"$work/said" 2>&1
tell $? "an upgrade: $(tail -n 3 "$work/said")"
is "what the older ones left" '' "$(ls "$root"/usr/share | grep ^gone)"
is "what juesuan lacks" '' "$(in_root dpkg -s juesuan | sed -n 's/^Status: //p' |
    grep -v 'ok installed')"

# runs ROOT: the program does its work there.
runs() {
    for line in 'import -f facts' check detect; do
        (cd "$1/tmp" && "$program" $line in.xlsx) >"$work/want" 2>&1
        chroot "$1" env JUESUAN_LANG=en sh -c "cd /tmp && juesuan $line in.xlsx" \
            >"$work/got" 2>&1
        is "juesuan $line in $1" '' "$(diff "$work/want" "$work/got" | head -n 5)"
    done
    chroot "$1" juesuan migrate /tmp/in.xlsx -t hubei-2022 -o /tmp/out.xlsx \
        >"$work/said" 2>&1
    tell $? "juesuan migrate in $1: $(tail -n 3 "$work/said")"
    [ -s "$1/tmp/out.xlsx" ]
    tell $? "nothing was migrated in $1"
    for page in man1 zh_CN/man1; do
        ls "$1/usr/share/man/$page" 2>/dev/null | grep -q '^juesuan-check.1'
        tell $? "no $page in $1"
    done
    rm -f "$1/tmp/out.xlsx"
    is "the completion in $1" check "$(chroot "$1" bash -c '
        . /usr/share/bash-completion/completions/juesuan
        COMP_WORDS=(juesuan che) COMP_CWORD=1; _juesuan juesuan; echo "$COMPREPLY"')"
}
runs "$root"

in_root sh -c 'dpkg -P $(dpkg-query -W -f "\${Package}\n" "*juesuan*")' \
    >"$work/said" 2>&1
tell $? "dpkg -P: $(tail -n 3 "$work/said")"
all_files "$root" >"$work/left"
is "what dpkg -P left" '' "$(diff "$work/files" "$work/left")"

if env make -n rpm >/dev/null 2>&1; then
    make rpm
    before=$(sha256sum "$made"/*.rpm)
    make rpm
    is "an rpm made twice" "$before" "$(sha256sum "$made"/*.rpm)"
    rpm -K --nosignature "$made"/*.rpm >"$work/said" 2>&1
    tell $? "rpm -K: $(tail -n 1 "$work/said")"
    is "what the rpm asks of a system" '' \
        "$(rpm -qp --requires "$made"/*.rpm | grep -v ^rpmlib)"
    # A root with a shell for completion; rpm keeps what it knows in it.
    rpm --root "$root" --dbpath /var/lib/rpm --nosignature -i "$made"/*.rpm \
        >"$work/said" 2>&1
    tell $? "rpm -i: $(tail -n 3 "$work/said")"
    runs "$root"
    rpm --root "$root" --dbpath /var/lib/rpm -e juesuan >"$work/said" 2>&1
    tell $? "rpm -e: $(tail -n 3 "$work/said")"
    all_files "$root" >"$work/left"
    is "what rpm -e left" '' "$(diff "$work/files" "$work/left")"
else
    skip "rpm: no static program"
fi
tally packages
