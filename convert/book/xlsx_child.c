/* xlsx_child.c - a process that ends where the library does. */
#include "book/xlsx_child.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

#define LIBRARY "libxlsxwriter.so.4"
#define MESSAGE_MAX 512

/* The child: nothing below may touch the arena, up to "the parent". */

/* How the child ends where the disk is full. */
#define EXIT_FULL 2

/* A write failed for want of room, whatever the library makes of it: errno is
   0 when the child begins, and no call that goes well changes it. */
static bool
is_full(void)
{
    return errno == ENOSPC || errno == EDQUOT;
}

static void *
find(struct draw_library *library, const char *name)
{
    void *address = library->handle ? dlsym(library->handle, name) : NULL;

    if (!address) {
        library->what = library->handle ? "the library is another version"
                                        : "cannot load Debian's libxlsxwriter4";
        library->why = dlerror();
    }
    return address;
}

_Noreturn static void
run_child(const struct draw_job *job, int messages)
{
    struct draw_library library = { .find = find };
    sigset_t none;

    messages = fcntl(messages, F_DUPFD, 3);
    /* A child that outlives the parent, catches what the parent wants to or
       leaves a core file would be a mess of its own. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    /* The library prints the temporary name, and numbers by locale. */
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    uselocale(newlocale(LC_NUMERIC_MASK, "C", (locale_t)0));
    library.handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    errno = 0;
    if (xlsx_draw_book(job, &library))
        _exit(is_full() ? EXIT_FULL : EXIT_SUCCESS);
    if (is_full())
        _exit(EXIT_FULL);
    dprintf(messages, "%s: %s", library.what, library.why);
    _exit(EXIT_FAILURE);
}

/* The parent. */

/* The parent. */

LANGUAGE_FORMAT(3, 0)
static bool
failed(struct diag_list *diags, const char *path, const char *what,
       const char *why)
{
    struct diag *d = diag_add(diags, DIAG_WRITE_FAILED, PLACE_FILE(path),
                              PLACE_NONE, what);

    if (*why)
        diag_detail(diags, d, "%s", why);
    return false;
}

/* Memory, not a pipe: a pipe's end waits for everybody to have closed it. */
static void
read_said(int messages, char said[MESSAGE_MAX])
{
    ssize_t n = pread(messages, said, MESSAGE_MAX - 1, 0);

    said[n > 0 ? n : 0] = '\0';
}

static bool
wait_for(pid_t child, int messages, const char *path, struct diag_list *diags)
{
    char said[MESSAGE_MAX];
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return failed(diags, path, "lost the writing process",
                          diag_reason(diags, errno));
    if (WIFSIGNALED(status))
        return failed(diags, path, "the writing process was stopped",
                      strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == EXIT_SUCCESS)
        return true;
    if (WEXITSTATUS(status) == EXIT_FULL) {
        errno = ENOSPC;
        return file_out_failed(diags, path, "cannot write the file");
    }
    read_said(messages, said);
    return failed(diags, path, "the workbook could not be written", said);
}

bool
xlsx_child_draw(struct arena *arena, const struct draw_job *job,
                const char *path, struct diag_list *diags)
{
    int messages = memfd_create("juesuan", MFD_CLOEXEC);
    pid_t child;
    bool done;

    xlsx_draw_settle(arena, job->book);
    if (messages < 0)
        return failed(diags, path, "cannot make a process",
                      diag_reason(diags, errno));
    /* Not used here: children then have it without loading it, each in turn;
       where it cannot be loaded, they say so. */
    dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    child = fork();
    if (child == 0)
        run_child(job, messages);
    if (child < 0)
        done = failed(diags, path, "cannot make a process",
                      diag_reason(diags, errno));
    else
        done = wait_for(child, messages, path, diags);
    close(messages);
    return done;
}
