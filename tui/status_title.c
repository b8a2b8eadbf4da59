#include <config.h>
#include "tui/status.h"

#include <string.h>
#include "core/document_journal.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/screen.h"

static const char *form_year(const struct document *doc)
{
	for (int i = 0; i < doc->def->n_scalars; i++) {
		int field = doc->def->scalars[i];
		if (doc->def->fields[field].kind == FIELD_YEAR)
			return record_get(&doc->record,
					  (struct place){ field, -1 });
	}
	return "";
}

/* The file's name without its folders. */
static const char *file_name(const struct document *doc)
{
	const char *path = doc->source == SOURCE_NEW	     ? _("新表")
			   : doc->proposed && !doc->has_file ? doc->proposed
							     : doc->path;

	return path_last(path);
}

/* Where it has no room its end stays, which tells it from others: -2025.csv. */
static void name_print(const struct canvas *c, struct bytes *out,
		       const char *name, int w_cols)
{
	const char *dots = canvas_dots(c);
	size_t n = strlen(name), fits, end;

	if (text_fit(name, n, w_cols, NULL) == n) {
		text_show(out, name, n, -1);
		return;
	}
	end = text_fit_end(name, n, w_cols / 2);
	w_cols -=
		text_cols(name + end, n - end) + text_cols(dots, strlen(dots));
	fits = text_fit(name, n, w_cols, NULL);
	text_show(out, name, fits, -1);
	bytes_add_str(out, dots);
	text_show(out, name + end, n - end, -1);
}

static void add_name(struct bytes *out, const char *name,
		     const struct document *doc)
{
	bytes_add_str(out, name);
	bytes_add_char(out, ' ');
	bytes_add_str(out, form_year(doc));
}

/* Whose form it is; what it is called goes first where that has no room. */
static void print_form(const struct document *doc, int w_cols,
		       struct bytes *out)
{
	const char *name = document_name(doc);

	if (!*name)
		name = doc->def->name;
	bytes_add_str(out, _("绩效"));
	bytes_add_str(out, "  ");
	add_name(out, name, doc);
	if (text_cols(out->data, out->len) <= w_cols)
		return;
	bytes_clear(out);
	add_name(out, name, doc);
}

/* What there is to know of the file, behind its name. */
static void print_state(struct bytes *out, const struct document *doc,
			bool is_read_only, enum file_news news,
			const char *state)
{
	if (news != FILE_SAME)
		bytes_printf(out, "%s  ",
			     news == FILE_GONE ? _("文件已不在")
					       : _("文件已被改动"));
	if (*state)
		bytes_printf(out, "%s  ", state);
	if (is_read_only)
		bytes_printf(out, "%s  ", _("只读"));
	if (doc->record.n_carried > 0)
		bytes_printf(out, _("沿用%s%zu  "), MARK_CARRIED,
			     doc->record.n_carried);
	if (document_journal_is_failing(doc))
		bytes_printf(out, "%s  ", _("没有记录"));
	if (document_is_modified(doc))
		bytes_printf(out, "%s  ",
			     doc->source == SOURCE_NEW ? _("未保存")
						       : _("已修改"));
	bytes_add_str(out, encoding_name(doc->grid.dialect.encoding));
}

enum { MARGINS = 4, NAME_GAP = 2 };

/* The name has what whose form it is leaves of the line, a third at least. */
static int name_cols(const struct canvas *c, const struct document *doc,
		     int w_state)
{
	struct bytes form = BYTES_INIT;
	int room;

	print_form(doc, c->width, &form);
	room = c->width - MARGINS - NAME_GAP - w_state -
	       text_cols(form.data, form.len);
	bytes_release(&form);
	return room > c->width / 3 ? room : c->width / 3;
}

void status_draw_title(struct canvas *c, const struct document *doc,
		       bool is_read_only, enum file_news news,
		       const char *state)
{
	struct bytes left = BYTES_INIT, right = BYTES_INIT, about = BYTES_INIT;

	print_state(&about, doc, is_read_only, news, state);
	if (c->width >= 60) {
		name_print(c, &right, file_name(doc),
			   name_cols(c, doc, text_cols(about.data, about.len)));
		bytes_printf(&right, "%*s", NAME_GAP, "");
	}
	bytes_add(&right, about.data, about.len);
	int w_right = text_cols(right.data, right.len);
	print_form(doc, c->width - w_right - MARGINS, &left);
	canvas_put_str(c, 0, 1, c->width - w_right - MARGINS, ROLE_TITLE,
		       left.data);
	canvas_put_str(c, 0, c->width - w_right - 1, w_right, ROLE_TITLE,
		       right.data);
	bytes_release(&about);
	bytes_release(&left);
	bytes_release(&right);
}
