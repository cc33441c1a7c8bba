/*
 * exhaust.c - memory that runs out at a chosen moment; to be preloaded.
 *
 *   EXHAUST_AT=n     allocation n of a process fails, and every one after it
 *   EXHAUST_ONCE=1   only that one (empty: no)
 *   EXHAUST_COUNT=f  how many there were, appended to the file when it ends
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static long at, seen;
static bool once, begun;

__attribute__((constructor)) static void
begin(void)
{
    const char *n = getenv("EXHAUST_AT"), *only = getenv("EXHAUST_ONCE");

    at = n ? atol(n) : 0;
    once = only && *only;
    begun = true;
}

__attribute__((destructor)) static void
end(void)
{
    const char *path = getenv("EXHAUST_COUNT");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0666) : -1;

    if (file >= 0) {
        dprintf(file, "%ld\n", seen);
        close(file);
    }
}

static bool
is_out(void)
{
    if (!begun)
        return false;
    seen++;
    if (at == 0 || (once ? seen != at : seen < at))
        return false;
    errno = ENOMEM;
    return true;
}

void *
malloc(size_t size)
{
    return is_out() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
    return is_out() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *block, size_t size)
{
    return is_out() ? NULL : __libc_realloc(block, size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
    return is_out() ? NULL : __libc_memalign(alignment, size);
}

int
posix_memalign(void **out, size_t alignment, size_t size)
{
    if (is_out())
        return ENOMEM;
    *out = __libc_memalign(alignment, size);
    return *out ? 0 : ENOMEM;
}
