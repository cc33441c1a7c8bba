/*
 * flush.c - a program of `make cover` writes down what it counted, also when
 * it leaves by _exit(), when a test has limited the size of its files, and
 * when one has its calls fail.
 *
 * Linked in with -Wl,--wrap=_exit.
 */
#include <stdlib.h>
#include <sys/resource.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);

/* Half a file of counts would spoil those of all other runs. */
static void
lift(void)
{
    struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

    if (setrlimit(RLIMIT_FSIZE, &limit)
        != 0) { /* not root: up to what it may */
        getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    unsetenv("FAIL_AT");
}

/* Before the counts are written: those have the last of the destructors. */
__attribute__((destructor)) static void
leave(void)
{
    lift();
}

_Noreturn void
__wrap__exit(int status)
{
    lift();
    __gcov_dump();
    __real__exit(status);
}
