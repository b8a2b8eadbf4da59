#include <config.h>
#include "core/layout_reading.h"

#include <stdlib.h>

#include "core/bisect.h"
#include "core/text.h"

const char *repair_key(enum repair_kind kind)
{
	static const char *const keys[] = {
		[REPAIR_MOVED] = "moved",
		[REPAIR_PARENT] = "parent",
		[REPAIR_CONTINUES] = "continues",
		[REPAIR_UNPLACED] = "unplaced",
		[REPAIR_COLUMN] = "column",
		[REPAIR_LABEL_OTHER] = "label-other",
		[REPAIR_SPLIT] = "split",
		[REPAIR_SCALED] = "scaled",
		[REPAIR_ROW_MOVED] = "row-moved",
		[REPAIR_ROW_MISSING] = "row-missing",
		[REPAIR_COMPUTED] = "computed",
		[REPAIR_HEADING] = "heading",
		[REPAIR_QUOTES] = "quotes",
		[REPAIR_SHEET] = "sheet",
		[REPAIR_TABLE] = "table",
		[REPAIR_NO_COLUMN] = "no-column",
		[REPAIR_NEXT_FORM] = "next-form",
		[REPAIR_NO_RESULT] = "no-result",
		[REPAIR_ROW_JOINED] = "row-joined",
		[REPAIR_TITLE_JOINED] = "title-joined",
		[REPAIR_TARGET_JOINED] = "target-joined",
		[REPAIR_COLUMN_JOINED] = "column-joined",
	};

	return keys[kind];
}

void reading_init(struct layout_reading *reading, size_t n_rows,
		  size_t n_records)
{
	*reading = (struct layout_reading){ 0 };
	reading->row_records =
		memory_array(n_rows, sizeof *reading->row_records);
	reading->row_lines = memory_array(n_rows, sizeof *reading->row_lines);
	reading->record_rows =
		memory_array(n_records, sizeof *reading->record_rows);
	for (size_t i = 0; i < n_rows; i++)
		reading->row_records[i] = -1;
	for (size_t i = 0; i < n_records; i++)
		reading->record_rows[i] = -1;
}

void layout_reading_release(struct layout_reading *reading)
{
	free(reading->edits);
	free(reading->repairs);
	free(reading->leftovers);
	free(reading->row_records);
	free(reading->record_rows);
	free(reading->row_lines);
	*reading = (struct layout_reading){ 0 };
}

void reading_add_edit(struct layout_reading *reading, struct place place,
		      const char *text)
{
	MEMORY_ADD(reading->edits, reading->n_edits, reading->cap_edits) =
		(struct edit){ .kind = EDIT_SET, .place = place, .text = text };
}

void layout_reading_add(struct layout_reading *reading, struct repair repair)
{
	MEMORY_ADD(reading->repairs, reading->n_repairs, reading->cap_repairs) =
		repair;
}

void reading_add_repair(struct layout_reading *reading, struct repair repair)
{
	if (reading)
		layout_reading_add(reading, repair);
}

void reading_add_of_line(struct layout_reading *reading, enum repair_kind kind,
			 size_t line, const char *text)
{
	reading_add_repair(reading, (struct repair){ .kind = kind,
						     .line = line,
						     .n = 1,
						     .place = PLACE_NONE,
						     .text = text,
						     .from_column = -1 });
}

void reading_add_leftover(struct layout_reading *reading, struct leftover l)
{
	if (!reading)
		return;
	MEMORY_ADD(reading->leftovers, reading->n_leftovers,
		   reading->cap_leftovers) = l;
}

void reading_take_up(struct layout_reading *reading, size_t at, int column)
{
	for (size_t i = reading->n_leftovers; i > 0; i--) {
		struct leftover *l = &reading->leftovers[i - 1];

		if (l->record != at)
			return;
		if (l->column == column)
			l->fate = LEFTOVER_REPAIRED;
	}
}

void reading_tell_cell(struct layout_reading *reading,
		       const struct grid_record *record, int column)
{
	reading_add_repair(reading,
			   (struct repair){ .kind = REPAIR_UNPLACED,
					    .line = record->line,
					    .n = 1,
					    .place = PLACE_NONE,
					    .text = record->cells[column],
					    .from_column = column });
}

void reading_leave_cell(struct layout_reading *reading,
			const struct grid_record *record, size_t at, int column)
{
	reading_add_leftover(reading,
			     (struct leftover){ at, column, LEFTOVER_KEPT });
	reading_tell_cell(reading, record, column);
}

void reading_leave_cells(struct layout_reading *reading,
			 const struct grid_record *record, size_t at)
{
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]))
			reading_add_leftover(
				reading,
				(struct leftover){ at, c, LEFTOVER_KEPT });
}

/* The first one of a record or behind. */
static size_t find_leftovers(const struct layout_reading *reading,
			     size_t record)
{
	size_t i;

	BISECT(i, reading->n_leftovers, reading->leftovers[i].record < record);
	return i;
}

const struct leftover *layout_leftovers(const struct layout_reading *reading,
					size_t record, size_t *n)
{
	size_t first = find_leftovers(reading, record);

	*n = find_leftovers(reading, record + 1) - first;
	return *n ? reading->leftovers + first : NULL;
}

void layout_reading_forget(struct layout_reading *reading, size_t record)
{
	size_t n = 0;

	for (size_t i = 0; i < reading->n_leftovers; i++)
		if (reading->leftovers[i].record != record)
			reading->leftovers[n++] = reading->leftovers[i];
	reading->n_leftovers = n;
}

void layout_reading_settle(struct layout_reading *reading)
{
	size_t n = 0;

	for (size_t i = 0; i < reading->n_leftovers; i++)
		if (reading->leftovers[i].fate != LEFTOVER_REPAIRED)
			reading->leftovers[n++] = reading->leftovers[i];
	reading->n_leftovers = n;
	reading->is_settled = true;
}

static int compare_repairs(const void *pa, const void *pb)
{
	const struct repair *a = pa, *b = pb;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->from_column != b->from_column)
		return a->from_column < b->from_column ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

static int compare_leftovers(const void *pa, const void *pb)
{
	const struct leftover *a = pa, *b = pb;

	if (a->record != b->record)
		return a->record < b->record ? -1 : 1;
	return a->column - b->column;
}

/* Mostly they are in order already, and there may be millions: qsort() would
   copy them all. */
static void sort_leftovers(struct layout_reading *reading)
{
	size_t i = 1;

	while (i < reading->n_leftovers &&
	       compare_leftovers(&reading->leftovers[i - 1],
				 &reading->leftovers[i]) <= 0)
		i++;
	if (i < reading->n_leftovers)
		qsort(reading->leftovers, reading->n_leftovers,
		      sizeof *reading->leftovers, compare_leftovers);
}

void reading_sort(struct layout_reading *reading)
{
	if (reading->n_repairs > 0)
		qsort(reading->repairs, reading->n_repairs,
		      sizeof *reading->repairs, compare_repairs);
	sort_leftovers(reading);
}
