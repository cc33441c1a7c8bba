/*
 * juesuan.h - final accounts of departments: workbooks to figures, and back.
 *
 *     struct juesuan_file file = { "某局.xlsx", NULL, 0 };
 *     struct juesuan *j = juesuan_open(NULL);
 *     struct juesuan_result *r = juesuan_import(j, &file, NULL);
 *     struct juesuan_cursor at = JUESUAN_FIRST;
 *     struct juesuan_fact fact;
 *
 *     if (juesuan_status(r) <= JUESUAN_OPEN)
 *         while (juesuan_next_fact(r, &at, &fact))
 *             printf("%s %s %s\n", fact.item, fact.measure, fact.value);
 *     juesuan_free(r);
 *     juesuan_close(j);
 *
 * One call does one thing that the program `juesuan` does, from bytes to bytes,
 * and gives a result: how it went, what was said, what was made.  A status of
 * JUESUAN_DONE means whole: every figure is there and nothing was assumed.
 *
 * Units    Values are yuan, persons, vehicles … as 'unit' of a fact says, as
 *          exact decimal digits.  Texts are UTF-8 and end with a NUL; rows and
 *          columns count from 1, 0 for none.
 * Memory   What a result gives lives until juesuan_free() of that result; what
 *          a call is given need not live longer than the call.  Results may be
 *          freed after their handle is closed.
 * Errors   Never printed: they are diagnostics of the result.  When memory
 *          runs out, or more than juesuan_settings.memory would be needed, the
 *          status is JUESUAN_NO_MEMORY, nothing is held any more, and the
 *          handle may be used again.  Any function takes a NULL result, which
 *          is one that there was no memory for.
 * Limits   Those of `juesuan --limit help`, with their usual values; over one
 *          of them the status is JUESUAN_FAILED, the diagnostic limit-reached.
 * Threads  A handle and its results are for one thread at a time; any number of
 *          handles may be used at once.  No process is started; signals, locale,
 *          environment and globals stay as they are.
 * ABI      Structures that begin with 'size' may grow: set it to the size that
 *          you were compiled with, as the JUESUAN_…_NEW do; members that a
 *          caller does not know are 0.
 */
#ifndef JUESUAN_H
#define JUESUAN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define JUESUAN_API __attribute__((visibility("default")))
#else
#define JUESUAN_API
#endif

#define JUESUAN_API_VERSION 1

/* Of the library that runs; and the version of its program. */
JUESUAN_API int juesuan_api_version(void);
JUESUAN_API const char *juesuan_version(void);

/* The exit statuses of the program, and one more. */
enum juesuan_status {
    JUESUAN_DONE = 0,   /* and whole */
    JUESUAN_OPEN = 1,   /* done, but something is wrong, in doubt or left out */
    JUESUAN_USAGE = 2,  /* what was asked for cannot be meant */
    JUESUAN_FAILED = 3, /* could not be done: unreadable, unrecognised … */
    JUESUAN_LOST = 4,   /* figures would be lost, and nobody agreed to it */
    JUESUAN_NO_MEMORY = 5 /* out of memory, or over its limit */
};

enum juesuan_level { JUESUAN_HINT, JUESUAN_WARNING, JUESUAN_ERROR };

/* ---- a handle: mappings and a language ---- */

struct juesuan;

struct juesuan_settings {
    size_t size;
    const char *mappings; /* a folder; NULL, "": those that are compiled in */
    const char *language; /* of messages: "zh", "en"; NULL: "en" */
    size_t memory;        /* most bytes of one call; 0: as the program has it */
};
#define JUESUAN_SETTINGS_NEW                                                   \
    {                                                                          \
        sizeof(struct juesuan_settings), 0, 0, 0                               \
    }

/* NULL settings: all as usual.  NULL when there is no memory; where mappings
   cannot be read, every call says so. */
JUESUAN_API struct juesuan *juesuan_open(
    const struct juesuan_settings *settings);
JUESUAN_API void juesuan_close(struct juesuan *juesuan);

/* ---- what is asked ---- */

/* A file: its name for messages, and what it holds; bytes NULL: the file of
   that name is read.  Where a call wants one, none is JUESUAN_USAGE. */
struct juesuan_file {
    const char *name;
    const void *bytes;
    size_t n_bytes;
};

struct juesuan_options {
    size_t size;
    const char *template_id; /* "hubei-2022"; NULL: by the workbook.  The target
                                of export and migrate */
    int year;                /* what the sheets do not say; 0, NULL: nothing */
    const char *department, *region, *unit; /* unit: "元", "万元" */
    int lossy;  /* it is agreed that figures are lost, and they are listed */
    int strict; /* a warning leaves the status open, too */
    int rows;   /* of a blank, for codes; 0: as usual */
    int page;   /* explain gives a page (HTML), not a workbook */
    int keep;   /* import, migrate: make juesuan_kept() */
    const struct juesuan_file *last;    /* check: last year's filing */
    const struct juesuan_file *reasons; /* check: CSV, why findings stay */
    const struct juesuan_file *kept;    /* export, migrate: what was kept */
};
#define JUESUAN_OPTIONS_NEW                                                    \
    {                                                                          \
        sizeof(struct juesuan_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0  \
    }

/* ---- the calls; NULL options: none ---- */

struct juesuan_result;

/* Which template the workbook follows: juesuan_template(). */
JUESUAN_API struct juesuan_result *juesuan_detect(
    struct juesuan *juesuan, const struct juesuan_file *workbook,
    const struct juesuan_options *options);
/* A workbook or a model (JSON, facts as CSV or JSON lines): its facts.  With
   options->keep what of a workbook is in no fact is juesuan_kept(). */
JUESUAN_API struct juesuan_result *juesuan_import(
    struct juesuan *juesuan, const struct juesuan_file *file,
    const struct juesuan_options *options);
/* The same, and what the rules find. */
JUESUAN_API struct juesuan_result *juesuan_check(
    struct juesuan *juesuan, const struct juesuan_file *file,
    const struct juesuan_options *options);
/* The same, and the workbook itself (.xlsx) with its findings as notes. */
JUESUAN_API struct juesuan_result *juesuan_annotate(
    struct juesuan *juesuan, const struct juesuan_file *workbook,
    const struct juesuan_options *options);
/* The same, and a page (HTML) to print. */
JUESUAN_API struct juesuan_result *juesuan_report(
    struct juesuan *juesuan, const struct juesuan_file *file,
    const struct juesuan_options *options);
/* The workbook (.xlsx), or a page of it, that shows which cell is read as what. */
JUESUAN_API struct juesuan_result *juesuan_explain(
    struct juesuan *juesuan, const struct juesuan_file *workbook,
    const struct juesuan_options *options);
/* A model in a template's workbook; options->kept as juesuan_import() kept it. */
JUESUAN_API struct juesuan_result *juesuan_export(
    struct juesuan *juesuan, const struct juesuan_file *model,
    const struct juesuan_options *options);
/*
 * A workbook in another template.  With options->keep what that has no place for
 * is juesuan_kept(); with that as options->kept the workbook is led back, and
 * nothing is lost.  Without, what is lost is listed and the status JUESUAN_LOST,
 * unless options->lossy.
 */
JUESUAN_API struct juesuan_result *juesuan_migrate(
    struct juesuan *juesuan, const struct juesuan_file *workbook,
    const struct juesuan_options *options);
/* A model in the very workbook that an office hands out. */
JUESUAN_API struct juesuan_result *juesuan_fill(
    struct juesuan *juesuan, const struct juesuan_file *model,
    const struct juesuan_file *blank, const struct juesuan_options *options);
/* An empty workbook of options->template_id. */
JUESUAN_API struct juesuan_result *juesuan_blank(
    struct juesuan *juesuan, const struct juesuan_options *options);

enum juesuan_format {
    JUESUAN_JSON,   /* the whole model */
    JUESUAN_FACTS,  /* CSV, a row a fact, for programs */
    JUESUAN_EXCEL,  /* the same with what Excel and WPS would take for formulas
                      or numbers guarded */
    JUESUAN_JSONL,  /* a line a fact */
    JUESUAN_PACKAGE /* a zip of the CSV package: datapackage.json, facts.csv and
                       a CSV a table; unpacked, it can be imported */
};
/* The facts of a result that has some (import, check …) as bytes. */
JUESUAN_API struct juesuan_result *juesuan_write(
    struct juesuan *juesuan, const struct juesuan_result *facts,
    enum juesuan_format format);

/* ---- a result ---- */

JUESUAN_API void juesuan_free(struct juesuan_result *result);
JUESUAN_API enum juesuan_status juesuan_status(
    const struct juesuan_result *result);
/* What was made: a workbook, a page, text; NULL and 0 where nothing was. */
JUESUAN_API const void *juesuan_bytes(const struct juesuan_result *result,
                                      size_t *n_bytes);
/* What export or migrate needs to lead back (JSON). */
JUESUAN_API const void *juesuan_kept(const struct juesuan_result *result,
                                     size_t *n_bytes);
/* Of what was read; "" and 0 where that is not known. */
JUESUAN_API const char *juesuan_template(const struct juesuan_result *result);
JUESUAN_API const char *juesuan_department(const struct juesuan_result *result);
JUESUAN_API int juesuan_year(const struct juesuan_result *result);

struct juesuan_diagnostic {
    const char *code;            /* "check-mismatch": stable */
    enum juesuan_level level;    /* how sure it is that something is wrong */
    int open;                    /* not 0: it leaves the status open */
    const char *file, *sheet;    /* NULL: of none */
    int row, column;             /* of a text file its line and byte column */
    const char *text, *hint;     /* hint: what to do, or NULL */
    const char *rule;            /* that was broken, or NULL */
    const char *const *evidence; /* [n_evidence] lines */
    int n_evidence;
};

JUESUAN_API int juesuan_n_diagnostics(const struct juesuan_result *result);
/* By number from 0; NULL behind the last one. */
JUESUAN_API const struct juesuan_diagnostic *juesuan_diagnostic(
    const struct juesuan_result *result, int number);

struct juesuan_fact {
    const char *table, *instance; /* "income"; "" where it occurs once */
    const char *item, *measure;   /* "210", "total" */
    const char *value;            /* "5823600", a text, a date */
    const char *unit;             /* "CNY", "persons" …; as facts have it */
    int is_number;                /* not 0: value is decimal digits */
    int decimals;                 /* digits behind the point that the sheet
                                          shows, in yuan: 万元 with two is -2 */
    int is_sum;                   /* not 0: of others in the table */
    const char *sheet;            /* "" where it was on none */
    int row, column;
    const char *found; /* the cell's text as it stands */
    const char *by;    /* the mapping line that says what it is */
};

/* Where the next fact is; what is in it is the library's affair. */
struct juesuan_cursor {
    int next;
};
#define JUESUAN_FIRST                                                          \
    {                                                                          \
        0                                                                      \
    }

/* One fact after the other, in the order of the tables; its texts are good as
   long as the result is.  0 behind the last one, or when memory is out
   (juesuan_status() says so then). */
JUESUAN_API int juesuan_next_fact(struct juesuan_result *result,
                                  struct juesuan_cursor *cursor,
                                  struct juesuan_fact *fact);

#ifdef __cplusplus
}
#endif

#endif
