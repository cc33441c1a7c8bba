/*
 * wasi.h - what POSIX has and WASI has not, for the program in a page.
 *
 * A browser runs the program on files in memory, one run an instance: there
 * are no processes, signals, jumps, databases and loaded libraries.  Each file
 * is compiled with this header before it (page.mk), beside empty ones for those
 * of the system that are missing.  Calls that only make a file safer succeed
 * and do nothing; of the others each fails as on a file system that has no such
 * thing, which its callers know.  wasi.c stands in for the modules that are
 * left out: processes, signals, running out of memory, databases.
 *
 * Memory   None.
 */
#ifndef WEB_WASI_H
#define WEB_WASI_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* ---- files */

#ifndef O_TMPFILE
#define O_TMPFILE O_DIRECTORY /* and for writing: there is no such file */
#endif
#define SYNC_FILE_RANGE_WRITE 2
#define GRND_NONBLOCK 1

struct statvfs {
    unsigned long f_bavail;
};

struct wasi_entry {
    unsigned short d_reclen;
    char d_name[1];
};

#undef dirent64
#undef getdents64
#define dirent64 wasi_entry
#define getdents64(fd, buffer, size) ((void)(buffer), (ssize_t)-1)
#define fstatvfs(fd, disk) ((disk)->f_bavail = 1, -1)
#define sync_file_range(fd, at, n, how) 0
#define fchmod(fd, mode) 0
#define getrandom(bytes, n, how) (getentropy(bytes, n) == 0 ? (int)(n) : -1)
#define SYS_renameat2 0
#define syscall(number, from, old, to, new, how)                               \
    ((void)(old), (void)(new), errno = ENOSYS, -1)
#define realpath(path, into) ((char *)NULL)
#define mallopt(what, value) 0
#define AT_EXECFN 31
#define getauxval(what) 0UL

/* ---- what another C library does otherwise */

/* Equal elements keep their order, as glibc has it: results must not depend on
   the library. */
void wasi_sort(void *base, size_t n, size_t size,
               int (*compare)(const void *, const void *));
#define qsort wasi_sort

/* Under the names that glibc has for code pages. */
iconv_t wasi_codepage(const char *to, const char *from);
#define iconv_open wasi_codepage

#endif
