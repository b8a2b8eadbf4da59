#include <config.h>
#include "core/acceptance_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/grid.h"
#include "core/sidecar.h"

enum {
	KIND,
	RULE,
	FIELD,
	ROW,
	NAME,
	VALUE,
	REASON,
	DATE,
	FINGERPRINT,
	COLUMNS
};

static const char *const headings[COLUMNS] = {
	[KIND] = "类别",   [RULE] = "检查", [FIELD] = "项目",
	[ROW] = "行",	   [NAME] = "名称", [VALUE] = "当时的值",
	[REASON] = "说明", [DATE] = "日期", [FINGERPRINT] = "校验",
};

static const char own_kind[] = "说明";
static const char carried_kind[] = "沿用";
static const char earlier_kind[] = "去年";

void acceptance_list_init(struct acceptance_list *list, struct texts *texts)
{
	*list = (struct acceptance_list){ .texts = texts };
	bytes_init(&list->others);
}

void acceptance_list_release(struct acceptance_list *list)
{
	free(list->items);
	free(list->carried);
	free(list->base);
	free(list->base_carried);
	bytes_release(&list->others);
}

static char *acceptance_path(const char *form_path)
{
	return sidecar_path(form_path, SIDECAR_ACCEPTANCES);
}

/* ---- reading ---- */

static void read_carried(struct acceptance_list *list,
			 const struct grid_record *record)
{
	MEMORY_ADD(list->carried, list->n_carried, list->cap_carried) =
		(struct carried_cell){
			.field = grid_cell(record, FIELD),
			.row = sidecar_row(grid_cell(record, ROW)),
			.name = grid_cell(record, NAME),
			.value = grid_cell(record, VALUE),
			.hash = sidecar_hash(grid_cell(record, FINGERPRINT)),
		};
}

static void read_own(struct acceptance_list *list,
		     const struct grid_record *record)
{
	MEMORY_ADD(list->items, list->n, list->cap) = (struct acceptance){
		.rule = grid_cell(record, RULE),
		.field = grid_cell(record, FIELD),
		.row = sidecar_row(grid_cell(record, ROW)),
		.name = grid_cell(record, NAME),
		.value = grid_cell(record, VALUE),
		.reason = grid_cell(record, REASON),
		.date = grid_cell(record, DATE),
		.fingerprint = sidecar_hash(grid_cell(record, FINGERPRINT)),
	};
}

static void read_records(struct acceptance_list *list, const struct grid *grid)
{
	for (size_t i = 0; i < grid->n_records; i++) {
		const struct grid_record *record = &grid->records[i];
		const char *kind = grid_cell(record, KIND);

		if (strcmp(kind, own_kind) == 0) {
			read_own(list, record);
		} else if (strcmp(kind, carried_kind) == 0) {
			read_carried(list, record);
		} else if (strcmp(kind, earlier_kind) == 0) {
			list->earlier = grid_cell(record, NAME);
		} else if (strcmp(kind, headings[KIND]) != 0) {
			sidecar_keep(&list->others, record);
		}
	}
}

bool acceptance_exists(const char *form_path)
{
	char *path = acceptance_path(form_path);
	bool is_there = sidecar_exists(path);

	free(path);
	return is_there;
}

/* Copies; the caller's. */
static void *copy_of(const void *items, size_t n, size_t size)
{
	void *copy = memory_array(n + 1, size);

	if (n > 0)
		memcpy(copy, items, n * size);
	return copy;
}

void acceptance_note_base(struct acceptance_list *list,
			  const struct acceptance_list *from)
{
	free(list->base);
	free(list->base_carried);
	list->base_earlier = from->earlier;
	list->n_base = from->n;
	list->base = copy_of(from->items, from->n, sizeof *from->items);
	list->n_base_carried = from->n_carried;
	list->base_carried =
		copy_of(from->carried, from->n_carried, sizeof *from->carried);
}

bool acceptance_read(struct acceptance_list *list, const char *form_path,
		     struct failure *f)
{
	char *path = acceptance_path(form_path), *data;
	size_t n;
	struct grid grid = { 0 };
	bool ok = sidecar_load(path, &data, &n, &list->stamp, f) &&
		  sidecar_parse(&grid, list->texts, data, n, path, f);

	if (ok)
		read_records(list, &grid);
	grid_release(&grid);
	list->is_unread = !ok;
	list->is_known = true;
	acceptance_note_base(list, list);
	free(data);
	free(path);
	return ok;
}

/* ---- steps ---- */

static bool fits(const struct acceptance_list *list,
		 const struct acceptance_step *step)
{
	const struct acceptance *a = &step->said, *b;

	if (!step->is_there)
		return step->at <= list->n;
	if (step->at >= list->n)
		return false;
	b = &list->items[step->at];
	return strcmp(a->rule, b->rule) == 0 &&
	       strcmp(a->field, b->field) == 0 && strcmp(a->name, b->name) == 0;
}

static void settle(const struct acceptance_list *list,
		   struct acceptance_step *step)
{
	const struct acceptance *there;

	if (fits(list, step))
		return;
	there = step->is_there
			? acceptance_find(list->items, list->n, &step->said)
			: NULL;
	step->is_there = there != NULL;
	step->at = there ? (size_t)(there - list->items) : list->n;
}

/* Makes room for one at `at`, or closes the gap that it leaves. */
static void shift(struct acceptance_list *list, size_t at, bool makes_room)
{
	struct acceptance *here;

	MEMORY_MORE(list->items, list->n, list->cap);
	here = &list->items[at];
	if (makes_room)
		memmove(here + 1, here, (list->n++ - at) * sizeof *here);
	else
		memmove(here, here + 1, (--list->n - at) * sizeof *here);
}

void acceptance_step_turn(struct acceptance_list *list,
			  struct acceptance_step *step)
{
	struct acceptance said = step->said;
	bool is_said = *said.reason != '\0';

	settle(list, step);
	step->said.reason = texts_blank;
	if (step->is_there)
		step->said = list->items[step->at];
	if (step->is_there != is_said)
		shift(list, step->at, is_said);
	if (is_said)
		list->items[step->at] = said;
	step->is_there = is_said;
}

/* ---- writing ---- */

/* With its row and hash in words. */
static void write_numbered(struct bytes *out, const char **cells, long row_at,
			   uint64_t hash)
{
	struct bytes row = BYTES_INIT, fingerprint = BYTES_INIT;

	sidecar_print_row(&row, row_at);
	sidecar_print_hash(&fingerprint, hash);
	cells[ROW] = row.data;
	cells[FINGERPRINT] = fingerprint.data;
	sidecar_add(out, cells, COLUMNS);
	bytes_release(&row);
	bytes_release(&fingerprint);
}

static void write_own(struct bytes *out, const struct acceptance *a)
{
	const char *cells[COLUMNS] = {
		[KIND] = own_kind, [RULE] = a->rule,   [FIELD] = a->field,
		[NAME] = a->name,  [VALUE] = a->value, [REASON] = a->reason,
		[DATE] = a->date,
	};

	write_numbered(out, cells, a->row, a->fingerprint);
}

static void write_carried(struct bytes *out, const struct carried_cell *cell)
{
	const char *cells[COLUMNS] = {
		[KIND] = carried_kind, [RULE] = "",
		[FIELD] = cell->field, [NAME] = cell->name,
		[VALUE] = cell->value, [REASON] = "",
		[DATE] = "",
	};

	write_numbered(out, cells, cell->row, cell->hash);
}

static void write_earlier(struct bytes *out, const char *path)
{
	const char *cells[COLUMNS] = {
		[KIND] = earlier_kind, [RULE] = "",  [FIELD] = "",  [ROW] = "",
		[NAME] = path,	       [VALUE] = "", [REASON] = "", [DATE] = "",
		[FINGERPRINT] = "",
	};

	sidecar_add(out, cells, COLUMNS);
}

bool acceptance_write(struct acceptance_list *list, const char *form_path,
		      const struct store_how *how, struct failure *f)
{
	struct bytes out = BYTES_INIT;
	char *path = acceptance_path(form_path);
	bool ok = !list->is_unread;

	if (list->n > 0 || list->n_carried > 0 || list->earlier ||
	    list->others.len > 0)
		sidecar_add(&out, headings, COLUMNS);
	for (size_t i = 0; i < list->n; i++)
		write_own(&out, &list->items[i]);
	for (size_t i = 0; i < list->n_carried; i++)
		write_carried(&out, &list->carried[i]);
	if (list->earlier)
		write_earlier(&out, list->earlier);
	bytes_add(&out, list->others.data, list->others.len);
	if (!ok)
		failure_set(f, FAILURE_UNREADABLE_NOTES, path, 0);
	ok = ok && sidecar_save(path, &out, how, &list->stamp, f);
	list->is_changed &= !ok;
	if (ok)
		acceptance_note_base(list, list);
	bytes_release(&out);
	free(path);
	return ok;
}
