#include <config.h>
#include "core/definition.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/definition_read.h"
#include "core/text.h"
#include "core/variants.h"

#define TEXT                             \
	{                                \
		TYPE_TEXT, MEASURE_PLAIN \
	}
#define NUMBER                             \
	{                                  \
		TYPE_NUMBER, MEASURE_PLAIN \
	}
#define MONEY                              \
	{                                  \
		TYPE_NUMBER, MEASURE_MONEY \
	}
#define TRUTH                           \
	{                               \
		TYPE_TRUTH, MEASURE_ANY \
	}

/* What texts need to say anything. */
static void needs_year(const void *ctx, struct bytes *pattern)
{
	(void)ctx;
	bytes_add_str(pattern, "(?:19|20)[0-9]{2}");
}

static void needs_variant(const void *ctx, struct bytes *pattern)
{
	(void)ctx;
	variants_pattern(pattern);
}

/* Formulas are read before targets.csv. */
static void needs_unit(const void *ctx, struct bytes *pattern)
{
	const struct definition *def = ctx;

	if (def->targets)
		target_unit_pattern(def->targets, pattern);
}

static const struct expression_function functions[] = {
	{ "在册", 1, 2, FORM_IN_TREE, TRUTH, 4, NULL },
	{ "上级", 1, 1, FORM_PARENT, TEXT, 4, NULL },
	{ "类别", 1, 1, FORM_KIND, TEXT, 4, NULL },
	{ "关系", 1, 1, FORM_RELATION, TEXT, 4, NULL },
	{ "数值", 1, 1, FORM_NUMBER, NUMBER, 4, NULL },
	{ "单位", 1, 1, FORM_UNIT, TEXT, 4, NULL },
	{ "写法", 1, 1, FORM_ROW, TEXT, 4, NULL },
	{ "年", 1, 1, FORM_YEAR, NUMBER, 4, NULL },
	{ "末年", 1, 1, FORM_LAST_YEAR, NUMBER, 4, NULL },
	{ "月日", 1, 1, FORM_MONTH_DAY, NUMBER, 4, NULL },
	{ "金额", 1, 1, FORM_MONEY, MONEY, 4, NULL },
	{ "名中单位", 1, 1, FORM_UNIT_IN_NAME, TEXT, 40, needs_unit },
	{ "日期有误", 1, 1, FORM_DATE_WRONG, TRUTH, 4, NULL },
	{ "常用关系", 1, 1, FORM_USUAL_RELATION, TEXT, 4, NULL },
	{ "拟读", 1, 1, FORM_GUESS, MONEY, 4, NULL },
	{ "同类单位", 2, 2, FORM_UNITS_AGREE, TRUTH, 20, NULL },
	{ "其中年份", 1, 1, FORM_YEARS, TEXT, 10, needs_year },
	{ "换年", 2, 2, FORM_RENEWED, TEXT, 10, needs_year },
	{ "国标外", 1, 1, FORM_VARIANTS, TEXT, 20, needs_variant },
	{ "国标字", 1, 1, FORM_MENDED, TEXT, 40, NULL },
	{ "符号规范", 1, 1, FORM_USUAL_SIGN, TRUTH, 4, NULL },
	{ "规范写法", 1, 1, FORM_USUAL_WAY, TEXT, 40, NULL },
	{ "行数上限", 1, 1, FORM_ROWS_USUAL, NUMBER, 4, NULL },
	{ "起止颠倒", 1, 1, FORM_ENDS_FIRST, TRUTH, 4, NULL },
	{ "序号日期", 1, 1, FORM_SERIAL_DATE, TEXT, 20, NULL },
	{ "相近层级", 1, 2, FORM_NEAREST, TEXT, 40, NULL },
	{ .name = NULL },
};

int definition_field(const struct definition *def, const char *name, size_t n)
{
	for (int i = 0; i < def->n_fields; i++)
		if (*def->fields[i].name == *name &&
		    strncmp(def->fields[i].name, name, n) == 0 &&
		    def->fields[i].name[n] == '\0')
			return i;
	return -1;
}

int definition_table(const struct definition *def, const char *name, size_t n)
{
	for (int t = 0; t < def->n_tables; t++)
		if (strncmp(def->tables[t].name, name, n) == 0 &&
		    def->tables[t].name[n] == '\0')
			return t;
	return -1;
}

bool definition_has_formulas(const struct definition *def)
{
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].formula)
			return true;
	return false;
}

int definition_name_column(const struct definition *def, int table)
{
	const struct table_def *t = &def->tables[table];
	int text = -1;

	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind == FIELD_TEXT && f->required)
			return t->columns[c];
		if (f->kind == FIELD_TEXT && text < 0)
			text = t->columns[c];
	}
	return text >= 0 ? text : t->columns[0];
}

int definition_level(const struct definition *def, int table, int depth)
{
	const struct table_def *t = &def->tables[table];

	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind == FIELD_LEVEL && f->depth == depth)
			return t->columns[c];
	}
	return -1;
}

/* A column of `table` by its label alone. */
static int column_of(const struct definition *def, int table, const char *label,
		     size_t n)
{
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].table == table &&
		    strncmp(def->fields[i].label, label, n) == 0 &&
		    def->fields[i].label[n] == '\0')
			return i;
	return -1;
}

/* A bare label means this row's cell; a full name means the whole column. */
static bool find_name(const void *ctx, const char *word, size_t n, int scope,
		      struct expression_name *out)
{
	const struct definition *def = ctx;
	int field = scope >= 0 ? column_of(def, scope, word, n) : -1;

	*out = (struct expression_name){ .kind = NAME_CELL, .table = -1 };
	if (field < 0) {
		field = definition_field(def, word, n);
		if (field >= 0 && def->fields[field].table >= 0)
			out->kind = NAME_COLUMN;
	}
	if (field >= 0) {
		out->field = field;
		out->table = def->fields[field].table;
		out->type = definition_field_type(&def->fields[field]);
		return true;
	}
	out->field = -1;
	out->table = definition_table(def, word, n);
	out->kind = NAME_TABLE;
	return out->table >= 0;
}

static bool takes(const void *ctx, int field, const char *text,
		  struct bytes *choices)
{
	const struct definition *def = ctx;
	const struct field *f = &def->fields[field];

	if (field_has_choice(f, text))
		return true;
	for (int i = 0; i < f->n_choices; i++)
		bytes_printf(choices, "%s%s", i > 0 ? " " : "", f->choices[i]);
	return false;
}

/* Fields as they may be written here, then tables. */
static const char *name_at(const void *ctx, int i, int scope)
{
	const struct definition *def = ctx;

	if (i < def->n_fields)
		return scope >= 0 && def->fields[i].table == scope
			       ? def->fields[i].label
			       : def->fields[i].name;
	i -= def->n_fields;
	return i < def->n_tables ? def->tables[i].name : NULL;
}

/* The words and parts of targets.csv; formulas are read before it. */
static struct pattern *named_pattern(const void *ctx, const char *source,
				     struct failure *f)
{
	const struct definition *def = ctx;

	struct target_set *none = def->targets ? NULL : target_set_new();
	struct pattern *pattern =
		target_pattern(none ? none : def->targets, source, f);

	target_set_free(none);
	return pattern;
}

struct expression_dictionary definition_dictionary(const struct definition *def)
{
	return (struct expression_dictionary){ .ctx = def,
					       .money_yuan = def->money_yuan,
					       .find = find_name,
					       .takes = takes,
					       .name = name_at,
					       .pattern = named_pattern,
					       .functions = functions };
}

bool field_has_choice(const struct field *f, const char *text)
{
	for (int i = 0; i < f->n_choices; i++)
		if (text_fold_equal(f->choices[i], text, FOLD_BLANKS))
			return true;
	return f->kind != FIELD_CHOICE || f->n_choices == 0;
}

bool field_is_number(const struct field *f)
{
	return f->kind == FIELD_MONEY || f->kind == FIELD_INTEGER ||
	       f->kind == FIELD_DECIMAL || f->kind == FIELD_YEAR;
}

bool field_number(const struct field *f, const char *text, int64_t *number)
{
	static const char *const signs[] = { "%", "％" };
	size_t n = strlen(text);

	text_trim(&text, &n);
	if (f->kind == FIELD_DECIMAL && strcmp(f->unit, "%") == 0)
		for (size_t i = 0; i < 2; i++) {
			size_t len = strlen(signs[i]);

			if (n > len && !memcmp(text + n - len, signs[i], len))
				n -= len;
		}
	return amount_parse(text, n, number) == AMOUNT_OK;
}

const char *field_own_key(const struct field *f)
{
	const char *dot = f->table >= 0 ? strrchr(f->key, '.') : NULL;

	return dot ? dot + 1 : f->key;
}

static void free_rule(struct rule *rule)
{
	expression_free(rule->condition);
	expression_free(rule->requirement);
	expression_free(rule->where);
	sentence_free(rule->message);
	sentence_free(rule->english);
	for (int i = 0; i < rule->n_suggestions; i++)
		for (int k = 0; k < rule->suggestions[i].n; k++)
			sentence_free(rule->suggestions[i].parts[k].text);
	free(rule->suggestions);
}

static void forget_rules(struct definition *def)
{
	for (size_t i = 0; i < def->n_rules; i++)
		free_rule(&def->rules[i]);
	free(def->rules);
	def->rules = NULL;
	def->n_rules = 0;
	target_set_free(def->targets);
	def->targets = NULL;
}

/* The rules can be read as soon as the names are known. */
static void read_rules(struct definition *def, bool has_names,
		       struct failure_list *faults)
{
	def->targets = target_set_new();
	if (definition_read_targets(def, faults) && has_names)
		definition_read_rules(def, faults);
	target_set_settle(def->targets);
}

struct definition *definition_load(const char *folder,
				   const char *const *shared,
				   struct failure_list *faults)
{
	struct definition *def = memory_alloc(sizeof *def);
	size_t before = faults->n;
	struct def_file fields;

	def->unit_yuan = def->money_yuan = amount_yuan("万元", strlen("万元"));
	tree_init(&def->tree, &def->arena);
	def->folder = memory_copy_str(folder);
	def->shared = shared;
	bool has_names = definition_read_fields(def, &fields, faults);

	/* without names every cell of the layout would be a fault */
	if (has_names) {
		bool has_layout = definition_read_layout(def, faults);

		definition_finish_fields(def, &fields, has_layout);
	}
	def_file_release(&fields);
	definition_read_tree(def, faults);
	if (faults->n == before)
		return def;
	/* it is refused: with all its faults */
	read_rules(def, has_names, faults);
	definition_free(def);
	return NULL;
}

bool definition_load_rules(struct definition *def, struct failure_list *faults)
{
	size_t before = faults->n;

	if (def->has_rules)
		return true;
	read_rules(def, true, faults);
	def->has_rules = faults->n == before;
	if (!def->has_rules)
		forget_rules(def);
	return def->has_rules;
}

static void drop_unsound(struct definition *def)
{
	size_t n = 0;

	for (size_t i = 0; i < def->n_rules; i++) {
		if (def->rules[i].is_sound)
			def->rules[n++] = def->rules[i];
		else
			free_rule(&def->rules[i]);
	}
	def->n_rules = n;
}

bool definition_load_sound_rules(struct definition *def,
				 struct failure_list *faults)
{
	size_t before = faults->n;

	def->targets = target_set_new();
	bool has_parts = definition_read_targets(def, faults);
	if (faults->n > before) {
		if (has_parts)
			definition_read_rules(def, faults);
		forget_rules(def);
		return false;
	}
	definition_read_rules(def, faults);
	target_set_settle(def->targets);
	drop_unsound(def);
	def->has_rules = faults->n == before;
	return def->has_rules;
}

void definition_free(struct definition *def)
{
	if (!def)
		return;
	forget_rules(def);
	for (int i = 0; i < def->n_fields; i++)
		expression_free(def->fields[i].formula);
	for (int t = 0; t < def->n_tables; t++)
		free(def->tables[t].columns);
	free(def->fields);
	free(def->scalars);
	free(def->tables);
	free(def->screens);
	free(def->labels);
	free(def->layout);
	tree_release(&def->tree);
	free(def->folder);
	for (size_t i = 0; i < def->n_texts; i++)
		texts_free(def->texts[i]);
	free(def->texts);
	arena_release(&def->arena);
	free(def);
}
