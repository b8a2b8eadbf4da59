/*
 * status: what stands around a screen, a file each; on which lines says
 * tui/app_draw.h.
 */
#ifndef TUI_STATUS_H
#define TUI_STATUS_H

#include <stdbool.h>
#include "core/document_merge.h"
#include "tui/action.h"
#include "tui/field_editor.h"
#include "tui/screen.h"

/*
 * The first line: whose form it is and of which year, and at its right what
 * there is to know of the file. That comes first where there is little room:
 * then the program goes unnamed, and a long name of department or file is cut;
 * in a narrow window the file goes unnamed too. `state`: of the review, or "".
 */
void status_draw_title(struct canvas *, const struct document *,
		       bool is_read_only, enum file_news, const char *state);

/*
 * The second: every screen with its number, its name and how many errors and
 * warnings stand on it; the list of problems with all of them. Where they have
 * no room the others have but the beginning of their names, then none, only the
 * worst is counted, and they stand close. The active tab stands in [ ], so it is
 * known without colours too.
 */
void status_draw_tabs(struct canvas *, const struct document *,
		      struct screen *const *screens, int n, int active);

/* What adds up and what does not. Every balance of two sums, those that fail
   first, and the rows of each table as far as there is room. While the form is
   being judged: how far that has come. */
void status_draw_sums(struct canvas *, int y, const struct document *);
/* How the rows of tables add up to single cells, where some of them stand on
   the screen of this number. */
void status_draw_splits(struct canvas *, struct area, const struct document *,
			int screen);

/*
 * What is wrong where the user stands, mark, rule and sentence, or what was
 * repaired there while reading, by its number in the reading of the document;
 * and at the end of its first line the keys that help. Those that change the
 * form are left out where it is only looked at, and all of them in a narrow
 * window. Both functions: the lines used.
 */
int status_draw_finding(struct canvas *, struct area, const struct document *,
			bool looks_only, const struct finding *);
int status_draw_repair(struct canvas *, struct area, const struct document *,
		       bool looks_only, size_t repair);

/*
 * What else there is to know of a cell: how a target is read, what may be
 * chosen, how it is computed, or the help of its field. A text that has no room
 * in its cell is shown whole before that. `text`: as edited now. `is_cut`: not
 * all of it is seen in its cell.
 */
void status_draw_cell(struct canvas *, struct area, const struct document *,
		      struct place, const char *text, bool is_cut);

/* Of a text of many lines that is being edited: how many characters it has and
   may have, -1 = any, what is selected, and where in it the cursor stands. What
   has no room is left out, the last first. */
void status_draw_text(struct canvas *, struct area, const struct field_editor *,
		      long limit);
/* Of a text of one line, once it comes near to its limit: 38/40 at the right
   end; the columns used. */
int status_draw_text_end(struct canvas *, struct area,
			 const struct field_editor *, long limit);

/*
 * The last line, the most useful keys. What stands there while a cell is typed
 * into is what stood there before but for its end: each column that changes
 * goes over the line to the terminal. places: the screen's ON_ bit and, while a
 * cell is edited, ON_EDIT or ON_LONG. may_choose: the screen has cells with
 * something to choose from.
 */
void status_draw_hints(struct canvas *, int y, unsigned places, bool looks_only,
		       bool may_choose);
/* Keys up to ACTION_NONE, as many as fit, and the last two in any case. */
void status_draw_keys(struct canvas *, int y, const enum action *);
/* Keys up to ACTION_NONE, side by side up to a column; how many columns they
   take with the blanks beside them. */
void status_draw_keys_end(struct canvas *, int y, int x_end,
			  const enum action *);
int status_keys_cols(const enum action *);

#endif
