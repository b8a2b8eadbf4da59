#include <config.h>
#include "tui/status.h"

#include "core/document_strays.h"
#include "core/text.h"
#include "locale/say_form.h"
#include "tui/action.h"
#include "tui/brief.h"
#include "tui/glyph.h"
#include "tui/screen.h"

/* The first line leaves columns free at its end. */
static int draw_beside(struct canvas *c, struct area a, int w_free,
		       enum role role, const struct bytes *text)
{
	struct area first = { a.y, a.x, 1, a.width - w_free };
	struct area rest = { a.y + 1, a.x, a.height - 1, a.width };
	struct text_lines lines = { 0 };
	int used = 1;

	text_lines_wrap(&lines, text->data, text->len,
			first.width > 2 ? first.width : 2);
	if (lines.n < 2 || rest.height < 1) {
		canvas_put_lines(c, first, role, text->data, text->len);
	} else {
		size_t start = lines.items[1].start;

		canvas_put_line(c, first.y, first.x, first.width, role,
				text->data, lines.items[0].len);
		used += canvas_put_lines(c, rest, role, text->data + start,
					 text->len - start);
	}
	text_lines_release(&lines);
	return used;
}

/* The keys at the end of the first line, where it is wide enough. */
static int draw_with_keys(struct canvas *c, struct area a, enum role role,
			  struct bytes *text, const enum action *keys)
{
	enum { RAGGED_COLS = 3 }; /* free at a line's end */
	int w_keys = a.width < 58 ? 0 : status_keys_cols(keys);
	int room = a.height * (a.width - RAGGED_COLS) + RAGGED_COLS - w_keys;

	brief_quotations(c, text, room);

	if (w_keys > 0)
		status_draw_keys_end(c, a.y, a.x + a.width, keys);
	return draw_beside(c, a, w_keys, role, text);
}

/* What can be done about it. */
static enum action remedy(const struct document *doc, const struct finding *f)
{
	struct mend mend;

	if (check_mend(doc->check, f, 0, &mend)) {
		mend_release(&mend);
		return ACTION_SUGGESTION;
	}
	return f->rule->severity == SEVERITY_ERROR ? ACTION_NONE
						   : ACTION_ACCEPT;
}

int status_draw_finding(struct canvas *c, struct area a,
			const struct document *doc, bool looks_only,
			const struct finding *f)
{
	struct bytes text = BYTES_INIT;
	enum role role = view_severity_role(f->rule->severity);
	enum action keys[4] = { ACTION_NONE }, *key = keys;

	if (!looks_only && document_is_of_strays(doc, f))
		*key++ = ACTION_DROP;
	if (!looks_only && (*key = remedy(doc, f)) != ACTION_NONE)
		key++;
	*key = ACTION_PROBLEM_NEXT;
	bytes_printf(&text, "%s %s ", glyph_mark(c, f->rule->severity),
		     f->rule->id);
	say_finding(doc, f, &text);
	/* as before the cell, where the focus takes one of the two places */
	if (a.x > 0 && f->place.field >= 0 &&
	    record_is_carried(&doc->record, f->place))
		canvas_put_str(c, a.y, a.x - 1, 1, ROLE_HINT, MARK_CARRIED);
	int used = draw_with_keys(c, a, role, &text, keys);
	bytes_release(&text);
	return used;
}

int status_draw_repair(struct canvas *c, struct area a,
		       const struct document *doc, bool looks_only,
		       size_t repair)
{
	const struct repair *r = &doc->reading.repairs[repair];
	/* what changed no cell can't be taken back */
	const enum action keys[] = { looks_only		   ? ACTION_NONE
				     : r->place.field >= 0 ? ACTION_REPAIR
				     : document_has_strays(doc, r->line)
					     ? ACTION_DROP
					     : ACTION_NONE,
				     ACTION_NONE };
	struct bytes text = BYTES_INIT;

	say_repair(doc->def, r, &text);
	int used = draw_with_keys(c, a, ROLE_TEXT, &text, keys);
	bytes_release(&text);
	return used;
}
