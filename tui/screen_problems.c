#include <config.h>
#include "tui/screen.h"

#include <stdlib.h>
#include "core/acceptance.h"
#include "core/document_repairs.h"
#include "core/document_strays.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/brief.h"
#include "tui/glyph.h"
#include "tui/scroll.h"
#include "tui/text_search.h"
#include "locale/say_form.h"

/* The list of all findings, then of those that were accepted, then of the
   repairs made while reading. */
struct problems {
	struct screen screen;
	/* the check's, until the next edit: n, and n_accepted behind them */
	const struct finding *findings;
	size_t n, n_accepted;
	size_t n_repairs;
	size_t chosen, top;
};

static void problems_free(struct screen *s)
{
	struct problems *p = (struct problems *)s;

	free(p);
}

static size_t n_findings(const struct problems *p)
{
	return p->n + p->n_accepted;
}

static size_t n_lines(const struct problems *p)
{
	return n_findings(p) + p->n_repairs;
}

static const struct repair *repair_at(const struct problems *p,
				      const struct document *doc, size_t i)
{
	return &doc->reading.repairs[i - n_findings(p)];
}

static void choose(struct problems *p, const struct document *doc, size_t i)
{
	size_t n = n_lines(p);

	p->chosen = i < n ? i : n > 0 ? n - 1 : 0;
	if (p->chosen < n_findings(p))
		p->screen.focus = p->findings[p->chosen].place;
	else if (p->chosen < n)
		p->screen.focus = repair_at(p, doc, p->chosen)->place;
	else
		p->screen.focus = PLACE_NONE;
}

static void problems_refresh(struct screen *s, const struct document *doc)
{
	struct problems *p = (struct problems *)s;

	const struct finding *accepted;
	size_t before = n_findings(p);
	bool is_on_repair = p->chosen >= before && p->chosen < n_lines(p);

	p->n = doc->check ? check_findings(doc->check, &p->findings) : 0;
	p->n_accepted = doc->check ? check_accepted(doc->check, &accepted) : 0;
	p->n_repairs = doc->reading.n_repairs;
	/* on a repair it stays, whatever is found now */
	if (is_on_repair)
		p->chosen += n_findings(p) - before;
	choose(p, doc, p->chosen);
}

static bool is_unmade(const struct problems *p, const struct document *doc,
		      size_t i)
{
	return document_repair_state(doc, i - n_findings(p)) ==
	       REPAIR_STATE_UNMADE;
}

/* Of a finding, with the reason if it was accepted, or of a repair. */
static void print_sentence(const struct problems *p, const struct document *doc,
			   size_t i, struct bytes *out)
{
	if (i >= n_findings(p)) {
		if (is_unmade(p, doc, i))
			bytes_add_str(out, _("(不修) "));
		if (document_is_dropped(doc, repair_at(p, doc, i)))
			bytes_add_str(out, _("(已删去) "));
		say_repair(p->screen.def, repair_at(p, doc, i), out);
		return;
	}
	const struct finding *f = &p->findings[i];

	if (i >= p->n) {
		bool holds;
		const char *reason =
			check_acceptance(doc->check, f, &holds)->reason;

		text_show_str(out, reason, -1);
		bytes_add_str(out, _("；"));
	}
	say_finding(doc, f, out);
}

static void place_print(struct bytes *out, const struct definition *def,
			struct place place)
{
	if (place.field < 0)
		return;
	const struct field *f = &def->fields[place.field];
	bytes_add_str(out, say_screen(&def->screens[f->screen]));
	if (place.row >= 0)
		bytes_printf(out, " %ld", place.row + 1);
}

/* 绩效指标 2, or 第 12 行 of the file, and where the rest of the line
   begins. */
static int draw_place(const struct problems *p, struct view *v, int y,
		      struct place place, size_t line)
{
	int x = v->area.x + MARKS_COLS;
	int w_place = 14;
	struct bytes text = BYTES_INIT;

	place_print(&text, p->screen.def, place);
	if (place.field < 0 && line > 0)
		bytes_printf(&text, _("第 %zu 行"), line);
	canvas_put_str(v->canvas, y, x, w_place, ROLE_TEXT, text.data);
	bytes_release(&text);
	return x + w_place + 1;
}

static void draw_finding(const struct problems *p, struct view *v, int y,
			 size_t i)
{
	const struct finding *f = &p->findings[i];
	bool is_accepted = i >= p->n;
	const struct area a = v->area;
	int x = draw_place(p, v, y, f->place, f->line), w_id = 14;
	struct bytes text = BYTES_INIT;

	print_sentence(p, v->doc, i, &text);
	canvas_put_str(v->canvas, y, a.x + 1, 1,
		       is_accepted ? ROLE_DIM
				   : view_severity_role(f->rule->severity),
		       glyph_mark(v->canvas, f->rule->severity));
	/* in a narrow window the line below has it */
	if (a.width >= 60) {
		canvas_put_str(v->canvas, y, x, w_id, ROLE_DIM, f->rule->id);
		x += w_id + 1;
	}
	brief_quotations(v->canvas, &text, a.x + a.width - x);
	canvas_put_str(v->canvas, y, x, a.x + a.width - x,
		       is_accepted ? ROLE_DIM : ROLE_TEXT, text.data);
	bytes_release(&text);
}

static void draw_line(const struct problems *p, struct view *v, int y, size_t i)
{
	struct bytes text = BYTES_INIT;

	scroll_draw_mark(v->canvas,
			 (struct area){ y, v->area.x, 1, v->area.width }, i,
			 i == p->chosen);
	if (i < n_findings(p)) {
		draw_finding(p, v, y, i);
		return;
	}
	const struct repair *repair = repair_at(p, v->doc, i);
	int x = draw_place(p, v, y, repair->place, repair->line);
	print_sentence(p, v->doc, i, &text);
	canvas_put_str(v->canvas, y, x, v->area.x + v->area.width - x,
		       is_unmade(p, v->doc, i) ? ROLE_DIM : ROLE_TEXT,
		       text.data);
	bytes_release(&text);
}

/* The headings of the accepted ones and of the repairs take a line each. */
static size_t line_y(const struct problems *p, size_t i)
{
	return i + (p->n_accepted > 0 && i >= p->n) +
	       (p->n_repairs > 0 && i >= n_findings(p));
}

/* Above the i-th line, if that is on screen. */
static void draw_heading(const struct problems *p, struct view *v, size_t i,
			 const char *text)
{
	const struct area a = v->area;
	size_t y = line_y(p, i) - 1;

	if (y >= p->top && y - p->top < (size_t)a.height)
		canvas_put_str(v->canvas, a.y + (int)(y - p->top),
			       a.x + MARKS_COLS, a.width - MARKS_COLS,
			       ROLE_HEADING, text);
}

/* And what may be done with a form that is ready. */
static void draw_nothing(const struct view *v)
{
	const struct area a = v->area;
	int x = a.x + MARKS_COLS, w = a.width - MARKS_COLS;
	bool is_judged = v->doc->check;

	canvas_cursor(v->canvas, a.y, x);
	canvas_put_str(v->canvas, a.y, x, w, ROLE_GOOD,
		       is_judged ? _("没有发现问题") : _("正在检查…"));
	if (is_judged && a.height > 1)
		canvas_put_str(v->canvas, a.y + 1, x, w, ROLE_DIM,
			       _("F12 另存为 .xlsx 给 Excel，.html 打印"));
}

static void draw_headings(const struct problems *p, struct view *v)
{
	struct bytes text = BYTES_INIT;

	if (p->n_accepted > 0) {
		bytes_printf(&text, _("已写说明的 %zu 处"), p->n_accepted);
		draw_heading(p, v, p->n, text.data);
		bytes_clear(&text);
	}
	if (p->n_repairs > 0) {
		bytes_printf(&text, _("读入时的修复和疑点 %zu 处"),
			     p->n_repairs);
		if (document_has_repairs(v->doc) &&
		    !document_is_repaired(v->doc))
			bytes_add_str(&text, _("(已撤销)"));
		draw_heading(p, v, n_findings(p), text.data);
	}
	if (n_lines(p) == 0)
		draw_nothing(v);
	bytes_release(&text);
}

static void problems_draw(struct screen *s, struct view *v)
{
	struct problems *p = (struct problems *)s;
	size_t height = v->area.height > 0 ? (size_t)v->area.height : 1;
	size_t at = line_y(p, p->chosen);

	s->page = (int)height;
	p->top = scroll_top(p->top, at, height);
	for (size_t i = p->top > 2 ? p->top - 2 : 0; i < n_lines(p); i++) {
		size_t y = line_y(p, i);
		if (y >= p->top + height)
			break;
		if (y >= p->top)
			draw_line(p, v, v->area.y + (int)(y - p->top), i);
	}
	draw_headings(p, v);
	v->is_cut = false;
}

static void problems_move(struct screen *s, const struct document *doc,
			  enum action action)
{
	struct problems *p = (struct problems *)s;
	size_t page = (size_t)s->page, i = p->chosen;

	s->has_wrapped = false;
	if (action == ACTION_PROBLEM_PREVIOUS && p->n > 0) {
		s->has_wrapped = i == 0;
		i = i > 0 ? i - 1 : p->n - 1;
	} else if (action == ACTION_PROBLEM_NEXT && p->n > 0) {
		s->has_wrapped = i + 1 >= p->n;
		i = i + 1 < p->n ? i + 1 : 0;
	} else if (action == ACTION_UP || action == ACTION_PREVIOUS)
		i -= i > 0;
	else if (action == ACTION_DOWN || action == ACTION_NEXT)
		i += i + 1 < n_lines(p);
	else if (action == ACTION_PAGE_UP)
		i -= i < page ? i : page;
	else if (action == ACTION_PAGE_DOWN)
		i += page;
	else if (action == ACTION_FIRST || action == ACTION_ROW_START)
		i = 0;
	else if (action == ACTION_LAST || action == ACTION_ROW_END)
		i = n_lines(p);
	choose(p, doc, i);
}

static bool problems_finding(const struct screen *s, struct finding *out)
{
	const struct problems *p = (const struct problems *)s;

	if (p->chosen >= n_findings(p))
		return false;
	*out = p->findings[p->chosen];
	return true;
}

static bool problems_repair(const struct screen *s, size_t *out)
{
	const struct problems *p = (const struct problems *)s;

	if (p->chosen < n_findings(p) || p->chosen >= n_lines(p))
		return false;
	*out = p->chosen - n_findings(p);
	return true;
}

/* In all that the line says, whole: where, which rule, what. */
static bool line_has(const struct problems *p, const struct document *doc,
		     size_t i, const struct bytes *needle)
{
	struct bytes text = BYTES_INIT;
	struct text_search line;
	struct text_hit hit;
	bool has;

	place_print(&text, p->screen.def,
		    i < n_findings(p) ? p->findings[i].place
				      : repair_at(p, doc, i)->place);
	bytes_add_char(&text, ' ');
	if (i < n_findings(p))
		bytes_printf(&text, "%s ", p->findings[i].rule->id);
	print_sentence(p, doc, i, &text);
	text_search_init(&line, text.data, text.len);
	has = text_search_next(&line, needle, 0, false, &hit);
	text_search_release(&line);
	bytes_release(&text);
	return has;
}

static bool problems_find(struct screen *s, const struct document *doc,
			  const struct bytes *needle, bool backwards)
{
	struct problems *p = (struct problems *)s;
	size_t n = n_lines(p), i = p->chosen;

	s->has_wrapped = false;
	for (size_t steps = 0; steps < n; steps++) {
		s->has_wrapped |= backwards ? i == 0 : i + 1 == n;
		i = (i + (backwards ? n - 1 : 1)) % n;
		if (line_has(p, doc, i, needle)) {
			choose(p, doc, i);
			return true;
		}
	}
	return false;
}

static bool problems_choose(struct screen *s, const struct document *doc,
			    size_t item)
{
	struct problems *p = (struct problems *)s;
	bool was_chosen = item == p->chosen;

	choose(p, doc, item);
	return was_chosen;
}

static const struct screen_kind problems_kind = {
	.place = ON_LIST,
	.free = problems_free,
	.draw = problems_draw,
	.move = problems_move,
	.refresh = problems_refresh,
	.finding = problems_finding,
	.find = problems_find,
	.choose = problems_choose,
	.repair = problems_repair,
};

struct screen *screen_problems_new(const struct definition *def)
{
	struct problems *p = memory_alloc(sizeof *p);

	p->screen = (struct screen){
		.kind = &problems_kind,
		.def = def,
		.index = -1,
		.table = -1,
		.focus = PLACE_NONE,
		.page = 1,
	};
	return &p->screen;
}
