/* How wide the columns of a list are: what a kind of cell needs; texts share
   what is left. */
#include <config.h>
#include "tui/screen_rows_private.h"

#include <limits.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"

/* The longest name of that depth, or (depth < 0) of any. */
static int level_cols(const struct definition *def, int depth)
{
	int widest = 10;

	for (size_t i = 0; i < def->tree.n_nodes; i++) {
		const struct tree_node *node = &def->tree.nodes[i];
		int cols = text_cols(node->name, strlen(node->name));
		if ((depth < 0 || node->level == depth) && cols > widest)
			widest = cols;
	}
	return widest > 18 ? 18 : widest;
}

/* A target whose sign has a cell of its own is but a number, or a word. */
static bool has_own_sign(const struct definition *def, int target)
{
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].kind == FIELD_RELATION &&
		    def->fields[i].owner == target)
			return true;
	return false;
}

static bool has_own_unit(const struct field *f)
{
	return f->kind == FIELD_MONEY && *f->unit;
}

void rows_print_heading(struct bytes *out, const struct field *f)
{
	bytes_add_str(out, say_field(f));
	if (has_own_unit(f))
		bytes_printf(out, _("(%s)"), say_unit(f));
}

void rows_measure(const struct definition *def, struct listed *c)
{
	const struct field *f = &def->fields[c->field];
	struct bytes heading = BYTES_INIT;

	switch (f->is_free ? FIELD_TEXT : f->kind) {
	case FIELD_LEVEL:
		c->least = 8;
		c->want = level_cols(def, f->depth);
		break;
	case FIELD_MONEY:
		c->least = 9;
		c->want = 16;
		break;
	case FIELD_TARGET:
		c->least = has_own_sign(def, c->field) ? 8 : 10;
		c->want = 16;
		break;
	case FIELD_RELATION:
		c->least = 4;
		c->want = 8;
		break;
	case FIELD_TEXT:
		c->least = 12;
		c->want = 24;
		break;
	default:
		c->least = 6;
		c->want = 10;
	}
	rows_print_heading(&heading, f);
	int cols = text_cols(heading.data, heading.len);
	if (c->want < cols)
		c->want = cols > 24 ? 24 : cols;
	bytes_release(&heading);
}

/* Columns [first, n) that fit when each has its least; their number. */
static size_t columns_fit(const struct rows *r, size_t first, int w_cols)
{
	size_t n = 0;

	for (size_t i = first; i < r->n_listed; i++, n++) {
		w_cols -= r->listed[i].least + MARKS_COLS;
		if (w_cols < 0)
			break;
	}
	return n > 0 || first >= r->n_listed ? n : 1;
}

enum { PASSES = 4, COMFORT_COLS = 36 };

/* How wide a column may become in each pass of handing out what is left: what
   its kind wants; texts until they read well; a level for what is no name of
   its own depth; then the texts again. */
static int widest_in(const struct rows *r, size_t i, int pass)
{
	const struct definition *def = r->screen.def;
	enum field_kind kind = def->fields[r->listed[i].field].kind;
	bool is_free = def->fields[r->listed[i].field].is_free;
	bool is_text = kind == FIELD_TEXT || kind == FIELD_TARGET || is_free;

	switch (pass) {
	case 0:
		return r->listed[i].want;
	case 1:
		return is_text ? COMFORT_COLS : 0;
	case 2:
		return kind == FIELD_LEVEL && !is_free ? level_cols(def, -1)
						       : 0;
	default:
		return is_text ? INT_MAX : 0;
	}
}

/* Hands out `room` columns, one by one in turn. */
static void widen(struct rows *r, size_t first, size_t n, int room)
{
	for (int pass = 0; pass < PASSES; pass++)
		for (bool any = true; room > 0 && any;) {
			any = false;
			for (size_t i = first; i < first + n && room > 0; i++) {
				if (r->listed[i].w >= widest_in(r, i, pass))
					continue;
				r->listed[i].w++;
				room--;
				any = true;
			}
		}
}

void rows_place(struct rows *r, int x, int w_cols)
{
	size_t focus = r->n_listed;

	for (size_t i = 0; i < r->n_listed; i++) {
		r->listed[i].w = 0;
		if (r->listed[i].field == r->screen.focus.field)
			focus = i;
	}
	if (focus < r->first)
		r->first = focus;
	while (focus < r->n_listed && r->first < focus &&
	       focus >= r->first + columns_fit(r, r->first, w_cols))
		r->first++;
	size_t n = columns_fit(r, r->first, w_cols);
	int room = w_cols;
	for (size_t i = r->first; i < r->first + n; i++) {
		r->listed[i].w = r->listed[i].least;
		room -= r->listed[i].least + MARKS_COLS;
	}
	widen(r, r->first, n, room);
	for (size_t i = r->first; i < r->first + n; i++) {
		r->listed[i].x = x;
		x += r->listed[i].w + MARKS_COLS;
	}
}
