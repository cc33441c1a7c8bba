/* report.c - messages written to standard error. */
#include "tool/report.h"

#include <string.h>

#include "base/cellref.h"
#include "base/file.h"
#include "base/json_out.h"

void
report_open(struct report *report)
{
    static char buffer[1 << 14];

    setvbuf(stderr, buffer, _IOFBF, sizeof buffer);
    *report = (struct report){ .wrong = false };
}

struct diag_list
report_list(const struct report *report, struct arena *arena)
{
    return (struct diag_list){ .arena = arena,
                               .language = report->language,
                               .with_arguments = report->json };
}

/* What only an author asks for; and of what is within rounding, which asks
   for nothing, all evidence but its last line, the sums of the sides. */
static void
leave_out(struct diag *diag)
{
    diag->by = PLACE_NONE;
    if (diag->code == DIAG_CHECK_ROUNDING && diag->n_detail > 1) {
        diag->detail += diag->n_detail - 1;
        diag->n_detail = 1;
    }
}

static void
write_diag(struct report *report, const struct diag *diag)
{
    struct diag told = *diag;

    if (report->strict && diag->level == DIAG_WARNING && !diag->reason)
        told.level = DIAG_ERROR;
    if (report->quiet && told.level != DIAG_ERROR)
        return;
    if (!report->verbose && !report->json)
        leave_out(&told);
    if (report->json)
        diag_write_json(stderr, &told);
    else
        diag_write_text(stderr, &told);
}

static void
write_json_member(const char *name, const char *value)
{
    fprintf(stderr, ",\"%s\":", name);
    json_out_string(stderr, text_of(value));
}

/* A name may hold anything; it must not reach a terminal as it is. */
static void
write_plain(const char *s)
{
    for (; *s; s++) {
        if ((unsigned char)*s < 0x20 || *s == 0x7F)
            fprintf(stderr, "\\x%02x", (unsigned)*s);
        else
            putc(*s, stderr);
    }
}

static void
write_note(struct report *report, const char *file, const char *text)
{
    if (report->json) {
        fputs("{\"level\":\"note\"", stderr);
        if (file)
            write_json_member("file", file);
        write_json_member("text", text);
        fputs("}\n", stderr);
    } else {
        write_plain(file ? file : "juesuan");
        fputs(language_say(report->language, N_(": ")), stderr);
        write_plain(text);
        putc('\n', stderr);
    }
}

static void
flush(struct report *report)
{
    fflush(stderr);
    progress_redraw(&report->progress);
}

void
report_copy(struct report *report, struct text said)
{
    progress_clear(&report->progress);
    file_put(stderr, said);
    flush(report);
}

/* Messages that differ by their cells alone are written so often. */
#define ALIKE_TOLD 8

static bool
same_words(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Do two say the same of two cells of a sheet? */
static bool
are_alike(const struct diag *a, const struct diag *b)
{
    return a->code == b->code && a->level == b->level && a->n_detail == 0
           && b->n_detail == 0 && a->at.sheet && b->at.sheet
           && same_words(a->at.sheet, b->at.sheet)
           && same_words(a->at.file, b->at.file) && same_words(a->text, b->text)
           && same_words(a->hint, b->hint) && same_words(a->reason, b->reason);
}

/* The cells of messages that are not written one by one. */
static void
write_alike(struct report *report, const struct diag_list *diags, int from,
            int end)
{
    static const char *const such[] = {
        [DIAG_HINT] = N_("and %d more such hints, %s to %s [%s]"),
        [DIAG_WARNING] = N_("and %d more such warnings, %s to %s [%s]"),
        [DIAG_ERROR] = N_("and %d more such errors, %s to %s [%s]"),
    };
    const struct diag *first = diags->items[from];
    const struct diag *last = diags->items[end - 1];
    char top[CELLREF_MAX], bottom[CELLREF_MAX];
    char text[240];

    cellref_show(first->at.row, first->at.col, top);
    cellref_show(last->at.row, last->at.col, bottom);
    snprintf(text, sizeof text,
             language_say(report->language, such[first->level]), end - from,
             top, bottom, diag_word(first->code));
    if (!report->quiet || first->level == DIAG_ERROR || report->strict)
        write_note(report,
                   diag_place(diags->arena,
                              PLACE_SHEET(first->at.file, first->at.sheet)),
                   text);
}

/* Writes from 'i' on what is alike; returns where the others begin. */
static int
write_run(struct report *report, const struct diag_list *diags, int i)
{
    int end = i + 1, told;

    while (end < diags->n && !report->json
           && are_alike(diags->items[i], diags->items[end]))
        end++;
    told = end - i > ALIKE_TOLD + 1 ? i + ALIKE_TOLD : end;
    for (int k = i; k < told; k++)
        write_diag(report, diags->items[k]);
    if (told < end)
        write_alike(report, diags, told, end);
    return end;
}

/* How many of a level were counted and not kept. */
static void
write_more(struct report *report, const struct diag_list *diags,
           enum diag_level level)
{
    static const char *const more[] = {
        [DIAG_HINT] = N_("and %d more hints"),
        [DIAG_WARNING] = N_("and %d more warnings"),
        [DIAG_ERROR] = N_("and %d more errors"),
    };
    const char *file = NULL;
    char text[120];
    int shown = 0;

    for (int i = 0; i < diags->n; i++) {
        if (diags->items[i]->level != level)
            continue;
        shown++;
        file = diags->items[i]->at.file;
    }
    if (shown >= diags->n_level[level])
        return;
    snprintf(text, sizeof text, language_say(report->language, more[level]),
             diags->n_level[level] - shown);
    write_note(report, file, text);
}

void
report_diags(struct report *report, const struct diag_list *diags)
{
    if (diag_is_open(diags)
        || (report->strict
            && diags->n_level[DIAG_WARNING] > diags->n_explained))
        report->wrong = true;
    if (diags->n == 0)
        return;
    progress_clear(&report->progress);
    for (int i = 0; i < diags->n;)
        i = write_run(report, diags, i);
    write_more(report, diags, DIAG_ERROR);
    if (!report->quiet || report->strict)
        write_more(report, diags, DIAG_WARNING);
    if (!report->quiet)
        write_more(report, diags, DIAG_HINT);
    flush(report);
}

void
report_note(struct report *report, const char *file, const char *format, ...)
{
    struct arena scratch = { 0 };
    const char *text;
    va_list args;

    if (report->quiet)
        return;
    progress_clear(&report->progress);
    va_start(args, format);
    text
        = arena_vprintf(&scratch, language_say(report->language, format), args);
    va_end(args);
    write_note(report, file, text);
    arena_release(&scratch);
    flush(report);
}

void
report_exhausted(struct report *report, const char *file)
{
    struct diag diag = {
        .code = DIAG_LIMIT_REACHED,
        .level = DIAG_ERROR,
        .at = file ? PLACE_FILE(file) : PLACE_NONE,
        .by = PLACE_NONE,
        .text = "this needs more memory than there is, or than one file may "
                "take",
    };

    report->wrong = true;
    progress_clear(&report->progress);
    write_diag(report, &diag);
    flush(report);
}
