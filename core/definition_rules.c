#include <config.h>
#include "core/definition_rules.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

static const char *const headings[] = {
	[ID] = "编号",		[SEVERITY] = "级别",
	[SCOPE] = "范围",	[CONDITION] = "条件",
	[REQUIREMENT] = "要求", [PLACE] = "定位",
	[MESSAGE] = "提示",	[ENGLISH] = "英文提示",
	[SUGGESTIONS] = "改为", [OPINION] = "意见",
	[BASIS] = "依据",	[PASS] = "通过例",
	[FAIL] = "不过例",	NULL
};

static const char *const severity_names[SEVERITIES + 1] = {
	[SEVERITY_HINT] = "提示",
	[SEVERITY_WARNING] = "警告",
	[SEVERITY_ERROR] = "错误",
};

/* Of 文件 rules, which are judged in C. */
static const char *const file_rules[] = { RULE_ENCODING, RULE_WIDTH, RULE_PLACE,
					  RULE_CARRIED, NULL };

static void read_severity(struct rules_reader *r, struct rule *rule)
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

static struct expression *read_expression(struct rules_reader *r, int heading)
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

static struct sentence *read_sentence(struct rules_reader *r, int heading)
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

#define BIT(i) (1u << (i))

/* The columns without effect on a rule of each scope. */
static const unsigned strays[] = {
	[SCOPE_FORM] = 0,
	[SCOPE_TABLE] = 0,
	[SCOPE_CELLS] = BIT(PLACE),
	[SCOPE_FILE] = BIT(CONDITION) | BIT(REQUIREMENT) | BIT(PLACE) |
		       BIT(SUGGESTIONS) | BIT(PASS) | BIT(FAIL),
};

static void check_columns(struct rules_reader *r, const struct rule *rule)
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
static void check_id(struct rules_reader *r, const struct rule *rule)
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

static void check_opinion(struct rules_reader *r, const struct rule *rule)
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

static void read_words(struct rules_reader *r, struct rule *rule)
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
	rules_read_place(r, rule);
}

static struct rule_source read_source(struct rules_reader *r)
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

static void read_rule(struct rules_reader *r)
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
	bool has_scope = rules_read_scope(r, &rule);

	rule.first = first ? first - 1 : def->n_rules;
	read_severity(r, &rule);
	check_columns(r, &rule);
	check_id(r, &rule);
	check_opinion(r, &rule);
	if (has_scope)
		read_words(r, &rule);
	rule.is_sound = r->file.faults->n == before;
	rule.uses_earlier = uses_earlier(&rule);
	MEMORY_ADD(def->rules, def->n_rules, r->cap) = rule;
}

void definition_read_rules(struct definition *def, struct failure_list *faults)
{
	struct rules_reader r = { .dictionary = definition_dictionary(def) };
	bool ok = def_file_open(&r.file, def, def->folder, "rules.csv",
				headings, faults);

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
