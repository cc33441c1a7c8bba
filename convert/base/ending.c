/* ending.c - a signal handler, and the static tables that it may read. */
#include "base/ending.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

#define PATHS 16
#define CHILDREN 256

/* A signal handler can only reach static tables. */
static _Atomic(const char *) paths[PATHS];
static atomic_int children[CHILDREN];

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

void
ending_add(const char *path)
{
    for (int i = 0; i < PATHS; i++) {
        const char *none = NULL;

        if (atomic_compare_exchange_strong(&paths[i], &none, path))
            return;
    }
}

void
ending_drop(const char *path)
{
    for (int i = 0; i < PATHS; i++) {
        const char *it = path;

        if (path && atomic_compare_exchange_strong(&paths[i], &it, NULL))
            return;
    }
}

void
ending_add_child(pid_t child)
{
    for (int i = 0; i < CHILDREN; i++) {
        int none = 0;

        if (atomic_compare_exchange_strong(&children[i], &none, child))
            return;
    }
}

void
ending_drop_child(pid_t child)
{
    for (int i = 0; i < CHILDREN; i++) {
        int it = child;

        if (child && atomic_compare_exchange_strong(&children[i], &it, 0))
            return;
    }
}

void
ending_forget(void)
{
    for (int i = 0; i < PATHS; i++)
        atomic_store(&paths[i], NULL);
    for (int i = 0; i < CHILDREN; i++)
        atomic_store(&children[i], 0);
}

/* ---- in a handler: system calls alone ---- */

static void
remove_all(int above, const char *name)
{
    _Alignas(struct dirent64) char buffer[2048];
    int fd;
    ssize_t n;

    if (unlinkat(above, name, 0) == 0)
        return;
    fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    while (fd >= 0 && (n = getdents64(fd, (void *)buffer, sizeof buffer)) > 0) {
        for (ssize_t at = 0; at < n;) {
            const struct dirent64 *entry = (const void *)(buffer + at);

            at += entry->d_reclen;
            if (strcmp(entry->d_name, ".") != 0
                && strcmp(entry->d_name, "..") != 0)
                remove_all(fd, entry->d_name);
        }
    }
    if (fd >= 0)
        close(fd);
    unlinkat(above, name, AT_REMOVEDIR);
}

/* Children first: what they write may be in a folder of ours. */
static void
end(int number)
{
    sigset_t this;

    for (int i = 0; i < CHILDREN; i++) {
        if (children[i])
            kill(children[i], number);
    }
    for (int i = 0; i < CHILDREN; i++) {
        if (children[i])
            waitpid(children[i], NULL, 0);
    }
    for (int i = 0; i < PATHS; i++) {
        if (paths[i])
            remove_all(AT_FDCWD, paths[i]);
    }
    signal(number, SIG_DFL);
    sigemptyset(&this);
    sigaddset(&this, number);
    sigprocmask(SIG_UNBLOCK, &this, NULL);
    raise(number);
}

/* ---- outside ---- */

static sigset_t
all_signals(void)
{
    sigset_t all;

    sigemptyset(&all);
    for (int i = 0; i < ARRAY_LEN(signals); i++)
        sigaddset(&all, signals[i]);
    return all;
}

void
ending_begin(void)
{
    struct sigaction action = { .sa_handler = end }, was;

    action.sa_mask = all_signals();
    for (int i = 0; i < ARRAY_LEN(signals); i++) {
        if (sigaction(signals[i], NULL, &was) == 0 && was.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

void
ending_hold(sigset_t *was)
{
    sigset_t all = all_signals();

    sigprocmask(SIG_BLOCK, &all, was);
}

void
ending_release(const sigset_t *was)
{
    sigprocmask(SIG_SETMASK, was, NULL);
}
