/* rules.csv: one check a row. */
#include <config.h>
#include "core/definition_read.h"

#include <string.h>

enum {
	ID,
	SEVERITY,
	SCOPE,
	CONDITION,
	REQUIREMENT,
	PLACE,
	MESSAGE,
	ENGLISH,
	SUGGESTIONS,
	OPINION,
	BASIS,
	PASS,
	FAIL
};

static const char *const headings[] = {
	[ID] = "编号",		[SEVERITY] = "级别",
	[SCOPE] = "范围",	[CONDITION] = "条件",
	[REQUIREMENT] = "要求", [PLACE] = "定位",
	[MESSAGE] = "提示",	[ENGLISH] = "英文提示",
	[SUGGESTIONS] = "改为", [OPINION] = "意见",
	[BASIS] = "依据",	[PASS] = "通过例",
	[FAIL] = "不过例",	NULL
};

struct reader {
	struct def_file file;
	struct expression_dictionary dictionary;
	size_t cap;
	int scope; /* the table whose row is judged, or -1 */
};

static const char *const severity_names[SEVERITIES] = {
	[SEVERITY_HINT] = "提示",
	[SEVERITY_WARNING] = "警告",
	[SEVERITY_ERROR] = "错误",
};

static void read_severity(struct reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, SEVERITY);

	for (int s = 0; s < SEVERITIES; s++) {
		if (strcmp(cell, severity_names[s]) != 0)
			continue;
		rule->severity = (enum severity)s;
		return;
	}
	def_fault(&r->file, FAILURE_DEF_VALUE, SEVERITY, cell);
}

/* 金额格 → the bit of 金额; 文字格 → all kinds of text. */
static unsigned kinds_of(const char *scope)
{
	size_t n = strlen(scope), tail = strlen("格");
	unsigned kinds = 0;

	if (strcmp(scope, "文字格") == 0)
		return 1u << FIELD_TEXT | 1u << FIELD_LONG | 1u << FIELD_LEVEL |
		       1u << FIELD_TARGET;
	for (int k = 0; k < FIELD_KINDS && n > tail; k++) {
		const char *name = field_kind_name((enum field_kind)k);

		if (strlen(name) == n - tail &&
		    strncmp(scope, name, n - tail) == 0 &&
		    strcmp(scope + n - tail, "格") == 0)
			kinds |= 1u << k;
	}
	return kinds;
}

static void read_scope(struct reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, SCOPE);

	r->scope = -1;
	rule->scope = SCOPE_CELLS;
	rule->table = -1;
	if (strcmp(cell, "全表") == 0) {
		rule->scope = SCOPE_FORM;
	} else if (strcmp(cell, "文件") == 0) {
		rule->scope = SCOPE_FILE;
	} else if (strcmp(cell, "必填格") == 0) {
		rule->required_only = true;
		rule->kinds = ~0u;
	} else if (strcmp(cell, "计算格") == 0) {
		rule->computed_only = true;
		rule->kinds = ~0u;
	} else if ((rule->kinds = kinds_of(cell)) == 0) {
		rule->scope = SCOPE_TABLE;
		rule->table = r->scope =
			definition_table(r->file.def, cell, strlen(cell));
		if (rule->table < 0)
			def_fault(&r->file, FAILURE_DEF_VALUE, SCOPE, cell);
	}
}

static void fault_at(struct reader *r, int heading, const struct failure *f)
{
	failure_copy(def_fault(&r->file, f->code, heading, NULL), f);
}

static struct expression *read_expression(struct reader *r, int heading)
{
	const char *cell = def_cell(&r->file, heading);
	struct failure f = { 0 };
	struct expression *e;

	if (!*cell)
		return NULL;
	e = expression_new(cell, strlen(cell), r->scope, &r->dictionary, &f);
	if (!e)
		fault_at(r, heading, &f);
	failure_release(&f);
	return e;
}

static struct sentence *read_sentence(struct reader *r, int heading)
{
	const char *cell = def_cell(&r->file, heading);
	struct failure f = { 0 };
	struct sentence *s;

	if (!*cell)
		return NULL;
	s = sentence_new(cell, strlen(cell), r->scope, &r->dictionary, &f);
	if (!s)
		fault_at(r, heading, &f);
	failure_release(&f);
	return s;
}

/* The first cell that an expression reads, or the first column of its first
   aggregate. */
static int first_field(const struct expression *e)
{
	if (!e)
		return -1;
	if (expression_fields(e)[0] >= 0)
		return expression_fields(e)[0];
	if (expression_n_aggregates(e) > 0)
		return expression_aggregate_fields(e, 0)[0];
	return -1;
}

static void read_place(struct reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, PLACE);
	struct expression_name name;

	rule->place = -1;
	if (rule->scope == SCOPE_CELLS || rule->scope == SCOPE_FILE)
		return;
	if (!*cell) {
		rule->place = first_field(rule->requirement);
		if (rule->place < 0)
			rule->place = first_field(rule->condition);
	} else if (r->dictionary.find(r->file.def, cell, strlen(cell), r->scope,
				      &name) &&
		   name.field >= 0) {
		rule->place = name.field;
	} else {
		def_fault(&r->file, FAILURE_DEF_UNKNOWN, PLACE, cell);
	}
}

static void require(struct reader *r, const struct rule *rule)
{
	if (!*rule->id)
		def_fault(&r->file, FAILURE_DEF_VALUE, ID, "");
	if (rule->scope == SCOPE_FILE)
		return;
	if (!*def_cell(&r->file, REQUIREMENT))
		def_fault(&r->file, FAILURE_DEF_VALUE, REQUIREMENT, "");
	if (!*def_cell(&r->file, MESSAGE))
		def_fault(&r->file, FAILURE_DEF_VALUE, MESSAGE, "");
	if (!*rule->pass_example)
		def_fault(&r->file, FAILURE_DEF_NO_EXAMPLE, PASS, rule->id);
	if (!*rule->fail_example)
		def_fault(&r->file, FAILURE_DEF_NO_EXAMPLE, FAIL, rule->id);
}

static void read_rule(struct reader *r)
{
	struct definition *def = r->file.def;
	struct rule rule = { .id = def_cell(&r->file, ID),
			     .opinion = def_cell(&r->file, OPINION),
			     .basis = def_cell(&r->file, BASIS),
			     .pass_example = def_cell(&r->file, PASS),
			     .fail_example = def_cell(&r->file, FAIL),
			     .line = def_line(&r->file) };

	read_severity(r, &rule);
	read_scope(r, &rule);
	r->dictionary.has_expected = rule.scope == SCOPE_CELLS;
	r->dictionary.self.kinds =
		rule.scope == SCOPE_CELLS ? TYPE_NUMBER | TYPE_TEXT : 0;
	rule.condition = read_expression(r, CONDITION);
	rule.requirement = read_expression(r, REQUIREMENT);
	rule.message = read_sentence(r, MESSAGE);
	rule.english = read_sentence(r, ENGLISH);
	rule.suggestions = read_sentence(r, SUGGESTIONS);
	read_place(r, &rule);
	require(r, &rule);
	def->rules = memory_grow(def->rules, &r->cap, def->n_rules + 1,
				 sizeof *def->rules);
	def->rules[def->n_rules++] = rule;
}

void definition_read_rules(struct definition *def, struct failure_list *faults)
{
	struct reader r = { .dictionary = definition_dictionary(def) };

	if (def_file_open(&r.file, def, "rules.csv", headings, faults))
		while (def_file_next(&r.file))
			read_rule(&r);
	def_file_release(&r.file);
}
