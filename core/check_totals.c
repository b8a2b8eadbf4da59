/* The running totals that the rules' aggregates are. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"

/* How often each text stands in a column: open addressing, texts folded. */
struct occurrences {
	struct {
		char *text;
		size_t n;
	} * slots;
	size_t size, used; /* a power of two */
};

static size_t hash_text(const char *s)
{
	size_t h = 5381;

	while (*s)
		h = h * 33 ^ (unsigned char)*s++;
	return h ^ h >> 15;
}

static size_t occurrences_find(const struct occurrences *o, const char *text)
{
	size_t i = hash_text(text) & (o->size - 1);

	while (o->slots[i].text && strcmp(o->slots[i].text, text) != 0)
		i = (i + 1) & (o->size - 1);
	return i;
}

static void occurrences_grow(struct occurrences *o)
{
	struct occurrences bigger = { .size = o->size ? o->size * 2 : 64,
				      .used = o->used };

	bigger.slots = memory_array(bigger.size, sizeof *bigger.slots);
	for (size_t i = 0; i < o->size; i++)
		if (o->slots[i].text)
			bigger.slots[occurrences_find(
				&bigger, o->slots[i].text)] = o->slots[i];
	free(o->slots);
	*o = bigger;
}

static void occurrences_count(struct occurrences *o, const char *s, bool enters)
{
	struct bytes folded = BYTES_INIT;
	size_t i;

	if (o->used * 2 >= o->size)
		occurrences_grow(o);
	text_fold(&folded, s, strlen(s), FOLD_WIDTH);
	i = occurrences_find(o, folded.data);
	if (!o->slots[i].text) {
		o->slots[i].text = memory_copy(folded.data, folded.len);
		o->used++;
	}
	if (enters)
		o->slots[i].n++;
	else
		o->slots[i].n--;
	bytes_release(&folded);
}

static void occurrences_free(struct occurrences *o)
{
	for (size_t i = 0; o && i < o->size; i++)
		free(o->slots[i].text);
	if (o)
		free(o->slots);
	free(o);
}

static int find_total(struct check *check, const struct expression *e, size_t i)
{
	const char *text = expression_aggregate_text(e, i);

	for (size_t t = 0; t < check->n_totals; t++) {
		const struct total *total = &check->totals[t];

		if (total->kind == expression_aggregate_kind(e, i) &&
		    total->table == expression_aggregate_table(e, i) &&
		    strcmp(text, expression_aggregate_text(total->expression,
							   total->index)) == 0)
			return (int)t;
	}
	return -1;
}

static int add_total(struct check *check, const struct expression *e, size_t i)
{
	struct total total = {
		.kind = expression_aggregate_kind(e, i),
		.table = expression_aggregate_table(e, i),
		.money = expression_aggregate_money(e, i),
		.expression = e,
		.index = i,
		.field = expression_aggregate_fields(e, i)[0],
		.is_stale = true,
	};

	if (total.kind == AGGREGATE_OCCURRENCES)
		total.occurrences = memory_alloc(sizeof *total.occurrences);
	check->totals = memory_grow(check->totals, &check->cap_totals,
				    check->n_totals + 1, sizeof *check->totals);
	check->totals[check->n_totals] = total;
	return (int)check->n_totals++;
}

void totals_register(struct check *check, struct expression *e,
		     struct instance *instance)
{
	for (size_t i = 0; e && i < expression_n_aggregates(e); i++) {
		int slot = find_total(check, e, i);

		if (slot < 0)
			slot = add_total(check, e, i);
		expression_aggregate_bind(e, i, slot);
		if (instance)
			instance->uses_total[slot] = 1;
	}
}

static bool total_part(struct check *check, const struct total *total,
		       const struct row *row, struct value *out)
{
	struct viewpoint at = {
		.check = check, .row = row, .row_at = -1, .self = -1
	};
	struct expression_world world = viewpoint_world(&at);

	return expression_aggregate_part(total->expression, total->index,
					 &world, out);
}

static void total_count(struct total *total, const struct value *part,
			bool enters)
{
	size_t step = enters ? 1 : (size_t)-1;

	total->is_stale = true;
	if (total->kind == AGGREGATE_OCCURRENCES) {
		if (part->kind == VALUE_TEXT)
			occurrences_count(total->occurrences,
					  part->raw ? part->raw : part->text,
					  enters);
	} else if (total->kind == AGGREGATE_COUNT) {
		total->n += step;
	} else if (part->kind == VALUE_BLANK) {
		total->n_blank += step;
	} else if (part->kind == VALUE_NUMBER) {
		total->n += step;
		total->sum += enters ? part->number : -(__int128)part->number;
	} else {
		total->n_unreadable += step;
	}
}

void totals_row(struct check *check, int table, const struct row *row,
		bool enters)
{
	for (size_t t = 0; t < check->n_totals; t++) {
		struct total *total = &check->totals[t];
		struct value part;

		if (total->table == table &&
		    total_part(check, total, row, &part))
			total_count(total, &part, enters);
	}
}

/* The largest or smallest of a column; a walk, so only when asked. */
static void find_extreme(struct check *check, struct total *total)
{
	bool first = true;

	for (size_t r = 0; r < record_n_rows(check->record, total->table);
	     r++) {
		const struct row *row =
			record_row(check->record, total->table, r);
		struct value part;

		if (!check_row_counts(check, total->table, row) ||
		    !total_part(check, total, row, &part) ||
		    part.kind != VALUE_NUMBER)
			continue;
		if (first || (total->kind == AGGREGATE_MAX
				      ? part.number > total->extreme
				      : part.number < total->extreme))
			total->extreme = part.number;
		first = false;
	}
	total->is_stale = false;
}

void totals_value(struct check *check, int slot, struct value *out)
{
	struct total *total = &check->totals[slot];

	if (total->kind == AGGREGATE_COUNT) {
		*out = value_number((int64_t)total->n * AMOUNT_ONE, false);
	} else if (total->n_unreadable > 0) {
		*out = value_unreadable(total->field, NULL);
	} else if (total->n == 0) {
		*out = value_blank(total->field);
	} else if (total->kind != AGGREGATE_SUM) {
		if (total->is_stale)
			find_extreme(check, total);
		*out = value_number(total->extreme, total->money);
	} else if (total->sum > INT64_MAX || total->sum < INT64_MIN) {
		*out = value_unreadable(total->field, NULL);
	} else {
		*out = value_number((int64_t)total->sum, total->money);
	}
	out->field = total->field;
}

void totals_occurrences(struct check *check, int slot, const struct row *row,
			struct value *out)
{
	const struct total *total = &check->totals[slot];
	const struct occurrences *o = total->occurrences;
	struct bytes folded = BYTES_INIT;
	struct value part;

	*out = value_number(0, false);
	if (o->size && total_part(check, total, row, &part) &&
	    part.kind == VALUE_TEXT) {
		const char *s = part.raw ? part.raw : part.text;

		text_fold(&folded, s, strlen(s), FOLD_WIDTH);
		out->number =
			(int64_t)o->slots[occurrences_find(o, folded.data)].n *
			AMOUNT_ONE;
	}
	bytes_release(&folded);
}

void totals_release(struct check *check)
{
	for (size_t t = 0; t < check->n_totals; t++)
		occurrences_free(check->totals[t].occurrences);
	free(check->totals);
}
