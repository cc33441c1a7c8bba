/* rule.c - rules by name, for whom they hold, and in an image. */
#include "reconcile/rule.h"

#include "mapping/near.h"

#define IMAGE_TYPES
#include "reconcile/rule.def"

void
rule_write_image(struct image_writer *image, const struct rule_set *rules)
{
    image_add(image, image_of_rule_set(), rules);
}

struct rule_set *
rule_read_image(const struct mapping_set *templates)
{
    struct rule_set *set = image_root(templates->image, image_of_rule_set());

    if (set)
        set->templates = templates;
    return set;
}

bool
rule_is_family(struct text family, struct text template_id)
{
    return text_equal(family, template_id)
           || (text_starts(template_id, family) && template_id.n > family.n
               && template_id.at[family.n] == '-');
}

const struct rule *
rule_find(const struct rule_set *rules, struct text id, struct text *near)
{
    struct near nearest = near_of(id);

    for (int i = 0; i < rules->n; i++) {
        if (text_equal(rules->items[i].id, id))
            return &rules->items[i];
    }
    for (int i = 0; near && i < rules->n; i++)
        near_try(&nearest, rules->items[i].id);
    if (near)
        *near = nearest.found;
    return NULL;
}

static bool
is_among(const struct text *families, int n, struct text template_id)
{
    for (int i = 0; i < n; i++) {
        if (rule_is_family(families[i], template_id))
            return true;
    }
    return false;
}

bool
rule_applies(const struct rule *rule, struct text template_id, int year)
{
    if (rule->n_families
        && !is_among(rule->families, rule->n_families, template_id))
        return false;
    if (is_among(rule->except, rule->n_except, template_id))
        return false;
    /* What holds in some years does not apply to an unknown year. */
    return !rule->year_first
           || (year >= rule->year_first && year <= rule->year_last);
}
