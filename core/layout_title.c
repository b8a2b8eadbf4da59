/* A title that is missing as it is printed: broken over several records, or in
   other words. */
#include <config.h>
#include "core/layout_fixed_row.h"

#include <string.h>

#include "core/layout_template.h"
#include "core/layout_wording.h"
#include "core/text.h"

/* Records at a file's beginning among which a title is looked for. */
enum { LINES_MAX = 3, RECORDS_SEEN = 20 };

/* The title that the form's first row consists of. */
struct title {
	struct fixed *row;
	const struct grid *grid;
	const struct layout_cell *cell;
	struct label_place place;
	size_t from, to; /* the records that it may be */
};

static bool find_cell(struct title *t, int row)
{
	const struct layout *l = t->row->layout;

	if (row != 0 || !l->labels.has_title[row] ||
	    l->labels.n_labels[row] != 1)
		return false;
	t->place = (struct label_place){ row, 0 };
	while (fixed_cell(t->row, t->place.column)->kind != LAYOUT_TEMPLATE)
		t->place.column++;
	t->cell = fixed_cell(t->row, t->place.column);
	return true;
}

/* Between the rows that it stands between in the layout. */
static void find_records(struct title *t, const struct layout_match *match)
{
	const struct definition *def = t->row->layout->def;

	t->from = 0;
	t->to = match->n_records < RECORDS_SEEN ? match->n_records
						: RECORDS_SEEN;
	for (int row = 0; row < def->n_rows; row++) {
		long record = match->rows[row].record;

		if (record < 0)
			continue;
		if (row < t->place.row && (size_t)record >= t->from)
			t->from = (size_t)record + 1;
		if (row > t->place.row && (size_t)record < t->to)
			t->to = (size_t)record;
	}
}

/* The only text of a record, which a merged area may have in each cell; NULL if
   it has others. */
static const char *lone_text(const struct grid_record *record)
{
	const char *lone = NULL;

	for (int c = 0; c < record->n_cells; c++) {
		const char *text = record->cells[c];

		if (text_is_blank(text))
			continue;
		if (lone && lone != text)
			return NULL;
		lone = text;
	}
	return lone;
}

/* Record `at` is a line of the title. */
static void take_line(struct title *t, size_t at)
{
	struct fixed *f = t->row;

	f->at = at;
	f->record = &t->grid->records[at];
	f->reading->record_rows[at] = f->row;
	if (!f->reading->row_lines[f->row])
		f->reading->row_lines[f->row] = f->record->line;
	f->reading->in_layout = false;
}

/* ---- broken over several records ---- */

/* The texts of `n` records as one, of the layout's set; NULL if one of them has
   not a single text. */
static const char *join_lines(const struct title *t, size_t at, size_t n)
{
	struct bytes whole = BYTES_INIT;
	const char *text = NULL;

	for (size_t i = 0; i < n; i++) {
		text = lone_text(&t->grid->records[at + i]);
		if (!text)
			break;
		bytes_add_str(&whole, text);
	}
	if (text)
		text = texts_add(t->row->layout->texts, whole.data, whole.len);
	bytes_release(&whole);
	return text;
}

static void take_lines(struct title *t, size_t at, size_t n, const char *whole,
		       const char *const *values)
{
	for (size_t i = 0; i < n; i++) {
		take_line(t, at + i);
		fixed_note(t->row, REPAIR_TITLE_JOINED, -1, whole,
			   lone_text(t->row->record), -1);
	}
	for (int i = 0; i < t->cell->n_fields; i++)
		fixed_set(t->row, t->cell->fields[i], values[i], -1);
}

static bool read_broken(struct title *t)
{
	for (size_t n = 2; n <= LINES_MAX; n++)
		for (size_t at = t->from; at + n <= t->to; at++) {
			const char *whole = join_lines(t, at, n);
			const char *const *values =
				whole ? template_values(t->row->layout,
							t->place, whole)
				      : NULL;

			if (!values)
				continue;
			take_lines(t, at, n, whole, values);
			return true;
		}
	return false;
}

/* ---- in other words ---- */

/* The only year in a text: four digits, where no others are. */
static const char *find_year(const char *text)
{
	const char *year = NULL;

	while (*(text += strcspn(text, "0123456789"))) {
		size_t n = strspn(text, "0123456789");

		if (n == 4 &&
		    (!strncmp(text, "19", 2) || !strncmp(text, "20", 2))) {
			if (year)
				return NULL;
			year = text;
		}
		text += n;
	}
	return year;
}

/* The only one of the field's choices in a text. */
static const char *find_choice(const struct field *f, const char *text,
			       size_t *n)
{
	const char *found = NULL;

	for (int i = 0; i < f->n_choices; i++) {
		const char *at = strstr(text, f->choices[i]);

		if (!at)
			continue;
		if (found)
			return NULL;
		found = at;
		*n = strlen(f->choices[i]);
	}
	return found;
}

/* What a text says for a field, whatever its words are; NULL if nothing. */
static const char *find_value(const struct title *t, int i, const char *text)
{
	struct layout *l = t->row->layout;
	const struct field *f = &l->def->fields[t->cell->fields[i]];
	struct bytes folded = BYTES_INIT;
	const char *value = NULL;
	size_t n = 4;

	text_fold(&folded, text, strlen(text), FOLD_WIDTH);
	if (f->kind == FIELD_YEAR)
		value = find_year(folded.data);
	else if (f->kind == FIELD_CHOICE)
		value = find_choice(f, folded.data, &n);
	if (value)
		value = texts_add(l->texts, value, n);
	bytes_release(&folded);
	return value;
}

static int count_values(const struct title *t, const char *text)
{
	int n = 0;

	for (int i = 0; i < t->cell->n_fields; i++)
		n += find_value(t, i, text) != NULL;
	return n;
}

/* The record that says most of it in other words; `to` if none does. */
static size_t find_other(const struct title *t)
{
	size_t best = t->to;
	int most = -1;

	for (size_t at = t->from; at < t->to; at++) {
		const char *text = lone_text(&t->grid->records[at]);
		int n;

		if (!text || t->row->reading->record_rows[at] >= 0 ||
		    !wording_shares_most(t->row->layout->def->title, text))
			continue;
		n = count_values(t, text);
		if (n <= most)
			continue;
		most = n;
		best = at;
	}
	return best;
}

static bool read_other(struct title *t)
{
	size_t at = find_other(t);
	struct fixed *f = t->row;
	const char *text;

	if (at == t->to)
		return false;
	take_line(t, at);
	text = lone_text(f->record);
	fixed_note(f, REPAIR_LABEL_OTHER, -1, f->layout->def->layout[0].name,
		   text, -1);
	for (int i = 0; i < t->cell->n_fields; i++) {
		const char *value = find_value(t, i, text);

		if (!value)
			continue;
		fixed_set(f, t->cell->fields[i], value, -1);
		fixed_note(f, REPAIR_SPLIT, t->cell->fields[i], value, text,
			   -1);
	}
	return true;
}

bool title_read(struct fixed *f, const struct grid *grid,
		const struct layout_match *match)
{
	struct title t = { .row = f, .grid = grid };

	if (!find_cell(&t, f->row))
		return false;
	find_records(&t, match);
	return read_broken(&t) || read_other(&t);
}
