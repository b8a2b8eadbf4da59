#include <config.h>
#include "core/carry.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"

void carry_report_release(struct carry_report *report)
{
	free(report->lost);
	*report = (struct carry_report){ 0 };
}

/* ---- which field is which ---- */

struct carrier {
	struct record *to;
	const struct record *from;
	struct carry_report *report;
	int *sources; /* carry_sources() */
};

static int find_key(const struct definition *def, const char *key)
{
	for (int i = 0; i < def->n_fields; i++)
		if (strcmp(def->fields[i].key, key) == 0)
			return i;
	return -1;
}

static int find_source(const struct definition *from, const struct field *f)
{
	int i = definition_field(from, f->name, strlen(f->name));

	return i >= 0 ? i : find_key(from, f->key);
}

int carry_source_table(const int *sources, const struct definition *from,
		       const struct table_def *t)
{
	for (int i = 0; i < t->n_columns; i++) {
		int source = sources[t->columns[i]];

		if (source >= 0 && from->fields[source].table >= 0)
			return from->fields[source].table;
	}
	return -1;
}

/* A scalar comes out of a scalar, and all columns of a table out of one. */
int *carry_sources(const struct definition *to, const struct definition *from)
{
	int *sources = memory_array((size_t)to->n_fields + 1, sizeof *sources);

	for (int i = 0; i < to->n_fields; i++)
		sources[i] = find_source(from, &to->fields[i]);
	for (int i = 0; i < to->n_fields; i++) {
		int t = to->fields[i].table;
		int wanted = t < 0 ? -1
				   : carry_source_table(sources, from,
							&to->tables[t]);

		if (sources[i] >= 0 && from->fields[sources[i]].table != wanted)
			sources[i] = -1;
	}
	return sources;
}

/* ---- cells ---- */

/* One more; false: it is no number. */
static bool add_one(struct bytes *out, const char *text)
{
	static const char year[] = "年";
	size_t n = strlen(text), n_year = sizeof year - 1;
	int64_t number;

	if (n > n_year && strcmp(text + n - n_year, year) == 0)
		n -= n_year;
	if (amount_parse(text, n, &number) != AMOUNT_OK ||
	    !amount_add(number, AMOUNT_ONE, &number))
		return false;
	amount_print(out, number, 0);
	return true;
}

static const char *next_text(const struct carrier *c, const char *text,
			     bool *is_carried)
{
	struct bytes next = BYTES_INIT;

	*is_carried = !add_one(&next, text);
	return *is_carried ? texts_add_str(c->to->texts, text)
			   : texts_take(c->to->texts, &next);
}

/* What a cell of the new form begins with. */
static const char *cell_text(const struct carrier *c, const struct field *f,
			     const char *text, bool *is_carried)
{
	*is_carried = false;
	if (text_is_blank(text))
		return texts_blank;
	switch (f->carry) {
	case CARRY_NEVER:
		c->report->n_blank += !f->formula;
		return texts_blank;
	case CARRY_NEXT:
		return next_text(c, text, is_carried);
	case CARRY_SILENT:
		return texts_add_str(c->to->texts, text);
	case CARRY_MARKED:
	case CARRY_TYPE:
		*is_carried = true;
	}
	return texts_add_str(c->to->texts, text);
}

static void carry_scalar(struct carrier *c, int field)
{
	const struct field *f = &c->to->def->fields[field];
	int like = f->carry_from >= 0 ? f->carry_from : field;
	const struct place old = { c->sources[like], -1 };
	bool is_carried;

	if (old.field < 0)
		return;
	record_fill(c->to, field,
		    cell_text(c, f, record_get(c->from, old), &is_carried));
	record_set_carried(c->to, (struct place){ field, -1 }, is_carried);
}

/* ---- rows ---- */

static void carry_row(struct carrier *c, int table, long row)
{
	const struct table_def *t = &c->to->def->tables[table];
	const char *cells[DEF_COLUMNS_MAX];
	bool is_carried[DEF_COLUMNS_MAX] = { false }, has_cell = false;
	long at = (long)record_n_rows(c->to, table);

	for (int i = 0; i < t->n_columns; i++) {
		const struct field *f = &c->to->def->fields[t->columns[i]];
		int like = f->carry_from >= 0 ? f->carry_from : t->columns[i];
		struct place old = { c->sources[like], row };

		cells[i] = old.field < 0
				   ? texts_blank
				   : cell_text(c, f, record_get(c->from, old),
					       &is_carried[i]);
		has_cell |= f->kind != FIELD_LEVEL && *cells[i];
	}
	if (!has_cell)
		return;
	record_append(c->to, table, cells, -1);
	for (int i = 0; i < t->n_columns; i++)
		record_set_carried(c->to, (struct place){ t->columns[i], at },
				   is_carried[i]);
}

static void carry_table(struct carrier *c, int table)
{
	const struct table_def *t = &c->to->def->tables[table];
	int old = carry_source_table(c->sources, c->from->def, t);

	if (old < 0 || t->carry == CARRY_NEVER)
		return;
	for (size_t r = 0; r < record_n_rows(c->from, old); r++)
		carry_row(c, table, (long)r);
}

/* ---- what had no place ---- */

static size_t n_filled(const struct record *rec, int field)
{
	const struct field *f = &rec->def->fields[field];
	long n = f->table < 0 ? 1 : (long)record_n_rows(rec, f->table);
	size_t filled = 0;

	for (long r = 0; r < n; r++) {
		struct place p = { field, f->table < 0 ? -1 : r };

		filled += !text_is_blank(record_get(rec, p));
	}
	return filled;
}

static bool is_taken(const struct carrier *c, int source)
{
	for (int i = 0; i < c->to->def->n_fields; i++)
		if (c->sources[i] == source)
			return true;
	return false;
}

/* What is computed is no loss. */
static void note_lost(struct carrier *c)
{
	struct carry_report *r = c->report;
	const struct definition *def = c->from->def;

	for (int i = 0; i < def->n_fields; i++) {
		size_t n = is_taken(c, i) || def->fields[i].formula
				   ? 0
				   : n_filled(c->from, i);

		if (n == 0)
			continue;
		MEMORY_ADD(r->lost, r->n_lost, r->cap_lost) =
			(struct carry_lost){ i, n };
	}
}

void carry_fill(struct record *to, const struct record *from,
		struct carry_report *report)
{
	struct carrier c = { to, from, report, NULL };
	const struct definition *def = to->def;

	*report = (struct carry_report){ 0 };
	c.sources = carry_sources(def, from->def);
	for (int i = 0; i < def->n_scalars; i++)
		carry_scalar(&c, def->scalars[i]);
	for (int t = 0; t < def->n_tables; t++)
		carry_table(&c, t);
	note_lost(&c);
	report->n_carried = to->n_carried;
	free(c.sources);
}

/* ---- the printed rows ---- */

static void add_printed_rows(struct record *rec, int table,
			     const struct tree_node *node)
{
	const struct definition *def = rec->def;
	int upper = definition_level(def, table, 0);
	int lower = definition_level(def, table, 1);
	const char *cells[DEF_COLUMNS_MAX];

	if (upper < 0 || lower < 0)
		return;
	for (int i = 0; i < def->tables[table].n_columns; i++)
		cells[i] = texts_blank;
	cells[def->fields[upper].slot] =
		texts_add_str(rec->texts, def->tree.nodes[node->parent].name);
	cells[def->fields[lower].slot] = texts_add_str(rec->texts, node->name);
	for (int i = 0; i < node->printed_rows; i++)
		record_append(rec, table, cells, -1);
}

void carry_printed_rows(struct record *rec)
{
	const struct tree *tree = &rec->def->tree;

	for (size_t i = 0; i < tree->n_nodes; i++)
		for (int t = 0;
		     tree->nodes[i].level == 1 &&
		     tree->nodes[i].printed_rows > 0 && t < rec->def->n_tables;
		     t++)
			add_printed_rows(rec, t, &tree->nodes[i]);
}
