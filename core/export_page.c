#include <config.h>
#include "core/export_page.h"

#include <stdlib.h>
#include <string.h>

#include "core/bisect.h"
#include "core/text.h"

struct builder {
	struct page *page;
	const struct document *doc;
	const struct definition *def;
	const struct grid *grid; /* with its records */
	struct page_cell *
		*open; /* by column: the cell that reaches down here */
	struct bytes scratch;
};

/* ---- widths ---- */

enum { LABELS_MIN = 6, LABELS_MAX = 12, LABEL_MAX = 14 };

static int field_cols(const struct field *f)
{
	static const int w_cols[FIELD_KINDS] = {
		[FIELD_TEXT] = 20,    [FIELD_LONG] = 34,   [FIELD_MONEY] = 12,
		[FIELD_INTEGER] = 8,  [FIELD_DECIMAL] = 8, [FIELD_YEAR] = 6,
		[FIELD_CHOICE] = 8,   [FIELD_LEVEL] = 12,  [FIELD_TARGET] = 16,
		[FIELD_RELATION] = 8, [FIELD_UNIT] = 8,
	};

	return w_cols[f->kind];
}

/* A column of labels alone may be narrow. */
static int column_cols(const struct definition *def, int column)
{
	int labels = LABELS_MIN, fields = 0;

	for (int r = 0; r < def->n_rows; r++) {
		const struct layout_cell *cell = &def->layout[r].cells[column];
		bool is_wide =
			column + 1 < def->width && cell[1].kind == LAYOUT_LEFT;
		int w_cols;

		if (is_wide ||
		    (cell->kind != LAYOUT_LABEL && cell->kind != LAYOUT_FIELD))
			continue;
		w_cols = cell->kind == LAYOUT_FIELD
				 ? field_cols(&def->fields[cell->field])
				 : text_cols(cell->labels[0],
					     strlen(cell->labels[0]));
		if (cell->kind == LAYOUT_FIELD && w_cols > fields)
			fields = w_cols;
		if (cell->kind == LAYOUT_LABEL && w_cols > labels)
			labels = w_cols;
	}
	if (fields == 0)
		return labels < LABELS_MAX ? labels : LABELS_MAX;
	if (labels > LABEL_MAX)
		labels = LABEL_MAX;
	return fields > labels ? fields : labels;
}

int page_cell_cols(const struct page *page, const struct page_cell *cell)
{
	int w_cols = 0;

	for (int c = cell->col; c < cell->col + cell->n_cols; c++)
		w_cols += page->w_cols[c];
	return w_cols;
}

/* ---- cells ---- */

static int left_span(const struct builder *b, const struct layout_cell *cells,
		     int col)
{
	int n = 1;

	while (col + n < b->def->width && cells[col + n].kind == LAYOUT_LEFT)
		n++;
	return n;
}

/* A heading of a column is where findings of the column as a whole are. */
static int heading_field(const struct builder *b, int layout_row, int col)
{
	const struct definition *def = b->def;
	const struct layout_cell *below;

	if (layout_row + 1 >= def->n_rows ||
	    def->layout[layout_row + 1].table < 0)
		return -1;
	below = &def->layout[layout_row + 1].cells[col];
	return below->kind == LAYOUT_FIELD ? below->field : -1;
}

static enum page_role role_of(const struct builder *b, int layout_row,
			      const struct page_cell *cell,
			      enum layout_kind kind)
{
	bool is_whole = cell->n_cols == b->def->width;

	if (kind == LAYOUT_FIELD)
		return PAGE_VALUE;
	if (is_whole && layout_row == 0)
		return PAGE_TITLE;
	if (kind == LAYOUT_LABEL)
		return is_whole ? PAGE_NOTE : PAGE_LABEL;
	return kind == LAYOUT_TEMPLATE ? PAGE_LABEL : PAGE_BLANK;
}

/* row: of the table, or -1 where there is none or the record has no such. */
static void cell_init(struct builder *b, struct page_cell *cell, int layout_row,
		      long row)
{
	const struct layout_row *layout = &b->def->layout[layout_row];
	const struct layout_cell *source = &layout->cells[cell->col];
	bool is_value = source->kind == LAYOUT_FIELD;
	bool is_there = row >= 0 || layout->table < 0;
	const char *text;

	cell->n_rows = 1;
	cell->role = role_of(b, layout_row, cell, source->kind);
	cell->field = is_value ? source->field
			       : heading_field(b, layout_row, cell->col);
	cell->place =
		is_there && cell->field >= 0
			? (struct place){ cell->field, is_value ? row : -1 }
			: PLACE_NONE;
	cell->text = "";
	if (source->kind == LAYOUT_UP || (is_value && !is_there))
		return;
	text = layout_title(b->doc->form->layout, &b->doc->record, b->grid,
			    &b->doc->reading, layout_row, cell->col,
			    &b->scratch);
	if (!text)
		text = layout_text(&b->doc->record, layout_row, cell->col, row,
				   &b->scratch);
	cell->text = source->kind == LAYOUT_TEMPLATE
			     ? arena_copy_str(&b->page->arena, text)
			     : text;
}

/* A row of nothing but levels, which is one only as long as they stand in
   it. */
static bool has_levels_alone(const struct builder *b, int table, long row)
{
	const struct table_def *t = &b->def->tables[table];

	for (int c = 0; c < t->n_columns; c++) {
		struct place place = { t->columns[c], row };

		if (b->def->fields[place.field].kind != FIELD_LEVEL &&
		    *record_get(&b->doc->record, place))
			return false;
	}
	return true;
}

/* A level 1 that who reads the table would take for another, if it didn't stand
   there: the level 2 has its own. */
static bool must_stand(const struct builder *b, struct place place)
{
	const struct record *rec = &b->doc->record;
	const struct field *f = &b->def->fields[place.field];
	int second = definition_level(b->def, f->table, 1);

	return f->depth == 0 && second >= 0 &&
	       tree_other_parent(
		       &b->def->tree, record_get(rec, place),
		       record_get(rec, (struct place){ second, place.row })) >=
		       0;
}

/* The cell above reaches down over these columns of this row. */
static bool reaches(const struct builder *b, int layout_row, int col, int n,
		    long row)
{
	const struct layout_cell *cell = &b->def->layout[layout_row].cells[col];
	const struct page_cell *above = b->open[col];
	struct place place = { cell->field, row };

	if (!above || above->col != col || above->n_cols != n)
		return false;
	return cell->kind == LAYOUT_UP ||
	       (row > 0 && cell->kind == LAYOUT_FIELD &&
		record_level_continues(&b->doc->record, place) &&
		!must_stand(b, place) &&
		!has_levels_alone(b, b->def->layout[layout_row].table, row));
}

static void add_row(struct builder *b, int layout_row, long row)
{
	const struct layout_cell *cells = b->def->layout[layout_row].cells;
	struct page *page = b->page;
	struct page_row *out =
		&MEMORY_ADD(page->rows, page->n_rows, page->cap_rows);

	*out = (struct page_row){ 0 };
	out->cells = arena_alloc(&page->arena,
				 (size_t)page->width * sizeof *out->cells);
	for (int col = 0, n; col < page->width; col += n) {
		struct page_cell *cell = &out->cells[out->n_cells];

		n = left_span(b, cells, col);
		if (reaches(b, layout_row, col, n, row)) {
			b->open[col]->n_rows++;
			continue;
		}
		*cell = (struct page_cell){ .col = col, .n_cols = n };
		cell_init(b, cell, layout_row, row);
		out->n_cells++;
		for (int c = col; c < col + n; c++)
			b->open[c] = cell;
	}
}

static void add_table(struct builder *b, int layout_row)
{
	int table = b->def->layout[layout_row].table;
	long n = (long)record_n_rows(&b->doc->record, table);
	int printed = b->def->tables[table].rows_printed;

	for (long r = 0; r < n || r < printed || r == 0; r++)
		add_row(b, layout_row, r < n ? r : -1);
}

/* ---- findings ---- */

static int compare_places(const struct page_finding *a,
			  const struct page_finding *b)
{
	if (a->place.field != b->place.field)
		return a->place.field < b->place.field ? -1 : 1;
	if (a->place.row != b->place.row)
		return a->place.row < b->place.row ? -1 : 1;
	return 0;
}

static int compare_findings(const void *a, const void *b)
{
	const struct page_finding *x = a, *y = b;
	int order = compare_places(x, y);

	return order ? order : (x->i > y->i) - (x->i < y->i);
}

static void index_findings(struct page *page, const struct document *doc)
{
	const struct finding *findings;

	page->n_findings = check_findings(doc->check, &findings);
	page->findings = memory_array(page->n_findings, sizeof *page->findings);
	for (size_t i = 0; i < page->n_findings; i++)
		page->findings[i] =
			(struct page_finding){ findings[i].place, i };
	qsort(page->findings, page->n_findings, sizeof *page->findings,
	      compare_findings);
}

const struct page_finding *page_find(const struct page *page,
				     struct place place, size_t *n)
{
	const struct page_finding wanted = { .place = place };
	size_t low;

	BISECT(low, page->n_findings,
	       compare_places(&page->findings[low], &wanted) < 0);
	for (*n = 0; low + *n < page->n_findings &&
		     !compare_places(&page->findings[low + *n], &wanted);
	     ++*n)
		;
	return page->findings + low;
}

void page_init(struct page *page, const struct document *doc)
{
	struct builder b = { .page = page, .doc = doc, .def = doc->def };
	size_t width = (size_t)doc->def->width;
	struct grid again;

	b.grid = grid_with_records(&doc->grid, &again);
	*page = (struct page){ .width = doc->def->width };
	bytes_init(&b.scratch);
	page->w_cols = memory_array(width, sizeof *page->w_cols);
	for (int c = 0; c < page->width; c++) {
		page->w_cols[c] = column_cols(doc->def, c);
		page->sum_w_cols += page->w_cols[c];
	}
	b.open = memory_array(width, sizeof(struct page_cell *));
	for (int r = 0; r < doc->def->n_rows; r++)
		if (doc->def->layout[r].table >= 0)
			add_table(&b, r);
		else
			add_row(&b, r, -1);
	index_findings(page, doc);
	grid_release(&again);
	free(b.open);
	bytes_release(&b.scratch);
}

void page_release(struct page *page)
{
	arena_release(&page->arena);
	free(page->rows);
	free(page->w_cols);
	free(page->findings);
	*page = (struct page){ 0 };
}
