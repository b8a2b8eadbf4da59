/* What is wrong in a file of a definition, with its place. */
#include <config.h>
#include "core/definition_read.h"

#include <string.h>

#include "core/nearest.h"
#include "core/text.h"

int def_column(const struct def_file *file, int heading)
{
	return heading < 0 ? 0 : file->columns[heading] + 1;
}

struct failure *def_fault(struct def_file *file, enum failure_code code,
			  int heading, const char *value)
{
	size_t line = 0;
	struct failure *f;

	if (file->at > 0 && file->at <= file->grid.n_records)
		line = file->grid.records[file->at - 1].line;
	f = failure_list_add(file->faults, code, file->path, line,
			     (size_t)def_column(file, heading));
	if (value)
		failure_value(f, value, strlen(value));
	return f;
}

void def_fault_blank(struct def_file *file, int heading)
{
	def_fault(file, FAILURE_DEF_BLANK, heading,
		  def_heading_name(file->headings[heading]));
}

void def_fault_choice(struct def_file *file, int heading,
		      const char *const *choices)
{
	struct failure *f = def_fault(file, FAILURE_DEF_VALUE, heading,
				      def_cell(file, heading));

	while (*choices)
		failure_choice(f, *choices++);
}

void def_fault_twice(struct def_file *file, int heading, const char *value,
		     size_t line)
{
	def_fault(file, FAILURE_DEF_TWICE, heading, value)->other = line;
}

struct failure *def_fault_unknown(struct def_file *file, int heading,
				  const char *name, size_t n, int scope)
{
	const struct definition *def = file->def;
	struct nearest near = nearest_to(name, n);
	struct failure *f = def_fault(file, FAILURE_DEF_UNKNOWN, heading, NULL);

	failure_value(f, name, n);
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *field = &def->fields[i];
		bool is_own = scope >= 0 && field->table == scope;

		nearest_try(&near, is_own ? field->label : field->name);
		/* a column without its table */
		if (!is_own && strlen(field->label) == n &&
		    memcmp(field->label, name, n) == 0) {
			near.name = field->name;
			near.limit = 1;
		}
	}
	if (near.name)
		failure_detail(f, "%s", near.name);
	return f;
}

/* Characters in front of what def_cell() gives. */
static size_t n_trimmed(const struct def_file *file, int heading)
{
	const struct grid_record *record = &file->grid.records[file->at - 1];
	const char *cell = grid_cell(record, file->columns[heading]);
	const char *s = cell;
	size_t n = strlen(cell);

	text_trim(&s, &n);
	return text_count(cell, (size_t)(s - cell));
}

void def_fault_inside(struct def_file *file, int heading,
		      const struct failure *inner)
{
	struct failure *f = def_fault(file, inner->code, heading, NULL);

	failure_copy(f, inner);
	if (f->at)
		f->at += n_trimmed(file, heading);
}
