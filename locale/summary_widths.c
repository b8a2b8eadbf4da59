/* How the columns of a summary's table share the room that there is. */
#include <config.h>
#include "locale/summary_tables.h"

#include <string.h>

#include "core/bytes.h"
#include "core/text.h"
#include "locale/name.h"

enum {
	GAP = 2,
	MOST_TITLE = 24,
	LEAST_TEXT = 10,
	USUAL_BAR = 10,
	MOST_BAR = 30,
	INDENT = 2
};

static int cols(const char *text)
{
	return text_cols(text, strlen(text));
}

static int path_cols(const char *path)
{
	struct bytes shown = BYTES_INIT;
	int w;

	name_show(&shown, path, -1);
	w = text_cols(shown.data, shown.len);
	bytes_release(&shown);
	return w;
}

/* With all in it, nothing cut. */
static int natural(const struct summary_table *t, size_t c)
{
	int w = cols(t->columns[c].heading);

	if (c == 0 && cols(t->title) <= MOST_TITLE && cols(t->title) > w)
		w = cols(t->title);

	for (size_t r = 0; r < t->n_rows; r++) {
		const char *text = t->rows[r].cells[c].text;
		int own = t->columns[c].kind == COLUMN_PATH ? path_cols(text)
							    : cols(text);

		own += c == 0 ? t->rows[r].depth * INDENT : 0;
		w = own > w ? own : w;
	}
	return w;
}

static int total(const int *w, size_t n)
{
	int sum = 0;

	for (size_t c = 0; c < n; c++)
		sum += w[c] > 0 ? w[c] + GAP : 0;
	return sum > 0 ? sum - GAP : 0;
}

/* The widest text gives way first; false: none can any more. */
static bool shrink(const struct summary_table *t, int *w)
{
	size_t widest = t->n_columns;

	for (size_t c = 0; c < t->n_columns; c++)
		if (t->columns[c].kind != COLUMN_NUMBER && w[c] > LEAST_TEXT &&
		    (widest == t->n_columns || w[c] > w[widest]))
			widest = c;
	if (widest == t->n_columns)
		return false;
	w[widest]--;
	return true;
}

/* The last of the extra ones goes, else the last of all but the first. */
static bool drop(const struct summary_table *t, int *w, bool only_extra)
{
	for (size_t c = t->n_columns; c-- > 1;)
		if (w[c] > 0 && (t->columns[c].is_extra || !only_extra)) {
			w[c] = 0;
			return true;
		}
	return false;
}

bool summary_table_title_fits(const struct summary_table *t, int w_cols)
{
	return cols(t->title) <= w_cols;
}

int *summary_table_widths(const struct summary_table *t, int w_cols, int *w_bar)
{
	int *w = memory_array(t->n_columns + 1, sizeof *w);
	size_t n = t->n_columns;
	int bar = t->has_bars ? USUAL_BAR + GAP : 0;

	for (size_t c = 0; c < n; c++)
		w[c] = natural(t, c);
	while (total(w, n) + bar > w_cols && drop(t, w, true))
		;
	while (total(w, n) + bar > w_cols && shrink(t, w))
		;
	if (total(w, n) + bar > w_cols)
		bar = 0;
	while (total(w, n) > w_cols && drop(t, w, false))
		;
	if (w[0] > w_cols)
		w[0] = w_cols;
	bar = bar > 0 ? w_cols - total(w, n) - GAP : 0;
	*w_bar = bar > MOST_BAR ? MOST_BAR : bar;
	return w;
}
