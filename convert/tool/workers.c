/* workers.c - processes, and the pipes their results come through. */
#include "tool/workers.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/decimal.h"
#include "base/ending.h"
#include "base/limits.h"

/* What a worker sends: a head, then n bytes. */
enum frame_kind { FRAME_OUT, FRAME_ERR, FRAME_DONE };

struct frame {
    uint32_t kind, n;
};

struct done {
    int32_t status, wrong;
    struct batch_tally tally;
};

#define PIPE_BYTES (1 << 20) /* what Linux lets anybody have */
#define BYTES_MAX (1 << 30)  /* of a file; more than this is a fault */

/* A file between 'next' and 'take'. */
struct slot {
    struct workers_file file;
    struct bytes out, err;
    struct arena rooms[2]; /* one of each */
    bool ready;
};

struct worker {
    pid_t pid; /* 0: there is none */
    int to, from;
    int err;                       /* its standard error, seen from here */
    uint64_t ahead[WORKERS_AHEAD]; /* numbers of files, oldest first */
    int n_ahead;
};

struct pool {
    struct workers *workers;
    struct worker *worker;
    struct slot *slots; /* a ring; file i is in slot i % window */
    int window;
    uint64_t taken, given; /* files */
    bool ended;
    bool left; /* what is worked on is not wanted any more */
};

int
workers_count(const struct tool *tool)
{
    const char *jobs = tool->options->value[OPTION_JOBS];
    struct decimal n;
    cpu_set_t cores;

    if (jobs && decimal_parse(text_of(jobs), &n) == DECIMAL_OK)
        return (int)n.units;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0)
        return 1;
    return CPU_COUNT(&cores) < WORKERS_MAX ? CPU_COUNT(&cores) : WORKERS_MAX;
}

/* ---- bytes through a pipe; no signal is caught, so calls are whole ---- */

static bool
write_all(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;

    while (n) {
        ssize_t w = write(fd, at, n);

        if (w <= 0)
            return false;
        at += w;
        n -= (size_t)w;
    }
    return true;
}

static bool
read_all(int fd, void *bytes, size_t n)
{
    char *at = bytes;

    while (n) {
        ssize_t r = read(fd, at, n);

        if (r <= 0)
            return false;
        at += r;
        n -= (size_t)r;
    }
    return true;
}

static bool
send_frame(int fd, enum frame_kind kind, const void *bytes, size_t n)
{
    struct frame frame = { (uint32_t)kind, (uint32_t)n };
    struct iovec parts[]
        = { { &frame, sizeof frame }, { (void *)(uintptr_t)bytes, n } };
    ssize_t w = writev(fd, parts, ARRAY_LEN(parts));

    if (w < (ssize_t)sizeof frame)
        return false;
    w -= (ssize_t)sizeof frame;
    return write_all(fd, (const char *)bytes + w, n - (size_t)w);
}

/* ---- in a worker ---- */

#define BUFFER (256 << 10) /* most results are less, and one frame */

static ssize_t
send_out(void *cookie, const char *bytes, size_t n)
{
    return send_frame(*(const int *)cookie, FRAME_OUT, bytes, n) ? (ssize_t)n
                                                                 : -1;
}

/* What the file had to say went to a file in memory. */
static bool
send_err(int fd)
{
    char buffer[4096];
    off_t end;

    fflush(stderr);
    end = lseek(STDERR_FILENO, 0, SEEK_CUR);
    for (off_t at = 0; at < end;) {
        ssize_t n = pread(STDERR_FILENO, buffer, sizeof buffer, at);

        if (n <= 0 || !send_frame(fd, FRAME_ERR, buffer, (size_t)n))
            return false;
        at += n;
    }
    if (end > 0
        && (ftruncate(STDERR_FILENO, 0) != 0
            || lseek(STDERR_FILENO, 0, SEEK_SET) != 0))
        return false;
    return true;
}

/* A path and what is below, each with its NUL, after their lengths. */
static bool
read_request(struct arena *arena, int fd, struct workers_file *file)
{
    uint32_t sizes[2];
    char *path;

    if (!read_all(fd, sizes, sizeof sizes))
        return false;
    path = arena_alloc(arena, sizes[0] + 1);
    if (!read_all(fd, path, sizes[0]))
        return false;
    file->path = path;
    file->below = path + sizes[1];
    return true;
}

static bool
write_request(int fd, const struct workers_file *file)
{
    size_t n = strlen(file->path);
    uint32_t sizes[2] = { (uint32_t)n, (uint32_t)(file->below - file->path) };

    return write_all(fd, sizes, sizeof sizes) && write_all(fd, file->path, n);
}

static void
serve(struct workers *workers, int requests, int answers)
{
    struct arena arena = arena_beside(&workers->tool->arena);
    struct workers_file file;
    char *buffer = arena_alloc(&workers->tool->arena, BUFFER);
    FILE *out = fopencookie(&answers, "w",
                            (cookie_io_functions_t){ .write = send_out });

    workers->tool->report.progress.wanted = false;
    workers->tool->report.progress.drawn = false;
    if (!out)
        return;
    setvbuf(out, buffer, _IOFBF, BUFFER);
    while (read_request(&arena, requests, &file)) {
        struct done done;

        file.status = STATUS_FAILED;
        workers->work(workers->context, &file, out);
        done = (struct done){ file.status, file.wrong, file.tally };
        if (fflush(out) != 0 || !send_err(answers)
            || !send_frame(answers, FRAME_DONE, &done, sizeof done))
            return;
        arena_release(&arena);
    }
}

/* ---- here: workers ---- */

/* Its files go to this process's own in a fork: those of others are closed. */
static void
become_worker(struct pool *pool, int requests, int answers, int err)
{
    for (int i = 0; i < pool->workers->n; i++) {
        if (pool->worker[i].pid) {
            close(pool->worker[i].to);
            close(pool->worker[i].from);
            close(pool->worker[i].err);
        }
    }
    if (dup2(err, STDERR_FILENO) >= 0)
        serve(pool->workers, requests, answers);
    _exit(0);
}

static pid_t
fork_worker(void)
{
    sigset_t was;
    pid_t pid;

    /* Else a worker would write what waits here a second time. */
    fflush(NULL);
    ending_hold(&was);
    pid = fork();
    if (pid == 0)
        ending_forget();
    else if (pid > 0)
        ending_add_child(pid);
    ending_release(&was);
    return pid;
}

static bool
start(struct pool *pool, struct worker *worker)
{
    int to[2] = { -1, -1 }, from[2] = { -1, -1 };
    int err = memfd_create("juesuan", MFD_CLOEXEC);
    pid_t pid = -1;

    if (err >= 0 && pipe2(to, O_CLOEXEC) == 0 && pipe2(from, O_CLOEXEC) == 0)
        pid = fork_worker();
    if (pid == 0) {
        close(to[1]);
        close(from[0]);
        become_worker(pool, to[0], from[1], err);
    }
    close(to[0]);
    close(from[1]);
    /* The fewer times one waits for the other, the better; it may fail. */
    fcntl(from[0], F_SETPIPE_SZ, PIPE_BYTES);
    *worker = (struct worker){ .pid = 0 };
    if (pid < 0) {
        close(to[1]);
        close(from[0]);
        close(err);
        return false;
    }
    *worker = (struct worker){ pid, to[1], from[0], err, { 0 }, 0 };
    return true;
}

/* Returns what waitpid() says. */
static int
stop(struct worker *worker)
{
    int how = 0;

    close(worker->to);
    close(worker->from);
    close(worker->err);
    waitpid(worker->pid, &how, 0);
    ending_drop_child(worker->pid);
    worker->pid = 0;
    return how;
}

static struct slot *
slot_of(struct pool *pool, uint64_t number)
{
    return &pool->slots[number % (uint64_t)pool->window];
}

static void
say_fault(struct pool *pool, const struct slot *slot, int how)
{
    struct diag_list diags = report_list(&pool->workers->tool->report,
                                         &pool->workers->tool->arena);
    struct diag *diag
        = diag_add(&diags, DIAG_FAULT, PLACE_FILE(slot->file.path), PLACE_NONE,
                   WIFSIGNALED(how) ? N_("the program failed on this file: %s")
                                    : N_("the program ended on this file%s"),
                   WIFSIGNALED(how) ? strsignal(WTERMSIG(how)) : "");

    diag_hint(&diags, diag, "the others go on; please report this one");
    report_diags(&pool->workers->tool->report, &diags);
}

static void
give(struct worker *worker, struct pool *pool, uint64_t number)
{
    worker->ahead[worker->n_ahead++] = number;
    /* A worker that is gone is seen where it is read from; one that waits for
       the rest of a request must go. */
    if (!write_request(worker->to, &slot_of(pool, number)->file))
        kill(worker->pid, SIGKILL);
}

/* What a dead worker wrote to standard error belongs to its file. */
static void
bury(struct pool *pool, struct worker *worker)
{
    uint64_t left[WORKERS_AHEAD];
    int n = worker->n_ahead, how;
    char buffer[4096];
    ssize_t r;

    memcpy(left, worker->ahead, sizeof left);
    for (off_t at = 0;
         n && (r = pread(worker->err, buffer, sizeof buffer, at)) > 0; at += r)
        report_copy(&pool->workers->tool->report,
                    (struct text){ buffer, (size_t)r });
    how = stop(worker);
    if (n) {
        struct slot *slot = slot_of(pool, left[0]);

        say_fault(pool, slot, how);
        slot->out.n = slot->err.n = 0;
        slot->file.status = STATUS_FAILED;
        slot->file.wrong = true;
        slot->ready = true;
    }
    if (n == 0 && pool->ended)
        return;
    if (!start(pool, worker)) {
        /* No more processes: nobody works on the files that are left. */
        for (int i = 1; i < n; i++) {
            say_fault(pool, slot_of(pool, left[i]), 0);
            slot_of(pool, left[i])->ready = true;
        }
        return;
    }
    for (int i = 1; i < n; i++)
        give(worker, pool, left[i]);
}

/* ---- here: files ---- */

static bool
add_bytes(struct bytes *bytes, int fd, uint32_t n)
{
    bool good = n <= (uint32_t)(BYTES_MAX - bytes->n)
                && read_all(fd, bytes_room(bytes, n), n);

    bytes->n += good ? (int)n : 0;
    return good;
}

/* One frame of a worker; false when it is dead. */
static bool
receive(struct pool *pool, struct worker *worker)
{
    struct slot *slot;
    struct frame frame;
    struct done done;

    if (!read_all(worker->from, &frame, sizeof frame) || worker->n_ahead == 0)
        return false;
    slot = slot_of(pool, worker->ahead[0]);
    if (frame.kind != FRAME_DONE)
        return add_bytes(frame.kind == FRAME_OUT ? &slot->out : &slot->err,
                         worker->from, frame.n);
    if (!read_all(worker->from, &done, sizeof done))
        return false;
    slot->file.status = done.status;
    slot->file.wrong = done.wrong;
    slot->file.tally = done.tally;
    slot->ready = true;
    worker->n_ahead--;
    memmove(worker->ahead, worker->ahead + 1,
            sizeof worker->ahead[0] * (WORKERS_AHEAD - 1));
    return true;
}

static void
take_ready(struct pool *pool)
{
    struct workers *workers = pool->workers;

    while (!pool->left && pool->taken < pool->given
           && slot_of(pool, pool->taken)->ready) {
        struct slot *slot = slot_of(pool, pool->taken);

        report_diags(&workers->tool->report, &slot->file.diags);
        if (slot->err.n)
            report_copy(&workers->tool->report, bytes_text(&slot->err));
        if (!workers->take(workers->context, &slot->file,
                           bytes_text(&slot->out)))
            pool->ended = pool->left = true;
        arena_release(&slot->file.arena);
        bytes_clear(&slot->out);
        bytes_clear(&slot->err);
        pool->taken++;
    }
}

static struct worker *
idlest(struct pool *pool)
{
    struct worker *found = NULL;

    for (int i = 0; i < pool->workers->n; i++) {
        struct worker *worker = &pool->worker[i];

        if (worker->pid && worker->n_ahead < WORKERS_AHEAD
            && (!found || worker->n_ahead < found->n_ahead))
            found = worker;
    }
    return found;
}

static void
hand_out(struct pool *pool)
{
    struct workers *workers = pool->workers;
    struct worker *worker;

    while (!pool->ended && pool->given - pool->taken < (uint64_t)pool->window
           && (worker = idlest(pool))) {
        struct slot *slot = slot_of(pool, pool->given);
        struct workers_file file = { .status = STATUS_FAILED };
        enum workers_next next = workers->next(workers->context, &file);

        if (next == WORKERS_END) {
            pool->ended = true;
            return;
        }
        slot->file = file;
        slot->ready = false;
        slot->file.diags.arena = &slot->file.arena;
        if (next == WORKERS_FILE)
            give(worker, pool, pool->given);
        else
            slot->ready = true;
        pool->given++;
        take_ready(pool);
    }
}

static void
listen_once(struct pool *pool, struct pollfd *polled)
{
    int n = 0;

    for (int i = 0; i < pool->workers->n; i++) {
        struct worker *worker = &pool->worker[i];

        polled[i]
            = (struct pollfd){ worker->pid ? worker->from : -1, POLLIN, 0 };
        n += worker->pid && worker->n_ahead;
    }
    if (n == 0 || poll(polled, (nfds_t)pool->workers->n, -1) <= 0)
        return;
    for (int i = 0; i < pool->workers->n; i++) {
        if (polled[i].revents && !receive(pool, &pool->worker[i]))
            bury(pool, &pool->worker[i]);
    }
}

void
workers_run(struct workers *workers)
{
    struct arena *arena = &workers->tool->arena;
    struct pool pool = { .workers = workers };
    struct pollfd *polled = ARENA_ARRAY(arena, struct pollfd, workers->n);
    int n = 0;

    pool.window = workers->n * WORKERS_WINDOW;
    pool.worker = ARENA_ARRAY(arena, struct worker, workers->n);
    pool.slots = ARENA_ARRAY(arena, struct slot, pool.window);
    for (int i = 0; i < pool.window; i++) {
        pool.slots[i].rooms[0] = pool.slots[i].rooms[1] = arena_beside(arena);
        pool.slots[i].out.arena = &pool.slots[i].rooms[0];
        pool.slots[i].err.arena = &pool.slots[i].rooms[1];
    }
    for (int i = 0; i < workers->n; i++)
        n += start(&pool, &pool.worker[i]);
    if (n == 0)
        report_exhausted(&workers->tool->report, NULL);
    if (!workers->begin(workers->context) || n == 0)
        pool.ended = true;
    while (!pool.left && (!pool.ended || pool.taken < pool.given)) {
        hand_out(&pool);
        take_ready(&pool);
        if (pool.left)
            break;
        if (pool.taken < pool.given)
            listen_once(&pool, polled);
        else if (!idlest(&pool))
            pool.ended = true; /* no worker is left, and none can be had */
    }
    for (int i = 0; i < workers->n; i++) {
        if (pool.worker[i].pid)
            stop(&pool.worker[i]);
    }
    for (int i = 0; i < pool.window; i++) {
        if (pool.left)
            arena_release(&pool.slots[i].file.arena);
        arena_release(&pool.slots[i].rooms[0]);
        arena_release(&pool.slots[i].rooms[1]);
    }
}
