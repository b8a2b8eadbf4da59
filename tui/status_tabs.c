#include <config.h>
#include "tui/status.h"

#include <limits.h>
#include <string.h>
#include "core/text.h"
#include "tui/click.h"
#include "tui/glyph.h"

static size_t problems_count(const struct document *doc)
{
	size_t n = 0;

	for (int s = 0; doc->check && s < SEVERITIES; s++)
		n += check_count(doc->check, -1, (enum severity)s);
	return n;
}

/* Those of the file itself, which are on no screen but that of problems. */
static size_t errors_in_no_cell(const struct document *doc)
{
	size_t n = check_count(doc->check, -1, SEVERITY_ERROR);

	for (int i = 0; n > 0 && i < doc->def->n_screens; i++)
		n -= check_count(doc->check, i, SEVERITY_ERROR);
	return n;
}

/* From one to the next there is less of a tab; the one in front keeps its name,
   and its counts as long as it can: a part of a number would be another one. */
static const struct tab_style {
	int name_cols, front_cols; /* of the names of the others, of its own */
	bool is_close, counts_worst, counts_worst_in_front; /* and no more */
} styles[] = {
	{ INT_MAX, INT_MAX, false, false, false },
	{ 4, INT_MAX, false, false, false },
	{ 4, INT_MAX, true, true, false },
	{ 4, INT_MAX, true, true, true },
	{ 0, INT_MAX, false, false, false },
	{ 0, INT_MAX, false, true, false },
	{ 0, INT_MAX, true, true, false },
	{ 0, INT_MAX, true, true, true },
	{ 0, 8, true, true, true },
};

static void count_add(const struct canvas *c, struct bytes *out,
		      const struct document *doc, const struct screen *s,
		      bool only_worst)
{
	static const enum severity shown[] = { SEVERITY_ERROR,
					       SEVERITY_WARNING };
	size_t n = 0;

	if (!doc->check)
		return;
	if (s->index < 0) {
		n = only_worst ? 0 : errors_in_no_cell(doc);
		if (n > 0)
			bytes_printf(out, " %s%zu",
				     glyph_mark(c, SEVERITY_ERROR), n);
		bytes_printf(out, " %zu", problems_count(doc));
		return;
	}
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		if (only_worst && n > 0)
			return;
		n = check_count(doc->check, s->index, shown[i]);
		if (n > 0)
			bytes_printf(out, " %s%zu", glyph_mark(c, shown[i]), n);
	}
}

static void tab_print(const struct canvas *c, struct bytes *out,
		      const struct document *doc, const struct screen *s, int i,
		      bool is_active, const struct tab_style *style)
{
	const char *name = screen_name(s);
	int w_name = is_active ? style->front_cols : style->name_cols;
	size_t len = strlen(name);

	bytes_add_char(out, is_active ? '[' : ' ');
	bytes_add_number(out, (size_t)i + 1);
	if (w_name < INT_MAX)
		len = text_fit(name, len, w_name, NULL);
	bytes_add(out, name, len);
	count_add(c, out, doc, s,
		  is_active ? style->counts_worst_in_front
			    : style->counts_worst);
	if (is_active || !style->is_close)
		bytes_add_char(out, is_active ? ']' : ' ');
}

/* The first one in which all of them fit, or the last. */
static const struct tab_style *style_of(const struct canvas *c,
					const struct document *doc,
					struct screen *const *screens, int n,
					int active)
{
	const struct tab_style *style = styles;
	const struct tab_style *last = styles + sizeof styles / sizeof *styles;
	struct bytes tabs = BYTES_INIT;

	for (; style + 1 < last; style++) {
		bytes_clear(&tabs);
		for (int i = 0; i < n; i++)
			tab_print(c, &tabs, doc, screens[i], i, i == active,
				  style);
		if (text_cols(tabs.data, tabs.len) <= c->width)
			break;
	}
	bytes_release(&tabs);
	return style;
}

void status_draw_tabs(struct canvas *c, const struct document *doc,
		      struct screen *const *screens, int n, int active)
{
	const struct tab_style *style = style_of(c, doc, screens, n, active);
	struct bytes tab = BYTES_INIT;
	int x = 0;

	for (int i = 0; i < n && x < c->width; i++) {
		int x_tab = x;

		bytes_clear(&tab);
		tab_print(c, &tab, doc, screens[i], i, i == active, style);
		x += canvas_put_str(c, 1, x, c->width - x,
				    i == active ? ROLE_TAB_ACTIVE : ROLE_TAB,
				    tab.data);
		click_add(c,
			  (struct click){ .kind = CLICK_TAB,
					  .number = i,
					  .area = { 1, x_tab, 1, x - x_tab } });
	}
	bytes_release(&tab);
}
