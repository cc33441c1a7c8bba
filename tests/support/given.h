/*
 * given.h - sheets and mappings from text, located and read.
 *
 * A mapping is one table's YAML, or several with lines "---" between them:
 * together they are the template "text", for 2022 (a line "#years 2019 2021"
 * at the top says otherwise).  Sheets are grid text (book/gridtext.h).  What
 * is wrong with either fails the case.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_H
#define SUPPORT_GIVEN_H

#include "port/import.h"

struct rule_set;

/* The words of the top folder's mappings, and a table of them or NULL: those of
   given_mappings(), where that was called, else they live as long as the
   program. */
const struct vocabulary *given_words(void);
const struct schema_table *given_table(const char *id);
/* A set of those words without any template. */
const struct mapping_set *given_no_templates(void);

/* The mappings of the top folder, and the rules beside them.  Each begins a
   case, which fails where they do not load or there are none; then the set is
   empty, never NULL. */
const struct mapping_set *given_mappings(struct arena *arena);
const struct rule_set *given_rules(struct arena *arena,
                                   const struct mapping_set *set);

struct book *given_sheets(struct arena *arena, const char *sheets);
const struct template_rule *given_mapping(struct arena *arena,
                                          const char *yaml);

/* Sheets read by a mapping, and all that was said on the way. */
struct given_reading {
    struct arena *arena;
    const struct template_rule *template;
    struct book *book;
    struct located *located;
    struct model *model;
    struct diag_list diags;
};

struct given_reading given_reading(struct arena *arena, const char *yaml,
                                   const char *sheets);

#endif
