#include <config.h>
#include "cli/expected.h"

#include <stdlib.h>
#include <string.h>
#include "cli/print.h"
#include "core/grid.h"
#include "core/store.h"

/* A first column is headed by what the forms call it. */
static bool is_field(const struct definition *def, const char *cell)
{
	for (int i = 0; i < def->n_fields; i++)
		if (strcmp(cell, def->fields[i].label) == 0)
			return true;
	return false;
}

static bool is_heading(struct form_set *forms, const char *cell)
{
	struct failure_list faults = { 0 };
	bool is_one = false;

	for (size_t i = 0; !is_one && i < form_set_count_all(forms); i++) {
		struct form *form = form_set_at(forms, i, &faults);

		is_one = form && is_field(form->def, cell);
	}
	failure_list_release(&faults);
	return is_one;
}

static bool take(struct summary *summary, struct form_set *forms,
		 const char *data, size_t n, const char *path,
		 struct failure *f)
{
	struct grid grid = { 0 };
	bool ok = grid_read(&grid, summary->texts, data, n, NULL, path, f);

	for (size_t i = 0; ok && i < grid.n_records; i++) {
		const char *name = grid_cell(&grid.records[i], 0);

		if (i > 0 || !is_heading(forms, name))
			summary_expect(summary, name, strlen(name));
	}
	grid_release(&grid);
	return ok;
}

bool expected_read(struct summary *summary, struct form_set *forms,
		   const char *path)
{
	struct failure failure = { 0 };
	char *data = NULL;
	size_t n = 0;
	bool ok = store_read(path, &data, &n, NULL, &failure);

	summary->has_list = true;
	/* nobody has to is a list as well */
	if (ok && n > 0)
		ok = take(summary, forms, data, n, path, &failure);
	print_failure(&failure);
	free(data);
	return ok;
}
