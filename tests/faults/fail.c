/*
 * fail.c - a machine that has a fault: the FAIL_AT-th call of those below
 * fails, once, in the process and in each child that has got as far.
 *
 * Preloaded.  With FAIL_COUNT the number of calls is written to that file.
 * What a program writes through stdio fails when it is flushed.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls;
static pid_t first;

__attribute__((constructor)) static void
begin(void)
{
    first = getpid();
}

__attribute__((destructor)) static void
end(void)
{
    const char *path = getenv("FAIL_COUNT");
    FILE *out = path && getpid() == first ? fopen(path, "w") : NULL;

    if (out) {
        fprintf(out, "%ld\n", calls);
        fclose(out);
    }
}

static int
fails(int error)
{
    const char *at = getenv("FAIL_AT");

    if (!at || ++calls != atol(at))
        return 0;
    errno = error;
    return 1;
}

/* The function that is behind this one, called or failing. */
#define FAIL(type, failed, error, name, parameters, arguments)                 \
    type name parameters;                                                      \
    type name parameters                                                       \
    {                                                                          \
        static type(*real) parameters;                                         \
                                                                               \
        if (!real)                                                             \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                         \
        return fails(error) ? (type)(failed) : real arguments;                 \
    }

FAIL(ssize_t, -1, EIO, read, (int fd, void *to, size_t n), (fd, to, n))
FAIL(ssize_t, -1, EIO, pread, (int fd, void *to, size_t n, off_t at),
     (fd, to, n, at))
FAIL(ssize_t, -1, ENOSPC, write, (int fd, const void *from, size_t n),
     (fd, from, n))
FAIL(ssize_t, -1, ENOSPC, writev, (int fd, const struct iovec *from, int n),
     (fd, from, n))
FAIL(int, -1, EIO, fsync, (int fd), (fd))
FAIL(int, -1, EIO, ftruncate, (int fd, off_t n), (fd, n))
FAIL(off_t, -1, EIO, lseek, (int fd, off_t at, int from), (fd, at, from))
FAIL(int, -1, ENOSPC, mkdir, (const char *path, mode_t mode), (path, mode))
FAIL(int, -1, EACCES, rename, (const char *from, const char *to), (from, to))
FAIL(int, -1, EINVAL, renameat2,
     (int a, const char *from, int b, const char *to, unsigned flags),
     (a, from, b, to, flags))
FAIL(int, -1, EACCES, linkat,
     (int a, const char *from, int b, const char *to, int flags),
     (a, from, b, to, flags))
FAIL(int, -1, EIO, stat, (const char *path, struct stat *st), (path, st))
FAIL(int, -1, EIO, lstat, (const char *path, struct stat *st), (path, st))
FAIL(int, -1, EIO, fstat, (int fd, struct stat *st), (fd, st))
FAIL(pid_t, -1, EAGAIN, fork, (void), ())
FAIL(int, -1, EMFILE, pipe2, (int ends[2], int flags), (ends, flags))
FAIL(int, -1, EMFILE, dup2, (int from, int to), (from, to))
FAIL(int, -1, EMFILE, memfd_create, (const char *name, unsigned flags),
     (name, flags))
FAIL(DIR *, NULL, EMFILE, opendir, (const char *path), (path))
FAIL(FILE *, NULL, ENOMEM, fdopen, (int fd, const char *mode), (fd, mode))
FAIL(FILE *, NULL, EMFILE, fopen, (const char *path, const char *mode),
     (path, mode))
FAIL(int, EOF, ENOSPC, fflush, (FILE * stream), (stream))
FAIL(void *, NULL, ENOMEM, dlopen, (const char *path, int flags), (path, flags))

/* What is closed is closed, whatever close() says. */
int
fclose(FILE *stream)
{
    static int (*real)(FILE *);
    int result;

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fclose");
    result = real(stream);
    return fails(ENOSPC) ? EOF : result;
}

int
open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    va_list rest;
    mode_t mode;

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "open");
    va_start(rest, flags);
    mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails(flags & O_CREAT ? ENOSPC : EMFILE) ? -1
                                                    : real(path, flags, mode);
}
