/* The page about what was left behind unsaved. */
#include <config.h>
#include "tui/app_private.h"

#include <time.h>
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"

/* One drawing of it: lines from the top on, what doesn't fit is left out. */
struct page {
	struct canvas *canvas;
	struct area area;
	int y;
};

enum { LABEL_COLS = 10 };

static void put(struct page *p, const char *label, enum role role,
		const struct bytes *text)
{
	int w_label = LABEL_COLS;
	const struct area a = p->area;

	if (p->y >= a.height)
		return;
	canvas_put_str(p->canvas, a.y + p->y, a.x + 1, w_label, ROLE_LABEL,
		       label);
	canvas_put(p->canvas, a.y + p->y, a.x + 1 + w_label,
		   a.width - w_label - 2, role, text->data, text->len);
	p->y++;
}

static void print_time(struct bytes *out, const struct tm *tm,
		       const char *format)
{
	char text[32];

	if (strftime(text, sizeof text, format, tm) > 0)
		bytes_add_str(out, text);
}

/* Of the same day the time alone. */
static void print_times(struct bytes *out, time_t since, time_t last)
{
	struct bytes from = BYTES_INIT, to = BYTES_INIT;
	struct tm a = { 0 }, b = { 0 };

	localtime_r(&since, &a);
	localtime_r(&last, &b);
	print_time(&from, &a, "%m-%d %H:%M");
	print_time(&to, &b,
		   a.tm_year == b.tm_year && a.tm_yday == b.tm_yday
			   ? "%H:%M"
			   : "%m-%d %H:%M");
	bytes_printf(out, _("从 %s 到 %s"), from.data, to.data);
	bytes_release(&from);
	bytes_release(&to);
}

static void put_count(struct page *p, const struct recovery *left)
{
	struct bytes text = BYTES_INIT;

	if (left->n_changes > 0)
		bytes_printf(&text, _("%zu 处，"), left->n_changes);
	print_times(&text, left->since, left->last);
	put(p, left->n_changes > 0 ? _("改动") : _("时间"), ROLE_VALUE, &text);
	bytes_release(&text);
}

/* The newest changes, each once. */
enum { CHANGES_SHOWN = 5 };

struct shown {
	struct change changes[CHANGES_SHOWN]; /* places as of now, no edits */
	size_t n;
};

static bool is_shown(const struct shown *shown, const struct change *change)
{
	for (size_t i = 0; i < shown->n; i++)
		if (shown->changes[i].kind == change->kind &&
		    place_equal(shown->changes[i].place, change->place))
			return true;
	return false;
}

/* Of one cell or one row that is there when it is made. */
static bool is_of_place(const struct change *change)
{
	static const bool kinds[CHANGE_KINDS] = {
		[CHANGE_CELL] = true,	  [CHANGE_REASON] = true,
		[CHANGE_ROW_NEW] = true,  [CHANGE_ROW_DUPLICATE] = true,
		[CHANGE_ROW_MOVE] = true,
	};

	return change->place.field >= 0 && kinds[change->kind];
}

/* What is gone by now isn't worth a line. */
static void show_change(struct shown *shown, const struct history *h, size_t at)
{
	struct change change = { .kind = h->changes[at].kind,
				 .place = h->changes[at].place,
				 .n = h->changes[at].n };

	if (is_of_place(&change) && (!history_place_now(h, at, &change.place) ||
				     is_shown(shown, &change)))
		return;
	shown->changes[shown->n++] = change;
}

/* A cell with what it holds by now. */
static void put_change(struct page *p, const struct document *doc,
		       const struct change *change, bool is_first)
{
	struct bytes text = BYTES_INIT;

	app_change_print(&text, doc, change);
	if (change->kind == CHANGE_CELL && change->place.field >= 0)
		bytes_printf(&text, "%s%s", _("："),
			     record_get(&doc->record, change->place));
	put(p, is_first ? _("最后") : "", ROLE_VALUE, &text);
	bytes_release(&text);
}

static void put_changes(struct page *p, const struct recovery *left,
			const struct document *doc)
{
	const struct history *h = &doc->history;
	struct shown shown = { .n = 0 };
	size_t n =
		left->n_changes < h->position ? left->n_changes : h->position;

	for (size_t i = 0; i < n && shown.n < CHANGES_SHOWN; i++)
		show_change(&shown, h, h->position - 1 - i);
	for (size_t i = 0; i < shown.n; i++)
		put_change(p, doc, &shown.changes[i], i == 0);
}

/* A long text was hardly typed anew: from where it is another one now. */
static size_t typed_at(const struct recovery *left, const struct document *doc)
{
	const char *was = "";
	size_t at = 0;

	if (left->typing.as == TYPED_CELL)
		was = record_get(&doc->record, left->typing.place);
	while (at < left->typed.len && was[at] == left->typed.data[at])
		at++;
	return at;
}

static void put_typed(struct page *p, const struct recovery *left,
		      const struct document *doc)
{
	const struct change cell = { .kind = CHANGE_CELL,
				     .place = left->typing.place };
	static const char *const labels[] = {
		[TYPED_CELL] = N_("正在输入"),
		[TYPED_REASON] = N_("写着说明"),
		[TYPED_REMARK] = N_("写着批注"),
	};
	struct bytes text = BYTES_INIT;
	int w = p->area.width - LABEL_COLS - 2;

	if (left->typing.as == TYPED_NOTHING)
		return;
	if (cell.place.field >= 0) {
		app_change_print(&text, doc, &cell);
		bytes_add_str(&text, _("："));
	}
	canvas_print_from(p->canvas, &text, left->typed.data, left->typed.len,
			  typed_at(left, doc),
			  w - text_cols(text.data, text.len));
	put(p, say(labels[left->typing.as]), ROLE_VALUE, &text);
	bytes_release(&text);
}

static void put_file(struct page *p, const struct recovery *left)
{
	static const struct {
		enum role role;
		const char *msgid;
	} files[] = {
		[RECOVERY_FILE_SAME] = { ROLE_VALUE,
					 N_("没有变，还是那时的样子") },
		[RECOVERY_FILE_CHANGED] = { ROLE_WARNING,
					    N_("后来又改过：保存时会先问") },
		[RECOVERY_FILE_GONE] = { ROLE_WARNING,
					 N_("已经不在原处，或读不出来") },
		[RECOVERY_FILE_NONE] = { ROLE_VALUE, N_("还没有存成过文件") },
	};
	struct bytes text = BYTES_INIT;

	bytes_add_str(&text, say(files[left->file].msgid));
	put(p, _("原文件"), files[left->file].role, &text);
	bytes_release(&text);
}

/* It stands behind the question, which has the keys. */
struct recovery_page {
	struct overlay overlay;
	const struct app *app;
};

static void draw_page(struct overlay *o, struct canvas *c, struct area a)
{
	const struct app *app = ((struct recovery_page *)o)->app;
	const struct recovery *left = app->left.recovery;
	const struct document *doc = left->doc ? left->doc : app->doc;
	struct page p = { c, a, 0 };

	canvas_put_str(c, a.y, a.x + 1, a.width - 2, ROLE_HEADING,
		       _("上次没有保存就断了，改动还在"));
	p.y = a.height > 6 ? 2 : 1;
	put_count(&p, left);
	put_file(&p, left);
	put_typed(&p, left, doc);
	put_changes(&p, left, doc);
}

static enum overlay_turn no_key(struct overlay *o, const struct key *key)
{
	(void)o;
	(void)key;
	return OVERLAY_NOT_THAT;
}

static const char *const no_hints[] = { NULL };
static const struct overlay_kind page_kind = {
	.key = no_key,
	.draw = draw_page,
	.hints = no_hints,
};

void app_recover_page_open(struct app *app)
{
	struct recovery_page *page = memory_alloc(sizeof *page);

	page->overlay.kind = &page_kind;
	page->app = app;
	app_overlay_open(app, &page->overlay, NULL);
}
