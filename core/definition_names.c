/* The names in fields.csv: of screens, tables, fields and labels. */
#include <config.h>
#include "core/definition_fields.h"

#include <string.h>

#include "core/text.h"

/* The screen of a row: its own, or that of the row above. */
static int read_screen(struct fields_reader *r)
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
	MEMORY_MORE(def->screens, (size_t)def->n_screens, r->cap_screens);
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
static bool name_is_good(struct fields_reader *r, const char *name,
			 const char *dot)
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

static void note_table(struct fields_reader *r, const char *name)
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
	MEMORY_MORE(def->tables, (size_t)def->n_tables, r->cap_tables);
	def->tables[def->n_tables++] = table;
}

static void note_field(struct fields_reader *r, const char *name, int type)
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
			   .carry_from = -1,
			   .unit_field = -1,
			   .layout_row = -1 };

	if (!name_is_good(r, name, dot))
		return;
	MEMORY_MORE(def->fields, (size_t)def->n_fields, r->cap_fields);
	def->fields[def->n_fields++] = f;
}

static void note_label(struct fields_reader *r, const char *name)
{
	struct definition *def = r->def;

	if (!*name)
		def_fault_blank(r->file, NAME);
	for (int i = 0; i < def->n_labels; i++)
		if (strcmp(def->labels[i].name, name) == 0)
			def_fault_twice(r->file, NAME, name,
					def->labels[i].line);
	MEMORY_MORE(def->labels, (size_t)def->n_labels, r->cap_labels);
	def->labels[def->n_labels++] =
		(struct label_def){ name, def_cell(r->file, ENGLISH),
				    def_line(r->file) };
}

static void note_form(struct fields_reader *r)
{
	if (r->form_line)
		def_fault_twice(r->file, TYPE, def_type_name(ROW_FORM),
				r->form_line);
	else
		r->form_line = def_line(r->file);
}

static void note_row(struct fields_reader *r)
{
	const char *name = def_cell(r->file, NAME);
	int type = fields_read_type(r->file);

	if (type == ROW_FORM)
		note_form(r);
	else if (type == ROW_TABLE)
		note_table(r, name);
	else if (type == ROW_LABEL)
		note_label(r, name);
	else
		note_field(r, name, type);
}

void fields_read_names(struct fields_reader *r)
{
	while (def_file_next(r->file))
		note_row(r);
}
