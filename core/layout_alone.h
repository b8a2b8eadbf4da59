/*
 * layout_alone: private to core/layout*.c: texts that stand alone in a record
 * because a page, or a person, put them among the rows of a table.
 */
#ifndef CORE_LAYOUT_ALONE_H
#define CORE_LAYOUT_ALONE_H

#include "core/layout_inside.h"

/* The number of a page, 续表, a remark such as 注:甲 or ※甲, or a caption in the
   form's words: 二、绩效指标. */
bool alone_stands(struct layout *, const char *text);
/* Does it begin as a caption does, in whatever words? */
bool alone_is_numbered(const char *text);

#endif
