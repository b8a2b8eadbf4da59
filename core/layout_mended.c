/* A fixed row whose labels and values stand in other places or words. */
#include <config.h>
#include "core/layout_fixed_row.h"

#include <string.h>

#include "core/layout_place.h"
#include "core/text.h"

/* A label that stands only once in the layout, with a field behind it. */
static bool is_own_label(struct fixed *f, const char *text,
			 struct label_place *place)
{
	const struct label_class *class = label_find(&f->layout->labels, text);
	int column;

	if (!class || class->n_places != 1)
		return false;
	*place = class->places[0];
	column = place->column + 1;
	return fixed_field_behind(f->layout->def, place, &column) >= 0;
}

/* The record's filled cells; taken: it is clear what they are. */
struct filled {
	int columns[PUZZLE_CELLS];
	bool is_taken[PUZZLE_CELLS];
	int n;
	bool is_full[DEF_COLUMNS_MAX]; /* columns of the layout, by these */
};

static const char *filled_text(const struct fixed *f, const struct filled *in,
			       int k)
{
	return f->record->cells[in->columns[k]];
}

/* The label's values follow it, up to the next label. */
static void take_pair(struct fixed *f, struct filled *in, int k,
		      const struct label_place *label)
{
	const char *own = filled_text(f, in, k);
	int column = label->column + 1;

	in->is_taken[k] = true;
	f->reading->in_layout = false;
	for (k++; k < in->n; k++) {
		const char *text = filled_text(f, in, k);
		int field;

		if (in->is_taken[k] || label_find(&f->layout->labels, text))
			break;
		field = fixed_field_behind(f->layout->def, label, &column);
		if (field < 0)
			break;
		in->is_taken[k] = true;
		fixed_set(f, field, text, in->columns[k]);
		fixed_note(f, REPAIR_MOVED, field, text, own, in->columns[k]);
	}
}

static void take_foreign_labels(struct fixed *f, struct filled *in)
{
	int furthest = -1;

	for (int k = 0; k < in->n; k++) {
		struct label_place place;

		if (in->is_taken[k] ||
		    !is_own_label(f, filled_text(f, in, k), &place))
			continue;
		if (place.row != f->row || place.column < furthest)
			take_pair(f, in, k, &place);
		else
			furthest = place.column;
	}
}

static void take_value(struct fixed *f, const struct joined *j, int from)
{
	int field = fixed_cell(f, j->column)->field;
	const char *text = f->record->cells[from];
	const char *value =
		texts_add(f->layout->texts, j->value.text, j->value.n);

	f->reading->in_layout = false;
	fixed_set(f, field, value, from);
	fixed_note(f, REPAIR_SPLIT, field, value, text, from);
}

/* 财政专项资金300, 部门名称:甲局: the label and its field have theirs. */
static void take_joined(struct fixed *f, struct filled *in)
{
	for (int k = 0; k < in->n; k++) {
		const char *text = filled_text(f, in, k);
		struct joined j;

		if (in->is_taken[k] || label_find(&f->layout->labels, text) ||
		    !joined_find(f, text, &j) || j.value.is_front ||
		    f->match->at[j.label] >= 0)
			continue;
		take_value(f, &j, in->columns[k]);
		in->is_taken[k] = true;
		in->is_full[j.label] = in->is_full[j.column] = true;
	}
}

/* 32下属二级单位数: the amount is of the field in front, if that has none. */
static bool take_front(struct fixed *f, const char *text, int from)
{
	struct joined j;

	if (!joined_find(f, text, &j) || !j.value.is_front)
		return false;
	take_value(f, &j, from);
	return true;
}

static void take_choice(struct fixed *f, const struct puzzle *p, int k)
{
	const struct layout_cell *cell =
		p->choice[k] == NO_PLACE ? NULL : fixed_cell(f, p->choice[k]);
	int from = p->columns[k];

	if (!cell) {
		fixed_leave(f, from);
	} else if (cell->kind == LAYOUT_FIELD) {
		fixed_set(f, cell->field, p->cells[k], from);
		if (p->choice[k] == from)
			return;
		f->reading->in_layout = false;
		fixed_note(f, REPAIR_MOVED, cell->field, p->cells[k], NULL,
			   from);
	} else if (cell->kind == LAYOUT_LABEL &&
		   !label_is(&f->layout->labels, p->cells[k], f->row,
			     p->choice[k]) &&
		   !take_front(f, p->cells[k], from)) {
		fixed_note_other_words(f, cell, p->cells[k], from);
	} else if (p->choice[k] != from) {
		f->reading->in_layout = false;
	}
}

/* How far all labels stand from their places; 0 if not equally far. */
static int common_shift(const struct fixed *f)
{
	int shift = 0;

	for (int c = 0; c < f->layout->def->width; c++) {
		int own = c - f->match->at[c];

		if (f->match->at[c] < 0)
			continue;
		if (own == 0 || (shift != 0 && own != shift))
			return 0;
		shift = own;
	}
	return shift;
}

/* Where the cells go with their labels, blank ones between them stay blank. */
static bool place_shifted(const struct fixed *f, struct puzzle *p)
{
	int shift = common_shift(f);

	for (int k = 0; shift != 0 && k < p->n; k++) {
		int c = p->columns[k] + shift;
		const struct layout_cell *cell =
			c >= 0 && c < f->layout->def->width ? fixed_cell(f, c)
							    : NULL;
		bool suits = cell && !p->is_full[c] &&
			     (cell->kind == LAYOUT_FIELD
				      ? layout_suits(f->layout, cell->field,
						     p->cells[k]) > 0
				      : f->match->at[c] == p->columns[k]);

		if (!suits)
			return false;
	}
	for (int k = 0; k < p->n; k++)
		p->choice[k] = p->columns[k] + shift;
	return shift != 0;
}

/* The rest, by what fits best. */
static void solve_rest(struct fixed *f, const struct filled *in)
{
	struct puzzle p = { .layout = f->layout, .row = f->row };

	memcpy(p.is_full, in->is_full, sizeof p.is_full);
	for (int k = 0; k < in->n; k++) {
		if (in->is_taken[k])
			continue;
		p.cells[p.n] = filled_text(f, in, k);
		p.columns[p.n] = p.choice[p.n] = in->columns[k];
		p.n++;
	}
	if (!place_shifted(f, &p) && !headed_place(f, &p) &&
	    !puzzle_is_in_place(&p))
		puzzle_solve(&p);
	for (int k = 0; k < p.n; k++)
		take_choice(f, &p, k);
}

/* A label that nothing stands for, with a value beside it: by its place. */
static void note_blank_labels(struct fixed *f, const struct filled *in)
{
	for (int c = 0; c + 1 < f->layout->def->width; c++) {
		const struct layout_cell *cell = fixed_cell(f, c);
		const struct layout_cell *next = fixed_cell(f, c + 1);

		if (cell->kind == LAYOUT_LABEL && f->match->at[c] < 0 &&
		    !in->is_full[c] && next->kind == LAYOUT_FIELD &&
		    f->is_read[next->field] &&
		    text_is_blank(grid_cell(f->record, c)))
			fixed_note(f, REPAIR_LABEL_OTHER, next->field,
				   cell->labels[0], texts_blank, c);
	}
}

/* A printed — in its place, or under its heading. */
static bool is_printed_sign(const struct fixed *f, int c)
{
	int own = headed_column(f, c);

	if (own < 0)
		own = c;
	return own < f->layout->def->width && fixed_cell(f, own)->is_sign &&
	       label_text_is_sign(f->record->cells[c]);
}

static void find_filled(struct fixed *f, struct filled *in)
{
	for (int c = 0; c < f->record->n_cells; c++) {
		if (text_is_blank(f->record->cells[c]) || is_printed_sign(f, c))
			continue;
		if (fixed_is_merged_again(f, c)) {
			f->reading->in_layout = false;
			continue;
		}
		if (in->n == PUZZLE_CELLS) {
			fixed_leave(f, c);
			continue;
		}
		in->columns[in->n++] = c;
	}
}

static void take_titles(struct fixed *f, struct filled *in)
{
	for (int c = 0; c < f->layout->def->width; c++)
		for (int k = 0; k < in->n; k++)
			if (fixed_cell(f, c)->kind == LAYOUT_TEMPLATE &&
			    f->match->at[c] == in->columns[k]) {
				fixed_set_title(f, c, in->columns[k]);
				in->is_taken[k] = true;
			}
}

void mended_read(struct fixed *f)
{
	struct filled in = { 0 };

	find_filled(f, &in);
	take_titles(f, &in);
	if (f->match->n_moved > 0)
		f->reading->in_layout = false;
	take_joined(f, &in);
	take_foreign_labels(f, &in);
	solve_rest(f, &in);
	note_blank_labels(f, &in);
}
