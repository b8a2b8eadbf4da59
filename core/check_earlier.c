#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/bisect.h"
#include "core/text.h"

/* A row of last year's form by what stands in a column. Keys are texts'
   numbers; 0: it has none. */
struct name {
	unsigned key;
	const struct row *row;
	bool is_seen; /* a row of this year's has it */
};

/* A column of last year's form, in the order of its keys. */
struct names {
	struct name *items;
	size_t n;
	bool is_made;
};

struct earlier {
	struct check *check;
	struct texts *texts; /* of both forms, and of the keys */
	struct memo keys;    /* by text */
	struct names *names; /* by field */
	const char **gone;   /* by total, of 上年独有; NULL: to be made */
	/* the row of this year's that was asked for last, for many ask for the
	   same, and which it is there */
	const struct row *asked, *found;
};

struct earlier *earlier_new(struct check *last_year, const struct plan *plan)
{
	struct earlier *e = memory_alloc(sizeof *e);

	e->check = last_year;
	e->texts = plan->texts;
	memo_init(&e->keys, 1, sizeof(unsigned));
	e->names = memory_array((size_t)plan->def->n_fields, sizeof *e->names);
	e->gone = memory_array(plan->n_totals + 1, sizeof *e->gone);
	return e;
}

void earlier_free(struct earlier *e)
{
	if (!e)
		return;
	for (int i = 0; i < e->check->def->n_fields; i++)
		free(e->names[i].items);
	free(e->names);
	free(e->gone);
	memo_release(&e->keys);
	free(e);
}

/* ---- names ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 2024年度: its bytes, or 0. */
static size_t year_length(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n != 4 || (strncmp(s, "19", 2) != 0 && strncmp(s, "20", 2) != 0))
		return 0;
	if (strncmp(s + n, "年", strlen("年")) == 0)
		n += strlen("年");
	if (n > 4 && strncmp(s + n, "度", strlen("度")) == 0)
		n += strlen("度");
	return n;
}

/* What two rows have in common that are the same in both years: their names but
   for blanks, punctuation and the year. */
static void add_key(struct bytes *out, const char *text)
{
	struct bytes folded = BYTES_INIT;
	const char *at;
	bool is_inside = false; /* a number */

	text_fold(&folded, text, strlen(text),
		  FOLD_WIDTH | FOLD_CASE | FOLD_LETTERS);
	for (at = folded.data; at && *at;) {
		size_t n = is_inside ? 0 : year_length(at);

		is_inside = n == 0 && is_digit(*at);
		if (n == 0)
			bytes_add_char(out, *at++);
		at += n;
	}
	bytes_release(&folded);
}

static unsigned key_of(struct earlier *e, const char *text)
{
	unsigned number = text_number(text), *key;
	struct bytes made = BYTES_INIT;
	bool is_new;

	key = memo_find(&e->keys, &number, &is_new);
	if (is_new) {
		add_key(&made, text);
		*key = text_number(texts_add(e->texts, made.data, made.len));
		bytes_release(&made);
	}
	return *key;
}

static int compare_names(const void *a, const void *b)
{
	unsigned p = ((const struct name *)a)->key;
	unsigned q = ((const struct name *)b)->key;

	return p < q ? -1 : p > q;
}

static void make_names(struct earlier *e, int field)
{
	const struct field *f = &e->check->def->fields[field];
	const struct record *record = e->check->record;
	struct names *names = &e->names[field];
	size_t n = record_n_rows(record, f->table);

	names->items = memory_array(n + 1, sizeof *names->items);
	for (size_t r = 0; r < n; r++) {
		const struct row *row = record_row(record, f->table, r);
		unsigned key = key_of(e, row->cells[f->slot]);

		if (key)
			names->items[names->n++] =
				(struct name){ key, row, false };
	}
	qsort(names->items, names->n, sizeof *names->items, compare_names);
	names->is_made = true;
}

static struct names *names_of(struct earlier *e, int field)
{
	if (!e->names[field].is_made)
		make_names(e, field);
	return &e->names[field];
}

/* The first that has the text's key; NULL if none has, or it has none. */
static struct name *find_name(struct earlier *e, struct names *names,
			      const char *text)
{
	unsigned key = key_of(e, text);
	size_t i;

	BISECT(i, names->n, names->items[i].key < key);
	return i < names->n && names->items[i].key == key ? &names->items[i]
							  : NULL;
}

/* Last year's row of the same name; of several nobody can tell which. */
static const struct row *find_row(struct earlier *e, int table,
				  const struct row *row)
{
	const struct definition *def = e->check->def;
	int field = definition_name_column(def, table);
	struct names *names;
	const struct name *name, *end;

	names = names_of(e, field);
	end = names->items + names->n;
	name = find_name(e, names, row->cells[def->fields[field].slot]);
	if (!name || (name + 1 < end && name[0].key == name[1].key))
		return NULL;
	return name->row;
}

static const struct row *same_row(struct earlier *e, int table,
				  const struct row *row)
{
	if (e->asked != row) {
		e->found = find_row(e, table, row);
		e->asked = row;
	}
	return e->found;
}

/* ---- 上年独有 ---- */

static void mark_seen(struct check *check, int field, struct names *names)
{
	const struct field *f = &check->def->fields[field];

	for (size_t i = 0; i < names->n; i++)
		names->items[i].is_seen = false;
	for (size_t r = 0; r < record_n_rows(check->record, f->table); r++) {
		const struct row *row = record_row(check->record, f->table, r);
		struct name *name =
			find_name(check->earlier, names, row->cells[f->slot]);

		if (name)
			name->is_seen = true;
	}
}

/* 甲、乙、丙、…: in the order of last year's rows. */
static void list_unseen(struct earlier *e, int field, struct names *names,
			struct bytes *out)
{
	enum { LISTED = 3 };
	const struct record *record = e->check->record;
	const struct field *f = &record->def->fields[field];
	size_t n = 0;

	for (size_t r = 0; r < record_n_rows(record, f->table); r++) {
		const char *text =
			record_row(record, f->table, r)->cells[f->slot];
		struct name *name = find_name(e, names, text);

		if (!name || name->is_seen)
			continue;
		name->is_seen = true;
		bytes_printf(out, "%s%s", n ? "、" : "",
			     n < LISTED ? text : "…");
		if (n++ == LISTED)
			return;
	}
}

static const char *gone_text(struct check *check, size_t total)
{
	struct earlier *e = check->earlier;
	int field = check->plan->totals[total].field;
	struct names *names = names_of(e, field);
	struct bytes list = BYTES_INIT;

	if (!e->gone[total]) {
		mark_seen(check, field, names);
		list_unseen(e, field, names, &list);
		e->gone[total] = texts_take(check->plan->texts, &list);
	}
	return e->gone[total];
}

void earlier_forget(struct check *check, int table, int field)
{
	const struct plan *plan = check->plan;

	if (!check->earlier)
		return;
	check->earlier->asked = NULL;
	for (size_t i = 0; i < plan->n_totals; i++)
		if (plan->totals[i].kind == AGGREGATE_GONE &&
		    plan->totals[i].table == table &&
		    (field < 0 || plan->totals[i].field == field))
			check->earlier->gone[i] = NULL;
}

/* ---- 上年 ---- */

/* The table whose row is judged: of a rule over cells it is the cell's. */
static int table_at(const struct viewpoint *at, const struct total_plan *total)
{
	return total->table < 0 && at->self >= 0
		       ? at->check->def->fields[at->self].table
		       : total->table;
}

/* Its texts as long as others that are made here. */
static void keep_text(struct check *check, struct value *v)
{
	if (v->kind == VALUE_TEXT && v->text != v->raw)
		v->text = arena_copy(&check->scratch, v->text, strlen(v->text));
}

static void value_there(struct viewpoint *at, const struct total_plan *total,
			const struct row *row, struct value *out)
{
	struct check *check = at->check->earlier->check;
	struct viewpoint there;

	viewpoint_init(&there, check, row);
	there.self = at->self;
	there.english = at->english;
	expression_aggregate_whole(total->expression, total->index,
				   viewpoint_world(&there), out);
	keep_text(at->check, out);
	arena_clear(&check->scratch);
	/* no cell of this form is to blame */
	out->field = -1;
}

void earlier_value(struct viewpoint *at, size_t i, struct value *out)
{
	const struct total_plan *total = &at->check->plan->totals[i];
	struct earlier *e = at->check->earlier;
	const struct row *row = NULL;
	int table = table_at(at, total);

	*out = value_blank(-1);
	if (!e)
		return;
	if (total->kind == AGGREGATE_GONE) {
		const char *text = gone_text(at->check, i);

		*out = *text ? value_text(text) : value_blank(-1);
		return;
	}
	if (table >= 0)
		row = at->row ? same_row(e, table, at->row) : NULL;
	if (row || table < 0)
		value_there(at, total, row, out);
}

void earlier_total(struct check *check, size_t total, struct value *out)
{
	struct viewpoint at;

	viewpoint_init(&at, check, NULL);
	earlier_value(&at, total, out);
}
