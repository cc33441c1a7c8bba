/* serial.c - days as workbooks count them. */
#include "book/serial.h"

#include "base/decimal.h"

/* Days since 1970-01-01 as a civil date, proleptic Gregorian. */
static void
civil(int64_t days, struct moment *m)
{
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;

    m->day = (int)(doy - (153 * mp + 2) / 5 + 1);
    m->month = (int)(mp < 10 ? mp + 3 : mp - 9);
    m->year = (int)(yoe + era * 400 + (m->month <= 2));
}

bool
serial_read(struct text serial, bool date1904, struct moment *m)
{
    struct decimal d, whole, rest;
    int64_t day, seconds;

    *m = (struct moment){ 0 };
    if (decimal_parse_cell(serial, &d) != DECIMAL_OK || d.units < 0)
        return false;
    d = decimal_round(d, 9);
    whole = decimal_normal(d);
    day = whole.units;
    for (int i = 0; i < whole.scale; i++)
        day /= 10;
    if (decimal_subtract(d, decimal_of(day), &rest) != DECIMAL_OK)
        return false;
    seconds = rest.units * 86400;
    for (int i = 0; i < rest.scale; i++)
        seconds = i + 1 < rest.scale ? seconds / 10 : (seconds + 5) / 10;
    if (seconds >= 86400) {
        seconds -= 86400;
        day++;
    }
    if (day > 2958465)
        return false;
    if (!date1904 && day == 60) { /* the 29 February that 1900 did not have */
        *m = (struct moment){ .year = 1900, .month = 2, .day = 29 };
    } else {
        int64_t first = date1904 ? -24107 : day < 60 ? -25568 : -25569;

        civil(day + first, m);
    }
    m->hour = (int)(seconds / 3600);
    m->minute = (int)(seconds / 60 % 60);
    m->second = (int)(seconds % 60);
    return true;
}

int
serial_of(const struct moment *m)
{
    int y = m->month <= 2 ? m->year - 1 : m->year;
    int days = 365 * y + y / 4 - y / 100 + y / 400
               + (153 * (m->month > 2 ? m->month - 3 : m->month + 9) + 2) / 5
               + m->day - 1;
    int serial = days - 693899;

    return serial < 61 ? serial - 1 : serial;
}
