#include <config.h>
#include "core/document_strays.h"

#include <stdlib.h>
#include <string.h>

#include "core/bisect.h"
#include "core/document_repairs.h"

/* ---- what there is ---- */

/* The leftover that was dropped as this stray, or SIZE_MAX. */
static size_t find_dropped(const struct document *doc,
			   const struct stray *stray)
{
	const struct leftover *there;
	size_t i, n;

	if (!stray->is_dropped || stray->record < 0)
		return SIZE_MAX;
	there = layout_leftovers(&doc->reading, (size_t)stray->record, &n);
	BISECT(i, n, there[i].column < stray->column);
	return i < n && there[i].column == stray->column
		       ? (size_t)(there + i - doc->reading.leftovers)
		       : SIZE_MAX;
}

void strays_mark(const struct document *doc, struct leftover *leftovers)
{
	for (size_t i = 0; i < doc->record.n_strays; i++) {
		size_t at = find_dropped(doc, &doc->record.strays[i]);

		if (at < SIZE_MAX && leftovers[at].fate == LEFTOVER_KEPT)
			leftovers[at].fate = LEFTOVER_DROPPED;
	}
}

static void add(struct strays *strays, struct stray stray, size_t line)
{
	stray.is_dropped = false;
	MEMORY_ADD(strays->items, strays->n, strays->cap) =
		(struct stray_at){ stray, line };
}

static void add_of_file(struct strays *strays, const struct document *doc)
{
	struct leftover *leftovers = document_leftovers(doc);
	struct grid again;
	const struct grid *grid = grid_with_records(&doc->grid, &again);

	for (size_t i = 0; i < doc->reading.n_leftovers; i++) {
		const struct leftover *l = &leftovers[i];
		const struct stray stray = {
			.text = grid_cell(&grid->records[l->record], l->column),
			.record = (int32_t)l->record,
			.column = l->column,
		};

		if (l->fate == LEFTOVER_KEPT)
			add(strays, stray, grid_line(&doc->grid, l->record));
	}
	grid_release(&again);
	free(leftovers);
}

void strays_find(struct strays *strays, const struct document *doc)
{
	*strays = (struct strays){ 0 };
	if (doc->reading.n_leftovers > 0)
		add_of_file(strays, doc);
	for (size_t i = 0; i < doc->record.n_strays; i++) {
		struct stray stray = doc->record.strays[i];

		stray.is_beside = record_stray_goes_on(&doc->record, i);
		if (stray_is_put_back(&stray))
			add(strays, stray, 0);
	}
}

void strays_release(struct strays *strays)
{
	free(strays->items);
	*strays = (struct strays){ 0 };
}

/* Of what is in no file those that were dropped together. */
static bool is_beside(const struct strays *strays, size_t at)
{
	const struct stray *stray = &strays->items[at].stray;

	return stray->record < 0
		       ? stray->is_beside
		       : stray->record == strays->items[at - 1].stray.record;
}

size_t strays_n_beside(const struct strays *strays, size_t at)
{
	size_t n = 1;

	while (at + n < strays->n && is_beside(strays, at + n))
		n++;
	return n;
}

/* ---- what is known without the texts ---- */

/* Was each of these leftovers dropped? Owned by the caller. */
static bool *which_dropped(const struct document *doc, size_t from, size_t to)
{
	bool *is_dropped = memory_array(to - from + 1, sizeof *is_dropped);

	for (size_t i = 0; i < doc->record.n_strays; i++) {
		size_t at = find_dropped(doc, &doc->record.strays[i]);

		if (at >= from && at < to)
			is_dropped[at - from] = true;
	}
	return is_dropped;
}

size_t strays_in_line(const struct document *doc, size_t line)
{
	const struct leftover *leftovers = doc->reading.leftovers;
	size_t i;

	BISECT(i, doc->reading.n_leftovers,
	       grid_line(&doc->grid, leftovers[i].record) < line);
	return i;
}

bool strays_any_dropped(const struct document *doc)
{
	const struct record *rec = &doc->record;
	size_t i = 0;

	while (i < rec->n_strays && !rec->strays[i].is_dropped)
		i++;
	return i < rec->n_strays;
}

static bool is_put_back(const struct record *rec)
{
	for (size_t i = 0; i < rec->n_strays; i++)
		if (stray_is_put_back(&rec->strays[i]))
			return true;
	return false;
}

bool document_has_strays(const struct document *doc, size_t line)
{
	const struct leftover *leftovers = doc->reading.leftovers;
	size_t from = strays_in_line(doc, line), to, i;
	bool *is_dropped;

	if (line == 0)
		return is_put_back(&doc->record);
	to = strays_in_line(doc, line + 1);
	is_dropped = which_dropped(doc, from, to);
	for (i = from; i < to; i++)
		if (leftovers[i].fate == LEFTOVER_KEPT && !is_dropped[i - from])
			break;
	free(is_dropped);
	return i < to;
}

bool document_is_of_strays(const struct document *doc, const struct finding *f)
{
	return (!strcmp(f->rule->id, RULE_WIDTH) ||
		!strcmp(f->rule->id, RULE_PLACE)) &&
	       document_has_strays(doc, f->line);
}

/* The first leftover behind those that a repair tells of, whose first it is. */
static size_t end_of(const struct document *doc, const struct repair *repair,
		     size_t at)
{
	const struct layout_reading *reading = &doc->reading;
	size_t n_records = 1;

	if (repair->from_column >= 0)
		return strays_in_line(doc, repair->line + 1);
	while (++at < reading->n_leftovers) {
		const struct leftover *l = &reading->leftovers[at];

		if (l->record != l[-1].record && ++n_records > repair->n)
			break;
	}
	return at;
}

bool document_is_dropped(const struct document *doc,
			 const struct repair *repair)
{
	const struct leftover *leftovers = doc->reading.leftovers;
	size_t from = strays_in_line(doc, repair->line), to, i;
	bool *is_dropped;

	if (doc->record.n_strays == 0 || repair->kind != REPAIR_UNPLACED ||
	    from == strays_in_line(doc, repair->line + 1))
		return false;
	to = end_of(doc, repair, from);
	is_dropped = which_dropped(doc, from, to);
	for (i = from; i < to; i++)
		if (leftovers[i].column >= repair->from_column &&
		    !is_dropped[i - from])
			break;
	free(is_dropped);
	return i == to;
}

/* ---- another file ---- */

struct again {
	struct document *doc;
	const struct grid *grid;
	const struct leftover **found; /* by stray; NULL: nowhere */
	bool *is_taken;		       /* by leftover: some stray has it */
};

/* In this record of the file, or (-1) in any: in the column where it was, or
   else the first one with the same text. */
static void find_again(struct again *again, size_t at, int32_t record)
{
	const struct layout_reading *reading = &again->doc->reading;
	const struct stray *stray = &again->doc->record.strays[at];
	const struct leftover *all = reading->leftovers, *l = all;
	const struct leftover *found = NULL;
	size_t n = reading->n_leftovers;

	if (record >= 0)
		l = layout_leftovers(reading, (size_t)record, &n);
	for (; n > 0 && (!found || found->column != stray->column); l++, n--) {
		const struct grid_record *r = &again->grid->records[l->record];

		if (grid_cell(r, l->column) == stray->text &&
		    !again->is_taken[l - all] &&
		    (!found || l->column == stray->column))
			found = l;
	}
	again->found[at] = found;
	if (found)
		again->is_taken[found - all] = true;
}

/* How many lines were put back, which stand last. */
static size_t n_put_back(const struct record *rec)
{
	size_t n = 0;

	for (size_t i = 0; i < rec->n_strays; i++)
		n += stray_is_put_back(&rec->strays[i]) &&
		     !record_stray_goes_on(rec, i);
	return n;
}

static void find_written(struct again *again,
			 const struct layout_written *written)
{
	const struct record *rec = &again->doc->record;
	size_t next = written->n_records - n_put_back(rec);

	for (size_t i = 0; i < rec->n_strays; i++) {
		const struct stray *stray = &rec->strays[i];
		int32_t at = -1;

		if (stray_is_put_back(stray)) {
			next += !record_stray_goes_on(rec, i);
			at = (int32_t)next - 1;
		} else if (!stray->is_dropped && stray->record >= 0) {
			at = written->records[stray->record];
		}
		if (at >= 0)
			find_again(again, i, at);
	}
}

static void find_theirs(struct again *again)
{
	const struct record *rec = &again->doc->record;

	for (size_t i = 0; i < rec->n_strays; i++)
		if (rec->strays[i].record >= 0)
			find_again(again, i, -1);
}

/* What was dropped keeps its column, for undo; what was not, and isn't there
   any more, has a place by now or was dropped by others. */
static void take_found(struct again *again, bool is_ours)
{
	struct record *rec = &again->doc->record;

	for (size_t i = 0; i < rec->n_strays; i++) {
		const struct leftover *found = again->found[i];
		struct stray *stray = &rec->strays[i];

		if (!found && !is_ours && stray_is_put_back(stray))
			continue;
		if (!found && !stray->is_dropped)
			stray->column = -1;
		else if (found)
			stray->column = found->column;
		stray->record = found ? (int32_t)found->record : -1;
	}
}

void strays_adopt(struct document *doc, const struct layout_written *written)
{
	struct again again = { .doc = doc };
	struct grid grid;

	if (doc->record.n_strays == 0)
		return;
	again.grid = grid_with_records(&doc->grid, &grid);
	again.found = memory_array(doc->record.n_strays, sizeof *again.found);
	again.is_taken = memory_array(doc->reading.n_leftovers + 1,
				      sizeof *again.is_taken);
	if (written)
		find_written(&again, written);
	else
		find_theirs(&again);
	take_found(&again, written != NULL);
	free(again.found);
	free(again.is_taken);
	grid_release(&grid);
}
