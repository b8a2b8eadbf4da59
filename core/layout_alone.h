/*
 * layout_alone: private to core/layout*.c: texts that stand alone in a record
 * because a page, or a person, put them among the rows of a table.
 */
#ifndef CORE_LAYOUT_ALONE_H
#define CORE_LAYOUT_ALONE_H

#include "core/layout_inside.h"

/* The number of a page, 续表, a remark behind 注:, or a caption in the form's
   words: 二、绩效指标. */
bool alone_stands(struct layout *, const char *text);
/* Does it begin as captions do, or remarks, in whatever words: 一、 or ※? So
   may what somebody types in a row. */
bool alone_begins(const char *text);
/* …… stands in printed rows that nobody filled in. */
bool alone_is_ellipsis(const char *text);

#endif
