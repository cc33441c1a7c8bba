# library.sh - programs in C, C++ and Python through the installed library.
#
# Sanitizers, allocations that fail, threads and a host with libraries of its own.
. tests/support/tally.sh

make=$(command -v gmake || command -v make)
export MAKEFLAGS=
to=$work/installed
"$make" -s BUILD="$BUILD" PREFIX="$to" install-library >"$work/built" 2>&1 ||
    leave library "no source of libxlsxwriter: $(tail -n 1 "$work/built")"
cc=${CC:-gcc}
PKG_CONFIG_PATH=$to/lib/pkgconfig
export PKG_CONFIG_PATH
flags=$(pkg-config --cflags juesuan)
shared="$(pkg-config --libs juesuan) -Wl,-rpath,$to/lib"
static="$to/lib/libjuesuan.a $(pkg-config --static --libs juesuan |
    sed 's/-ljuesuan//')"
sample=samples/hubei-2022.xlsx target=zhejiang-2022

"$make" -s BUILD="$BUILD" PREFIX="$work/other" install-library >"$work/said" 2>&1
is "installed elsewhere" "$work/other" \
    "$(sed -n 's/^prefix=//p' "$work/other/lib/pkgconfig/juesuan.pc")"
rm -rf "$work/other"

# ---- names

nm -D --defined-only "$to/lib/libjuesuan.so.0" | awk '$2 == "T" { print $3 }' |
    sed 's/@.*//' | sort >"$work/names"
cmp -s "$work/names" tests/library/symbols
tell $? "names of the shared library: $(diff "$work/names" tests/library/symbols)"
nm -g --defined-only "$to/lib/libjuesuan.a" | awk 'NF == 3 { print $3 }' |
    sort >"$work/names"
cmp -s "$work/names" tests/library/symbols
tell $? "names of the archive: $(diff "$work/names" tests/library/symbols)"
# It starts, ends, says and changes nothing of the process it is in.
nm -D -u "$to/lib/libjuesuan.so.0" | sed 's/^ *. //; s/@.*//' >"$work/called"
nm -u "$to/lib/libjuesuan.a" | sed -n 's/^ *U //p' >>"$work/called"
[ "$(grep -c . "$work/called")" -gt 100 ]
tell $? "nothing is called"
bad='_*exit|_Exit|quick_exit|atexit|v?fork|exec[lv].*|posix_spawn.*|system|popen'
bad="$bad|clone|pthread_create|kill|raise|wait.*|sig.*|pthread_sigmask|alarm"
bad="$bad|setlocale|dl.*|(un|set|put|clear).*env|chdir|umask|set.*id|setrlimit"
bad="$bad|v?printf|puts|putchar.*|perror|stdout|stdin|getchar|rename.*|unlink.*"
bad="$bad|remove|mkdir.*|tmpfile|mkstemp.*|mallopt|srand.*|strtok|err|warn.*"
is "what the library calls" '' "$(grep -xE "$bad" "$work/called" | tr '\n' ' ')"
# An arena whose owner forgot to say what happens when it is full.
is "what aborts" .rela.text.unlikely.arena_exhaust "$(readelf -rW "$to/lib/libjuesuan.a" |
    awk '/^Relocation section/ { section = $3 } $5 == "abort" { print section }' |
    tr -d "'")"

# ---- what a program that was compiled against it counts on

if command -v abidiff >/dev/null; then
    abi=tests/library/abi.xml
    abidw --header-file convert/juesuan.h --drop-private-types \
        --exported-interfaces-only --no-architecture --no-comp-dir-path \
        --no-corpus-path --no-elf-needed --no-show-locs --type-id-style hash \
        --out-file "$work/abi.xml" "$to/lib/libjuesuan.so.0"
    tell $? "abidw"
    [ -z "${ACCEPT-}" ] || cp "$work/abi.xml" $abi
    abidiff $abi "$work/abi.xml" >"$work/said" 2>&1
    tell $? "not the interface of $abi (ACCEPT=1 takes it; what is not only more \
wants another soname): $(head -n 30 "$work/said")"
    # A parameter more, a result of another type, a member between others.
    for change in "/function-decl name='juesuan_year'/{n;s/.*/&&/}" \
        "/function-decl name='juesuan_year'/,/function-decl>/s/\(return.*id=\)[^/]*/\1'a84c031d'/" \
        "/class-decl name='juesuan_fact'/,/class-decl>/s/offset-in-bits='64'/offset-in-bits='128'/"; do
        sed "$change" "$work/abi.xml" >"$work/changed.xml"
        ! cmp -s "$work/abi.xml" "$work/changed.xml" &&
            ! abidiff $abi "$work/changed.xml" >"$work/said" 2>&1
        tell $? "not seen: $change"
    done
else
    skip "no abidiff"
fi

# ---- C and C++

# shellcheck disable=SC2086 # words
build() {
    out=$1
    shift
    $cc -Wall -Wextra -g -o "$work/$out" $flags "$@" 2>"$work/said"
    tell $? "$out: $(head -n 3 "$work/said")"
}
build use tests/library/use.c $shared
build use_static tests/library/use.c $static
"$PROGRAM" import -q "$sample" -f facts -o "$work/facts.csv"
"$PROGRAM" import -q "$sample" -f json -o "$work/model.json"
"$PROGRAM" check -q "$sample" --annotate "$work/annotated.xlsx" \
    --report "$work/report.html" >/dev/null 2>&1
"$PROGRAM" migrate -q "$sample" -t $target --lossy -o "$work/migrated.xlsx" \
    2>/dev/null
"$PROGRAM" blank -q $target -o "$work/blank.xlsx"
"$PROGRAM" import -q "$sample" -f csv -o "$work/package"
for program in use use_static; do
    mkdir "$work/$program.out"
    "$work/$program" "$sample" $target "$work/$program.out" >"$work/said" 2>&1
    tell $? "$program: $(tail -n 3 "$work/said")"
    for file in facts.csv model.json annotated.xlsx report.html migrated.xlsx \
        blank.xlsx; do
        cmp -s "$work/$file" "$work/$program.out/$file"
        tell $? "$program: $file is not what the program makes"
    done
    python3 -m zipfile -e "$work/$program.out/package.zip" \
        "$work/$program.out/package" &&
        diff -r "$work/package" "$work/$program.out/package" >"$work/said"
    tell $? "$program: the package is not the program's: $(head -n 3 "$work/said")"
done
if command -v g++ >/dev/null; then
    cc=g++ build use_cpp tests/library/use.cpp $shared
    "$work/use_cpp" "$sample" $target >"$work/said" 2>&1
    tell $? "C++: $(tail -n 3 "$work/said")"
else
    skip "no C++ compiler"
fi

# ---- Python

LIBJUESUAN=$to/lib/libjuesuan.so.0 PYTHONPATH=samples/python python3 \
    tests/library/use.py "$sample" $target "$work" >"$work/said" 2>&1
tell $? "Python: $(tail -n 3 "$work/said")"
LIBJUESUAN=$to/lib/libjuesuan.so.0 PYTHONPATH=samples/python python3 \
    tests/library/wrong.py "$sample" mappings "$work" >"$work/said" 2>&1
tell $? "wrong: $(tail -n 3 "$work/said")"

# ---- a host with other versions

build host tests/library/host.c -rdynamic $shared
build host_static tests/library/host.c -rdynamic $static
for program in host host_static; do
    "$work/$program" "$sample" $target mappings >"$work/said" 2>&1
    tell $? "$program: $(tail -n 3 "$work/said")"
done

# ---- allocations

wraps=-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free,--wrap=open_memstream
build failing tests/library/failing.c $wraps $static
"$work/failing" "$sample" $target >"$work/said" 2>&1
tell $? "failing: $(tail -n 3 "$work/said")"
echo "$(tail -n 1 "$work/said")"

# ---- sanitizers: one more build each, of what they see

sanitized() {
    "$make" -s BUILD="$BUILD/$1" SANFLAGS="$2" library >"$work/built" 2>&1
    tell $? "a build with $2: $(tail -n 3 "$work/built")"
}
sanitized asan '-fsanitize=address,undefined -fno-sanitize-recover=undefined -DARENA_APART'
build use_asan -fsanitize=address,undefined tests/library/use.c \
    "$BUILD/asan/libjuesuan.a" -lm
mkdir "$work/asan.out"
"$work/use_asan" "$sample" $target "$work/asan.out" >"$work/said" 2>&1
tell $? "sanitized: $(tail -n 5 "$work/said")"
build failing_asan -fsanitize=address,undefined tests/library/failing.c $wraps \
    "$BUILD/asan/libjuesuan.a" -lm
"$work/failing_asan" "$sample" $target 5003 >"$work/said" 2>&1
tell $? "failing, sanitized: $(tail -n 5 "$work/said")"
echo "$(tail -n 1 "$work/said")"

sanitized tsan -fsanitize=thread
build threads -fsanitize=thread tests/library/threads.c \
    "$BUILD/tsan/libjuesuan.a" -lm -lpthread
"$work/threads" samples/zhejiang-2019-selfeval.xlsx zhejiang-2022 1000 \
    >"$work/said" 2>&1
tell $? "threads: $(head -n 20 "$work/said")"
tally library
