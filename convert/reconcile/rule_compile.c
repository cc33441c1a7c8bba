/* rule_compile.c - see rule_compile.h. */
#include "reconcile/rule_compile.h"

#define IMAGE_TYPES
#include "reconcile/rule.def"

void
rule_compile(struct image_writer *image, const struct rule_set *rules)
{
    image_add(image, image_of_rule_set(), rules);
}

struct rule_set *
rule_compile_read(struct arena *arena, struct text image,
                  const struct mapping_set *templates)
{
    struct rule_set *set = image_read(arena, image, image_of_rule_set());

    if (set)
        set->templates = templates;
    return set;
}
