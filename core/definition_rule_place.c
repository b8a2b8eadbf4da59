/* 定位: where a rule's finding is shown. */
#include <config.h>
#include "core/definition_rules.h"

#include <string.h>

#include "core/text.h"

/* The first that stands in the judged table, or at all if that is the form. */
static int first_judged(const struct rules_reader *r, const int *fields)
{
	while (*fields >= 0 && r->scope >= 0 &&
	       r->file.def->fields[*fields].table != r->scope)
		fields++;
	return *fields;
}

/* Of the cells that an expression reads, then of its aggregates' columns. */
static int first_field(const struct rules_reader *r, const struct expression *e)
{
	int field = e ? first_judged(r, expression_fields(e)) : -1;

	for (size_t i = 0; e && field < 0 && i < expression_n_aggregates(e);
	     i++)
		field = first_judged(r, expression_aggregate_fields(e, i));
	return field;
}

/* The row's own column by its label, else any field by its full name. */
static int read_place_name(struct rules_reader *r, const char *cell, size_t n)
{
	struct definition *def = r->file.def;
	struct expression_name name;
	struct failure *f;

	if (!r->dictionary.find(def, cell, n, r->scope, &name)) {
		def_fault_unknown(&r->file, PLACE, cell, n, r->scope);
	} else if (name.kind == NAME_TABLE) {
		f = def_fault(&r->file, FAILURE_DEF_PLACE_TABLE, PLACE, NULL);
		failure_value(f, cell, n);
	} else if (r->scope < 0 || name.table == r->scope) {
		return name.field;
	} else {
		f = def_fault(&r->file, FAILURE_DEF_PLACE, PLACE, NULL);
		failure_value(f, cell, n);
		failure_detail(f, "%s", def->tables[r->scope].name);
	}
	return -1;
}

static void refuse_where(struct rules_reader *r, const char *cell,
			 const char *where)
{
	struct failure *f =
		def_fault(&r->file, FAILURE_EXPR_WHERE, PLACE, NULL);

	failure_at(f, cell, (size_t)(where - cell));
	failure_value(f, "其中", strlen("其中"));
}

/* 任务.名称 其中 空(资金): in a rule of the whole form, the first such row. */
static void read_where(struct rules_reader *r, struct rule *rule,
		       const char *cell, const char *where)
{
	const char *source = where + strlen("其中");
	int table = r->file.def->fields[rule->place].table;
	size_t n = strlen(source);
	struct failure f = { 0 };

	text_trim(&source, &n);
	if (r->scope >= 0 || table < 0) {
		refuse_where(r, cell, where);
		return;
	}
	rule->where = expression_new(source, n, table, &r->dictionary, &f);
	if (rule->where && !(expression_type(rule->where).kinds & TYPE_TRUTH)) {
		f.code = FAILURE_EXPR_TRUTH_WANTED;
		failure_at(&f, source, 0);
		failure_value(&f, source, n);
	}
	if (f.code) {
		f.at += text_count(cell, (size_t)(source - cell));
		def_fault_inside(&r->file, PLACE, &f);
	}
	failure_release(&f);
}

static void read_given_place(struct rules_reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, PLACE);
	const char *where = strstr(cell, "其中"), *name = cell;
	size_t n = where ? (size_t)(where - cell) : strlen(cell);

	text_trim(&name, &n);
	rule->place = read_place_name(r, name, n);
	if (where && rule->place >= 0)
		read_where(r, rule, cell, where);
}

void rules_read_place(struct rules_reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, PLACE);

	rule->place = -1;
	if (rule->scope == SCOPE_CELLS || rule->scope == SCOPE_FILE)
		return;
	if (*cell) {
		read_given_place(r, rule);
		return;
	}
	rule->place = first_field(r, rule->requirement);
	if (rule->place < 0)
		rule->place = first_field(r, rule->condition);
	if (rule->place < 0 && r->scope >= 0 && rule->requirement)
		failure_detail(
			def_fault(&r->file, FAILURE_DEF_NO_PLACE, PLACE, NULL),
			"%s", r->file.def->tables[r->scope].name);
}
