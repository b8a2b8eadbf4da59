/* The lines of the file, read and written. */
#include <config.h>
#include "core/review_private.h"

#include <string.h>

#include "core/grid.h"
#include "core/memory.h"
#include "core/sidecar.h"
#include "core/text.h"

enum {
	TIME,
	REVIEWER,
	KIND,
	OPINION,
	FIELD,
	ROW,
	NAME,
	VALUE,
	TEXT,
	FINGERPRINT,
	COLUMNS
};

static const char *const headings[COLUMNS] = {
	[TIME] = "时间",	[REVIEWER] = "审核人", [KIND] = "事项",
	[OPINION] = "意见",	[FIELD] = "项目",      [ROW] = "行",
	[NAME] = "名称",	[VALUE] = "当时的值",  [TEXT] = "内容",
	[FINGERPRINT] = "校验",
};

static const char *const kinds[EVENT_KINDS] = {
	[EVENT_STATE] = "状态",		 [EVENT_OPINION] = "意见",
	[EVENT_OPINION_GONE] = "撤意见", [EVENT_REMARK] = "批注",
	[EVENT_REMARK_GONE] = "撤批注",
};

/* In one line, in UTF-8 whatever the machine calls its users, and no longer
   than can be read again. */
static void add_line(struct bytes *out, const char *s)
{
	enum { LIMIT_BYTES = 1 << 14 };
	size_t n = s ? strlen(s) : 0;

	if (n > LIMIT_BYTES)
		n = text_start_before(s, LIMIT_BYTES);
	text_show(out, s, n, -1);
}

/* ---- reading ---- */

static int find_kind(const struct grid_record *record)
{
	const char *name = grid_cell(record, KIND);
	int i = EVENT_KINDS - 1;

	while (i >= 0 && strcmp(kinds[i], name) != 0)
		i--;
	if (i == EVENT_STATE && review_find_state(grid_cell(record, TEXT)) < 0)
		return -1;
	return i;
}

/* As it would be written: what is taken back must be what was read. */
static const char *read_cell(struct review *review,
			     const struct grid_record *record, int column)
{
	struct bytes line = BYTES_INIT;

	add_line(&line, grid_cell(record, column));
	return texts_take(review->texts, &line);
}

static struct review_cell read_place(struct review *review,
				     const struct grid_record *record)
{
	struct review_cell cell = {
		.field = read_cell(review, record, FIELD),
		.row = -1,
		.name = read_cell(review, record, NAME),
		.value = read_cell(review, record, VALUE),
	};

	if (*cell.field) {
		cell.row = sidecar_row(grid_cell(record, ROW));
		cell.hash = sidecar_hash(grid_cell(record, FINGERPRINT));
	}
	return cell;
}

static void read_event(struct review *review, const struct grid_record *record)
{
	struct review_hand hand = review_parse_time(grid_cell(record, TIME));
	int kind = find_kind(record);

	if (kind < 0)
		return;
	hand.reviewer = read_cell(review, record, REVIEWER);
	MEMORY_MORE(review->events, review->n_events, review->cap_events);
	review->events[review->n_events] = (struct review_event){
		.kind = (enum event_kind)kind,
		.at = review->n_events,
		.note = {
			.hand = hand,
			.opinion = read_cell(review, record, OPINION),
			.text = read_cell(review, record, TEXT),
			.cell = read_place(review, record),
		},
	};
	review->n_events++;
}

/* What is no record is somebody else's. */
static void read_line(struct review *review, const char *line, size_t n)
{
	struct grid grid;

	if (sidecar_parse(&grid, review->texts, line, n, NULL, NULL))
		for (size_t i = 0; i < grid.n_records; i++)
			read_event(review, &grid.records[i]);
	grid_release(&grid);
}

/* Line by line: a quote that somebody forgot to close must not take in what
   others have written below it. */
static void read_lines(struct review *review, const struct bytes *lines)
{
	size_t at = 0;

	while (at < lines->len) {
		size_t n = strcspn(lines->data + at, "\n");

		read_line(review, lines->data + at, n);
		at += n + 1;
	}
}

void review_understand(struct review *review)
{
	review->n_events = 0;
	if (!review->texts && review->kept.len + review->added.len > 0)
		review->texts = texts_new();
	read_lines(review, &review->kept);
	read_lines(review, &review->added);
	review_sum_up(review);
}

/* ---- writing ---- */

void review_add_headings(struct bytes *out)
{
	sidecar_add(out, headings, COLUMNS);
}

static void add_cells(struct bytes *out, const char *const *cells)
{
	struct bytes lines[COLUMNS];
	const char *texts[COLUMNS];

	for (int c = 0; c < COLUMNS; c++) {
		bytes_init(&lines[c]);
		add_line(&lines[c], cells[c]);
		texts[c] = lines[c].data;
	}
	sidecar_add(out, texts, COLUMNS);
	for (int c = 0; c < COLUMNS; c++)
		bytes_release(&lines[c]);
}

void review_add_event(struct review *review, enum event_kind kind,
		      const struct review_note *note)
{
	const struct review_cell *cell = &note->cell;
	struct bytes time = BYTES_INIT, row = BYTES_INIT, hash = BYTES_INIT;
	const char *cells[COLUMNS] = {
		[REVIEWER] = note->hand.reviewer,
		[KIND] = kinds[kind],
		[OPINION] = note->opinion,
		[FIELD] = cell->field,
		[NAME] = cell->name,
		[VALUE] = cell->value,
		[TEXT] = note->text,
	};

	review_print_time(&note->hand, true, &time);
	if (cell->field && *cell->field) {
		sidecar_print_row(&row, cell->row);
		sidecar_print_hash(&hash, cell->hash);
	}
	cells[TIME] = time.data;
	cells[ROW] = row.data;
	cells[FINGERPRINT] = hash.data;
	add_cells(&review->added, cells);
	bytes_release(&time);
	bytes_release(&row);
	bytes_release(&hash);
	review_understand(review);
}
