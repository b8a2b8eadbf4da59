/* fields.csv: one row a field. First every name is noted, so that any row may
   speak of any other; then the rows are read. */
#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/nearest.h"
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
	CARRY,
	ENGLISH,
	HELP
};

static const char *const headings[] = {
	[NAME] = "名称",     [KEY] = "键",	 [TYPE] = "类型",
	[REQUIRED] = "必填", [UNIT] = "单位",	 [DECIMALS] = "小数",
	[SCREEN] = "屏",     [ROWS] = "行数",	 [CHOICES] = "选项",
	[OWNER] = "属于",    [FORMULA] = "计算", [CARRY] = "?沿用",
	[ENGLISH] = "英文",  [HELP] = "说明",	 NULL
};

/* What a row may be, behind the kinds of field. */
enum { ROW_FORM = FIELD_KINDS, ROW_TABLE, ROW_LABEL, ROW_TYPES };

#define BIT(i) (1u << (i))
#define BOX                                                                  \
	(BIT(NAME) | BIT(KEY) | BIT(REQUIRED) | BIT(SCREEN) | BIT(FORMULA) | \
	 BIT(CARRY))

/* Each type's name, the columns that have an effect on it besides 类型, 英文 and
   说明, and the types that it can belong to. */
static const struct {
	const char *name;
	unsigned columns, owners;
} types[ROW_TYPES] = {
	[FIELD_TEXT] = { "文本", BOX | BIT(UNIT), 0 },
	[FIELD_LONG] = { "长文", BOX, 0 },
	[FIELD_MONEY] = { "金额", BOX | BIT(UNIT) | BIT(DECIMALS), 0 },
	[FIELD_INTEGER] = { "整数", BOX | BIT(UNIT), 0 },
	[FIELD_DECIMAL] = { "小数", BOX | BIT(UNIT) | BIT(DECIMALS), 0 },
	[FIELD_YEAR] = { "年份", BOX | BIT(UNIT), 0 },
	[FIELD_CHOICE] = { "选项", BOX | BIT(CHOICES), 0 },
	[FIELD_LEVEL] = { "层级", BOX | BIT(OWNER), BIT(FIELD_LEVEL) },
	[FIELD_TARGET] = { "指标值", BOX | BIT(OWNER),
			   BIT(FIELD_TEXT) | BIT(FIELD_LONG) |
				   BIT(FIELD_LEVEL) | BIT(FIELD_TARGET) },
	[FIELD_RELATION] = { "关系", BOX | BIT(CHOICES) | BIT(OWNER),
			     BIT(FIELD_TARGET) },
	[FIELD_UNIT] = { "单位", BOX | BIT(CHOICES) | BIT(OWNER),
			 BIT(FIELD_TARGET) },
	[ROW_FORM] = { "整表",
		       BIT(KEY) | BIT(UNIT) | BIT(DECIMALS) | BIT(CHOICES) |
			       BIT(OWNER),
		       BIT(FIELD_TEXT) },
	[ROW_TABLE] = { "表",
			BIT(NAME) | BIT(KEY) | BIT(SCREEN) | BIT(ROWS) |
				BIT(CARRY),
			0 },
	[ROW_LABEL] = { "标签", BIT(NAME), 0 },
};

/* Kinds of cell that can hold the unit of another. */
#define UNIT_HOLDERS (BIT(FIELD_UNIT) | BIT(FIELD_CHOICE) | BIT(FIELD_TEXT))

struct reader {
	struct def_file *file;
	struct definition *def;
	size_t cap_fields, cap_tables, cap_screens, cap_labels;
	int screen; /* of the row above; -1 = none yet */
	size_t form_line;
	bool has_names; /* of all rows */
};

const char *field_kind_name(enum field_kind kind)
{
	return types[kind].name;
}

struct expression_type definition_field_type(const struct field *f)
{
	/* a row of an unknown type is refused, and that is enough */
	if (f->kind == FIELD_KINDS)
		return (struct expression_type){
			TYPE_NUMBER | TYPE_TEXT | TYPE_TRUTH, MEASURE_ANY
		};
	return (struct expression_type){
		field_is_number(f) ? TYPE_NUMBER : TYPE_TEXT,
		f->kind == FIELD_MONEY ? MEASURE_MONEY : MEASURE_PLAIN
	};
}

/* ---- the names ---- */

static bool type_takes(int type, int heading)
{
	return heading == TYPE || heading == ENGLISH || heading == HELP ||
	       types[type].columns & BIT(heading);
}

/* Elsewhere a cell is refused as a stray, and that is enough. */
static bool takes(const struct field *f, int heading)
{
	return f->kind != FIELD_KINDS && type_takes(f->kind, heading);
}

const char *def_type_name(int i)
{
	return i < ROW_TYPES ? types[i].name : NULL;
}

bool def_type_takes(int i, const char *heading)
{
	for (int h = NAME; headings[h]; h++)
		if (strcmp(headings[h] + (headings[h][0] == '?'), heading) == 0)
			return type_takes(i, h);
	return false;
}

/* The row's type; -1 and a fault if it has none. */
static int read_type(struct reader *r)
{
	const char *cell = def_cell(r->file, TYPE);
	struct failure *f;

	for (int i = 0; i < ROW_TYPES; i++)
		if (def_equal(types[i].name, cell))
			return i;
	f = def_fault(r->file, FAILURE_DEF_VALUE, TYPE, cell);
	for (int i = 0; i < ROW_TYPES; i++)
		failure_choice(f, types[i].name);
	return -1;
}

/* What is filled in where it has no effect stands in the wrong column. */
static void refuse_strays(struct reader *r, int type)
{
	for (int i = NAME; i <= HELP; i++)
		if (!type_takes(type, i) && *def_cell(r->file, i))
			def_fault(r->file, FAILURE_DEF_STRAY, i,
				  def_cell(r->file, i));
}

/* The screen of a row: its own, or that of the row above. */
static int read_screen(struct reader *r)
{
	struct definition *def = r->def;
	const char *const *names;
	int n;

	names = def_split(def, def_cell(r->file, SCREEN), &n);
	if (!*names[0] && r->screen < 0)
		def_fault_blank(r->file, SCREEN);
	if (!*names[0] && r->screen >= 0)
		return r->screen;
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

static bool is_function(const struct definition *def, const char *word)
{
	const struct expression_function *f =
		definition_dictionary(def).functions;

	while (f->name && !def_equal(f->name, word))
		f++;
	return f->name != NULL;
}

/* A word as expressions read it: half-width, no digit in front. */
static bool is_word(const char *s, size_t n)
{
	size_t len;

	for (size_t i = 0; i < n; i += len) {
		uint32_t code = 0;

		len = text_decode(s + i, n - i, &code);
		if (!len || (code >= 0xFF01 && code <= 0xFF5E))
			return false;
		if (!text_is_letter(code) && code != '_' &&
		    (!text_is_digit(code) || i == 0))
			return false;
	}
	return n > 0;
}

/* The line where a name stands already, or 0. */
static size_t line_of(const struct definition *def, const char *name)
{
	int field = definition_field(def, name, strlen(name));
	int table = definition_table(def, name, strlen(name));

	if (field >= 0)
		return def->fields[field].line;
	return table >= 0 ? def->tables[table].line : 0;
}

/* A name that expressions can write, used once. dot: that of 表.列, or NULL. */
static bool name_is_good(struct reader *r, const char *name, const char *dot)
{
	const char *label = dot ? dot + 1 : name;
	bool is_good = is_word(label, strlen(label)) &&
		       (!dot || is_word(name, (size_t)(dot - name)));
	bool is_reserved = expression_is_reserved(label, strlen(label)) ||
			   is_function(r->def, label);
	size_t line = line_of(r->def, name);

	if (!*name)
		def_fault_blank(r->file, NAME);
	else if (!is_good)
		def_fault(r->file, FAILURE_DEF_NAME, NAME, name);
	else if (is_reserved)
		def_fault(r->file, FAILURE_DEF_RESERVED, NAME, label);
	r->has_names &= is_good && !is_reserved;
	if (is_good && !is_reserved && line)
		def_fault_twice(r->file, NAME, name, line);
	return is_good && !is_reserved && !line;
}

static void note_table(struct reader *r, const char *name)
{
	struct definition *def = r->def;
	struct table_def table = { .name = name,
				   .key = "",
				   .english = def_cell(r->file, ENGLISH),
				   .help = def_cell(r->file, HELP),
				   .screen = read_screen(r),
				   .line = def_line(r->file),
				   .layout_row = -1 };

	if (!name_is_good(r, name, NULL))
		return;
	def->tables =
		memory_grow(def->tables, &r->cap_tables,
			    (size_t)def->n_tables + 1, sizeof *def->tables);
	def->tables[def->n_tables++] = table;
}

static void note_field(struct reader *r, const char *name, int type)
{
	struct definition *def = r->def;
	const char *dot = strchr(name, '.');
	struct field f = { .name = name,
			   .label = dot ? dot + 1 : name,
			   .key = "",
			   .english = def_cell(r->file, ENGLISH),
			   .kind = type < 0 ? FIELD_KINDS
					    : (enum field_kind)type,
			   .screen = dot ? -1 : read_screen(r),
			   .line = def_line(r->file),
			   .table = -1,
			   .slot = -1,
			   .owner = -1,
			   .unit_field = -1,
			   .layout_row = -1 };

	if (!name_is_good(r, name, dot))
		return;
	def->fields =
		memory_grow(def->fields, &r->cap_fields,
			    (size_t)def->n_fields + 1, sizeof *def->fields);
	def->fields[def->n_fields++] = f;
}

static void note_label(struct reader *r, const char *name)
{
	struct definition *def = r->def;

	if (!*name)
		def_fault_blank(r->file, NAME);
	for (int i = 0; i < def->n_labels; i++)
		if (strcmp(def->labels[i].name, name) == 0)
			def_fault_twice(r->file, NAME, name,
					def->labels[i].line);
	def->labels =
		memory_grow(def->labels, &r->cap_labels,
			    (size_t)def->n_labels + 1, sizeof *def->labels);
	def->labels[def->n_labels++] =
		(struct label_def){ name, def_cell(r->file, ENGLISH),
				    def_line(r->file) };
}

static void note_form(struct reader *r)
{
	if (r->form_line)
		def_fault_twice(r->file, TYPE, types[ROW_FORM].name,
				r->form_line);
	else
		r->form_line = def_line(r->file);
}

static void note_row(struct reader *r)
{
	const char *name = def_cell(r->file, NAME);
	int type = read_type(r);

	if (type >= 0)
		refuse_strays(r, type);
	if (type == ROW_FORM)
		note_form(r);
	else if (type == ROW_TABLE)
		note_table(r, name);
	else if (type == ROW_LABEL)
		note_label(r, name);
	else
		note_field(r, name, type);
}

/* ---- the rows ---- */

/* 人|people: Chinese, and English if it is given. */
static const char *read_pair(struct reader *r, int heading,
			     const char **english)
{
	int n;
	const char *const *parts =
		def_split(r->def, def_cell(r->file, heading), &n);

	*english = n > 1 ? parts[1] : "";
	return parts[0];
}

/* "2" or "2..6", both within least..most; a blank cell changes nothing. */
static void read_range(struct reader *r, int heading, int least, int most,
		       int *min, int *max)
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

static void read_decimals(struct reader *r, int *min, int *max)
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
static const char *read_key(struct reader *r, const char *table)
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
		key = arena_copy(&r->def->arena, full.data, full.len);
		bytes_release(&full);
	}
	line = line_of_key(r->def, key);
	if (line)
		def_fault_twice(r->file, KEY, cell, line);
	return line ? "" : key;
}

/* Money must know how many 元 it is. */
static void need_money_unit(struct reader *r, const char *unit)
{
	struct failure *f;

	if (!*unit || amount_yuan(unit, strlen(unit)))
		return;
	f = def_fault(r->file, FAILURE_DEF_VALUE, UNIT, unit);
	for (size_t i = 0; amount_unit_name(i); i++)
		failure_choice(f, amount_unit_name(i));
}

/* ---- from last year's form ---- */

static const char *const carry_words[] = {
	[CARRY_TYPE] = "",     [CARRY_MARKED] = "是",	[CARRY_NEVER] = "否",
	[CARRY_NEXT] = "加一", [CARRY_SILENT] = "照抄", NULL
};

/* What is blank follows the type: last year's amounts are wrong more often than
   right, levels are a part of the table. */
static enum carry_way carry_of_kind(enum field_kind kind)
{
	switch (kind) {
	case FIELD_MONEY:
	case FIELD_DECIMAL:
		return CARRY_NEVER;
	case FIELD_YEAR:
		return CARRY_NEXT;
	case FIELD_LEVEL:
		return CARRY_SILENT;
	default:
		return CARRY_MARKED;
	}
}

/* One of these words; a cell that is none of them is refused. */
static enum carry_way read_carry(struct reader *r, unsigned ways)
{
	const char *cell = def_cell(r->file, CARRY);
	struct failure *f;

	for (int i = CARRY_TYPE; carry_words[i]; i++)
		if (ways & BIT(i) && strcmp(carry_words[i], cell) == 0)
			return (enum carry_way)i;
	f = def_fault(r->file, FAILURE_DEF_VALUE, CARRY, cell);
	for (int i = CARRY_MARKED; carry_words[i]; i++)
		if (ways & BIT(i))
			failure_choice(f, carry_words[i]);
	return CARRY_TYPE;
}

/* What is computed is computed anew. */
static enum carry_way read_field_carry(struct reader *r, const struct field *f)
{
	unsigned ways = BIT(CARRY_TYPE) | BIT(CARRY_MARKED) | BIT(CARRY_NEVER) |
			BIT(CARRY_SILENT);
	enum carry_way way;

	if (field_is_number(f))
		ways |= BIT(CARRY_NEXT);
	if (*f->formula_source)
		ways = BIT(CARRY_TYPE) | BIT(CARRY_NEVER);
	way = read_carry(r, ways);
	if (way != CARRY_TYPE)
		return way;
	return *f->formula_source ? CARRY_NEVER : carry_of_kind(f->kind);
}

static void read_form(struct reader *r)
{
	struct definition *def = r->def;

	def_file_seek(r->file, r->form_line);
	def->key = read_key(r, NULL);
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

static void read_table(struct reader *r, struct table_def *table)
{
	def_file_seek(r->file, table->line);
	table->key = read_key(r, NULL);
	table->rows_printed = 1;
	table->rows_usual = 1000000;
	read_range(r, ROWS, 1, 1000000, &table->rows_printed,
		   &table->rows_usual);
	table->carry = read_carry(r, BIT(CARRY_TYPE) | BIT(CARRY_MARKED) |
					     BIT(CARRY_NEVER));
}

/* The table in front of the dot; its columns stand on its screen. */
static void read_column(struct reader *r, struct field *f)
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
static int read_name(struct reader *r, int heading, const char *s, size_t n,
		     const struct field *from, unsigned kinds, bool scalar)
{
	int i = definition_field(r->def, s, n);
	const struct field *to = &r->def->fields[i < 0 ? 0 : i];
	struct failure *f;

	if (i < 0) {
		def_fault_unknown(r->file, heading, s, n, -1);
	} else if (to->kind != FIELD_KINDS && !(kinds & BIT(to->kind))) {
		f = def_fault(r->file, FAILURE_DEF_KIND, heading, to->name);
		for (int k = 0; k < FIELD_KINDS; k++)
			if (kinds & BIT(k))
				failure_choice(f, types[k].name);
	} else if (to->table != from->table && !(scalar && to->table < 0)) {
		def_fault(r->file, FAILURE_DEF_OTHER_TABLE, heading, to->name);
	} else {
		return i;
	}
	return -1;
}

static void read_unit(struct reader *r, struct field *f)
{
	const char *cell = read_pair(r, UNIT, &f->unit_english);
	size_t n = strlen(cell);

	f->unit = "";
	if (!takes(f, UNIT))
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

static void read_owner(struct reader *r, struct field *f)
{
	const char *cell = def_cell(r->file, OWNER);
	int i;

	if (!*cell)
		return;
	i = read_name(r, OWNER, cell, strlen(cell), f, types[f->kind].owners,
		      false);
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

static void read_choices(struct reader *r, struct field *f)
{
	const char *cell = def_cell(r->file, CHOICES);
	bool is_blank = false;

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
}

static void read_required(struct reader *r, struct field *f)
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

static void read_field(struct reader *r, struct field *f)
{
	struct definition *def = r->def;

	def_file_seek(r->file, f->line);
	f->key = read_key(r, f->table < 0 ? NULL : def->tables[f->table].key);
	f->help = read_pair(r, HELP, &f->help_english);
	f->formula_source = def_cell(r->file, FORMULA);
	/* years and whole numbers have none */
	if (takes(f, DECIMALS)) {
		f->decimals_min = def->decimals_min;
		f->decimals_max = def->decimals_max;
		read_decimals(r, &f->decimals_min, &f->decimals_max);
	}
	f->carry = read_field_carry(r, f);
	read_required(r, f);
	read_unit(r, f);
	take_money(def, f);
	if (takes(f, CHOICES))
		read_choices(r, f);
	if (takes(f, OWNER))
		read_owner(r, f);
}

/* Whose form it is: what the form's own row says, else the first required text,
   else the first text. */
static int read_subject(struct reader *r)
{
	static const struct field form = { .table = -1 };
	const struct definition *def = r->def;
	const char *cell = def_cell(r->file, OWNER);
	int text = -1;

	if (*cell)
		return read_name(r, OWNER, cell, strlen(cell), &form,
				 types[ROW_FORM].owners, false);
	for (int i = def->n_fields - 1; i >= 0; i--) {
		const struct field *f = &def->fields[i];

		if (f->kind == FIELD_TEXT && f->table < 0 &&
		    (f->required || text < 0 || !def->fields[text].required))
			text = i;
	}
	return text;
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

static void read_rows(struct reader *r)
{
	struct definition *def = r->def;

	while (def_file_next(r->file))
		note_row(r);
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
	if (r->form_line) {
		def_file_seek(r->file, r->form_line);
		def->subject = read_subject(r);
	}
}

bool definition_read_fields(struct definition *def, struct def_file *file,
			    struct failure_list *faults)
{
	struct reader r = {
		.file = file, .def = def, .screen = -1, .has_names = true
	};
	bool is_open = def_file_open(file, def, "fields.csv", headings, faults);

	def->subject = -1;
	def->key = def->unit = def->english = def->opinions = def->version = "";
	if (is_open)
		read_rows(&r);
	number_scalars(def);
	return is_open && r.has_names && !file->has_skipped;
}

/* ---- what needs the layout and all names ---- */

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
	if (has_layout)
		find_missing(def, file);
	definition_read_formulas(def, file, FORMULA);
}
