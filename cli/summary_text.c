/* For people, at 80 columns. */
#include <config.h>
#include "cli/summary_format.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_summary.h"
#include "locale/summary_tables.h"

enum {
	W_ALL = 80,
	W_MARGIN = 2,
	GAP = 2,
	MOST = 20, /* of what is endless; the other formats have all */
	PERMILLE = 1000,
};

static void add_blanks(struct bytes *out, int n)
{
	for (; n > 0; n--)
		bytes_add_char(out, ' ');
}

/* The end of it, where the name is. */
static void add_path(struct bytes *out, const char *path, int w_cols)
{
	struct bytes shown = BYTES_INIT;
	size_t at = 0;

	name_show(&shown, path, -1);
	if (text_cols(shown.data, shown.len) > w_cols) {
		at = text_fit_end(shown.data, shown.len, w_cols - 1);
		bytes_add_str(out, "…");
	}
	bytes_add_str(out, shown.data + at);
	bytes_release(&shown);
}

/* As shown, cut and filled up to so many columns. */
static void add_left(struct bytes *out, bool is_path, const char *text,
		     int w_cols)
{
	size_t start = out->len;

	if (is_path)
		add_path(out, text, w_cols);
	else
		text_show_str(out, text, w_cols);
	add_blanks(out,
		   w_cols - text_cols(out->data + start, out->len - start));
}

/* Never cut: half an amount is a wrong one. */
static void add_right(struct bytes *out, const char *text, int w_cols)
{
	add_blanks(out, w_cols - text_cols(text, strlen(text)));
	bytes_add_str(out, text);
}

/* Blanks at its end go. */
static void end_line(struct bytes *out)
{
	size_t n = out->len;

	while (n > 0 && out->data[n - 1] == ' ')
		n--;
	bytes_splice(out, n, out->len - n, "\n", 1);
}

/* ---- columns ---- */

static void add_headings(struct bytes *out, const struct summary_table *t,
			 const int *w)
{
	int w_first = w[0] + W_MARGIN; /* the title begins at the edge */
	bool fits = summary_table_title_fits(t, w_first);

	if (!fits)
		bytes_printf(out, "%s\n  ", t->title);
	add_left(out, false, fits ? t->title : t->columns[0].heading,
		 fits ? w_first : w[0]);
	for (size_t c = 1; c < t->n_columns; c++) {
		const char *heading = t->columns[c].heading;

		add_blanks(out, w[c] > 0 ? GAP : 0);
		if (w[c] > 0 && t->columns[c].kind == COLUMN_NUMBER)
			add_right(out, heading, w[c]);
		else if (w[c] > 0)
			add_left(out, false, heading, w[c]);
	}
	end_line(out);
}

static void add_row(struct bytes *out, const struct summary_table *t,
		    const struct summary_row *row, const int *w, int w_bar)
{
	int indent = row->depth * 2;

	add_blanks(out, W_MARGIN + indent);
	for (size_t c = 0; c < t->n_columns; c++) {
		const char *text = row->cells[c].text;
		int w_own = c == 0 ? w[c] - indent : w[c];

		add_blanks(out, c > 0 && w[c] > 0 ? GAP : 0);
		if (w_own > 0 && t->columns[c].kind == COLUMN_NUMBER)
			add_right(out, text, w_own);
		else if (w_own > 0)
			add_left(out, t->columns[c].kind == COLUMN_PATH, text,
				 w_own);
	}
	add_blanks(out, GAP);
	for (int i = (row->bar * w_bar + PERMILLE - 1) / PERMILLE; i > 0; i--)
		bytes_add_str(out, "█");
	end_line(out);
}

static void add_columns(struct bytes *out, const struct summary_table *t)
{
	size_t n = t->is_endless && t->n_rows > MOST ? MOST : t->n_rows;
	int w_bar, *w = summary_table_widths(t, W_ALL - W_MARGIN, &w_bar);

	add_headings(out, t, w);
	for (size_t i = 0; i < n; i++)
		add_row(out, t, &t->rows[i], w, w_bar);
	if (n < t->n_rows)
		bytes_printf(out, _("  另有 %zu 个，--format=csv 全列出来\n"),
			     t->n_rows - n);
	free(w);
}

/* ---- lists ---- */

static void add_plain(struct bytes *out, const struct summary_table *t,
		      const struct summary_row *row, size_t c)
{
	const char *text = row->cells[c].text;

	(t->columns[c].kind == COLUMN_PATH ? name_show
					   : text_show_str)(out, text, -1);
}

/* It has the name of the one before, which it goes on with. */
static bool goes_on(const struct summary_table *t, size_t i)
{
	return i > 0 &&
	       !strcmp(t->rows[i].cells[0].text, t->rows[i - 1].cells[0].text);
}

static size_t count_names(const struct summary_table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n_rows; i++)
		n += !goes_on(t, i);
	return n;
}

/* Rows of one name are one line: 甲局：a.csv、b.csv */
static void add_list(struct bytes *out, const struct summary_table *t)
{
	bytes_printf(out, "%s%s%zu\n", t->title, _("："), count_names(t));
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct summary_row *row = &t->rows[i];
		bool same = goes_on(t, i);

		if (i > 0 && !same)
			bytes_add_char(out, '\n');
		if (!same) {
			bytes_add_str(out, "  ");
			add_plain(out, t, row, 0);
		}
		if (*row->cells[1].text) {
			bytes_add_str(out, same ? ", " : ": ");
			add_plain(out, t, row, 1);
		}
	}
	bytes_add_char(out, '\n');
}

static void text_write(const struct summary *s, struct bytes *out)
{
	struct summary_tables tables;

	summary_tables_make(&tables, s);
	summary_total(s, out);
	bytes_add_char(out, '\n');
	summary_last_total(s, out);
	bytes_add_str(out, s->last ? "\n" : "");
	for (size_t i = 0; i < tables.n; i++) {
		const struct summary_table *t = &tables.items[i];

		if (t->is_overview)
			continue;
		bytes_add_char(out, '\n');
		(t->is_list ? add_list : add_columns)(out, t);
	}
	summary_tables_release(&tables);
}

const struct summary_format summary_text = {
	.write = text_write,
};
