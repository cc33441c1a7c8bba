/*
 * rule_compile.h - the rules as C, behind the mappings they speak of.
 */
#ifndef RECONCILE_RULE_COMPILE_H
#define RECONCILE_RULE_COMPILE_H

#include "mapping/emit.h"
#include "reconcile/rule.h"

/* Defines compiled_rules. */
void rule_compile(struct emit *e, const struct rule_set *rules);

/* The rules beside compiled_mappings (mapping/compiled.h); they count while
   those do. */
extern const struct rule_set compiled_rules __attribute__((weak));

#endif
