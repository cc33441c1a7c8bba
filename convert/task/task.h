/*
 * task.h - one call of the library (juesuan.h) while it is at work.
 *
 * juesuan.c has the handles and results, and catches what runs out of memory;
 * here is what each call does in between, from bytes to bytes.
 *
 * Memory   In the arena of the result; of mappings and rules, in theirs.
 * Errors   Diagnostics; the status says how it went.
 */
#ifndef TASK_TASK_H
#define TASK_TASK_H

#include "canon/kept.h"
#include "juesuan.h"
#include "reconcile/rule.h"
#include "store/filing.h"

/* Parts of mappings are read when they are asked for; where that ran out of
   memory, they are read anew.  Results point into them. */
struct task_mappings {
    struct arena arena;
    int n_users;                   /* the handle, and results */
    const struct mapping_set *set; /* NULL: they cannot be read */
    const struct rule_set *rules;  /* NULL: not read yet, or not to be read */
    struct diag_list said, rules_said;
};

/* What a call makes. */
struct task_made {
    struct filing filing;
    struct text bytes, kept;
};

struct task {
    struct arena *arena;
    struct diag_list *diags;
    struct task_mappings *mappings;
    struct juesuan_options options; /* all members, whatever the caller knows */
    const struct juesuan_file *file, *blank;
    enum juesuan_format format;
    const struct model *facts; /* to be written; NULL: there are none */
    struct task_made *made;
};

enum juesuan_status task_detect(struct task *task);
enum juesuan_status task_import(struct task *task);
enum juesuan_status task_check(struct task *task);
enum juesuan_status task_annotate(struct task *task);
enum juesuan_status task_report(struct task *task);
enum juesuan_status task_explain(struct task *task);
enum juesuan_status task_export(struct task *task);
enum juesuan_status task_migrate(struct task *task);
enum juesuan_status task_fill(struct task *task);
enum juesuan_status task_blank(struct task *task);
enum juesuan_status task_facts(struct task *task);

/* ---- what several of them want ---- */

/* When it came to its end, and when it did not. */
enum juesuan_status task_done(const struct task *task);
enum juesuan_status task_failed(const struct task *task);

/* Says that what was asked for cannot be meant; false. */
LANGUAGE_FORMAT(2, 0)
bool task_refuse(struct task *task, const char *what);

const char *task_name(struct task *task, const struct juesuan_file *file);
bool task_bytes(struct task *task, const struct juesuan_file *file,
                uint64_t limit, struct text *out);
/* The one of options.template_id; NULL and true where none is asked for. */
bool task_template(struct task *task, const struct template_rule **out);
/* What the person knows. */
bool task_given(struct task *task, struct book_given *given);
void task_rules_read(struct task_mappings *mappings);
bool task_rules(struct task *task);
bool task_read(struct task *task, const struct juesuan_file *file,
               struct filing_wish *wish, struct filing *out);
/* A workbook or a model for another workbook: always with a name and, of a
   workbook, a template. */
struct model *task_read_model(struct task *task);
bool task_write_book(struct task *task, const struct book *book,
                     const struct template_rule *template);
void task_write_kept(struct task *task, const struct kept *kept);

/* ---- what was said and found, for callers who know nothing of ours ---- */

struct juesuan_diagnostic *task_told(struct arena *arena,
                                     const struct diag_list *diags);
/* [*n] of all tables. */
struct juesuan_fact *task_shown(struct arena *arena, const struct model *model,
                                int *n);

#endif
