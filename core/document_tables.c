#include <config.h>
#include "core/document_tables.h"

#include <stdlib.h>
#include "core/memory.h"
#include "core/office.h"
#include "core/text.h"

/* Reads those that can be read: another one may be the form. False if none
   can, with the first one's failure. */
static bool read_grids(struct document *doc, struct office_tables *tables,
		       struct grid *grids, struct failure *f)
{
	const struct dialect_hint as_written = {
		.delimiter = dialect_new_file.delimiter,
		.encoding = ENCODING_UTF_8,
	};
	bool is_any = false;

	doc->hint = as_written;
	for (size_t i = 0; i < tables->n; i++) {
		struct failure own = { 0 };
		const struct bytes *csv = &tables->items[i].csv;

		if (grid_read(&grids[i], doc->texts, csv->data, csv->len,
			      &as_written, doc->path, &own))
			is_any = true;
		else if (!f->code)
			*f = own;
		else
			failure_release(&own);
	}
	return is_any;
}

/* A row is a record, whatever lines its cells have. */
void tables_number_rows(struct grid *grid)
{
	for (size_t i = 0; i < grid->n_records; i++)
		grid->records[i].line = (uint32_t)i + 1;
}

/* ---- a form that is broken over several tables ---- */

static bool is_level(const struct form *form, const char *text)
{
	enum { SURELY = 3 };

	for (int i = 0; i < form->def->n_fields; i++)
		if (form->def->fields[i].kind == FIELD_LEVEL &&
		    layout_suits(form->layout, i, text) >= SURELY)
			return true;
	return false;
}

/* Does the record begin with a word of the form: a label, a section of it, the
   name of a level? */
static bool is_of_form(const struct form *form, const struct grid_record *r)
{
	int c = 0;

	while (c < r->n_cells && text_is_blank(r->cells[c]))
		c++;
	return c < r->n_cells && (layout_is_label(form->layout, r->cells[c]) ||
				  is_level(form, r->cells[c]));
}

/* Behind lines between the tables of which one has cells of its own. */
static bool goes_on(const struct form *form, const struct grid *grid)
{
	for (size_t i = 0; i < grid->n_records; i++)
		if (grid->records[i].n_cells > 1)
			return is_of_form(form, &grid->records[i]);
	return false;
}

/* The lines above it stand below the one before, too. */
static void add_table(struct bytes *out, const struct office_table *table,
		      const struct grid *grid, bool is_first)
{
	const char *from = table->csv.data;

	if (!is_first && table->n_repeated < grid->n_records)
		from = grid->records[table->n_repeated].raw;
	bytes_add(out, from, table->csv.len - (size_t)(from - table->csv.data));
}

/* The tables behind go on with it, each by its first row; how many do. The
   chosen one has them all then. */
static size_t join(struct document *doc, const struct form *form,
		   struct office_tables *tables, struct grid *grids,
		   size_t which, struct layout_match **match)
{
	struct bytes whole = BYTES_INIT;
	struct grid grid;
	size_t n = 0;
	const char *missing;
	struct failure ignored = { 0 };

	if (tables->items[which].name)
		return 0;
	while (which + n + 1 < tables->n &&
	       goes_on(form, &grids[which + n + 1]))
		n++;
	if (n == 0)
		return 0;
	for (size_t i = which; i <= which + n; i++)
		add_table(&whole, &tables->items[i], &grids[i], i == which);
	if (!grid_read(&grid, doc->texts, whole.data, whole.len, &doc->hint,
		       doc->path, &ignored)) {
		failure_release(&ignored);
		bytes_release(&whole);
		return 0;
	}
	bytes_release(&tables->items[which].csv);
	tables->items[which].csv = whole;
	grid_release(&grids[which]);
	grids[which] = grid;
	layout_match_free(*match);
	layout_fit(form->layout, &grids[which], match, &missing);
	return n;
}

/* ---- what is told ---- */

/* n_joined: so many behind it are the same form. */
static void tell_choice(struct document *doc,
			const struct office_tables *tables, size_t which,
			size_t n_joined, struct repair *choice)
{
	const struct office_table *table = &tables->items[which];
	size_t n = tables->items[tables->n - 1].number + tables->n_too_big;
	struct bytes number = BYTES_INIT;

	*choice = (struct repair){ .kind = table->name ? REPAIR_SHEET
						       : REPAIR_TABLE,
				   .place = PLACE_NONE,
				   .from_column = -1 };
	if (n < 2)
		return;
	bytes_printf(&number, "%zu", table->number);
	for (size_t i = 1; i <= n_joined; i++)
		bytes_printf(&number, "、%zu", table[i].number);
	choice->n = n;
	choice->text = texts_add_str(doc->texts,
				     table->name ? table->name : number.data);
	bytes_release(&number);
}

/* Where none fits, that may be the one which was too big. */
static struct form *fit(struct document *doc, struct form_set *forms,
			const struct office_tables *tables,
			const struct grid *grids, size_t *which,
			struct layout_match **match,
			struct failure_list *faults)
{
	struct failure_list own = { 0 };
	struct form *form = form_set_fit_any(forms, grids, tables->n, which,
					     doc->path, match, &own);

	if (!form && tables->n_too_big > 0 &&
	    !failure_is_definition(own.items[0].code))
		failure_detail(failure_list_add(faults, FAILURE_OFFICE_TOO_BIG,
						doc->path, 0, 0),
			       "%d", OFFICE_BYTES);
	else
		failure_list_copy(faults, &own);
	failure_list_release(&own);
	return form;
}

static void take_table(struct document *doc, struct office_table *table,
		       struct grid *grid)
{
	free(doc->data);
	doc->n_data = table->csv.len;
	doc->data = bytes_take(&table->csv);
	doc->grid = *grid;
	*grid = (struct grid){ 0 };
	tables_number_rows(&doc->grid);
}

struct form *tables_read(struct document *doc, struct form_set *forms,
			 struct layout_match **match, struct tables_told *told,
			 struct failure_list *faults)
{
	struct office_tables tables;
	struct failure f = { 0 };
	struct grid *grids = NULL;
	struct form *form = NULL;
	size_t which = 0, n_joined;

	doc->is_office = true;
	if (office_read(&tables, doc->data, doc->n_data, doc->path, &f)) {
		grids = memory_array(tables.n, sizeof *grids);
		if (read_grids(doc, &tables, grids, &f)) {
			failure_release(&f);
			form = fit(doc, forms, &tables, grids, &which, match,
				   faults);
		}
	}
	if (f.code)
		failure_list_take(faults, &f);
	if (form) {
		n_joined = join(doc, form, &tables, grids, which, match);
		tell_choice(doc, &tables, which, n_joined, &told->choice);
		told->no_result = (struct repair){
			.kind = REPAIR_NO_RESULT,
			.line = tables.items[which].no_result_row,
			.n = tables.items[which].n_no_result,
			.place = PLACE_NONE,
			.text = texts_blank,
			.from_column = -1,
		};
		take_table(doc, &tables.items[which], &grids[which]);
	}
	for (size_t i = 0; grids && i < tables.n; i++)
		grid_release(&grids[i]);
	free(grids);
	office_tables_release(&tables);
	return form;
}
