/* say_repair: what reading a file did to it, a sentence each. */
#ifndef LOCALE_SAY_REPAIR_H
#define LOCALE_SAY_REPAIR_H

#include "core/bytes.h"
#include "core/layout.h"

/* What kind of thing it is: 修复, 未读入, 缺行, 跳过, 存疑. */
const char *say_repair_word(enum repair_kind);
void say_repair(const struct definition *, const struct repair *,
		struct bytes *out);

#endif
