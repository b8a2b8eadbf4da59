/*
 * status: the lines around a screen: title and tabs above; message and sums
 * below. They only read.
 */
#ifndef TUI_STATUS_H
#define TUI_STATUS_H

#include <stdbool.h>
#include "core/document.h"
#include "core/document_merge.h"
#include "tui/canvas.h"
#include "tui/screen.h"

/* `state`: of the review, or "". */
void status_draw_title(struct canvas *, int y, const struct document *,
		       bool is_read_only, enum file_news, const char *state);
/* The active tab stands in [ ], so it is known without colours too. */
void status_draw_tabs(struct canvas *, int y, const struct document *,
		      struct screen *const *screens, int n, int active);
/* Mark, rule and sentence, and the keys that help: those that change the form not
   where it is only looked at. The lines used. */
int status_draw_finding(struct canvas *, struct area, const struct document *,
			bool looks_only, const struct finding *);
/* The same of a repair made while reading. */
int status_draw_repair(struct canvas *, struct area, const struct document *,
		       bool looks_only, size_t repair);
/* What else there is to know of a cell: how a target is read, the whole text
   of a cell that is cut, or the field's help. `text`: as edited now. */
void status_draw_cell(struct canvas *, struct area, const struct document *,
		      struct place, const char *text, bool is_cut);
/* How the rows of tables add up to single cells, where some of them stand on the
   screen of this number. */
void status_draw_splits(struct canvas *, struct area, const struct document *,
			int screen);
/* Every balance of two sums, and the rows of each table. */
void status_draw_sums(struct canvas *, int y, const struct document *);

#endif
