#include <config.h>
#include "core/layout_place.h"

#include <string.h>

#include "core/amount.h"
#include "core/text.h"

enum {
	IMPOSSIBLE = -1000,
	LEFT_OUT = -6, /* a cell without a place */
	LABEL_AS_VALUE = -4,
	PER_POINT = 64, /* one point of fit outweighs all moves */
};

/* ---- how a text suits a kind of cell: up to 3 ---- */

bool text_is_amount(const char *text)
{
	int64_t ignored;
	enum amount_status s = amount_parse(text, strlen(text), &ignored);

	return s == AMOUNT_OK || s == AMOUNT_LOOSE;
}

/* Each column that may have a level asks about the same text. */
static unsigned levels_of(struct layout *l, const char *text)
{
	if (l->levels_of != text)
		l->levels = tree_levels(&l->def->tree, text);
	l->levels_of = text;
	return l->levels;
}

static int fit_level(struct layout *l, const struct field *f, const char *text)
{
	unsigned levels = levels_of(l, text);

	if (levels >> f->depth & 1)
		return 3;
	return levels ? 0 : -2;
}

/* Bytes of the comparison signs in front. */
static size_t signs_in_front(const char *text)
{
	static const char *const signs[] = { "≥", "≤",	"＞", "＜", "≧",
					     "≦", "＝", ">",  "<",  "=" };
	const char *s = text;

	/* what all of them begin with */
	if (!*s || !strchr("\xE2\xEF><=", *s))
		return 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs;) {
		size_t n = strlen(signs[i]);

		if (strncmp(s, signs[i], n) == 0) {
			s += n;
			i = 0;
		} else {
			i++;
		}
	}
	return (size_t)(s - text);
}

static bool has_comparator(const char *text)
{
	return signs_in_front(text) > 0;
}

static bool is_short(const char *text)
{
	return strlen(text) <= 24 && text_count(text, strlen(text)) <= 6;
}

/* Looks like a target without asking the patterns, which may not be loaded. */
static int fit_target(const char *text)
{
	if (has_comparator(text) || (*text >= '0' && *text <= '9'))
		return 2;
	return is_short(text) && !strpbrk(text, "()") && !strstr(text, "（")
		       ? 2
		       : 0;
}

static int fit_relation(const char *text)
{
	static const char *const words[] = { "大于", "小于", "等于", "高于",
					     "低于", "不",   "至",   "定性" };
	size_t signs = signs_in_front(text);

	if (signs > 0)
		return text[signs] == '\0' ? 3 : -1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_short(text) &&
		    !strncmp(text, words[i], strlen(words[i])))
			return 2;
	return -1;
}

bool text_is_relation(const char *text)
{
	static const char *const words[] = { "大于",   "大于等于", "大于或等于",
					     "小于",   "小于等于", "小于或等于",
					     "等于",   "不等于",   "高于",
					     "低于",   "不少于",   "不低于",
					     "不小于", "不早于",   "不高于",
					     "不超过", "不大于",   "不多于",
					     "不晚于", "至少",	   "至多" };
	size_t signs = signs_in_front(text);

	if (signs > 0)
		return text[signs] == '\0';
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_fold_equal(text, words[i],
				    FOLD_WIDTH | FOLD_BLANKS | FOLD_LETTERS))
			return true;
	return false;
}

static int fit_text(struct layout *l, const char *text)
{
	return has_comparator(text) || text_is_amount(text) ||
			       levels_of(l, text)
		       ? -1
		       : 1;
}

static int fit_choice(const struct field *f, const char *text)
{
	for (int i = 0; i < f->n_choices; i++)
		if (text_fold_equal(f->choices[i], text,
				    FOLD_WIDTH | FOLD_BLANKS))
			return 3;
	return -2;
}

static int fit_field(struct layout *l, const struct field *f, const char *text)
{
	int64_t ignored;

	if (field_is_number(f))
		return text_is_amount(text) || field_number(f, text, &ignored)
			       ? 3
			       : -3;
	switch (f->kind) {
	case FIELD_LEVEL:
		return f->is_free ? fit_text(l, text) : fit_level(l, f, text);
	case FIELD_TARGET:
		return fit_target(text);
	case FIELD_CHOICE:
		return fit_choice(f, text);
	case FIELD_RELATION:
		return fit_relation(text);
	case FIELD_UNIT:
		return is_short(text) && !text_is_amount(text) &&
				       !has_comparator(text)
			       ? 1
			       : -2;
	default:
		return fit_text(l, text);
	}
}

/* The same, found out once for each text. */
int layout_suits(struct layout *l, int field, const char *text)
{
	enum { SHIFT = 64 }; /* so that 0 is no fit */
	size_t n_fields = (size_t)l->def->n_fields;
	size_t at = text_number(text) * n_fields + (size_t)field;

	l->fits = memory_grow_zeroed(l->fits, &l->cap_fits, at + 1,
				     sizeof *l->fits);
	if (!l->fits[at])
		l->fits[at] = (signed char)(SHIFT +
					    fit_field(l, &l->def->fields[field],
						      text));
	return l->fits[at] - SHIFT;
}

/* Other words may stand for a label only where the label should stand. */
static int fit_label(const struct puzzle *p, int column, int k)
{
	struct label_index *labels = &p->layout->labels;
	const char *text = p->cells[k];

	if (label_is(labels, text, p->row, column))
		return 6;
	if (label_is_prefix(labels, text, p->row, column))
		return 4;
	return p->columns[k] == column && !text_is_amount(text) ? -1
								: IMPOSSIBLE;
}

/* A label of this row in a column of values: a row whose cells changed
   places. */
static bool is_label_of_row(const struct puzzle *p, int k)
{
	const struct label_class *class =
		label_find(&p->layout->labels, p->cells[k]);

	for (int i = 0; class && i < class->n_places; i++)
		if (class->places[i].row == p->row)
			return true;
	return false;
}

static int fit(const struct puzzle *p, int column, int k)
{
	const struct definition *def = p->layout->def;
	const struct layout_cell *cell = &def->layout[p->row].cells[column];

	if (p->is_full[column])
		return IMPOSSIBLE;
	switch (cell->kind) {
	case LAYOUT_UP:
		return label_is_section(&p->layout->labels, p->cells[k], p->row,
					column)
			       ? 3
			       : IMPOSSIBLE;
	case LAYOUT_LABEL:
		return fit_label(p, column, k);
	case LAYOUT_FIELD:
		if (is_label_of_row(p, k))
			return LABEL_AS_VALUE;
		return layout_suits(p->layout, cell->field, p->cells[k]);
	default:
		return IMPOSSIBLE;
	}
}

/* ---- the best of all orders-keeping placements ---- */

static int gain(const struct puzzle *p, int k, int column)
{
	int moves = p->columns[k] - column;

	return fit(p, column, k) * PER_POINT - (moves < 0 ? -moves : moves);
}

int puzzle_solve(struct puzzle *p)
{
	/* [k][j]: the first k cells in the first j columns */
	int best[PUZZLE_CELLS + 1][DEF_COLUMNS_MAX + 1];
	int gains[PUZZLE_CELLS][DEF_COLUMNS_MAX];
	int width = p->layout->def->width;

	memset(best[0], 0, sizeof best[0]);
	for (int k = 1; k <= p->n; k++) {
		best[k][0] = k * LEFT_OUT * PER_POINT;
		for (int j = 1; j <= width; j++) {
			int put, out = best[k - 1][j] + LEFT_OUT * PER_POINT;

			gains[k - 1][j - 1] = gain(p, k - 1, j - 1);
			put = best[k - 1][j - 1] + gains[k - 1][j - 1];
			best[k][j] = best[k][j - 1];
			if (put > best[k][j])
				best[k][j] = put;
			if (out > best[k][j])
				best[k][j] = out;
		}
	}
	for (int k = p->n, j = width; k > 0;) {
		if (j > 0 && best[k][j] == best[k][j - 1])
			j--;
		else if (j > 0 &&
			 best[k][j] == best[k - 1][j - 1] + gains[k - 1][j - 1])
			p->choice[--k] = --j;
		else
			p->choice[--k] = NO_PLACE;
	}
	return best[p->n][width];
}

bool puzzle_is_in_place(const struct puzzle *p)
{
	for (int k = 0; k < p->n; k++)
		if (p->columns[k] >= p->layout->def->width ||
		    fit(p, p->columns[k], k) <= 0)
			return false;
	return true;
}

bool puzzle_is_solved(const struct puzzle *p, int n_out)
{
	for (int k = 0; k < p->n; k++)
		if (p->choice[k] == NO_PLACE ? n_out-- == 0
					     : fit(p, p->choice[k], k) <= 0)
			return false;
	return true;
}

static enum layout_kind kind_at(const struct puzzle *p, int column)
{
	const struct definition *def = p->layout->def;

	return column < def->width ? def->layout[p->row].cells[column].kind
				   : LAYOUT_EMPTY;
}

bool puzzle_is_as_typed(const struct puzzle *p)
{
	const struct definition *def = p->layout->def;
	int n_misfits = 0;

	for (int k = 0; k < p->n; k++) {
		int column = p->columns[k], suits;
		const struct layout_cell *cell;

		if (kind_at(p, column) != LAYOUT_FIELD)
			return false;
		cell = &def->layout[p->row].cells[column];
		suits = fit(p, column, k);
		if (suits <= 0 && def->fields[cell->field].kind == FIELD_LEVEL)
			return false;
		n_misfits += suits < 0;
	}
	return n_misfits <= 1;
}

static bool is_section(const struct puzzle *p, int k)
{
	return p->columns[k] < p->layout->def->width &&
	       label_is_section(&p->layout->labels, p->cells[k], p->row,
				p->columns[k]);
}

bool puzzle_is_pinned(const struct puzzle *p)
{
	const struct definition *def = p->layout->def;
	int n_fields = 0, n_wanted = 0;

	if (p->is_pushed)
		return false;
	for (int c = 0; c < def->width; c++)
		n_wanted += kind_at(p, c) == LAYOUT_FIELD;
	for (int k = 0; k < p->n; k++) {
		if (is_section(p, k))
			return true;
		n_fields += kind_at(p, p->columns[k]) == LAYOUT_FIELD;
	}
	return n_fields == p->n && n_fields == n_wanted;
}

void puzzle_pin(struct puzzle *p)
{
	for (int k = 0; k < p->n; k++)
		p->choice[k] = is_section(p, k) || kind_at(p, p->columns[k]) ==
							   LAYOUT_FIELD
				       ? p->columns[k]
				       : NO_PLACE;
}
