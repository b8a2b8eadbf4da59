/*
 * say_mend: what a mend would fill in.
 */
#ifndef LOCALE_SAY_MEND_H
#define LOCALE_SAY_MEND_H

#include "core/document.h"

/* ≥4 for the cell where the finding is; 项目支出 184.35 for another;
   一级指标 效益指标、二级指标 社会效益指标 for several. */
void say_mend(const struct document *, const struct finding *,
	      const struct mend *, struct bytes *out);
/* The same, cut to w_cols as text_show() does: of a text that is longer, what
   is near to the changes. -1: all of it. */
void say_mend_cut(const struct document *, const struct finding *,
		  const struct mend *, int w_cols, struct bytes *out);

#endif
