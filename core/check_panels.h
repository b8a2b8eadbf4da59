/* What a row gives to totals. Inside core/check_*. */
#ifndef CORE_CHECK_PANELS_H
#define CORE_CHECK_PANELS_H

#include "core/check_state.h"

/* A row's part of a total. `only`: of the row's classes; its 其中 asks for
   nothing else. The row's cells have been read. */
struct part panel_part(struct viewpoint *, const struct total_plan *,
		       bool only);
/* What all panels of a table together say of the row, whose cells have been
   read; lasts until another row is asked about. */
const struct said *panels_said(struct viewpoint *, int table);

#endif
