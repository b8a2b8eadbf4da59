#include <config.h>
#include "core/layout_reader.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/layout_wording.h"
#include "core/text.h"

/* Records at a file's beginning that may speak for all of it. */
enum { RECORDS_SEEN = 6 };

static const char unit_word[] = "单位";

static bool ends_unit(const char *s)
{
	return !*s || strchr(" )],;", *s) || !strncmp(s, "】", strlen("】")) ||
	       !strncmp(s, "。", strlen("。"));
}

/* What follows the word: a colon or a bracket, and a unit. */
static int64_t unit_behind(const char *s)
{
	static const char currency[] = "人民币";
	const char *unit;

	s += strspn(s, " ");
	if (*s != ':' && *s != '(')
		return 0;
	s++;
	s += strspn(s, " ");
	if (!strncmp(s, currency, strlen(currency)))
		s += strlen(currency);
	for (size_t i = 0; (unit = amount_unit_name(i)); i++)
		if (!strncmp(s, unit, strlen(unit)) &&
		    ends_unit(s + strlen(unit)))
			return amount_yuan(unit, strlen(unit));
	return 0;
}

/* 单位:元 in a text, as 元 in one; 0 if there is none. An office is a 单位,
   too: 填报单位:元谋县科协. */
static int64_t find_statement(const char *text)
{
	struct bytes folded = BYTES_INIT;
	int64_t yuan = 0;

	text_fold(&folded, text, strlen(text), FOLD_WIDTH);
	for (const char *s = folded.data;
	     !yuan && (s = strstr(s, unit_word));) {
		s += strlen(unit_word);
		yuan = unit_behind(s);
	}
	bytes_release(&folded);
	return yuan;
}

/* A cell that ends with 单位, and the unit in the next one. */
static int64_t find_beside(const struct grid_record *record, int c)
{
	const char *text = record->cells[c], *unit;
	size_t n = strlen(text), n_word = strlen(unit_word);

	if (c + 1 >= record->n_cells)
		return 0;
	text_trim(&text, &n);
	if (n > 0 && text[n - 1] == ':')
		n--;
	else if (n > strlen("：") &&
		 !memcmp(text + n - strlen("："), "：", strlen("：")))
		n -= strlen("：");
	unit = record->cells[c + 1];
	if (n < n_word || memcmp(text + n - n_word, unit_word, n_word) != 0)
		return 0;
	n = strlen(unit);
	text_trim(&unit, &n);
	return amount_yuan(unit, n);
}

/* It has the word, and no more of an office's name behind it. */
static bool may_state(const char *text)
{
	uint32_t code;

	while ((text = strstr(text, unit_word))) {
		text += strlen(unit_word);
		if (!text_decode(text, strlen(text), &code) ||
		    !(text_is_letter(code) || (code >= '0' && code <= '9')))
			return true;
	}
	return false;
}

static int64_t find_statements(const struct grid *grid)
{
	int64_t yuan = 0;

	for (size_t r = 0; r < grid->n_records && r < RECORDS_SEEN; r++)
		for (int c = 0; c < grid->records[r].n_cells && !yuan; c++) {
			if (!may_state(grid->records[r].cells[c]))
				continue;
			yuan = find_statement(grid->records[r].cells[c]);
			if (!yuan)
				yuan = find_beside(&grid->records[r], c);
		}
	return yuan;
}

static bool take_printed(const struct definition *def, int row, int column,
			 struct printed_unit *unit)
{
	const struct layout_cell *cell = &def->layout[row].cells[column];

	unit->place = (struct label_place){ row, column };
	unit->label = cell->kind == LAYOUT_LABEL ? cell->labels[0] : "";
	unit->yuan = wording_yuan(unit->label);
	return unit->yuan;
}

/* The label that a field's unit is printed in: left of it, or above it. */
static void find_printed(const struct definition *def, const struct field *f,
			 struct printed_unit *unit)
{
	for (int c = f->layout_col - 1; c >= 0; c--)
		if (take_printed(def, f->layout_row, c, unit))
			return;
	for (int row = f->layout_row - 1; row >= 0; row--)
		if (take_printed(def, row, f->layout_col, unit))
			return;
}

struct printed_unit *units_printed(const struct definition *def)
{
	size_t n = (size_t)def->n_fields;
	struct printed_unit *units = memory_array(n, sizeof *units);

	for (size_t i = 0; i < n; i++)
		if (def->fields[i].kind == FIELD_MONEY)
			find_printed(def, &def->fields[i], &units[i]);
	return units;
}

/* (元) in a record of its own, below the label: 0 if there is none. */
static int64_t find_below(const struct grid *grid, long record, int column)
{
	struct bytes label = BYTES_INIT;
	const char *text;
	size_t n;
	int64_t yuan;

	if ((size_t)record + 1 >= grid->n_records)
		return 0;
	text = grid_cell(&grid->records[record + 1], column);
	n = strlen(text);
	text_trim(&text, &n);
	if (n == 0 || !wording_is_bracketed(text, n))
		return 0;
	bytes_add_str(&label, unit_word);
	bytes_add(&label, text, n);
	yuan = wording_yuan(label.data);
	bytes_release(&label);
	return yuan;
}

/* What the file has in that label's brackets. */
static int64_t find_in_file(const struct grid *grid,
			    const struct layout_match *match,
			    const struct printed_unit *printed)
{
	const struct row_match *m = &match->rows[printed->place.row];
	int column = m->record >= 0 ? m->at[printed->place.column] : -1;
	const char *text =
		column < 0 ? "" : grid_cell(&grid->records[m->record], column);
	int64_t yuan;

	if (strcmp(text, printed->label) == 0)
		return printed->yuan;
	yuan = wording_yuan(text);
	return yuan || column < 0 ? yuan : find_below(grid, m->record, column);
}

void units_init(struct units *u, struct layout *l, const struct grid *grid,
		const struct layout_match *match)
{
	enum { UNREAD = -1 };
	int64_t all = UNREAD;
	size_t n = (size_t)l->def->n_fields;

	*u = (struct units){ .texts = l->texts };
	u->scales = arena_alloc(&l->scratch, n * sizeof *u->scales);
	for (size_t i = 0; i < n; i++) {
		const struct printed_unit *printed = &l->units[i];
		int64_t file;

		if (!printed->yuan)
			continue;
		file = find_in_file(grid, match, printed);
		if (!file && all == UNREAD)
			all = find_statements(grid);
		if (!file)
			file = all;
		if (!file || file == printed->yuan)
			continue;
		u->scales[i] = (struct scale){ file, printed->yuan };
		u->any = true;
	}
}

const char *units_scale(const struct units *u, int field, const char *text)
{
	const struct scale *scale = &u->scales[field];
	struct bytes scaled = BYTES_INIT;
	int64_t amount;

	if (scale->by == 0 ||
	    !amount_guess(text, strlen(text), scale->times, &amount) ||
	    !amount_scale(amount, scale->times, scale->by, &amount))
		return text;
	amount_print(&scaled, amount, 2);
	return texts_take(u->texts, &scaled);
}
