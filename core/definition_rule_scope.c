/* 范围: where a rule looks. */
#include <config.h>
#include "core/definition_rules.h"

#include <string.h>

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

static const struct {
	const char *name;
	enum rule_scope scope;
	bool required_only, computed_only;
} scopes[] = {
	{ "全表", SCOPE_FORM, false, false },
	{ "文件", SCOPE_FILE, false, false },
	{ "必填格", SCOPE_CELLS, true, false },
	{ "计算格", SCOPE_CELLS, false, true },
};

static void refuse_scope(struct rules_reader *r)
{
	const struct definition *def = r->file.def;
	struct failure *f = def_fault(&r->file, FAILURE_DEF_VALUE, SCOPE,
				      def_cell(&r->file, SCOPE));
	struct bytes name = BYTES_INIT;

	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
		failure_choice(f, scopes[i].name);
	failure_choice(f, "文字格");
	for (int k = 0; k < FIELD_KINDS; k++) {
		bytes_clear(&name);
		bytes_printf(&name, "%s格",
			     field_kind_name((enum field_kind)k));
		failure_choice(f, name.data);
	}
	for (int t = 0; t < def->n_tables; t++)
		failure_choice(f, def->tables[t].name);
	bytes_release(&name);
}

static bool read_scope(struct rules_reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, SCOPE);

	rule->table = definition_table(r->file.def, cell, strlen(cell));
	rule->kinds = kinds_of(cell);
	rule->scope = rule->kinds ? SCOPE_CELLS : SCOPE_TABLE;
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
		if (strcmp(cell, scopes[i].name) != 0)
			continue;
		rule->scope = scopes[i].scope;
		rule->required_only = scopes[i].required_only;
		rule->computed_only = scopes[i].computed_only;
		rule->kinds = ~0u;
	}
	if (rule->scope != SCOPE_TABLE)
		rule->table = -1;
	else if (rule->table < 0)
		refuse_scope(r);
	r->scope = rule->table;
	return rule->scope != SCOPE_TABLE || rule->table >= 0;
}

bool definition_rule_looks_at(const struct rule *rule, const struct field *f)
{
	return rule->scope == SCOPE_CELLS && rule->kinds >> f->kind & 1 &&
	       (!rule->required_only || f->required) &&
	       (!rule->computed_only || *f->formula_source);
}

static enum measure join(enum measure a, enum measure b)
{
	if (a == MEASURE_ANY || a == b)
		return b;
	return b == MEASURE_ANY ? a : MEASURE_MIXED;
}

/* What 本格 can be: what any of the cells is that the rule looks at. */
static void read_self(struct rules_reader *r, const struct rule *rule)
{
	const struct definition *def = r->file.def;
	struct expression_type self = { 0, MEASURE_ANY };

	r->dictionary.has_expected = false;
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];
		struct expression_type type = definition_field_type(f);

		if (!definition_rule_looks_at(rule, f))
			continue;
		self.kinds |= type.kinds;
		self.measure = join(self.measure, type.measure);
		r->dictionary.has_expected |= *f->formula_source;
	}
	/* no such cell: the examples will say so */
	if (rule->scope == SCOPE_CELLS && !self.kinds)
		self.kinds = TYPE_NUMBER | TYPE_TEXT;
	r->dictionary.self = self;
}

bool rules_read_scope(struct rules_reader *r, struct rule *rule)
{
	bool is_known = read_scope(r, rule);

	read_self(r, rule);
	return is_known;
}
