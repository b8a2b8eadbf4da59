/* One cell of layout.csv: a label, a field, a template, or a merged one. */
#include <config.h>
#include "core/definition_read.h"

#include <string.h>

#include "core/text.h"

/* A name in braces → field index; -1 with a fault if there is none. */
static int braced_field(struct def_file *file, int column, const char *s,
			size_t n)
{
	int i = definition_field(file->def, s, n);

	if (i < 0)
		def_fault_unknown(file, column, s, n, -1)->code =
			FAILURE_DEF_NO_FIELD;
	return i;
}

static bool is_free_text(const struct definition *def, int field)
{
	return field >= 0 && def->fields[field].kind != FIELD_YEAR &&
	       def->fields[field].kind != FIELD_CHOICE;
}

/* Every { closes before the next one opens. */
static bool braces_match(const char *s)
{
	while (*(s += strcspn(s, "{}"))) {
		if (*s == '}')
			return false;
		s += 1 + strcspn(s + 1, "{}");
		if (*s++ != '}')
			return false;
	}
	return true;
}

/* The next literal and the field behind it; *p goes on behind that. */
static void read_template_part(struct def_file *file, int column,
			       const char **p, const char **literal, int *field)
{
	struct definition *def = file->def;
	size_t before = strcspn(*p, "{"), len;

	*literal = arena_copy(&def->arena, *p, before);
	*p += before + 1;
	len = strcspn(*p, "}");
	*field = braced_field(file, column, *p, len);
	if (*field >= 0 && def->fields[*field].table >= 0)
		def_fault(file, FAILURE_LAYOUT_COLUMN, column,
			  def->fields[*field].name);
	*p += len + 1;
}

static int count_braces(const char *s)
{
	int n = 0;

	for (; (s = strchr(s, '{')); s++)
		n++;
	return n;
}

/* Text with several {fields}: literals and fields in turn. */
static void read_template(struct def_file *file, int column,
			  struct layout_cell *cell, const char *p)
{
	struct definition *def = file->def;
	int n = count_braces(p);
	const char **literals =
		arena_alloc(&def->arena, (size_t)(n + 1) * sizeof *literals);
	int *fields = arena_alloc(&def->arena, (size_t)n * sizeof *fields);

	for (int i = 0; i < n; i++) {
		read_template_part(file, column, &p, &literals[i], &fields[i]);
		if (i > 0 &&
		    !text_first_letter(literals[i], strlen(literals[i])) &&
		    is_free_text(def, fields[i]) &&
		    is_free_text(def, fields[i - 1]))
			def_fault(file, FAILURE_LAYOUT_TEXTS, column,
				  cell->source);
	}
	literals[n] = arena_copy_str(&def->arena, p);
	cell->kind = LAYOUT_TEMPLATE;
	cell->literals = literals;
	cell->fields = fields;
	cell->n_fields = n;
}

static bool has_same_fields(const struct layout_cell *a,
			    const struct layout_cell *b)
{
	for (int i = 0; i < a->n_fields && i < b->n_fields; i++)
		if (a->fields[i] != b->fields[i])
			return false;
	return a->n_fields == b->n_fields;
}

/* A|B: printed as A, B is also accepted on reading. */
static void read_templates(struct def_file *file, int column,
			   struct layout_cell *cell, const char *const *words,
			   int n)
{
	struct layout_cell *last = cell;

	read_template(file, column, cell, words[0]);
	for (int i = 1; i < n; i++) {
		struct layout_cell *other =
			arena_alloc(&file->def->arena, sizeof *other);

		other->source = cell->source;
		read_template(file, column, other, words[i]);
		last->other = other;
		last = other;
		if (has_same_fields(cell, other))
			continue;
		def_fault(file, FAILURE_LAYOUT_WORDS, column, words[i]);
		return;
	}
}

static void read_label(struct def_file *file, int column,
		       struct layout_cell *cell)
{
	cell->kind = LAYOUT_LABEL;
	cell->labels = def_split(file->def, cell->source, &cell->n_labels);
	cell->is_sign =
		!text_first_letter(cell->labels[0], strlen(cell->labels[0]));
	/* a blank one would be found in every empty cell */
	for (int i = 0; i < cell->n_labels; i++) {
		if (*cell->labels[i])
			continue;
		def_fault(file, FAILURE_DEF_CHOICES, column, cell->source);
		break;
	}
}

/* The most fields that one of the words has; -1 if braces of one don't
   match. */
static int most_fields(const char *const *words, int n)
{
	int most = 0;

	for (int i = 0; i < n; i++) {
		int fields = count_braces(words[i]);

		if (!braces_match(words[i]))
			return -1;
		if (fields > most)
			most = fields;
	}
	return most;
}

static void read_braces(struct def_file *file, int column,
			struct layout_cell *cell)
{
	const char *s = cell->source;
	int n_words;
	const char *const *words = def_split(file->def, s, &n_words);
	int n = most_fields(words, n_words);
	struct failure *f;

	if (n < 0) {
		def_fault(file, FAILURE_DEF_BRACE, column, s);
		file->has_skipped = true;
	} else if (n_words == 1 && n == 1 && s[0] == '{' &&
		   s[strlen(s) - 1] == '}') {
		cell->field = braced_field(file, column, s + 1, strlen(s) - 2);
		if (cell->field >= 0)
			cell->kind = LAYOUT_FIELD;
	} else if (n > DEF_TEMPLATE_MAX) {
		f = def_fault(file, FAILURE_LAYOUT_FIELDS, column, s);
		f->found = (size_t)n;
		f->wanted = DEF_TEMPLATE_MAX;
		file->has_skipped = true;
	} else if (n_words == 1) {
		read_template(file, column, cell, s);
	} else {
		read_templates(file, column, cell, words, n_words);
	}
}

/* A cell that is refused stays empty. */
void definition_read_cell(struct def_file *file, int column,
			  struct layout_cell *cell)
{
	const char *s = cell->source = def_cell(file, column);

	cell->field = -1;
	cell->kind = LAYOUT_EMPTY;
	if (strcmp(s, "←") == 0)
		cell->kind = LAYOUT_LEFT;
	else if (strcmp(s, "↑") == 0)
		cell->kind = LAYOUT_UP;
	else if (strpbrk(s, "{}"))
		read_braces(file, column, cell);
	else if (*s)
		read_label(file, column, cell);
}
