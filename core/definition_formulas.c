/* 计算: what a cell follows. */
#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

/* A number goes into a text, but no text into a number. */
static bool formula_fits(const struct field *f)
{
	struct expression_type type = expression_type(f->formula);

	if (!field_is_number(f))
		return type.kinds != TYPE_TRUTH;
	return type.kinds & TYPE_NUMBER &&
	       (type.measure == MEASURE_ANY ||
		type.measure == definition_field_type(f).measure);
}

static void read_formula(struct definition *def, struct def_file *file,
			 int heading, struct field *field)
{
	struct expression_dictionary dictionary = definition_dictionary(def);
	const char *source = field->formula_source;
	struct failure f = { 0 };

	if (!*source)
		return;
	def_file_seek(file, field->line);
	field->formula = expression_new(source, strlen(source), field->table,
					&dictionary, &f);
	if (!field->formula)
		def_fault_inside(file, heading, &f);
	else if (field->kind != FIELD_KINDS && !formula_fits(field))
		failure_detail(
			def_fault(file, FAILURE_DEF_FORMULA, heading, source),
			"%s", field_kind_name(field->kind));
	failure_release(&f);
}

/* Fields still to be followed, each once. */
struct walk {
	int *fields;
	size_t n;
	bool *seen;
};

static void walk_add(struct walk *walk, const int *fields)
{
	for (; *fields >= 0; fields++) {
		if (walk->seen[*fields])
			continue;
		walk->seen[*fields] = true;
		walk->fields[walk->n++] = *fields;
	}
}

static void walk_sources(struct walk *walk, const struct expression *e)
{
	if (!e)
		return;
	walk_add(walk, expression_fields(e));
	for (size_t i = 0; i < expression_n_aggregates(e); i++)
		walk_add(walk, expression_aggregate_fields(e, i));
}

/* Does the field's formula need, directly or by others, the field itself? */
static bool needs_itself(const struct definition *def, int field)
{
	size_t n = (size_t)def->n_fields;
	struct walk walk = { .fields = memory_array(n, sizeof *walk.fields),
			     .seen = memory_array(n, sizeof *walk.seen) };

	walk_sources(&walk, def->fields[field].formula);
	while (walk.n && !walk.seen[field])
		walk_sources(&walk, def->fields[walk.fields[--walk.n]].formula);
	bool found = walk.seen[field];

	free(walk.fields);
	free(walk.seen);
	return found;
}

void definition_read_formulas(struct definition *def, struct def_file *file,
			      int heading)
{
	for (int i = 0; i < def->n_fields; i++)
		read_formula(def, file, heading, &def->fields[i]);
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (!f->formula || !needs_itself(def, i))
			continue;
		def_file_seek(file, f->line);
		def_fault(file, FAILURE_DEF_CYCLE, heading, f->name);
	}
}
