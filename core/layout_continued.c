#include <config.h>
#include "core/layout_row.h"

#include <string.h>

#include "core/layout_inside.h"
#include "core/list_item.h"
#include "core/text.h"

/* ---- is it one? ---- */

/* The only filled cell of a record; -1 if there are more or none. */
static int only_filled(const struct grid_record *record)
{
	int only = -1;

	for (int c = 0; c < record->n_cells; c++) {
		if (text_is_blank(record->cells[c]))
			continue;
		if (only >= 0)
			return -1;
		only = c;
	}
	return only;
}

/* How many brackets are open at the text's end; below 0: it shuts others. */
static int n_open(const char *text)
{
	int n = 0;

	for (const char *s = text; *s; s++) {
		n += *s == '(' || !strncmp(s, "（", strlen("（"));
		n -= *s == ')' || !strncmp(s, "）", strlen("）"));
	}
	return n;
}

/* Nobody ends a text so, or begins one. */
static bool is_torn(const char *above, const char *text)
{
	static const char *const joints[] = { "、", "，", ",", NULL };

	if (n_open(above) > 0 && n_open(text) < 0)
		return true;
	for (int i = 0; joints[i]; i++)
		if (text_ends(above, joints[i]) ||
		    !strncmp(text, joints[i], strlen(joints[i])))
			return true;
	return false;
}

/* A page or two: a table that is all such rows would be made again with
   each. */
enum { WHOLE_BYTES = 8 << 10 };

bool continued_may_grow(const char *above, const char *text)
{
	return *above && strlen(above) + strlen(text) <= WHOLE_BYTES;
}

/* A row that somebody begins has its name first, and a target may stand alone
   for a while: these go on only if they are torn. */
static bool goes_on(const struct definition *def, int table, int column,
		    const char *const *above, const char *text)
{
	int field = def->tables[table].columns[column];
	int name = definition_name_column(def, table);

	if (!*above[def->fields[name].slot] ||
	    !continued_may_grow(above[column], text))
		return false;
	switch (def->fields[field].kind) {
	case FIELD_TEXT:
	case FIELD_LONG:
		return field != name || is_torn(above[column], text);
	case FIELD_TARGET:
		return is_torn(above[column], text);
	default:
		return false;
	}
}

int continued_column(struct layout *l, int table,
		     const struct grid_record *record, const char *const *above)
{
	const struct definition *def = l->def;
	int row = def->tables[table].layout_row, at, column;

	if (!above || !definition_row_has(def, row, LAYOUT_UP))
		return -1;
	at = only_filled(record);
	if (at < 0 || at >= def->width ||
	    def->layout[row].cells[at].kind != LAYOUT_FIELD)
		return -1;
	column = def->fields[def->layout[row].cells[at].field].slot;
	return goes_on(def, table, column, above, record->cells[at]) ? column
								     : -1;
}

/* The only field of the row, if it is a long text; -1: it isn't. */
static int long_field(const struct definition *def, int layout_row)
{
	int field = -1;

	for (int c = 0; c < def->width; c++) {
		const struct layout_cell *cell =
			&def->layout[layout_row].cells[c];

		if (cell->kind != LAYOUT_FIELD)
			continue;
		if (field >= 0 || def->fields[cell->field].kind != FIELD_LONG)
			return -1;
		field = cell->field;
	}
	return field;
}

int continued_field(struct layout *l, const struct row_match *m, int layout_row,
		    const struct grid *grid, const struct grid_record *record)
{
	int field = long_field(l->def, layout_row), column;
	const char *text;

	if (field < 0 || m->record < 0 || m->n_moved > 0)
		return -1;
	column = l->def->fields[field].layout_col;
	text = grid_cell(record, column);
	if (text_is_blank(text) || alone_stands(l, text) ||
	    label_find(&l->labels, text))
		return -1;
	/* a label may be merged over all of it */
	for (int c = 0; c < record->n_cells; c++)
		if (c != column && !text_is_blank(record->cells[c]) &&
		    record->cells[c] != grid_cell(&grid->records[m->record], c))
			return -1;
	return field;
}

/* ---- the whole text ---- */

static bool is_ascii_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* Items of a list have paragraphs of their own; words of a script that has
   blanks between them had one there. */
const char *continued_text(struct layout *l, const struct field *f,
			   const char *above, const char *text)
{
	struct bytes whole = BYTES_INIT;
	struct list_item item;
	size_t n = strlen(above), n_text = strlen(text);

	text_trim(&above, &n);
	text_trim(&text, &n_text);
	bytes_add(&whole, above, n);
	if (f->kind == FIELD_LONG && list_item_read(text, n_text, &item))
		bytes_add_char(&whole, '\n');
	else if (n > 0 && is_ascii_word(above[n - 1]) && is_ascii_word(*text))
		bytes_add_char(&whole, ' ');
	bytes_add(&whole, text, n_text);
	return texts_take(l->texts, &whole);
}
