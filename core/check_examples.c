/* Runs each rule's own examples: a form with nothing in it but what the
   example names. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/nearest.h"
#include "core/text.h"

#define VALUES_MAX 64
#define TIMES_MAX 5000

/* One `name=value/value` of an example; 上年(name)=…: of last year's form. */
struct assignment {
	int field;
	bool is_earlier;
	const char *values[VALUES_MAX];
	size_t n;
	unsigned long times; /* `name×times=value`: rows, or the text again */
};

struct example {
	struct definition *def;
	const struct rule *rule;
	const char *text;
	struct failure fault; /* of the text itself */
	struct plan *plan;
	struct record record;
	struct record earlier;	 /* last year's */
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

/* The field of a full name, or in a rule over a table of a bare label. */
static int find_field(const struct example *x, const char *s, size_t n)
{
	const struct definition *def = x->def;

	for (int i = 0; i < def->n_fields && x->rule->table >= 0; i++)
		if (def->fields[i].table == x->rule->table &&
		    strlen(def->fields[i].label) == n &&
		    !strncmp(def->fields[i].label, s, n))
			return i;
	return definition_field(def, s, n);
}

static bool refuse_text(struct example *x, enum failure_code code,
			const char *s, size_t n)
{
	x->fault.code = code;
	failure_at(&x->fault, x->text, (size_t)(s - x->text));
	failure_value(&x->fault, s, n);
	return false;
}

static bool refuse_name(struct example *x, const char *s, size_t n)
{
	struct nearest near = nearest_to(s, n);

	for (int i = 0; i < x->def->n_fields; i++) {
		const struct field *f = &x->def->fields[i];
		bool is_own = x->rule->table >= 0 && f->table == x->rule->table;

		nearest_try(&near, is_own ? f->label : f->name);
	}
	refuse_text(x, FAILURE_DEF_UNKNOWN, s, n);
	if (near.name)
		failure_detail(&x->fault, "%s", near.name);
	return false;
}

/* name×201= : the name's length without it; 0 if that is no number. */
static size_t read_times(const char *name, size_t n, struct assignment *a)
{
	const char *sign = strstr(name, "×");
	char *end;

	a->times = 1;
	if (!sign || sign >= name + n)
		return n;
	a->times = strtoul(sign + strlen("×"), &end, 10);
	if (end != name + n || a->times == 0 || a->times > TIMES_MAX)
		return 0;
	return (size_t)(sign - name);
}

/* 上年(name): the name alone, and true. */
static bool strip_earlier(const char **name, size_t *n)
{
	static const char before[] = "上年(";
	size_t n_before = sizeof before - 1;

	if (*n <= n_before || !starts_with(*name, before) ||
	    (*name)[*n - 1] != ')')
		return false;
	*name += n_before;
	*n -= n_before + 1;
	return true;
}

/* Where a value goes on with what was meant to be the next name, behind a sign
   of full width or a comma; or NULL. */
static const char *find_next_name(const struct example *x, const char *value,
				  const char *end)
{
	static const char *const signs[] = { "；", "，", ",", "、" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (const char *s = strstr(value, signs[i]); s && s < end;
		     s = strstr(s + 1, signs[i])) {
			const char *name = s + strlen(signs[i]);
			size_t n = strcspn(name, "=");

			if (name + n < end && find_field(x, name, n) >= 0)
				return s;
		}
	return NULL;
}

static bool read_assignment(struct example *x, const char **p,
			    struct assignment *a)
{
	const char *start = *p, *name = start;
	size_t n = strcspn(start, "="), n_name = n;

	a->n = 0;
	a->is_earlier = strip_earlier(&name, &n_name);
	n_name = read_times(name, n_name, a);
	if (start[n] != '=' || n_name == 0)
		return refuse_text(x, FAILURE_DEF_EXAMPLE, start, n);
	a->field = find_field(x, name, n_name);
	if (a->field < 0)
		return refuse_name(x, name, n_name);
	*p += n;
	do {
		const char *value = ++*p, *next;

		if (a->n == VALUES_MAX)
			return refuse_text(x, FAILURE_DEF_EXAMPLE, *p,
					   strlen(*p));
		a->values[a->n++] = read_value(x, p);
		next = starts_with(value, "“") ? NULL
					       : find_next_name(x, value, *p);
		if (next)
			return refuse_text(x, FAILURE_DEF_EXAMPLE, next,
					   (size_t)(*p - next));
	} while (**p == '/');
	if (**p && **p != ';')
		return refuse_text(x, FAILURE_DEF_EXAMPLE, *p, strlen(*p));
	*p += **p == ';';
	return a->n == 1 || x->def->fields[a->field].table >= 0 ||
	       refuse_text(x, FAILURE_DEF_EXAMPLE, start, n);
}

static void set_cell(struct record *record, int field, long row,
		     const char *text)
{
	struct edit edit = { .kind = EDIT_SET,
			     .place = { field, row },
			     .text = text };

	record_apply(record, &edit);
}

static void make_row(struct record *record, int table, size_t at)
{
	struct edit edit = { .kind = EDIT_ROW_INSERT,
			     .table = table,
			     .at = at };

	if (at >= record_n_rows(record, table))
		record_apply(record, &edit);
}

static void assign_scalar(struct example *x, struct record *record,
			  const struct assignment *a)
{
	struct bytes text = BYTES_INIT;

	for (unsigned long i = 0; i < a->times; i++)
		bytes_add_str(&text, a->values[0]);
	set_cell(record, a->field, -1,
		 texts_add(x->plan->texts, text.data, text.len));
	bytes_release(&text);
}

static void assign(struct example *x, const struct assignment *a)
{
	struct record *record = a->is_earlier ? &x->earlier : &x->record;
	int table = x->def->fields[a->field].table;

	x->is_named[a->field] |= !a->is_earlier;
	if (table < 0) {
		assign_scalar(x, record, a);
		return;
	}
	for (size_t i = 0; i < a->n * a->times; i++) {
		make_row(record, table, i);
		set_cell(record, a->field, (long)i, a->values[i % a->n]);
	}
}

static bool fill(struct example *x)
{
	struct assignment a;

	for (const char *p = x->text; *p;) {
		if (!read_assignment(x, &p, &a))
			return false;
		assign(x, &a);
	}
	return true;
}

/* What came out instead, as a fault. */
static const enum failure_code surprises[] = {
	[OUTCOME_NOT_APPLICABLE] = FAILURE_DEF_EXAMPLE_IDLE,
	[OUTCOME_PASS] = FAILURE_DEF_EXAMPLE_PASSES,
	[OUTCOME_FAIL] = FAILURE_DEF_EXAMPLE_FAILS,
	[OUTCOME_UNKNOWN] = FAILURE_DEF_EXAMPLE_UNKNOWN,
};

/* Names the cell that the rule can't be judged for. */
static void note_unknown(struct example *x, struct check *check)
{
	size_t n;
	struct ledger_entry *entries = check_ledger(check, &n);

	for (size_t i = 0; i < n; i++)
		if (entries[i].outcome == OUTCOME_UNKNOWN &&
		    entries[i].cell.field >= 0 &&
		    !strcmp(entries[i].id, x->rule->id))
			failure_detail(
				&x->fault, "%s",
				x->def->fields[entries[i].cell.field].name);
	free(entries);
}

/* A rule over cells is judged only at those that the example names. */
static enum outcome judge_example(struct example *x)
{
	struct check *earlier =
		x->rule->uses_earlier
			? check_new_counting(x->plan, &x->earlier, NULL, true)
			: NULL;
	struct check *check =
		check_new_counting(x->plan, &x->record, earlier, true);
	bool by_cell = x->rule->scope == SCOPE_CELLS;
	enum outcome outcome =
		check_outcome_at(check, x->rule, by_cell ? x->is_named : NULL);

	if (outcome == OUTCOME_UNKNOWN)
		note_unknown(x, check);
	check_free(check);
	check_free(earlier);
	return outcome;
}

static bool comes_out(struct example *x, enum outcome wanted)
{
	bool ok;

	record_init(&x->record, x->def, x->plan->texts);
	record_init(&x->earlier, x->def, x->plan->texts);
	x->is_named = memory_alloc((size_t)x->def->n_fields + 1);
	ok = fill(x);
	if (ok) {
		enum outcome outcome = judge_example(x);

		ok = outcome == wanted;
		x->fault.code = surprises[outcome];
		failure_value(&x->fault, x->text, strlen(x->text));
	}
	free(x->is_named);
	record_release(&x->record);
	record_release(&x->earlier);
	return ok;
}

static void try_example(struct plan *plan, const struct rule *rule, bool passes,
			struct failure_list *faults)
{
	const struct definition *def = plan->def;
	struct example x = { .def = plan->def,
			     .plan = plan,
			     .rule = rule,
			     .text = passes ? rule->pass_example
					    : rule->fail_example };
	int column = passes ? def->pass_column : def->fail_column;
	struct bytes path = BYTES_INIT;

	if (!comes_out(&x, passes ? OUTCOME_PASS : OUTCOME_FAIL)) {
		bytes_printf(&path, "%s/rules.csv", def->folder);
		failure_copy(failure_list_add(faults, FAILURE_NONE, path.data,
					      rule->line, (size_t)column),
			     &x.fault);
		bytes_release(&path);
	}
	failure_release(&x.fault);
}

bool check_examples(struct definition *def, struct failure_list *faults)
{
	struct texts *texts = texts_new();
	struct plan *plan = plan_new_beside(def, texts);
	size_t before = faults->n;

	for (size_t i = 0; i < def->n_rules; i++) {
		if (def->rules[i].scope == SCOPE_FILE)
			continue;
		try_example(plan, &def->rules[i], true, faults);
		try_example(plan, &def->rules[i], false, faults);
	}
	plan_free(plan);
	texts_free(texts);
	return faults->n == before;
}
