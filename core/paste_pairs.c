#include <config.h>
#include "core/paste_pairs.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/entry.h"
#include "core/paste_plan.h"
#include "core/text.h"

struct finder {
	struct paste_pairs *pairs;
	const struct document *doc;
	const struct paste_block *block;
};

static const char *cell(const struct finder *f, size_t row, size_t column)
{
	return texts_add_str(f->doc->texts,
			     paste_block_cell(f->block, row, column));
}

static bool is_found(const struct paste_pairs *pairs, int field)
{
	for (size_t i = 0; i < pairs->n; i++)
		if (pairs->items[i].field == field)
			return true;
	return false;
}

static void add(struct paste_pairs *pairs, struct paste_pair pair)
{
	MEMORY_ADD(pairs->items, pairs->n, pairs->cap) = pair;
}

static void lose(struct finder *f, size_t row, size_t column)
{
	if (f->pairs->n_lost++ == 0)
		f->pairs->lost = paste_block_cell(f->block, row, column);
}

/* The unit in brackets of the nearest cell above that has one: 预算金额(元). */
static int64_t heading_yuan(const struct finder *f, size_t row, size_t column)
{
	int64_t yuan = 0;

	while (row-- > 0 && yuan == 0)
		yuan = layout_heading_yuan(
			paste_block_cell(f->block, row, column));
	return yuan;
}

/* The value may stand a few blanks further right: cells merged there. */
static bool find_value(const struct finder *f, size_t row, size_t label,
		       size_t *column)
{
	for (size_t c = label + 1; c < f->block->rows[row].n; c++) {
		const char *text = cell(f, row, c);

		if (text_is_blank(text))
			continue;
		*column = c;
		return !layout_is_label(f->doc->form->layout, text);
	}
	return false;
}

/* The label's own unit counts before that of a heading above the value. */
static void take(struct finder *f, int field, size_t row, size_t label,
		 size_t column)
{
	struct paste_pair pair = { .field = field };
	struct bytes text = BYTES_INIT;
	int64_t yuan =
		layout_heading_yuan(paste_block_cell(f->block, row, label));

	if (yuan == 0)
		yuan = heading_yuan(f, row, column);
	pair.pasted = paste_block_cell(f->block, row, column);
	entry_pasted(&text, &f->doc->def->fields[field], yuan, pair.pasted);
	pair.text = texts_take(f->doc->texts, &text);
	add(f->pairs, pair);
}

static void find_in_row(struct finder *f, size_t row)
{
	struct layout *layout = f->doc->form->layout;

	for (size_t c = 0; c < f->block->rows[row].n; c++) {
		const char *text = cell(f, row, c);
		size_t column;
		int field;

		if (text_is_blank(text))
			continue;
		field = layout_scalar_named(layout, text);
		if (field >= 0 && !is_found(f->pairs, field) &&
		    find_value(f, row, c, &column)) {
			take(f, field, row, c, column);
			c = column;
		} else if (!layout_is_label(layout, text)) {
			lose(f, row, c);
		}
	}
}

void paste_pairs_find(struct paste_pairs *pairs, const struct document *doc,
		      const struct paste_block *block)
{
	struct finder f = { pairs, doc, block };

	*pairs = (struct paste_pairs){ 0 };
	for (size_t r = 0; r < block->n_rows; r++)
		find_in_row(&f, r);
}

static bool is_number(const char *text)
{
	int64_t amount;

	return amount_guess(text, strlen(text), 1, &amount);
}

/* From a row on, one below the other. */
static void take_down(struct finder *f, size_t first, const int *fields,
		      size_t n_fields)
{
	for (size_t r = first; r < f->block->n_rows; r++) {
		if (paste_block_row_is_blank(f->block, r))
			continue;
		if (r - first < n_fields)
			take(f, fields[r - first], r, 0, 0);
		else
			lose(f, r, 0);
	}
}

void paste_pairs_in_column(struct paste_pairs *pairs,
			   const struct document *doc,
			   const struct paste_block *block, const int *fields,
			   size_t n_fields)
{
	struct finder f = { pairs, doc, block };
	size_t first = 0;

	*pairs = (struct paste_pairs){ 0 };
	while (first < block->n_rows && !is_number(cell(&f, first, 0)))
		first++;
	if (block->n_columns != 1 || block->n_rows - first < 2)
		return;
	take_down(&f, first, fields, n_fields);
}

static bool is_text(const struct field *f)
{
	return f->kind == FIELD_TEXT || f->kind == FIELD_LONG;
}

static bool suit(const struct paste_pairs *pairs, const struct document *doc)
{
	size_t n_texts = 0;

	for (size_t i = 0; i < pairs->n; i++) {
		const struct paste_pair *p = &pairs->items[i];

		n_texts += is_text(&doc->def->fields[p->field]);
		if (paste_plan_is_unfit(doc, p->field, p->text))
			return false;
	}
	return pairs->n > 1 && n_texts < pairs->n;
}

void paste_pairs_in_lines(struct paste_pairs *pairs, const struct document *doc,
			  const struct paste_block *block, const int *fields,
			  size_t n_fields)
{
	struct finder f = { pairs, doc, block };

	*pairs = (struct paste_pairs){ 0 };
	if (block->n_columns != 1)
		return;
	take_down(&f, 0, fields, n_fields);
	if (!suit(pairs, doc))
		paste_pairs_release(pairs);
}

void paste_pairs_release(struct paste_pairs *pairs)
{
	free(pairs->items);
	*pairs = (struct paste_pairs){ 0 };
}

static bool changes(const struct paste_pair *pair, const struct document *doc)
{
	struct place place = { pair->field, -1 };

	return !pair->is_left_out &&
	       record_get(&doc->record, place) != pair->text;
}

size_t paste_pairs_changed(const struct paste_pairs *pairs,
			   const struct document *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < pairs->n; i++)
		n += changes(&pairs->items[i], doc);
	return n;
}

void paste_pairs_apply(const struct paste_pairs *pairs, struct document *doc)
{
	struct edit *edits = memory_array(pairs->n + 1, sizeof *edits);
	size_t n = 0;

	for (size_t i = 0; i < pairs->n; i++)
		if (changes(&pairs->items[i], doc))
			edits[n++] =
				(struct edit){ .kind = EDIT_SET,
					       .place = { pairs->items[i].field,
							  -1 },
					       .text = pairs->items[i].text };
	if (n > 0)
		document_apply_all(doc, CHANGE_PASTE, edits[0].place, edits, n);
	free(edits);
}
