/* say_target: how a 指标值 is read, as a fragment of a sentence. */
#ifndef LOCALE_SAY_TARGET_H
#define LOCALE_SAY_TARGET_H

#include "core/target.h"

/* 定量,不低于 95 % — no colon in front, no full stop behind. */
void say_target(const struct target_reading *, struct bytes *out);

#endif
