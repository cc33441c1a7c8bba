/*
 * flush.c - a program of `make cover` writes down what it counted, also when
 * it leaves by _exit() and when a test has limited the size of its files.
 *
 * Linked in with -Wl,--wrap=_exit.
 */
#include <sys/resource.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);

/* Half a file of counts would spoil those of all other runs. */
static void
lift_limit(void)
{
    struct rlimit limit;

    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

/* Before the counts are written: those have the last of the destructors. */
__attribute__((destructor)) static void
leave(void)
{
    lift_limit();
}

_Noreturn void
__wrap__exit(int status)
{
    lift_limit();
    __gcov_dump();
    __real__exit(status);
}
