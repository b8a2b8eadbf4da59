#include <config.h>
#include "core/review.h"

#include <stdio.h>
#include <stdlib.h>
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

enum event_kind {
	EVENT_STATE,
	EVENT_OPINION,
	EVENT_OPINION_GONE,
	EVENT_REMARK,
	EVENT_REMARK_GONE,
	EVENT_KINDS
};

static const char *const kinds[EVENT_KINDS] = {
	[EVENT_STATE] = "状态",		 [EVENT_OPINION] = "意见",
	[EVENT_OPINION_GONE] = "撤意见", [EVENT_REMARK] = "批注",
	[EVENT_REMARK_GONE] = "撤批注",
};

static const char *const state_names[REVIEW_STATES] = {
	[REVIEW_UNREAD] = "未看",
	[REVIEW_READING] = "审核中",
	[REVIEW_RETURNED] = "退回",
	[REVIEW_ACCEPTED] = "通过",
};

struct review_event {
	enum event_kind kind;
	struct review_note note;
	size_t at; /* in the file */
};

const char *review_state_name(enum review_state state)
{
	return state_names[state];
}

const char *review_state_key(enum review_state state)
{
	static const char *const keys[REVIEW_STATES] = {
		[REVIEW_UNREAD] = "unread",
		[REVIEW_READING] = "reading",
		[REVIEW_RETURNED] = "returned",
		[REVIEW_ACCEPTED] = "accepted",
	};

	return keys[state];
}

static void set_nobody(struct review *review)
{
	review->state = REVIEW_UNREAD;
	review->by = (struct review_hand){ .reviewer = "" };
}

void review_init(struct review *review)
{
	*review = (struct review){ 0 };
	set_nobody(review);
	bytes_init(&review->kept);
	bytes_init(&review->added);
}

void review_release(struct review *review)
{
	free(review->opinions.items);
	free(review->remarks.items);
	free(review->events);
	bytes_release(&review->kept);
	bytes_release(&review->added);
	texts_free(review->texts);
}

static char *review_path(const char *form_path)
{
	return sidecar_path(form_path, ".review");
}

bool review_exists(const char *form_path)
{
	char *path = review_path(form_path);
	bool is_there = sidecar_exists(path);

	free(path);
	return is_there;
}

bool review_is_changed(const struct review *review)
{
	return review->added.len > 0;
}

/* ---- times ---- */

enum { DAY_SECONDS = 86400, MINUTE_SECONDS = 60 };

/* Days since 1970-01-01; the year begins in March. */
static int64_t day_number(int y, int m, int d)
{
	int64_t year = m > 2 ? y : y - 1, month = m > 2 ? m - 3 : m + 9;

	return year * 365 + year / 4 - year / 100 + year / 400 +
	       (month * 153 + 2) / 5 + d - 1 - 719468;
}

/* What spreadsheets make of it is read as well. Without a zone it is China's;
   what is no time, or beyond those that can be added to, is before all others. */
static struct review_hand read_hand(const struct grid_record *record)
{
	const char *cell = grid_cell(record, TIME);
	int y, m, d, hours = 0, minutes = 0, seconds = 0;
	int zone_hours = 8, zone_minutes = 0;
	char sign = '+';
	struct review_hand hand = { .reviewer = grid_cell(record, REVIEWER) };

	if (sscanf(cell, "%4d%*1[-/]%2d%*1[-/]%2d %2d:%2d:%2d %c%2d:%2d", &y,
		   &m, &d, &hours, &minutes, &seconds, &sign, &zone_hours,
		   &zone_minutes) < 3 ||
	    y < 1970 || y > 9000 || m < 1 || m > 12)
		return hand;
	hand.zone_minutes = zone_hours * 60 + zone_minutes;
	if (sign == '-')
		hand.zone_minutes = -hand.zone_minutes;
	hand.time = day_number(y, m, d) * DAY_SECONDS + hours * 3600 +
		    minutes * 60 + seconds -
		    (int64_t)hand.zone_minutes * MINUTE_SECONDS;
	return hand;
}

static void split_day(int64_t day, int *y, int *m, int *d)
{
	*y = (int)(1970 + day / 366);
	while (day_number(*y + 1, 1, 1) <= day)
		++*y;
	*m = 12;
	while (day_number(*y, *m, 1) > day)
		--*m;
	*d = (int)(day - day_number(*y, *m, 1)) + 1;
}

void review_print_time(const struct review_hand *hand, bool with_zone,
		       struct bytes *out)
{
	int64_t local =
		hand->time + (int64_t)hand->zone_minutes * MINUTE_SECONDS;
	int second, y, m, d;
	int zone = abs(hand->zone_minutes);

	if (local < 0)
		local = 0;
	second = (int)(local % DAY_SECONDS);
	split_day(local / DAY_SECONDS, &y, &m, &d);
	bytes_printf(out, "%04d-%02d-%02d %02d:%02d:%02d", y, m, d,
		     second / 3600, second / 60 % 60, second % 60);
	if (with_zone)
		bytes_printf(out, " %c%02d:%02d",
			     hand->zone_minutes < 0 ? '-' : '+', zone / 60,
			     zone % 60);
}

/* ---- what the lines come to ---- */

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_times(const void *p, const void *q)
{
	const struct review_event *a = p, *b = q;
	int by = compare_numbers(a->note.hand.time, b->note.hand.time);

	if (!by)
		by = strcmp(a->note.hand.reviewer, b->note.hand.reviewer);
	return by ? by : compare_numbers((int64_t)a->at, (int64_t)b->at);
}

/* Texts of one set: what is equal has one number. */
static int compare_texts(const char *a, const char *b)
{
	return compare_numbers(text_number(a), text_number(b));
}

static bool is_remark(const struct review_event *event)
{
	return event->kind >= EVENT_REMARK;
}

/* Of two about the same thing 0. */
static int compare_subjects(const struct review_event *a,
			    const struct review_event *b)
{
	const struct review_note *x = &a->note, *y = &b->note;
	int by = compare_numbers(is_remark(a), is_remark(b));

	if (!by)
		by = compare_texts(x->opinion, y->opinion);
	if (by || !is_remark(a))
		return by;
	by = compare_texts(x->text, y->text);
	if (!by)
		by = compare_texts(x->cell.field, y->cell.field);
	if (!by)
		by = compare_texts(x->cell.name, y->cell.name);
	if (!by)
		by = compare_numbers(x->cell.row, y->cell.row);
	if (!by)
		by = (x->cell.hash > y->cell.hash) -
		     (x->cell.hash < y->cell.hash);
	return by;
}

/* Those about one thing together, the last one last. */
static int compare_notes(const void *p, const void *q)
{
	const struct review_event *const *a = p, *const *b = q;
	int by = compare_subjects(*a, *b);

	return by ? by : compare_numbers(*a - *b, 0);
}

/* In the order that counts. */
static int compare_events(const void *p, const void *q)
{
	const struct review_event *const *a = p, *const *b = q;

	return compare_numbers(*a - *b, 0);
}

static void add_note(struct review_notes *notes, const struct review_note *note)
{
	notes->items = memory_grow(notes->items, &notes->cap, notes->n + 1,
				   sizeof *notes->items);
	notes->items[notes->n++] = *note;
}

/* Of all that was said about one thing the last counts. */
static void find_notes(struct review *review)
{
	const struct review_event **said =
		memory_array(review->n_events + 1, sizeof *said);
	size_t n = 0, n_last = 0;

	for (size_t i = 0; i < review->n_events; i++)
		if (review->events[i].kind != EVENT_STATE)
			said[n++] = &review->events[i];
	qsort(said, n, sizeof *said, compare_notes);
	for (size_t i = 0; i < n; i++)
		if (i + 1 == n || compare_subjects(said[i], said[i + 1]) != 0)
			said[n_last++] = said[i];
	qsort(said, n_last, sizeof *said, compare_events);
	for (size_t i = 0; i < n_last; i++)
		if (said[i]->kind == EVENT_OPINION)
			add_note(&review->opinions, &said[i]->note);
		else if (said[i]->kind == EVENT_REMARK)
			add_note(&review->remarks, &said[i]->note);
	free(said);
}

/* -1: one that a later version of the program knows. */
static int find_state(const char *name)
{
	int i = REVIEW_STATES - 1;

	while (i >= 0 && strcmp(state_names[i], name) != 0)
		i--;
	return i;
}

static void find_last_state(struct review *review)
{
	set_nobody(review);
	for (size_t i = 0; i < review->n_events; i++) {
		const struct review_event *event = &review->events[i];

		if (event->kind != EVENT_STATE)
			continue;
		review->state = (enum review_state)find_state(event->note.text);
		review->by = event->note.hand;
	}
}

/* ---- reading ---- */

static int find_kind(const struct grid_record *record)
{
	const char *name = grid_cell(record, KIND);
	int i = EVENT_KINDS - 1;

	while (i >= 0 && strcmp(kinds[i], name) != 0)
		i--;
	if (i == EVENT_STATE && find_state(grid_cell(record, TEXT)) < 0)
		return -1;
	return i;
}

static void read_event(struct review *review, const struct grid_record *record)
{
	int kind = find_kind(record);

	if (kind < 0)
		return;
	review->events =
		memory_grow(review->events, &review->cap_events,
			    review->n_events + 1, sizeof *review->events);
	review->events[review->n_events] = (struct review_event){
		.kind = (enum event_kind)kind,
		.at = review->n_events,
		.note = {
			.hand = read_hand(record),
			.opinion = grid_cell(record, OPINION),
			.text = grid_cell(record, TEXT),
			.cell = {
				.field = grid_cell(record, FIELD),
				.row = sidecar_row(grid_cell(record, ROW)),
				.name = grid_cell(record, NAME),
				.value = grid_cell(record, VALUE),
				.hash = sidecar_hash(
					grid_cell(record, FINGERPRINT)),
			},
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

/* What all lines, kept and added, come to. */
static void understand(struct review *review)
{
	review->n_events = review->opinions.n = review->remarks.n = 0;
	if (!review->texts && review->kept.len + review->added.len > 0)
		review->texts = texts_new();
	read_lines(review, &review->kept);
	read_lines(review, &review->added);
	if (review->n_events > 0)
		qsort(review->events, review->n_events, sizeof *review->events,
		      compare_times);
	find_last_state(review);
	find_notes(review);
}

/* In UTF-8, each line with its end, whatever the file has. */
static bool take_lines(struct review *review, const char *data, size_t n,
		       const char *path, struct failure *f)
{
	struct texts *texts = texts_new();
	struct grid grid;
	bool ok = sidecar_parse(&grid, texts, data, n, path, f);

	if (ok) {
		bytes_clear(&review->kept);
		for (size_t i = 0; i < grid.n_records; i++)
			sidecar_keep(&review->kept, &grid.records[i]);
	}
	grid_release(&grid);
	texts_free(texts);
	return ok;
}

bool review_read(struct review *review, const char *form_path,
		 struct failure *f)
{
	char *path = review_path(form_path), *data;
	size_t n;
	bool ok;

	bytes_clear(&review->kept);
	bytes_clear(&review->added);
	ok = sidecar_load(path, &data, &n, &review->stamp, f) &&
	     (n == 0 || take_lines(review, data, n, path, f));
	understand(review);
	review->is_unread = !ok;
	free(data);
	free(path);
	return ok;
}

/* ---- what another wrote ---- */

/* False: it can't be read, and nothing has changed. */
static bool reread(struct review *review, const char *path, bool *has_changed)
{
	struct bytes before = BYTES_INIT;
	struct store_stamp stamp;
	char *data;
	size_t n;
	bool ok = sidecar_load(path, &data, &n, &stamp, NULL);

	bytes_add(&before, review->kept.data, review->kept.len);
	ok = ok && (n == 0 || take_lines(review, data, n, path, NULL));
	*has_changed = ok && strcmp(before.data, review->kept.data) != 0;
	if (ok) {
		review->stamp = stamp;
		review->is_unread = false;
	}
	if (*has_changed)
		understand(review);
	bytes_release(&before);
	free(data);
	return ok;
}

bool review_take_theirs(struct review *review, const char *form_path)
{
	char *path = review_path(form_path);
	bool has_changed;

	reread(review, path, &has_changed);
	free(path);
	return has_changed;
}

/* ---- writing ---- */

/* The time of what is done now, behind all that was done: on another machine the
   clock may be ahead. */
static struct review_hand hand_after(const struct review *review,
				     const struct review_hand *hand)
{
	struct review_hand later = *hand;
	const struct review_hand *last;

	if (!review->n_events)
		return later;
	last = &review->events[review->n_events - 1].note.hand;
	if (later.time < last->time ||
	    (later.time == last->time &&
	     strcmp(last->reviewer, later.reviewer) != 0))
		later.time = last->time +
			     (strcmp(last->reviewer, later.reviewer) != 0);
	return later;
}

/* In one line, in UTF-8 whatever the machine calls its users, and no longer than
   can be read again. */
static void add_line(struct bytes *out, const char *s)
{
	enum { LIMIT_BYTES = 1 << 14 };
	size_t n = s ? strlen(s) : 0;

	if (n > LIMIT_BYTES)
		n = text_start_before(s, LIMIT_BYTES);
	text_show(out, s, n, -1);
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

static void add_event(struct review *review, enum event_kind kind,
		      const struct review_note *note)
{
	struct review_hand hand = hand_after(review, &note->hand);
	const struct review_cell *cell = &note->cell;
	struct bytes time = BYTES_INIT, row = BYTES_INIT, hash = BYTES_INIT;
	const char *cells[COLUMNS] = {
		[REVIEWER] = hand.reviewer, [KIND] = kinds[kind],
		[OPINION] = note->opinion,  [FIELD] = cell->field,
		[NAME] = cell->name,	    [VALUE] = cell->value,
		[TEXT] = note->text,
	};

	review_print_time(&hand, true, &time);
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
	understand(review);
}

static bool save(struct review *review, const char *path,
		 const struct store_how *how, struct failure *f)
{
	struct bytes out = BYTES_INIT;
	bool ok;

	if (!review->kept.len)
		sidecar_add(&out, headings, COLUMNS);
	bytes_add(&out, review->kept.data, review->kept.len);
	bytes_add(&out, review->added.data, review->added.len);
	ok = sidecar_save(path, &out, how, &review->stamp, &review->stamp, f);
	if (ok) {
		bytes_clear(&review->kept);
		bytes_add(&review->kept, out.data, out.len);
		bytes_clear(&review->added);
	}
	bytes_release(&out);
	return ok;
}

/* Another has written it between reading and writing. */
static bool is_overtaken(const struct failure *f)
{
	return f->code == FAILURE_CHANGED || f->code == FAILURE_GONE ||
	       f->code == FAILURE_EXISTS;
}

bool review_write(struct review *review, const char *form_path,
		  const struct store_how *how, struct failure *f)
{
	enum { TRIES = 8 };
	char *path = review_path(form_path);
	bool ok = !review_is_changed(review), has_changed;
	struct failure own = { 0 };

	for (int i = 0; i < TRIES && !ok; i++) {
		failure_release(&own);
		own = (struct failure){ 0 };
		if (!reread(review, path, &has_changed)) {
			failure_set(&own, FAILURE_UNREADABLE_REVIEW, path, 0);
			break;
		}
		ok = save(review, path, how, &own);
		if (!ok && !is_overtaken(&own))
			break;
	}
	if (own.code)
		failure_copy(f, &own);
	failure_release(&own);
	free(path);
	return ok;
}

/* ---- what a reviewer does ---- */

void review_set_state(struct review *review, enum review_state state,
		      const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.text = state_names[state],
	};

	if (review->state != state)
		add_event(review, EVENT_STATE, &note);
}

void review_begin(struct review *review, const struct review_hand *hand)
{
	if (review->state == REVIEW_UNREAD)
		review_set_state(review, REVIEW_READING, hand);
}

bool review_undo_state(struct review *review, const struct review_hand *hand)
{
	enum review_state before = REVIEW_UNREAD;
	bool is_any = false;

	for (size_t i = 0; i < review->n_events; i++) {
		const struct review_event *event = &review->events[i];
		enum review_state state;

		if (event->kind != EVENT_STATE)
			continue;
		state = (enum review_state)find_state(event->note.text);
		is_any = true;
		if (state != review->state)
			before = state;
	}
	if (!is_any || before == review->state)
		return false;
	review_set_state(review, before, hand);
	return true;
}

const struct review_note *review_opinion(const struct review *review,
					 const char *opinion)
{
	for (size_t i = 0; i < review->opinions.n; i++)
		if (strcmp(review->opinions.items[i].opinion, opinion) == 0)
			return &review->opinions.items[i];
	return NULL;
}

void review_add_opinion(struct review *review, const char *opinion,
			const char *text, const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.opinion = opinion,
		.text = text,
	};
	const struct review_note *old = review_opinion(review, opinion);

	if (!old || strcmp(old->text, text) != 0)
		add_event(review, EVENT_OPINION, &note);
}

void review_remove_opinion(struct review *review, const char *opinion,
			   const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.opinion = opinion,
	};

	if (review_opinion(review, opinion))
		add_event(review, EVENT_OPINION_GONE, &note);
}

void review_add_remark(struct review *review, const struct review_cell *cell,
		       const char *opinion, const char *text,
		       const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.opinion = opinion,
		.text = text,
		.cell = *cell,
	};

	add_event(review, EVENT_REMARK, &note);
}

void review_remove_remark(struct review *review, size_t i,
			  const struct review_hand *hand)
{
	struct review_note note = review->remarks.items[i];

	note.hand = *hand;
	add_event(review, EVENT_REMARK_GONE, &note);
}
