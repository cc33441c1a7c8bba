/*
 * moment.h - dates and times of ISO 8601, read.
 *
 * Moments in UTC are texts of one length that sort by time:
 * "2024-03-05T07:08:09Z".
 *
 * Units    As the members say; the zone in minutes east of UTC.
 * Memory   In the arena given.
 * Errors   False or TEXT_NONE for a text that is none; callers know the place.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include "base/text.h"

struct moment {
    int year, month, day; /* 0000-01-01 to 9999-12-31, as the calendar has it */
    int hour, minute, second, micros; /* to 24:59:60.999999 */
    int zone;
    bool zoned; /* a zone is written */
};

/* "2024-03-05", and "07:08", "07:08:09.5", a zone (Z, +08:00) behind or not; at
   *pos, which moves behind.  Only the members that are written are set. */
bool moment_take_date(struct text t, size_t *pos, struct moment *m);
bool moment_take_time(struct text t, size_t *pos, struct moment *m);

/*
 * A W3CDTF date and time, of any zone, to the second: "2024-03-05T15:08+08:00".
 * A date alone is its first second.  TEXT_NONE for any other text, and for a
 * time without a zone.
 */
struct text moment_parse(struct arena *arena, struct text t);
/* So many seconds after the first of 1601, in UTC; TEXT_NONE behind 9999. */
struct text moment_of_seconds(struct arena *arena, int64_t seconds);

#endif
