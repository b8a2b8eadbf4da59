/* For people: a difference a line. */
#include <config.h>
#include "cli/diff.h"

#include <stdlib.h>
#include <string.h>
#include "locale/cell_words.h"
#include "cli/print.h"
#include "core/difference_text.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

/* Pieces of lines, printed one after the other. */
struct writer {
	const struct diff *diff;
	struct bytes piece;
};

static void flush(struct writer *w)
{
	print_result(&w->piece);
	bytes_clear(&w->piece);
}

static void flush_in(struct writer *w, enum print_colour colour)
{
	if (!w->diff->has_colour) {
		flush(w);
		return;
	}
	print_coloured(&w->piece, colour);
	bytes_clear(&w->piece);
}

/* ---- texts ---- */

static void put_same(struct writer *w, const struct text_parts *parts, size_t i)
{
	const struct text_part *part = &parts->items[i];
	size_t head, tail;

	text_part_near(parts, i, &head, &tail);
	text_show(&w->piece, part->s, head, -1);
	bytes_add_str(&w->piece, tail > head ? "…" : "");
	text_show(&w->piece, part->s + tail, part->n - tail, -1);
}

static void put_changed(struct writer *w, const struct text_part *part)
{
	bool is_old = part->kind == TEXT_REMOVED;

	flush(w);
	bytes_add_str(&w->piece, is_old ? "[-" : "{+");
	text_show(&w->piece, part->s, part->n, -1);
	bytes_add_str(&w->piece, is_old ? "-]" : "+}");
	flush_in(w, is_old ? PRINT_RED : PRINT_GREEN);
}

static void put_phrases(struct writer *w, const struct difference *item)
{
	struct text_parts parts;

	text_parts_find(&parts, item->old_text, item->new_text);
	for (size_t i = 0; i < parts.n; i++) {
		if (parts.items[i].kind == TEXT_SAME)
			put_same(w, &parts, i);
		else
			put_changed(w, &parts.items[i]);
	}
	text_parts_release(&parts);
}

/* (+1.00) */
static void put_amount(struct writer *w, const struct difference *item)
{
	struct bytes amount = BYTES_INIT;

	if (comparison_print_amount(&w->diff->of, item, &amount))
		bytes_printf(&w->piece, " (%s)", amount.data);
	bytes_release(&amount);
}

static void put_values(struct writer *w, const struct difference *item)
{
	flush(w);
	cell_words_text(&w->piece, item->old_text);
	flush_in(w, PRINT_RED);
	bytes_add_str(&w->piece, " → ");
	flush(w);
	cell_words_text(&w->piece, item->new_text);
	flush_in(w, PRINT_GREEN);
	put_amount(w, item);
}

/* ---- lines ---- */

static void put_cell(struct writer *w, const struct difference *item)
{
	cell_words_place(&w->piece, w->diff->of.new, item->place_new);
	bytes_add_str(&w->piece, _("："));
	if (comparison_has_phrases(&w->diff->of, item))
		put_phrases(w, item);
	else
		put_values(w, item);
	bytes_add_char(&w->piece, '\n');
	flush(w);
}

static void put_row(struct writer *w, const struct difference *item)
{
	bool is_new = item->kind == DIFFERENCE_ADDED;
	long row = is_new ? item->place_new.row : item->place_old.row;
	const struct diff *d = w->diff;

	cell_words_row(&w->piece, d->of.def, item->table, row);
	bytes_add_str(&w->piece, _("："));
	flush(w);
	bytes_add_str(&w->piece, is_new ? _("新增：") : _("删去："));
	cell_words_cells(&w->piece, is_new ? d->of.new : d->of.old, item->table,
			 row);
	flush_in(w, is_new ? PRINT_GREEN : PRINT_RED);
	bytes_add_char(&w->piece, '\n');
	flush(w);
}

static void put_lost(void *ctx, const struct field *field, struct place place,
		     const char *text)
{
	struct writer *w = ctx;

	(void)field;
	cell_words_place(&w->piece, w->diff->of.foreign, place);
	bytes_add_str(&w->piece, _("：新表没有这一栏，旧表是："));
	flush(w);
	text_show_str(&w->piece, text, -1);
	flush_in(w, PRINT_RED);
	bytes_add_char(&w->piece, '\n');
	flush(w);
}

static void put_name(struct writer *w, const char *mark, const char *side,
		     const char *path, const char *file)
{
	bool is_there = !file || strcmp(file, "/dev/null") != 0;

	bytes_add_str(&w->piece, mark);
	bytes_add_str(&w->piece, is_there ? side : "");
	name_show(&w->piece, is_there ? path : file, -1);
	flush_in(w, PRINT_BOLD);
	bytes_add_char(&w->piece, '\n');
	flush(w);
}

static void put_names(struct writer *w)
{
	const struct diff *d = w->diff;
	const struct git_call *git = d->git;

	put_name(w, "--- ", git ? "a/" : "", d->old_path,
		 git ? git->old_file : NULL);
	put_name(w, "+++ ", git ? "b/" : "", d->new_path,
		 git ? git->new_file : NULL);
	if (!git || !strcmp(git->old_mode, git->new_mode) ||
	    !strcmp(git->old_mode, ".") || !strcmp(git->new_mode, "."))
		return;
	bytes_printf(&w->piece, _("文件权限：%s → %s\n"), git->old_mode,
		     git->new_mode);
	flush(w);
}

/* A reason on stderr is not seen where git's pager is. */
static void put_trouble(struct writer *w)
{
	if (w->diff->failures.n == 0)
		return;
	bytes_add_str(&w->piece, _("不能按栏目比较，原因见提示\n"));
	flush(w);
}

void diff_text(const struct diff *d)
{
	struct writer w = { d, BYTES_INIT };

	put_names(&w);
	put_trouble(&w);
	for (size_t i = 0; i < d->of.list.n; i++)
		if (d->of.list.items[i].kind == DIFFERENCE_CHANGED)
			put_cell(&w, &d->of.list.items[i]);
		else
			put_row(&w, &d->of.list.items[i]);
	comparison_each_lost(&d->of, put_lost, &w);
	bytes_release(&w.piece);
}
