/* rule_picture.c - pictures of a rule file, by their kinds. */
#include "reconcile/rule_picture.h"

#include <string.h>

static const struct {
    const char *key, *sides; /* keys of a map; NULL: a list of sides */
} kinds[PICTURE_N_KINDS] = {
    [PICTURE_PARTS] = { "parts", "whole of" },
    [PICTURE_SERIES] = { "series", NULL },
    [PICTURE_BRIDGE] = { "bridge", "plus minus is" },
};

/* Nothing of a picture is summed or bound; only amounts are drawn. */
static void
check_terms(struct rule_reader *r, const struct node *node,
            const struct rule_side *side)
{
    for (int i = 0; i < side->n; i++) {
        const struct rule_term *term = &side->terms[i];
        enum value_kind kind;

        if (term->kind != TERM_VALUE || term->n_where || term->n_zero
            || term->measure.kind != WORD_LITERAL
            || (term->item.kind != WORD_LITERAL && term->item.kind != WORD_TOP))
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                        "a picture shows values, or those of {top}, alone");
        else if (term->item.kind == WORD_LITERAL
                 && schema_value(term->table, term->item.text,
                                 term->measure.text, &kind)
                 && kind != VALUE_AMOUNT)
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                        "a picture shows amounts alone, and %.*s/%.*s is none",
                        TEXT_ARG(term->item.text),
                        TEXT_ARG(term->measure.text));
    }
}

static void
read_side(struct rule_reader *r, const struct node *node, int side)
{
    rule_term_side(r, node, side);
    check_terms(r, node, &r->body->sides[side]);
}

/* What stands beside one another is of one item; which classes {top} finds
   differs from list to list. */
static void
check_series(struct rule_reader *r, const struct node *node, int n)
{
    const struct rule_side *first = &r->body->sides[0];
    bool same = true;

    for (int i = 0; i < first->n; i++) {
        if (first->terms[i].item.kind == WORD_TOP)
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                        "'series' names each item: {top} is for 'parts' and "
                        "'bridge'");
    }
    for (int s = 1; s < n; s++) {
        const struct rule_side *side = &r->body->sides[s];

        same &= side->n == first->n;
        for (int i = 0; same && i < side->n; i++)
            same &= side->terms[i].item.kind == first->terms[i].item.kind
                    && text_equal(side->terms[i].item.text,
                                  first->terms[i].item.text);
    }
    if (!same && !r->source.failed)
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "all lists of 'series' have the same items, in one order");
}

static void
read_sides(struct rule_reader *r, const struct node *node,
           enum rule_picture_kind kind)
{
    const char *what = arena_printf(r->arena, "'%s'", kinds[kind].key);
    int i = 0;

    if (!kinds[kind].sides) {
        if (node->kind != NODE_LIST)
            source_kind(&r->source, node, what, "a list of lists");
        for (const struct node *side = node->child;
             node->kind == NODE_LIST && side && i < RULE_SIDES;
             side = side->next)
            read_side(r, side, i++);
        check_series(r, node, i);
        return;
    }
    if (!source_map_of(&r->source, node, what, kinds[kind].sides))
        return;
    for (const char *at = kinds[kind].sides; *at; i++) {
        struct text word = { at, strcspn(at, " ") };
        const struct node *side
            = source_need(&r->source, node, text_zero(r->arena, word), what);

        at += word.n + (at[word.n] == ' ');
        if (side)
            read_side(r, side, i);
    }
}

static void
read_picture(struct rule_reader *r, const struct node *map)
{
    struct rule_picture picture = { .place = tree_place(map) };
    struct rule rule = { .kind = RULE_EQUAL }; /* of which nothing is kept */
    struct rule_body body = { .table = NULL };
    const struct node *node, *found = NULL;

    r->rule = &rule;
    r->body = &body;
    r->table = NULL;
    if (!source_map_of(&r->source, map, "a picture",
                       "id zh en table parts series bridge"))
        return;
    if (source_need(&r->source, map, "id", "a picture"))
        picture.id = source_text_at(&r->source, map, "id");
    if (source_need(&r->source, map, "zh", "a picture"))
        picture.zh = source_text_at(&r->source, map, "zh");
    if (source_need(&r->source, map, "en", "a picture"))
        picture.en = source_text_at(&r->source, map, "en");
    if ((node = source_find(map, "table")))
        r->table = rule_term_table(r, node,
                                   source_text(&r->source, node, "a table"));
    for (int k = 0; k < PICTURE_N_KINDS; k++) {
        if (!(node = source_find(map, kinds[k].key)))
            continue;
        if (found)
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                        "a picture shows one of 'parts', 'series' and "
                        "'bridge'; write a picture for each");
        else
            picture.kind = (enum rule_picture_kind)k;
        found = node;
    }
    if (!found)
        source_fail(&r->source, DIAG_MAPPING_MISSING_KEY, tree_place(map),
                    "a picture shows nothing: 'parts', 'series' or 'bridge'");
    else
        read_sides(r, found, picture.kind);
    memcpy(picture.sides, body.sides, sizeof picture.sides);
    ARENA_PUSH(r->arena, r->set->pictures, r->set->n_pictures,
               r->set->pictures_capacity, picture);
}

void
rule_picture_read(struct rule_reader *r, const struct node *list)
{
    if (list->kind != NODE_LIST) {
        source_kind(&r->source, list, "'pictures'", "a list");
        return;
    }
    for (const struct node *node = list->child; node; node = node->next)
        read_picture(r, node);
}
