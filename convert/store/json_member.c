/* json_member.c - members of JSON objects, checked for their kind. */
#include "store/json_member.h"

#include "base/decimal.h"

static bool
wrong(struct diag_list *diags, const struct node *node, const char *name,
      const char *want)
{
    diag_add(diags, DIAG_MODEL_INVALID, tree_place(node), PLACE_NONE,
             "'%s' must be %s", name, diag_say(diags, want));
    return false;
}

bool
json_member_is_text(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->quoted;
}

bool
json_member_is_number(const struct node *node)
{
    char c;

    if (node->kind != NODE_SCALAR || node->quoted || node->text.n == 0)
        return false;
    c = node->text.at[0];
    return c == '-' || text_is_digit(c);
}

bool
json_member_known(const struct node *map, const char *const *names, int n,
                  struct diag_list *diags)
{
    bool known = true;

    if (map->kind != NODE_MAP) {
        diag_add(diags, DIAG_MODEL_INVALID, tree_place(map), PLACE_NONE,
                 "an object must stand here");
        return false;
    }
    for (const struct node *node = map->child; node; node = node->next) {
        int i = 0;

        while (i < n && !text_equal(node->key, text_of(names[i])))
            i++;
        if (i < n)
            continue;
        diag_add(diags, DIAG_MODEL_INVALID, tree_key_place(node), PLACE_NONE,
                 "unknown member '%.*s'", TEXT_ARG(node->key));
        known = false;
    }
    return known;
}

bool
json_member_text(const struct node *map, const char *name, struct text *out,
                 struct diag_list *diags)
{
    const struct node *node = tree_find(map, text_of(name));

    if (!node)
        return true;
    if (!json_member_is_text(node))
        return wrong(diags, node, name, N_("a text"));
    *out = node->text;
    return true;
}

bool
json_member_int(const struct node *map, const char *name, int min, int max,
                int *out, struct diag_list *diags)
{
    const struct node *node = tree_find(map, text_of(name));
    struct decimal d;

    if (!node)
        return true;
    if (!json_member_is_number(node)
        || decimal_parse(node->text, &d) != DECIMAL_OK || d.scale != 0
        || d.units < min || d.units > max) {
        diag_add(diags, DIAG_MODEL_INVALID, tree_place(node), PLACE_NONE,
                 "'%s' must be a whole number from %d to %d", name, min, max);
        return false;
    }
    *out = (int)d.units;
    return true;
}

bool
json_member_flag(const struct node *map, const char *name, bool *out,
                 struct diag_list *diags)
{
    const struct node *node = tree_find(map, text_of(name));
    bool is_true, is_false;

    if (!node)
        return true;
    is_true = node->kind == NODE_SCALAR && text_equal(node->text, TEXT("true"));
    is_false
        = node->kind == NODE_SCALAR && text_equal(node->text, TEXT("false"));
    if (node->quoted || (!is_true && !is_false))
        return wrong(diags, node, name, N_("true or false"));
    *out = is_true;
    return true;
}

bool
json_member_node(const struct node *map, const char *name, enum node_kind kind,
                 const struct node **out, struct diag_list *diags)
{
    const struct node *node = tree_find(map, text_of(name));

    if (!node)
        return true;
    if (node->kind != kind)
        return wrong(diags, node, name,
                     kind == NODE_LIST ? N_("a list") : N_("an object"));
    *out = node;
    return true;
}
