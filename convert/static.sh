#!/bin/sh
# static.sh - the libraries of the program as archives, of Debian's sources.
#
#   static.sh FOLDER SOURCES COMPILER [musl]
#
# FOLDER gets include/ and lib/; with "musl" that C library too, and the words
# to put behind the compiler, so that it takes no other: musl/lib/musl-gcc.specs.
# Nothing made here is run, so the compiler may be for another processor; tclsh
# puts SQLite together.  Unpacked sources stay as they are.
set -eu

# What make was asked for is not for the makes in here.
unset MAKEFLAGS MFLAGS MAKEOVERRIDES CFLAGS LDFLAGS CC AR BUILD
folder=$1 sources=$2 compiler=$3 libc=${4-}
command -v tclsh >/dev/null || {
    echo "static: please install tcl: SQLite's source is put together by it" >&2
    exit 1
}
sh .ci/source "$sources" libdeflate libyaml libcsv libmd zlib sqlite3 ${libc:+musl}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
sources=$(cd "$sources" && pwd)
rm -rf "$folder/musl" "$folder/include" "$folder/lib" "$folder/made" "$folder/done"
mkdir -p "$folder/include" "$folder/lib" "$folder/made"
# Objects say nothing of where they were made.
flags="-O2 -w -ffile-prefix-map=$sources=. -ffile-prefix-map=$folder=."
archiver="${compiler##*ccache }"
archiver=${archiver%% *}
archiver=${archiver%gcc}ar
command -v "$archiver" >/dev/null || archiver=ar

if [ "$libc" ]; then
    echo "lib $folder/musl/lib/libc.a"
    mkdir "$folder/made/musl"
    (cd "$folder/made/musl" &&
        "$sources/musl/configure" --prefix="$folder/musl" --disable-shared \
            --target="$(${compiler} -dumpmachine)" \
            CC="$compiler" CFLAGS="$flags" AR="$archiver" \
            RANLIB="$archiver s" >log 2>&1 &&
        make -j2 install >>log 2>&1) || {
        cat "$folder/made/musl/log" >&2
        exit 1
    }
    compiler="$compiler -specs $folder/musl/lib/musl-gcc.specs"
fi

# library NAME 'FLAGS' FILE...
library() {
    name=$1 more=$2
    echo "lib $folder/lib/lib$name.a"
    shift 2
    mkdir -p "$folder/made/$name"
    for file; do
        object=$folder/made/$name/$(echo "${file#"$sources/"}" | tr / _).o
        # shellcheck disable=SC2086 # words
        $compiler $flags $more -c -o "$object" "$file"
    done
    "$archiver" rcsD "$folder/lib/lib$name.a" "$folder/made/$name/"*.o
}

s=$sources/libdeflate
cp "$s/libdeflate.h" "$folder/include"
library deflate "-I$s" "$s"/lib/*.c "$s"/lib/x86/*.c "$s"/lib/arm/*.c

s=$sources/libyaml
cp "$s/include/yaml.h" "$folder/include"
# Its version is only said by a function that nobody calls.
library yaml "-I$s/include -DYAML_VERSION_MAJOR=0 -DYAML_VERSION_MINOR=0
    -DYAML_VERSION_PATCH=0 -DYAML_VERSION_STRING=\"\"" "$s"/src/*.c

s=$sources/libcsv
cp "$s/csv.h" "$folder/include"
library csv "-I$s" "$s/libcsv.c"

s=$sources/libmd
cp "$s"/include/*.h "$folder/include"
: >"$folder/made/config.h"
library md "-D_GNU_SOURCE -I$folder/made -I$s/include -I$s/src" "$s/src/sha2.c" "$s/src/sha256hl.c"

s=$sources/zlib
cp "$s/zlib.h" "$s/zconf.h" "$folder/include"
library z "-DHAVE_UNISTD_H -DHAVE_HIDDEN -D_LARGEFILE64_SOURCE=1" "$s"/*.c

mkdir "$folder/made/sqlite"
(cd "$folder/made/sqlite" &&
    CC=cc "$sources/sqlite3/configure" --disable-tcl --disable-readline >log 2>&1 &&
    make sqlite3.c >>log 2>&1) || {
    cat "$folder/made/sqlite/log" >&2
    exit 1
}
cp "$folder/made/sqlite/sqlite3.h" "$folder/include"
library sqlite3 "-DSQLITE_THREADSAFE=1 -DSQLITE_OMIT_LOAD_EXTENSION
    -ffile-prefix-map=$folder/made/sqlite=." "$folder/made/sqlite/sqlite3.c"
rm -rf "$folder/made"
: >"$folder/done"
