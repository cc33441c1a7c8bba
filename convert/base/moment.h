/*
 * moment.h - moments in UTC, as texts that sort as they follow.
 *
 * "2024-03-05T07:08:09Z"; always so many letters.
 *
 * Memory   In the arena given.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include "base/text.h"

/*
 * A W3CDTF date and time, of any zone, to the second: "2024-03-05T15:08+08:00".
 * A date alone is its first second.  TEXT_NONE for what is none, or has no
 * zone behind its time.
 */
struct text moment_parse(struct arena *arena, struct text t);

#endif
