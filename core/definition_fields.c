#include <config.h>
#include "core/definition_fields.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/nearest.h"
#include "core/text.h"

/* Kinds of cell that can hold the unit of another. */
#define UNIT_HOLDERS (BIT(FIELD_UNIT) | BIT(FIELD_CHOICE) | BIT(FIELD_TEXT))

/* 人|people: Chinese, and English if it is given. */
static const char *read_pair(struct fields_reader *r, int heading,
			     const char **english)
{
	int n;
	const char *const *parts =
		def_split(r->def, def_cell(r->file, heading), &n);

	*english = n > 1 ? parts[1] : "";
	return parts[0];
}

/* "2" or "2..6", both within least..most; a blank cell changes nothing. */
static void read_range(struct fields_reader *r, int heading, int least,
		       int most, int *min, int *max)
{
	const char *cell = def_cell(r->file, heading);
	const char *dots = strstr(cell, "..");
	const char *first =
		arena_copy(&r->def->arena, cell,
			   dots ? (size_t)(dots - cell) : strlen(cell));
	int low, high;

	if (!*cell)
		return;
	if (def_number(first, &low) &&
	    def_number(dots ? dots + 2 : first, &high) && low >= least &&
	    low <= high && high <= most) {
		*min = low;
		*max = high;
		return;
	}
	def_fault(r->file,
		  heading == ROWS ? FAILURE_DEF_ROWS : FAILURE_DEF_DECIMALS,
		  heading, cell);
}

static void read_decimals(struct fields_reader *r, int *min, int *max)
{
	read_range(r, DECIMALS, 0, 6, min, max);
}

/* The line where a key stands already, or 0. */
static size_t line_of_key(const struct definition *def, const char *key)
{
	for (int t = 0; t < def->n_tables; t++)
		if (def_equal(def->tables[t].key, key))
			return def->tables[t].line;
	for (int i = 0; i < def->n_fields; i++)
		if (def_equal(def->fields[i].key, key))
			return def->fields[i].line;
	return 0;
}

/* The row's key, a table's in front of its columns'; "" if it is refused. */
static const char *read_key(struct fields_reader *r, const char *table)
{
	const char *cell = def_cell(r->file, KEY), *key = cell;
	struct bytes full = BYTES_INIT;
	size_t line;

	if (!*cell) {
		def_fault_blank(r->file, KEY);
		return "";
	}
	if (!def_is_key(cell)) {
		def_fault(r->file, FAILURE_DEF_KEY, KEY, cell);
		return "";
	}
	if (table) {
		bytes_add_str(&full, table);
		bytes_add_char(&full, '.');
		bytes_add_str(&full, cell);
		key = bytes_keep(&full, &r->def->arena);
	}
	line = line_of_key(r->def, key);
	if (line)
		def_fault_twice(r->file, KEY, cell, line);
	return line ? "" : key;
}

/* Money must know how many 元 it is. */
static void need_money_unit(struct fields_reader *r, const char *unit)
{
	struct failure *f;

	if (!*unit || amount_yuan(unit, strlen(unit)))
		return;
	f = def_fault(r->file, FAILURE_DEF_VALUE, UNIT, unit);
	for (size_t i = 0; amount_unit_name(i); i++)
		failure_choice(f, amount_unit_name(i));
}

static void read_form(struct fields_reader *r)
{
	struct definition *def = r->def;

	def_file_seek(r->file, r->form_line);
	def->key = read_key(r, NULL);
	def->name = def_cell(r->file, NAME);
	def->unit = def_cell(r->file, UNIT);
	def->english = def_cell(r->file, ENGLISH);
	def->opinions = def_cell(r->file, CHOICES);
	def->version = def_cell(r->file, HELP);
	def->decimals_max = 6;
	need_money_unit(r, def->unit);
	if (amount_yuan(def->unit, strlen(def->unit)))
		def->unit_yuan = amount_yuan(def->unit, strlen(def->unit));
	def->money_yuan = def->unit_yuan;
	read_decimals(r, &def->decimals_min, &def->decimals_max);
}

static void read_table(struct fields_reader *r, struct table_def *table)
{
	def_file_seek(r->file, table->line);
	table->key = read_key(r, NULL);
	table->rows_printed = 1;
	table->rows_usual = 1000000;
	read_range(r, ROWS, 1, 1000000, &table->rows_printed,
		   &table->rows_usual);
	table->carry = fields_read_table_carry(r->file);
}

/* The table in front of the dot; its columns stand on its screen. */
static void read_column(struct fields_reader *r, struct field *f)
{
	struct definition *def = r->def;
	size_t n = (size_t)(f->label - f->name - 1);
	struct nearest near = nearest_to(f->name, n);
	const char *screen, *english;
	struct failure *fault;

	def_file_seek(r->file, f->line);
	screen = read_pair(r, SCREEN, &english);
	f->table = definition_table(def, f->name, n);
	if (f->table < 0) {
		fault = def_fault(r->file, FAILURE_DEF_UNKNOWN, NAME, NULL);
		failure_value(fault, f->name, n);
		for (int t = 0; t < def->n_tables; t++)
			nearest_try(&near, def->tables[t].name);
		if (near.name)
			failure_detail(fault, "%s", near.name);
		r->has_names = false;
		return;
	}
	f->screen = def->tables[f->table].screen;
	if (*screen && strcmp(screen, def->screens[f->screen].name) != 0)
		def_fault(r->file, FAILURE_DEF_STRAY, SCREEN, screen);
}

/* A field of one of these kinds in the same table, or, if that is allowed, a
   scalar; -1 and a fault if the name is of no such field. */
static int read_name(struct fields_reader *r, int heading, const char *s,
		     size_t n, const struct field *from, unsigned kinds,
		     bool scalar)
{
	int i = definition_field(r->def, s, n);
	const struct field *to;
	struct failure *f;

	if (i < 0) {
		def_fault_unknown(r->file, heading, s, n, -1);
		return -1;
	}
	to = &r->def->fields[i];
	if (to->kind != FIELD_KINDS && !(kinds & BIT(to->kind))) {
		f = def_fault(r->file, FAILURE_DEF_KIND, heading, to->name);
		for (int k = 0; k < FIELD_KINDS; k++)
			if (kinds & BIT(k))
				failure_choice(f, def_type_name(k));
	} else if (to->table != from->table && !(scalar && to->table < 0)) {
		def_fault(r->file, FAILURE_DEF_OTHER_TABLE, heading, to->name);
	} else {
		return i;
	}
	return -1;
}

/* 沿用 {字段}: out of that one, unless the cell is computed anew. */
static bool read_carry_from(struct fields_reader *r, struct field *f)
{
	const char *cell = def_cell(r->file, CARRY);
	size_t n = strlen(cell);

	if (cell[0] != '{' || cell[n - 1] != '}' || *f->formula_source)
		return false;
	f->carry_from =
		read_name(r, CARRY, cell + 1, n - 2, f, BIT(f->kind), false);
	f->carry = CARRY_MARKED;
	return true;
}

static void read_unit(struct fields_reader *r, struct field *f)
{
	const char *cell = read_pair(r, UNIT, &f->unit_english);
	size_t n = strlen(cell);

	f->unit = "";
	if (!field_takes(f, UNIT))
		return;
	if (cell[0] == '{' && cell[n - 1] == '}') {
		f->unit_field = read_name(r, UNIT, cell + 1, n - 2, f,
					  UNIT_HOLDERS, true);
	} else if (strpbrk(cell, "{}")) {
		def_fault(r->file, FAILURE_DEF_BRACE, UNIT, cell);
	} else if (f->kind == FIELD_MONEY) {
		f->unit = *cell ? cell : r->def->unit;
		need_money_unit(r, cell);
	} else {
		f->unit = cell;
	}
}

static void read_owner(struct fields_reader *r, struct field *f)
{
	const char *cell = def_cell(r->file, OWNER);
	int i;

	if (!*cell)
		return;
	i = read_name(r, OWNER, cell, strlen(cell), f,
		      field_kind_owners(f->kind), false);
	if (i < 0)
		return;
	if (f->kind == FIELD_LEVEL && &r->def->fields[i] >= f) {
		def_fault(r->file, FAILURE_DEF_ORDER, OWNER, cell);
		return;
	}
	f->owner = i;
	if (f->kind == FIELD_LEVEL)
		f->depth = r->def->fields[i].depth + 1;
}

static bool has_doubles(const char *const *texts, int n)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < i; j++)
			if (strcmp(texts[i], texts[j]) == 0)
				return true;
	return false;
}

static void read_choices(struct fields_reader *r, struct field *f)
{
	const char *cell = def_cell(r->file, CHOICES);
	bool is_blank = false, is_one;

	if (!*cell) {
		/* F5 knows the usual signs and units */
		if (f->kind == FIELD_CHOICE)
			def_fault_blank(r->file, CHOICES);
		return;
	}
	f->choices = def_split(r->def, cell, &f->n_choices);
	for (int i = 0; i < f->n_choices; i++)
		is_blank |= !*f->choices[i];
	if (is_blank || has_doubles(f->choices, f->n_choices))
		def_fault(r->file, FAILURE_DEF_CHOICES, CHOICES, cell);
	is_one = f->n_choices == 1 && f->kind == FIELD_CHOICE;
	if (is_one && (strpbrk(cell, ",;/") || strstr(cell, "、") ||
		       strstr(cell, "，") || strstr(cell, "；")))
		def_fault(r->file, FAILURE_DEF_CHOICE_ONE, CHOICES, cell);
}

static void read_required(struct fields_reader *r, struct field *f)
{
	static const char *const yes[] = { "是", NULL };
	const char *cell = def_cell(r->file, REQUIRED);

	f->required = *cell != '\0';
	if (*cell && strcmp(cell, yes[0]) != 0)
		def_fault_choice(r->file, REQUIRED, yes);
}

/* So that each amount is a whole number of millionths: in the smallest unit. */
static void take_money(struct definition *def, const struct field *f)
{
	int64_t yuan = amount_yuan(f->unit, strlen(f->unit));

	if (f->kind != FIELD_MONEY)
		return;
	if (f->unit_field >= 0)
		yuan = 1;
	if (yuan && yuan < def->money_yuan)
		def->money_yuan = yuan;
}

static void read_field(struct fields_reader *r, struct field *f)
{
	struct definition *def = r->def;

	def_file_seek(r->file, f->line);
	f->key = read_key(r, f->table < 0 ? NULL : def->tables[f->table].key);
	f->help = read_pair(r, HELP, &f->help_english);
	f->formula_source = def_cell(r->file, FORMULA);
	/* years and whole numbers have none */
	if (field_takes(f, DECIMALS)) {
		f->decimals_min = def->decimals_min;
		f->decimals_max = def->decimals_max;
		read_decimals(r, &f->decimals_min, &f->decimals_max);
	}
	if (!read_carry_from(r, f))
		f->carry = fields_read_carry(r->file, f);
	read_required(r, f);
	read_unit(r, f);
	take_money(def, f);
	if (field_takes(f, CHOICES))
		read_choices(r, f);
	if (field_takes(f, OWNER))
		read_owner(r, f);
}

/* Whose form it is: what the form's own row says, else the first required text,
   else the first text. */
static int read_subject(struct fields_reader *r, const char *name)
{
	static const struct field form = { .table = -1 };
	const struct definition *def = r->def;
	int text = -1;

	if (*name)
		return read_name(r, OWNER, name, strlen(name), &form,
				 field_kind_owners(ROW_FORM), false);
	for (int i = def->n_fields - 1; i >= 0; i--) {
		const struct field *f = &def->fields[i];

		if (f->kind == FIELD_TEXT && f->table < 0 &&
		    (f->required || text < 0 || !def->fields[text].required))
			text = i;
	}
	return text;
}

static void read_whose(struct fields_reader *r)
{
	const char *to, *name = read_pair(r, OWNER, &to);

	r->def->subject = r->def->addressee = read_subject(r, name);
	if (*to)
		r->def->addressee = read_subject(r, to);
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

/* Levels are names of indicators where there are targets. */
static void free_levels(struct definition *def)
{
	for (int i = 0; i < def->n_fields; i++)
		def->fields[i].is_free = def->fields[i].kind == FIELD_LEVEL;
	for (int t = 0; t < def->n_fields; t++)
		for (int i = 0; i < def->n_fields; i++)
			if (def->fields[t].kind == FIELD_TARGET &&
			    def->fields[i].table == def->fields[t].table)
				def->fields[i].is_free = false;
}

static void read_rows(struct fields_reader *r)
{
	struct definition *def = r->def;

	fields_read_names(r);
	if (r->form_line) {
		read_form(r);
	} else {
		r->file->at = 1;
		def_fault(r->file, FAILURE_DEF_NO_FORM_ROW, TYPE, NULL);
	}
	for (int t = 0; t < def->n_tables; t++)
		read_table(r, &def->tables[t]);
	/* a row may speak of any other, so all must know their tables first */
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].label != def->fields[i].name)
			read_column(r, &def->fields[i]);
	for (int i = 0; i < def->n_fields; i++)
		read_field(r, &def->fields[i]);
	free_levels(def);
	if (r->form_line) {
		def_file_seek(r->file, r->form_line);
		read_whose(r);
	}
}

bool definition_read_fields(struct definition *def, struct def_file *file,
			    struct failure_list *faults)
{
	struct fields_reader r = {
		.file = file, .def = def, .screen = -1, .has_names = true
	};
	bool is_open = def_file_open(file, def, def->folder, "fields.csv",
				     field_headings, faults);

	def->subject = def->addressee = -1;
	def->key = def->name = def->unit = def->english = "";
	def->opinions = def->version = "";
	if (is_open)
		read_rows(&r);
	number_scalars(def);
	return is_open && r.has_names && !file->has_skipped;
}

static void find_missing(struct definition *def, struct def_file *file)
{
	for (int t = 0; t < def->n_tables; t++) {
		if (def->tables[t].layout_row >= 0)
			continue;
		def_file_seek(file, def->tables[t].line);
		def_fault(file, FAILURE_DEF_MISSING, NAME, def->tables[t].name);
	}
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (f->layout_row >= 0 ||
		    (f->table >= 0 && def->tables[f->table].layout_row < 0))
			continue;
		def_file_seek(file, f->line);
		def_fault(file, FAILURE_DEF_MISSING, NAME, f->name);
	}
}

void definition_finish_fields(struct definition *def, struct def_file *file,
			      bool has_layout)
{
	if (!*def->name)
		def->name = def->title;
	if (has_layout)
		find_missing(def, file);
	definition_read_formulas(def, file, FORMULA);
}
