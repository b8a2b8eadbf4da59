/* say_carry: what came out of last year's form, and what did not. */
#ifndef LOCALE_SAY_CARRY_H
#define LOCALE_SAY_CARRY_H

#include "core/bytes.h"
#include "core/carry.h"
#include "core/document.h"

/* 沿用 31 格，要重填 9 格: one sentence without its end. */
void say_carried(const struct carry_report *, struct bytes *out);
/* What of last year's form has no place in this one; nothing if all has. */
void say_carry_lost(const struct carry_report *,
		    const struct document *last_year, struct bytes *out);

#endif
