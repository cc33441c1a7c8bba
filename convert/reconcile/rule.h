/*
 * rule.h - what must hold between figures (勾稽关系), as data.
 *
 *     mappings/rules/final_accounts.yaml
 *       - id: income-across
 *         zh: 本年收入合计等于各项收入之和
 *         table: income
 *         each: item
 *         equal: [total, [fiscal_appropriation, superior_subsidy, other]]
 *
 * A rule speaks of tables, items and measures, never of cells.  What it
 * quantifies over (each), its sums ({below}, {top}, {n}) and its few
 * assertions are described in mappings/README.md.  Every instance of a rule
 * is a finite sum or comparison, so whether it holds is decided by counting.
 *
 * Memory   In the arena of the mapping set; const after loading.
 * Errors   yaml-*, mapping-* with line, column and the nearest right word.
 */
#ifndef RECONCILE_RULE_H
#define RECONCILE_RULE_H

#include "base/decimal.h"
#include "mapping/mapping.h"

/* How a rule names an item or a measure. */
enum rule_word_kind {
    WORD_LITERAL, /* total */
    WORD_BOUND,   /* {item}, {measure}: the one at hand */
    WORD_CODE,    /* {code}: the one at hand, behind a prefix */
    WORD_PARENT,  /* {parent}: the one at hand, total or a code */
    WORD_BELOW,   /* {below}: all codes right below it, summed */
    WORD_TOP,     /* {top}: all codes below none, summed */
    WORD_NUMBER,  /* {n}: the record at hand, else all (of the group), summed */
};

enum rule_term_kind {
    TERM_VALUE,
    TERM_NUMBER,
    TERM_STATED,
    TERM_QUANTITY, /* the amount that a text states: 639.15 of 万元 */
};

/* What is asserted; the sides in the order named. */
enum rule_kind {
    RULE_EQUAL,   /* left, right */
    RULE_AT_MOST, /* left, right */
    RULE_RATIO,   /* is = part / whole: part, whole, is */
    RULE_PRODUCT, /* is = a x b: a, b, is */
    RULE_GRADE,   /* score, is; by thresholds */
    RULE_MEETS,   /* target, actual, nature, unit, score, weight */
    RULE_NEEDS,   /* when: where this is not zero, a table has figures */
    RULE_EMPTY,   /* when: where this is zero, a table has none */
    RULE_GROWTH,  /* now, before: no more than a share apart */
    RULE_BOTH,    /* left, right: both are nothing, or neither is */
    RULE_N_KINDS
};
#define RULE_SIDES 6
#define RULE_WHERE 2 /* the first side that 'where' has: a text's */

enum rule_each {
    EACH_ITEM = 1,
    EACH_MEASURE = 2,
    EACH_CODE = 4,
    EACH_CLASS = 8, /* codes of three digits */
    EACH_PARENT = 16,
    EACH_RECORD = 32,
    EACH_GROUP = 64, /* records with one text in a measure */
};

/* What a picture shows, and of which sides. */
enum rule_picture_kind {
    PICTURE_PARTS,  /* a whole; its parts */
    PICTURE_SERIES, /* each side a series over the same items */
    PICTURE_BRIDGE, /* what comes to it; what goes; what is left */
    PICTURE_N_KINDS
};

/* The structs: see mapping.h. */
#include "reconcile/rule.def"

/* All rules of FOLDER/rules, all complaints in one run; NULL where one is
   wrong.  A folder without that has none; no folder (NULL) is what the program
   has compiled in.  Where the templates are those
   compiled into the program, so are the rules.  Places name the files
   mappings/rules/NAME, wherever the folder is. */
struct rule_set *rule_read_folder(struct arena *arena, const char *folder,
                                  const struct mapping_set *templates,
                                  struct diag_list *diags);
/* The rules of one text; templates may be NULL. */
struct rule_set *rule_read_text(struct arena *arena, const char *file,
                                struct text yaml,
                                const struct mapping_set *templates,
                                struct diag_list *diags);

/* Into an image (base/image.h), and back; NULL where it has none. */
void rule_write_image(struct image_writer *image, const struct rule_set *rules);
struct rule_set *rule_read_image(const struct mapping_set *templates);

/* By id, or NULL with the nearest id in *near ("" where none is near), where
   'near' is not NULL. */
const struct rule *rule_find(const struct rule_set *rules, struct text id,
                             struct text *near);
/* Is it the family itself, or a template of it: hubei-2022 of hubei? */
bool rule_is_family(struct text family, struct text template_id);
/* Is it a rule for filings of this template and year (0: not known)? */
bool rule_applies(const struct rule *rule, struct text template_id, int year);

#endif
