/* Runs each rule's own examples: a form with nothing in it but what the
   example names. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

#define VALUES_MAX 64

/* One `name=value/value` of an example. */
struct assignment {
	struct expression_name name;
	const char *values[VALUES_MAX];
	size_t n;
};

struct example {
	struct definition *def;
	const struct rule *rule;
	struct plan *plan;
	struct record record;
	unsigned char *is_named; /* by field */
};

static bool starts_with(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* A value up to ; or /, or between “ and ”. */
static const char *read_value(struct example *x, const char **p)
{
	const char *start = *p;
	size_t n;

	if (starts_with(start, "“")) {
		const char *end = strstr(start, "”");

		start += strlen("“");
		n = end ? (size_t)(end - start) : strlen(start);
		*p = end ? end + strlen("”") : start + n;
	} else {
		n = strcspn(start, ";/");
		*p = start + n;
	}
	return texts_add(x->plan->texts, start, n);
}

static bool find_name(struct example *x, const char *s, size_t n,
		      struct expression_name *name)
{
	int scope = x->rule->scope == SCOPE_TABLE ? x->rule->table : -1;
	const struct definition *def = x->def;

	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];
		bool bare = scope >= 0 && f->table == scope;

		if ((strlen(f->name) == n && !strncmp(f->name, s, n)) ||
		    (bare && strlen(f->label) == n &&
		     !strncmp(f->label, s, n))) {
			name->field = i;
			name->table = f->table;
			return true;
		}
	}
	return false;
}

static bool read_assignment(struct example *x, const char **p,
			    struct assignment *a)
{
	size_t n = strcspn(*p, "=");

	a->n = 0;
	if ((*p)[n] != '=' || !find_name(x, *p, n, &a->name))
		return false;
	*p += n;
	do {
		(*p)++;
		if (a->n == VALUES_MAX)
			return false;
		a->values[a->n++] = read_value(x, p);
	} while (**p == '/');
	if (**p == ';')
		(*p)++;
	return true;
}

static void set_cell(struct example *x, int field, long row, const char *text)
{
	struct edit edit = { .kind = EDIT_SET,
			     .place = { field, row },
			     .text = text };

	record_apply(&x->record, &edit);
}

static void assign(struct example *x, const struct assignment *a)
{
	int table = a->name.table;

	x->is_named[a->name.field] = 1;
	for (size_t i = 0; i < a->n; i++) {
		if (table >= 0 && i >= record_n_rows(&x->record, table)) {
			struct edit edit = { .kind = EDIT_ROW_INSERT,
					     .table = table,
					     .at = i };

			record_apply(&x->record, &edit);
		}
		set_cell(x, a->name.field, table >= 0 ? (long)i : -1,
			 a->values[i]);
	}
}

static bool fill(struct example *x, const char *text)
{
	struct assignment a;

	while (*text) {
		if (!read_assignment(x, &text, &a))
			return false;
		assign(x, &a);
	}
	return true;
}

static bool example_gives(struct plan *plan, const struct rule *rule,
			  const char *text, enum outcome wanted)
{
	struct example x = { .plan = plan, .def = plan->def, .rule = rule };
	struct check *check;
	bool ok;

	record_init(&x.record, x.def, plan->texts);
	x.is_named = memory_alloc((size_t)x.def->n_fields + 1);
	ok = fill(&x, text);
	check = check_new_counting(plan, &x.record, true);
	/* a rule over cells is judged only at the cells that are named */
	ok = ok &&
	     check_outcome_at(check, rule,
			      rule->scope == SCOPE_CELLS ? x.is_named : NULL) ==
		     wanted;
	check_free(check);
	free(x.is_named);
	record_release(&x.record);
	return ok;
}

static void refuse(const struct definition *def, const struct rule *rule,
		   int column, const char *text, struct failure_list *faults)
{
	struct bytes path = BYTES_INIT;
	struct failure *f;

	bytes_printf(&path, "%s/rules.csv", def->folder);
	f = failure_list_add(faults, FAILURE_DEF_EXAMPLE, path.data, rule->line,
			     (size_t)column);
	failure_value(f, text, strlen(text));
	bytes_release(&path);
}

bool check_examples(struct definition *def, struct failure_list *faults)
{
	struct texts *texts = texts_new();
	struct plan *plan = plan_new(def, texts);
	size_t before = faults->n;

	for (size_t i = 0; i < def->n_rules; i++) {
		const struct rule *rule = &def->rules[i];

		if (rule->scope == SCOPE_FILE)
			continue;
		if (!example_gives(plan, rule, rule->pass_example,
				   OUTCOME_PASS))
			refuse(def, rule, 12, rule->pass_example, faults);
		if (!example_gives(plan, rule, rule->fail_example,
				   OUTCOME_FAIL))
			refuse(def, rule, 13, rule->fail_example, faults);
	}
	plan_free(plan);
	texts_free(texts);
	return faults->n == before;
}
