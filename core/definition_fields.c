#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum {
	NAME,
	KEY,
	TYPE,
	REQUIRED,
	UNIT,
	DECIMALS,
	SCREEN,
	ROWS,
	CHOICES,
	OWNER,
	FORMULA,
	ENGLISH,
	HELP
};

static const char *const headings[] = { [NAME] = "名称",    [KEY] = "键",
					[TYPE] = "类型",    [REQUIRED] = "必填",
					[UNIT] = "单位",    [DECIMALS] = "小数",
					[SCREEN] = "屏",    [ROWS] = "行数",
					[CHOICES] = "选项", [OWNER] = "属于",
					[FORMULA] = "计算", [ENGLISH] = "英文",
					[HELP] = "说明",    NULL };

static const char *const kind_names[FIELD_KINDS] = {
	[FIELD_TEXT] = "文本",	   [FIELD_LONG] = "长文",
	[FIELD_MONEY] = "金额",	   [FIELD_INTEGER] = "整数",
	[FIELD_DECIMAL] = "小数",  [FIELD_YEAR] = "年份",
	[FIELD_CHOICE] = "选项",   [FIELD_LEVEL] = "层级",
	[FIELD_TARGET] = "指标值", [FIELD_RELATION] = "关系",
	[FIELD_UNIT] = "单位",
};

/* What the rows are read into, before their number is known. */
struct reader {
	struct def_file file;
	struct definition *def;
	size_t cap_fields, cap_tables, cap_screens, cap_labels;
	int screen;
	bool has_form_row;
};

const char *field_kind_name(enum field_kind kind)
{
	return kind_names[kind];
}

struct expression_type definition_field_type(const struct field *f)
{
	return (struct expression_type){
		field_is_number(f) ? TYPE_NUMBER : TYPE_TEXT,
		f->kind == FIELD_MONEY ? MEASURE_MONEY : MEASURE_PLAIN
	};
}

static int kind_of(const char *name)
{
	for (int k = 0; k < FIELD_KINDS; k++)
		if (strcmp(kind_names[k], name) == 0)
			return k;
	return -1;
}

/* The screen of a row: its own, or that of the row above. */
static int read_screen(struct reader *r)
{
	struct definition *def = r->def;
	const char *cell = def_cell(&r->file, SCREEN);
	const char *const *names;
	int n;

	if (!*cell)
		return r->screen;
	names = def_split(def, cell, &n);
	for (int i = 0; i < def->n_screens; i++)
		if (strcmp(def->screens[i].name, names[0]) == 0)
			return r->screen = i;
	def->screens =
		memory_grow(def->screens, &r->cap_screens,
			    (size_t)def->n_screens + 1, sizeof *def->screens);
	def->screens[def->n_screens] =
		(struct screen_def){ .name = names[0],
				     .english = n > 1 ? names[1] : "" };
	return r->screen = def->n_screens++;
}

/* 人|people: Chinese, and English if it is given. */
static const char *read_pair(struct reader *r, int heading,
			     const char **english)
{
	int n;
	const char *const *parts =
		def_split(r->def, def_cell(&r->file, heading), &n);

	*english = n > 1 ? parts[1] : "";
	return parts[0];
}

static void read_label(struct reader *r, const char *name)
{
	struct definition *def = r->def;

	def->labels =
		memory_grow(def->labels, &r->cap_labels,
			    (size_t)def->n_labels + 1, sizeof *def->labels);
	def->labels[def->n_labels++] =
		(struct label_def){ name, def_cell(&r->file, ENGLISH) };
}

/* "2" or "2..6" */
static void read_range(struct reader *r, int heading, int *min, int *max)
{
	const char *cell = def_cell(&r->file, heading);
	const char *dots = strstr(cell, "..");
	const char *first;
	bool ok;

	if (!*cell)
		return;
	if (!dots) {
		ok = def_number(cell, min);
		*max = *min;
	} else {
		first = arena_copy(&r->def->arena, cell, (size_t)(dots - cell));
		ok = def_number(first, min) && def_number(dots + 2, max) &&
		     *min <= *max;
	}
	if (!ok)
		def_fault(&r->file, FAILURE_DEF_VALUE, heading, cell);
}

static void read_form_row(struct reader *r)
{
	struct definition *def = r->def;

	if (r->has_form_row)
		def_fault(&r->file, FAILURE_DEF_TWICE, TYPE, "整表");
	r->has_form_row = true;
	def->key = def_cell(&r->file, KEY);
	def->unit = def_cell(&r->file, UNIT);
	def->english = def_cell(&r->file, ENGLISH);
	def->opinions = def_cell(&r->file, CHOICES);
	def->version = def_cell(&r->file, HELP);
	def->decimals_max = 6;
	read_range(r, DECIMALS, &def->decimals_min, &def->decimals_max);
	if (def->decimals_max > 6)
		def_fault(&r->file, FAILURE_DEF_VALUE, DECIMALS,
			  def_cell(&r->file, DECIMALS));
}

static bool is_function(const struct definition *def, const char *word)
{
	const struct expression_function *f =
		definition_dictionary(def).functions;

	while (f->name && strcmp(f->name, word) != 0)
		f++;
	return f->name != NULL;
}

/* A name that expressions can write, used once. */
static bool name_is_good(struct reader *r, const char *name, const char *label)
{
	size_t n = strlen(name);

	if (expression_is_reserved(label, strlen(label)) ||
	    is_function(r->def, label)) {
		def_fault(&r->file, FAILURE_DEF_RESERVED, NAME, label);
		return false;
	}
	if (definition_field(r->def, name, n) >= 0 ||
	    definition_table(r->def, name, n) >= 0) {
		def_fault(&r->file, FAILURE_DEF_TWICE, NAME, name);
		return false;
	}
	for (size_t i = 0, step; i < n; i += step) {
		uint32_t code;

		step = text_decode(name + i, n - i, &code);
		if (step && (text_is_letter(code) || text_is_digit(code) ||
			     code == '_' || code == '.'))
			continue;
		def_fault(&r->file, FAILURE_DEF_VALUE, NAME, name);
		return false;
	}
	return true;
}

static void read_table(struct reader *r, const char *name)
{
	struct definition *def = r->def;
	struct table_def table = {
		.name = name,
		.key = def_cell(&r->file, KEY),
		.english = def_cell(&r->file, ENGLISH),
		.help = def_cell(&r->file, HELP),
		.screen = read_screen(r),
		.rows_printed = 1,
		.rows_usual = 1000000,
		.layout_row = -1,
	};

	if (!name_is_good(r, name, name))
		return;
	read_range(r, ROWS, &table.rows_printed, &table.rows_usual);
	def->tables =
		memory_grow(def->tables, &r->cap_tables,
			    (size_t)def->n_tables + 1, sizeof *def->tables);
	def->tables[def->n_tables++] = table;
}

static const char *column_key(struct reader *r, int table, const char *key)
{
	struct bytes full = BYTES_INIT;
	const char *result;

	bytes_printf(&full, "%s.%s", r->def->tables[table].key, key);
	result = arena_copy(&r->def->arena, full.data, full.len);
	bytes_release(&full);
	return result;
}

static void read_unit(struct reader *r, struct field *f)
{
	const char *cell = read_pair(r, UNIT, &f->unit_english);

	f->unit_field = -1;
	f->unit = *cell || f->kind != FIELD_MONEY ? cell : r->def->unit;
	if (cell[0] != '{')
		return;
	f->unit = "";
	f->unit_field =
		definition_field(r->def, cell + 1, strcspn(cell + 1, "}"));
	if (f->unit_field < 0)
		def_fault(&r->file, FAILURE_DEF_UNKNOWN, UNIT, cell);
}

static void read_owner(struct reader *r, struct field *f)
{
	const char *cell = def_cell(&r->file, OWNER);

	f->owner = -1;
	if (!*cell)
		return;
	f->owner = definition_field(r->def, cell, strlen(cell));
	if (f->owner < 0)
		def_fault(&r->file, FAILURE_DEF_UNKNOWN, OWNER, cell);
	else if (f->kind == FIELD_LEVEL)
		f->depth = r->def->fields[f->owner].depth + 1;
}

static void read_field(struct reader *r, const char *name)
{
	struct definition *def = r->def;
	const char *dot = strchr(name, '.'), *type = def_cell(&r->file, TYPE);
	const char *required = def_cell(&r->file, REQUIRED);
	struct field f = { .name = name,
			   .label = dot ? dot + 1 : name,
			   .key = def_cell(&r->file, KEY),
			   .english = def_cell(&r->file, ENGLISH),
			   .formula_source = def_cell(&r->file, FORMULA),
			   .line = def_line(&r->file),
			   .screen = read_screen(r),
			   .table = -1,
			   .slot = -1,
			   .layout_row = -1,
			   .decimals_min = def->decimals_min,
			   .decimals_max = def->decimals_max };
	int kind = kind_of(type);

	if (kind < 0) {
		def_fault(&r->file, FAILURE_DEF_VALUE, TYPE, type);
		return;
	}
	if (!name_is_good(r, name, f.label))
		return;
	f.kind = (enum field_kind)kind;
	f.help = read_pair(r, HELP, &f.help_english);
	if (*required && strcmp(required, "是") != 0)
		def_fault(&r->file, FAILURE_DEF_VALUE, REQUIRED, required);
	f.required = *required != '\0';
	if (dot) {
		f.table = definition_table(def, name, (size_t)(dot - name));
		if (f.table < 0) {
			def_fault(&r->file, FAILURE_DEF_UNKNOWN, NAME, name);
			return;
		}
		f.key = column_key(r, f.table, f.key);
		f.screen = def->tables[f.table].screen;
	}
	read_range(r, DECIMALS, &f.decimals_min, &f.decimals_max);
	read_unit(r, &f);
	read_owner(r, &f);
	if (*def_cell(&r->file, CHOICES))
		f.choices = def_split(def, def_cell(&r->file, CHOICES),
				      &f.n_choices);
	def->fields =
		memory_grow(def->fields, &r->cap_fields,
			    (size_t)def->n_fields + 1, sizeof *def->fields);
	def->fields[def->n_fields++] = f;
}

static void read_row(struct reader *r)
{
	const char *name = def_cell(&r->file, NAME);
	const char *type = def_cell(&r->file, TYPE);

	if (strcmp(type, "整表") == 0)
		read_form_row(r);
	else if (!*name)
		def_fault(&r->file, FAILURE_DEF_VALUE, NAME, name);
	else if (strcmp(type, "表") == 0)
		read_table(r, name);
	else if (strcmp(type, "标签") == 0)
		read_label(r, name);
	else
		read_field(r, name);
}

static void number_scalars(struct definition *def)
{
	def->scalars =
		memory_array((size_t)def->n_fields + 1, sizeof *def->scalars);
	for (int i = 0; i < def->n_fields; i++) {
		if (def->fields[i].table >= 0)
			continue;
		def->fields[i].slot = def->n_scalars;
		def->scalars[def->n_scalars++] = i;
	}
}

void definition_read_fields(struct definition *def, struct failure_list *faults)
{
	struct reader r = { .def = def };

	def->key = def->unit = def->english = def->opinions = def->version = "";
	if (def_file_open(&r.file, def, "fields.csv", headings, faults)) {
		while (def_file_next(&r.file))
			read_row(&r);
		r.file.at = 1;
		if (!r.has_form_row)
			def_fault(&r.file, FAILURE_DEF_UNKNOWN, TYPE, "整表");
		if (def->n_screens == 0)
			def_fault(&r.file, FAILURE_DEF_VALUE, SCREEN, "");
	}
	number_scalars(def);
	def_file_release(&r.file);
}

/* Formulas may name any field, so they come when all are known. */
void definition_read_formulas(struct definition *def,
			      struct failure_list *faults)
{
	struct expression_dictionary dictionary = definition_dictionary(def);

	for (int i = 0; i < def->n_fields; i++) {
		struct field *field = &def->fields[i];
		const char *source = field->formula_source;
		struct failure f = { 0 };

		if (!*source)
			continue;
		field->formula = expression_new(source, strlen(source),
						field->table, &dictionary, &f);
		if (!field->formula)
			def_expression_fault(faults, def, "fields.csv",
					     field->line, FORMULA + 1, &f);
		failure_release(&f);
	}
}
