/*
 * unit.h - units of money (元, 万元), and what a text says of them.
 *
 *     金额单位：万元      公开02表 单位：元      （单位：元）      元（人民币）
 *
 * A text that speaks of a unit of money says one that is known, or one that
 * is not (万美元, 元/人): there is no third, so that no amount is read in a
 * unit that nobody named without a report.
 *
 * Units    A shift is a power of ten of the yuan: 元 0, 万元 4.  Texts are
 *          folded (base/text.h).
 * Memory   Words are constant.
 */
#ifndef CANON_UNIT_H
#define CANON_UNIT_H

#include "base/text.h"

#define UNIT_SHIFT_MAX 12

enum unit_kind {
    UNIT_NONE,    /* the text speaks of no unit of money */
    UNIT_KNOWN,   /* shift is the unit */
    UNIT_UNKNOWN, /* a unit of money that amounts cannot be read in */
};

struct unit_said {
    enum unit_kind kind;
    int shift;
};

/* What follows 单位: where that is a unit of money, 元(下同), 万元、人. */
struct unit_said unit_behind(struct text folded);

/* A word that is a unit and nothing else: 万元, 人民币元, 元(人民币). */
struct unit_said unit_of_word(struct text folded);

/*
 * What a caption or note says: 单位 or 金额单位 followed by a unit, 以万元为单位,
 * a currency (币种：美元), anywhere in the text.  Two different
 * units in one text are none that is known.
 */
struct unit_said unit_of_text(struct text folded);

/* What the brackets of a title, heading or label say: 其他收入(元), (单位:元). */
struct unit_said unit_of_brackets(struct text folded);

/* Nothing but parts of what says a unit, which may be spread over cells:
   单位：, 万, 元, 位:元. */
bool unit_is_scrap(struct text folded);

/* Does it speak of money as a unit's words do, and say none? */
bool unit_is_near(struct text folded);

/* Does it hold a word that a unit follows, 单位 or 金额?  Does only the
   beginning of a unit follow the last one: 公开02表 单位：, 单位：万? */
bool unit_has_label(struct text folded);
bool unit_is_begun(struct text folded);

/* ¥, 人民币, RMB: our own currency, no unit. */
bool unit_is_renminbi(struct text folded);

/* Takes a known unit off the end: 73万元 → 73. */
struct text unit_strip(struct text folded, struct unit_said *said);

/* 万元 → 4, as models have it; false for a word that is none. */
bool unit_parse(struct text folded, int *shift);
/* 4 → 万元; NULL for a shift that no unit has. */
const char *unit_word(int shift);

#endif
