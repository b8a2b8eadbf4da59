#include <config.h>
#include "tui/status_tabs.h"

#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"
#include "tui/glyph.h"

static size_t problems_count(const struct document *doc)
{
	size_t n = 0;

	for (int s = 0; doc->check && s < SEVERITIES; s++)
		n += check_count(doc->check, -1, (enum severity)s);
	return n;
}

static void count_add(const struct canvas *c, struct bytes *out,
		      const struct document *doc, const struct screen *s)
{
	static const enum severity shown[] = { SEVERITY_ERROR,
					       SEVERITY_WARNING };

	if (!doc->check)
		return;
	if (s->index < 0) {
		bytes_printf(out, " %zu", problems_count(doc));
		return;
	}
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		size_t n = check_count(doc->check, s->index, shown[i]);
		if (n > 0)
			bytes_printf(out, " %s%zu", glyph_mark(c, shown[i]), n);
	}
}

static void tab_print(const struct canvas *c, struct bytes *out,
		      const struct document *doc, const struct screen *s, int i,
		      bool is_active, bool is_short)
{
	bytes_add_char(out, is_active ? '[' : ' ');
	bytes_printf(out, "%d%s", i + 1, is_short ? "" : screen_name(s));
	count_add(c, out, doc, s);
	bytes_add_char(out, is_active ? ']' : ' ');
}

void status_draw_tabs(struct canvas *c, int y, const struct document *doc,
		      struct screen *const *screens, int n, int active)
{
	struct bytes tab = BYTES_INIT;
	bool is_short = false;
	int x = 0;

	for (int i = 0; i < n; i++)
		tab_print(c, &tab, doc, screens[i], i, false, false);
	if (text_cols(tab.data, tab.len) > c->width)
		is_short = true;
	for (int i = 0; i < n && x < c->width; i++) {
		int x_tab = x;

		bytes_clear(&tab);
		tab_print(c, &tab, doc, screens[i], i, i == active,
			  is_short && i != active);
		x += canvas_put_str(c, y, x, c->width - x,
				    i == active ? ROLE_TAB_ACTIVE : ROLE_TAB,
				    tab.data);
		click_add(c,
			  (struct click){ .kind = CLICK_TAB,
					  .number = i,
					  .area = { y, x_tab, 1, x - x_tab } });
	}
	bytes_release(&tab);
}
