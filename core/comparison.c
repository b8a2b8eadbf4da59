#include <config.h>
#include "core/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/difference_rows.h"
#include "core/text.h"

/* Both are records of the new form's definition; what isn't there is blank. */
static void find_records(struct comparison *c, const struct record *old,
			 const struct record *new)
{
	const struct record *known = new ? new : old;

	c->def = known->def;
	c->old = old ? old : &c->seen;
	c->new = new ? new : &c->seen;
	if (old && new && old->def == new->def)
		return;
	record_init(&c->seen, c->def, known->texts);
	if (!old || !new)
		return;
	c->is_known = record_see_as(&c->seen, old);
	c->foreign = old;
	c->old = &c->seen;
}

/* ---- what counts ---- */

bool comparison_amount(const struct comparison *c,
		       const struct difference *item, int64_t *out)
{
	const struct field *field = &c->def->fields[item->place_new.field];
	int64_t old, new;

	return field_is_number(field) &&
	       amount_parse(item->old_text, strlen(item->old_text), &old) ==
		       AMOUNT_OK &&
	       amount_parse(item->new_text, strlen(item->new_text), &new) ==
		       AMOUNT_OK &&
	       amount_sub(new, old, out);
}

bool comparison_print_amount(const struct comparison *c,
			     const struct difference *item, struct bytes *out)
{
	const char *old = item->old_text, *new = item->new_text;
	int decimals_old = amount_decimals(old, strlen(old));
	int decimals_new = amount_decimals(new, strlen(new));
	int64_t amount;

	if (!comparison_amount(c, item, &amount))
		return false;
	bytes_add_str(out, amount > 0 ? "+" : "");
	amount_print(out, amount,
		     decimals_old > decimals_new ? decimals_old : decimals_new);
	return true;
}

bool comparison_has_phrases(const struct comparison *c,
			    const struct difference *item)
{
	enum { LONG_COLS = 30 };
	const struct field *field = &c->def->fields[item->place_new.field];
	bool is_long =
		text_cols(item->old_text, strlen(item->old_text)) +
			text_cols(item->new_text, strlen(item->new_text)) >
		LONG_COLS;

	return (field->kind == FIELD_LONG || is_long) &&
	       !text_is_blank(item->old_text) && !text_is_blank(item->new_text);
}

static bool is_written_otherwise(const struct comparison *c,
				 const struct difference *item)
{
	int64_t amount;

	if (text_is_blank(item->old_text) && text_is_blank(item->new_text))
		return true;
	return comparison_amount(c, item, &amount) && amount == 0;
}

/* Out of the list goes what is no difference. */
static void sift(struct comparison *c)
{
	struct difference_list *list = &c->list;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct difference *item = &list->items[i];

		if (item->kind == DIFFERENCE_MOVED)
			c->n_moved++;
		else if (item->kind == DIFFERENCE_CHANGED &&
			 is_written_otherwise(c, item))
			c->n_written_otherwise++;
		else
			list->items[n++] = *item;
	}
	list->n = n;
	list->n_moved = 0;
}

void comparison_each_lost(const struct comparison *c, comparison_lost *tell,
			  void *ctx)
{
	const struct record *r = c->foreign;

	for (int i = 0; r && i < r->def->n_fields; i++) {
		const struct field *f = &r->def->fields[i];
		long n = f->table < 0 ? 0 : (long)record_n_rows(r, f->table);

		for (long row = f->table < 0 ? -1 : 0;
		     !c->is_known[i] && row < n; row++) {
			struct place place = { i, row };

			if (!text_is_blank(record_get(r, place)))
				tell(ctx, f, place, record_get(r, place));
		}
	}
}

static void count_lost(void *ctx, const struct field *field, struct place place,
		       const char *text)
{
	size_t *n = ctx;

	(void)field;
	(void)place;
	(void)text;
	++*n;
}

void comparison_make(struct comparison *c, const struct record *old,
		     const struct record *new)
{
	*c = (struct comparison){ 0 };
	find_records(c, old, new);
	difference_find(&c->list, c->old, c->new);
	sift(c);
	comparison_each_lost(c, count_lost, &c->n_lost);
}

void comparison_release(struct comparison *c)
{
	difference_list_release(&c->list);
	if (c->seen.def)
		record_release(&c->seen);
	free(c->is_known);
	*c = (struct comparison){ 0 };
}
