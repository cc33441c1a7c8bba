/*
 * json_member.h - the members of a JSON object, each of its kind.
 *
 * A function whose member is not there leaves *out as it is and succeeds.
 *
 * Memory   Results point into the tree.
 * Errors   model-invalid at the member's line and column.
 */
#ifndef STORE_JSON_MEMBER_H
#define STORE_JSON_MEMBER_H

#include "base/tree.h"

/* Is it an object, and are all its members among the n names? */
bool json_member_known(const struct node *map, const char *const *names, int n,
                       struct diag_list *diags);
bool json_member_text(const struct node *map, const char *name,
                      struct text *out, struct diag_list *diags);
bool json_member_int(const struct node *map, const char *name, int min, int max,
                     int *out, struct diag_list *diags);
bool json_member_flag(const struct node *map, const char *name, bool *out,
                      struct diag_list *diags);
/* A list or an object. */
bool json_member_node(const struct node *map, const char *name,
                      enum node_kind kind, const struct node **out,
                      struct diag_list *diags);

/* Is the node a string, a number (as far as its first byte says)? */
bool json_member_is_text(const struct node *node);
bool json_member_is_number(const struct node *node);

#endif
