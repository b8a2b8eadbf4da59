#include <config.h>
#include "tui/status_title.h"

#include <string.h>
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

/* At most a third of the line. */
static void name_print(const struct canvas *c, struct bytes *out,
		       const char *name)
{
	size_t n = strlen(name), fits = text_fit(name, n, c->width / 3, NULL);

	if (fits < n)
		fits = text_fit(name, n, c->width / 3 - 1, NULL);
	text_show(out, name, fits, -1);
	if (fits < n)
		bytes_add_str(out, canvas_dots(c));
}

/* Whose form it is; what it is called goes first where that has no room. */
static void print_form(const struct document *doc, int w_cols,
		       struct bytes *out)
{
	const char *name = document_name(doc);

	if (!*name)
		name = doc->def->title;
	bytes_printf(out, "%s  %s %s", _("绩效"), name, form_year(doc));
	if (text_cols(out->data, out->len) <= w_cols)
		return;
	bytes_clear(out);
	bytes_printf(out, "%s %s", name, form_year(doc));
}

void status_draw_title(struct canvas *c, int y, const struct document *doc,
		       bool is_read_only, enum file_news news,
		       const char *state)
{
	struct bytes left = BYTES_INIT, right = BYTES_INIT;

	if (c->width >= 60) {
		name_print(c, &right, file_name(doc));
		bytes_add_str(&right, "  ");
	}
	if (news != FILE_SAME)
		bytes_printf(&right, "%s  ",
			     news == FILE_GONE ? _("文件已不在")
					       : _("文件已被改动"));
	if (*state)
		bytes_printf(&right, "%s  ", state);
	if (is_read_only)
		bytes_printf(&right, "%s  ", _("只读"));
	if (doc->record.n_carried > 0)
		bytes_printf(&right, _("沿用%s%zu  "), MARK_CARRIED,
			     doc->record.n_carried);
	if (document_is_modified(doc))
		bytes_printf(&right, "%s  ",
			     doc->source == SOURCE_NEW ? _("未保存")
						       : _("已修改"));
	bytes_add_str(&right, encoding_name(doc->grid.dialect.encoding));
	int w_right = text_cols(right.data, right.len);
	print_form(doc, c->width - w_right - 4, &left);
	canvas_put_str(c, y, 1, c->width - w_right - 4, ROLE_TITLE, left.data);
	canvas_put_str(c, y, c->width - w_right - 1, w_right, ROLE_TITLE,
		       right.data);
	bytes_release(&left);
	bytes_release(&right);
}
