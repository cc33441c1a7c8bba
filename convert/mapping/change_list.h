/*
 * change_list.h - elements put into and taken out of a list that is there.
 *
 *     - {list: rows, in: 支出, insert: [{item: total, label: 总计}]}
 *     - {list: caption, after: "部门：{department}", insert: ["单位：{department}"]}
 *     - {list: also, at: 公务接待费, remove: [接待费]}
 *
 * A key that has one value, or none, is made a list of that.  A text is found
 * wherever in the list it stands.
 *
 * Memory   In the source's arena; the change's nodes are copied.
 * Errors   mapping-unknown-name, mapping-missing-key, mapping-wrong-kind,
 *          mapping-wrong-value.
 */
#ifndef MAPPING_CHANGE_LIST_H
#define MAPPING_CHANGE_LIST_H

#include "mapping/source.h"

/* Is the change's 'list' the key of a list, and does the change say what is to
   be done?  Reported when not. */
bool change_list_may(struct source *source, const struct node *change);
/* Changes the list of the map that has it. */
void change_list_apply(struct source *source, struct node *map,
                       const struct node *change);

#endif
