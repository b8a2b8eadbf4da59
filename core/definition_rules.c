/* rules.csv: one check a row. */
#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

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
	struct def_notes notes, ids;
	const char *const *opinions;
	int n_opinions;
	size_t cap;
	int scope; /* the table whose row is judged, or -1 */
};

static const char *const severity_names[SEVERITIES + 1] = {
	[SEVERITY_HINT] = "提示",
	[SEVERITY_WARNING] = "警告",
	[SEVERITY_ERROR] = "错误",
};

/* Of 文件 rules, which are judged in C. */
static const char *const file_rules[] = { "FILE-ENC", "FILE-WIDTH",
					  "FILE-PLACE", "FILE-CARRY", NULL };

static void read_severity(struct reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, SEVERITY);

	for (int s = 0; s < SEVERITIES; s++) {
		if (strcmp(cell, severity_names[s]) != 0)
			continue;
		rule->severity = (enum severity)s;
		return;
	}
	def_fault_choice(&r->file, SEVERITY, severity_names);
}

/* ---- where the rule looks ---- */

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

static void refuse_scope(struct reader *r)
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

/* False if nobody can tell what the rule's names would mean. */
static bool read_scope(struct reader *r, struct rule *rule)
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
static void read_self(struct reader *r, const struct rule *rule)
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

/* ---- what it says ---- */

static struct expression *read_expression(struct reader *r, int heading)
{
	const char *cell = def_cell(&r->file, heading);
	struct failure f = { 0 };
	struct expression *e;

	if (!*cell)
		return NULL;
	e = expression_new(cell, strlen(cell), r->scope, &r->dictionary, &f);
	if (!e)
		def_fault_inside(&r->file, heading, &f);
	else if (!(expression_type(e).kinds & TYPE_TRUTH))
		def_fault(&r->file, FAILURE_EXPR_TRUTH_WANTED, heading, cell);
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
		def_fault_inside(&r->file, heading, &f);
	failure_release(&f);
	return s;
}

/* ---- where its finding is shown ---- */

/* The first that stands in the judged table, or at all if that is the form. */
static int first_judged(const struct reader *r, const int *fields)
{
	while (*fields >= 0 && r->scope >= 0 &&
	       r->file.def->fields[*fields].table != r->scope)
		fields++;
	return *fields;
}

/* Of the cells that an expression reads, then of its aggregates' columns. */
static int first_field(const struct reader *r, const struct expression *e)
{
	int field = e ? first_judged(r, expression_fields(e)) : -1;

	for (size_t i = 0; e && field < 0 && i < expression_n_aggregates(e);
	     i++)
		field = first_judged(r, expression_aggregate_fields(e, i));
	return field;
}

/* The row's own column by its label, else any field by its full name. */
static int read_place_name(struct reader *r, const char *cell, size_t n)
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

static void refuse_where(struct reader *r, const char *where)
{
	struct failure *f =
		def_fault(&r->file, FAILURE_EXPR_WHERE, PLACE, NULL);

	failure_at(f, def_cell(&r->file, PLACE),
		   (size_t)(where - def_cell(&r->file, PLACE)));
	failure_value(f, "其中", strlen("其中"));
}

/* 任务.名称 其中 空(资金): in a rule of the whole form, the first such row. */
static void read_where(struct reader *r, struct rule *rule, const char *where)
{
	const char *cell = def_cell(&r->file, PLACE);
	const char *source = where + strlen("其中");
	int table = r->file.def->fields[rule->place].table;
	size_t n = strlen(source);
	struct failure f = { 0 };

	text_trim(&source, &n);
	if (r->scope >= 0 || table < 0) {
		refuse_where(r, where);
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

static void read_given_place(struct reader *r, struct rule *rule)
{
	const char *cell = def_cell(&r->file, PLACE);
	const char *where = strstr(cell, "其中"), *name = cell;
	size_t n = where ? (size_t)(where - cell) : strlen(cell);

	text_trim(&name, &n);
	rule->place = read_place_name(r, name, n);
	if (where && rule->place >= 0)
		read_where(r, rule, where);
}

static void read_place(struct reader *r, struct rule *rule)
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

/* ---- the row ---- */

#define BIT(i) (1u << (i))

/* The columns without effect on a rule of each scope. */
static const unsigned strays[] = {
	[SCOPE_FORM] = 0,
	[SCOPE_TABLE] = 0,
	[SCOPE_CELLS] = BIT(PLACE),
	[SCOPE_FILE] = BIT(CONDITION) | BIT(REQUIREMENT) | BIT(PLACE) |
		       BIT(SUGGESTIONS) | BIT(PASS) | BIT(FAIL),
};

static void check_columns(struct reader *r, const struct rule *rule)
{
	static const int needed[] = { REQUIREMENT, MESSAGE, PASS, FAIL };

	for (int i = ID; i <= FAIL; i++)
		if (strays[rule->scope] & BIT(i) && *def_cell(&r->file, i))
			def_fault(&r->file, FAILURE_DEF_STRAY, i,
				  def_cell(&r->file, i));
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		int heading = needed[i];

		if (strays[rule->scope] & BIT(heading) ||
		    *def_cell(&r->file, heading))
			continue;
		if (heading == PASS || heading == FAIL)
			def_fault(&r->file, FAILURE_DEF_NO_EXAMPLE, heading,
				  rule->id);
		else
			def_fault_blank(&r->file, heading);
	}
}

/* The same id may have other cases, but not the same case twice. */
static void check_id(struct reader *r, const struct rule *rule)
{
	static const int identity[] = { ID,	   SEVERITY,	SCOPE,
					CONDITION, REQUIREMENT, -1 };
	size_t line =
		def_note_joined(&r->notes, &r->file, identity, rule->line);

	if (!*rule->id)
		def_fault_blank(&r->file, ID);
	else if (!def_is_key(rule->id))
		def_fault(&r->file, FAILURE_DEF_KEY, ID, rule->id);
	else if (rule->scope == SCOPE_FILE &&
		 !def_is_one_of(file_rules, rule->id))
		def_fault_choice(&r->file, ID, file_rules);
	else if (line)
		def_fault_twice(&r->file, ID, rule->id, line);
}

static void check_opinion(struct reader *r, const struct rule *rule)
{
	bool is_known = !*rule->opinion || !*r->file.def->opinions;
	struct failure *f;

	for (int i = 0; i < r->n_opinions; i++)
		is_known |= !strcmp(r->opinions[i], rule->opinion);
	if (is_known)
		return;
	f = def_fault(&r->file, FAILURE_DEF_VALUE, OPINION, rule->opinion);
	for (int i = 0; i < r->n_opinions; i++)
		failure_choice(f, r->opinions[i]);
}

static void read_words(struct reader *r, struct rule *rule)
{
	if (rule->scope != SCOPE_FILE) {
		rule->condition = read_expression(r, CONDITION);
		rule->requirement = read_expression(r, REQUIREMENT);
		rule->suggestions = definition_read_suggestions(
			&r->file, SUGGESTIONS, r->scope, &r->dictionary,
			&rule->n_suggestions);
	}
	r->dictionary.has_mend = rule->n_suggestions > 0;
	r->dictionary.has_carried = rule->scope == SCOPE_FILE;
	rule->message = read_sentence(r, MESSAGE);
	rule->english = read_sentence(r, ENGLISH);
	r->dictionary.has_mend = r->dictionary.has_carried = false;
	read_place(r, rule);
}

static struct rule_source read_source(struct reader *r)
{
	return (struct rule_source){
		.scope = def_cell(&r->file, SCOPE),
		.condition = def_cell(&r->file, CONDITION),
		.requirement = def_cell(&r->file, REQUIREMENT),
		.message = def_cell(&r->file, MESSAGE),
		.english = def_cell(&r->file, ENGLISH),
		.suggestions = def_cell(&r->file, SUGGESTIONS),
	};
}

/* ---- does it speak of last year's form? ---- */

static bool is_earlier(const struct expression *e)
{
	return e && expression_uses_earlier(e);
}

static bool says_earlier(const struct sentence *s)
{
	for (size_t i = 0; s && i < sentence_n_expressions(s); i++)
		if (is_earlier(sentence_expression(s, i)))
			return true;
	return false;
}

static bool suggests_earlier(const struct suggestion *s)
{
	for (int i = 0; i < s->n; i++)
		if (says_earlier(s->parts[i].text))
			return true;
	return false;
}

/* Anywhere: what it says can't be made without that form. */
static bool uses_earlier(const struct rule *rule)
{
	bool uses = is_earlier(rule->condition) ||
		    is_earlier(rule->requirement) || is_earlier(rule->where) ||
		    says_earlier(rule->message) || says_earlier(rule->english);

	for (int i = 0; i < rule->n_suggestions; i++)
		uses |= suggests_earlier(&rule->suggestions[i]);
	return uses;
}

static void read_rule(struct reader *r)
{
	struct definition *def = r->file.def;
	size_t before = r->file.faults->n;
	struct rule rule = { .id = def_cell(&r->file, ID),
			     .opinion = def_cell(&r->file, OPINION),
			     .basis = def_cell(&r->file, BASIS),
			     .pass_example = def_cell(&r->file, PASS),
			     .fail_example = def_cell(&r->file, FAIL),
			     .source = read_source(r),
			     .line = def_line(&r->file) };
	size_t first = def_note(&r->ids, rule.id, def->n_rules + 1);
	bool has_scope = read_scope(r, &rule);

	rule.first = first ? first - 1 : def->n_rules;
	read_severity(r, &rule);
	read_self(r, &rule);
	check_columns(r, &rule);
	check_id(r, &rule);
	check_opinion(r, &rule);
	if (has_scope)
		read_words(r, &rule);
	rule.is_sound = r->file.faults->n == before;
	rule.uses_earlier = uses_earlier(&rule);
	def->rules = memory_grow(def->rules, &r->cap, def->n_rules + 1,
				 sizeof *def->rules);
	def->rules[def->n_rules++] = rule;
}

void definition_read_rules(struct definition *def, struct failure_list *faults)
{
	struct reader r = { .dictionary = definition_dictionary(def) };
	bool ok = def_file_open(&r.file, def, "rules.csv", headings, faults);

	r.dictionary.has_whole = true;
	r.dictionary.has_earlier = true;
	r.dictionary.arena = &def->arena;
	r.opinions = def_split(def, def->opinions, &r.n_opinions);
	if (ok) {
		def->pass_column = def_column(&r.file, PASS);
		def->fail_column = def_column(&r.file, FAIL);
	}
	while (ok && def_file_next(&r.file))
		read_rule(&r);
	def_notes_release(&r.notes);
	def_notes_release(&r.ids);
	def_file_release(&r.file);
}
