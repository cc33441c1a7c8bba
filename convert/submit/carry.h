/*
 * carry.h - a filing carried into a template's workbook: which kept file goes
 * with it, and what would be lost.
 *
 *     struct carry carry = { .arena = arena, .set = set, .target = asked, … };
 *
 *     carry_there(&carry, &filing)        migrate: to another template
 *     carry_bind(&carry, digest of the workbook that was read)
 *     …                                   carry.made.book is written
 *     carry_written(&carry, digest of the workbook that was written)
 *
 *     carry_take_kept(&carry, bytes)      migrate: that kept file leads back;
 *     carry_back(&carry, &filing, …)      read the filing as 'from' says
 *
 *     carry_model(&carry, model, kept)    export
 *
 * Files are read and written by the caller.
 *
 * Memory   In the arena; points into the mappings, the filing and bytes given.
 * Errors   Those of migrate.h, remainder.h, left_behind.h, coverage.h; and
 *          kept-other, kept-changed, template-unknown, fact-no-place.
 */
#ifndef SUBMIT_CARRY_H
#define SUBMIT_CARRY_H

#include "remap/migrate.h"
#include "store/filing.h"

enum carry_end {
    CARRY_DONE,
    CARRY_LOST,  /* figures would be, and it is not agreed to */
    CARRY_FAILED /* and at least one error says why */
};

struct carry {
    struct arena *arena;
    const struct mapping_set *set;
    struct diag_list *diags;
    const char *name;      /* of the workbook or model */
    const char *kept_name; /* of the kept file */
    bool keeps;            /* what has no place will be kept, so is not lost */
    bool lossy;            /* it is agreed that it is lost */
    bool hints;            /* a command was typed, and may be typed otherwise */
    /* The one asked for, then with the tables that the filing has of others;
       NULL (export): the model's. */
    const struct template_rule *target;
    const struct template_rule *from; /* of the workbook; NULL: by itself */
    const struct kept *past;          /* leads back; NULL: goes there */
    struct kept *kept; /* there: the sheets, where they are to be kept or of the
                          target; else NULL */
    struct written made;
};

/* A kept file that leads to the target; false after an error. */
bool carry_take_kept(struct carry *carry, struct text bytes);

enum carry_end carry_there(struct carry *carry, const struct filing *filing);
/* 'digest' is that of the workbook. */
enum carry_end carry_back(struct carry *carry, const struct filing *filing,
                          struct text digest);

/* Both are bound to the workbook that they are made from: of several versions
   of it each has its own kept file, though they may be written alike. */
void carry_bind(struct carry *carry, struct text source);
/* And the kept file to the bytes of the other. */
void carry_written(struct carry *carry, struct text digest);

/* 'kept' are the bytes of a kept file, NULL: none. */
enum carry_end carry_model(struct carry *carry, struct model *model,
                           const struct text *kept);

#endif
