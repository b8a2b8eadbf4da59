#include <config.h>
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "locale/cell_words.h"
#include "cli/print.h"
#include "core/document.h"
#include "core/document_merge.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

enum { BASE, OURS, THEIRS };

struct merging {
	const struct options *options;
	const char *name; /* what is said of the file */
	struct document *base, *ours, *theirs;
	struct record blank; /* where there is no base */
	const struct record *base_record;
	struct merge merge;
	struct failure_list failures;
	struct bytes clashes; /* lines */
	bool is_recoded;
};

/* ---- reading ---- */

/* Both began with nothing: git gives an empty file for that. */
static bool has_base(const char *path)
{
	struct stat st;

	return !strcmp(path, "-") || stat(path, &st) || !S_ISREG(st.st_mode) ||
	       st.st_size > 0;
}

static bool open_all(struct merging *m, struct form_set *forms)
{
	const struct dialect_hint hint = options_hint(m->options);
	const char *const *files = m->options->files;

	m->ours = document_open(forms, files[OURS], &hint, &m->failures);
	m->theirs = document_open(forms, files[THEIRS], &hint, &m->failures);
	if (!m->ours || !m->theirs)
		return false;
	if (!has_base(files[BASE])) {
		record_init(&m->blank, m->ours->def, m->ours->texts);
		m->base_record = &m->blank;
		return true;
	}
	m->base = document_open(forms, files[BASE], &hint, &m->failures);
	m->base_record = m->base ? &m->base->record : NULL;
	return m->base != NULL;
}

static bool are_of_one_form(const struct merging *m)
{
	const struct definition *def = m->ours->def;

	if (m->theirs->def == def && m->base_record->def == def)
		return true;
	print_message(_("几个文件不是同一种表，合并不了"));
	return false;
}

/* ---- what both changed ---- */

static const struct merge_row *row_of(const struct merging *m,
				      const struct merge_item *item)
{
	return &m->merge.tables[item->table].rows[item->row];
}

static void add_cell_clash(struct merging *m, const struct merge_item *item)
{
	long row = item->table < 0 ? -1 : row_of(m, item)->mine;
	struct bytes *out = &m->clashes;

	cell_words_place(out, &m->ours->record,
			 (struct place){ item->field, row });
	bytes_add_str(out, _("：原来 "));
	cell_words_text(out, item->base);
	bytes_add_str(out, _(" | 我的 "));
	cell_words_text(out, item->mine);
	bytes_add_str(out, _(" | 别人的 "));
	cell_words_text(out, item->theirs);
}

static void add_row_clash(struct merging *m, const struct merge_item *item)
{
	const struct merge_row *row = row_of(m, item);
	const struct record *has =
		item->mine ? &m->ours->record : &m->theirs->record;
	long at = item->mine ? row->mine : row->theirs;

	cell_words_row(&m->clashes, m->ours->def, item->table, at);
	bytes_add_str(&m->clashes, item->mine ? _("：别人删去了，我改成了 ")
					      : _("：我删去了，别人改成了 "));
	cell_words_cells(&m->clashes, has, item->table, at);
}

/* Before anything is applied: places are those of the three files. */
static void note_clashes(struct merging *m)
{
	for (size_t i = 0; i < m->merge.n; i++) {
		const struct merge_item *item = &m->merge.items[i];

		if (!item->is_clash)
			continue;
		name_show(&m->clashes, m->name, -1);
		bytes_add_str(&m->clashes, _(": 冲突 "));
		if (item->kind == MERGE_CELL)
			add_cell_clash(m, item);
		else
			add_row_clash(m, item);
		bytes_add_char(&m->clashes, '\n');
	}
}

/* ---- writing ---- */

/* Ours is written in its own encoding, unless theirs has a character that it
   doesn't have. */
static bool save(struct merging *m, const char *path, struct failure *f)
{
	bool overwrites = m->options->given[OPTION_FORCE];

	if (document_save(m->ours, path, overwrites, f))
		return true;
	if (f->code != FAILURE_CHARACTER)
		return false;
	failure_release(f);
	*f = (struct failure){ 0 };
	m->is_recoded = document_save_utf_8(m->ours, path, overwrites, f);
	return m->is_recoded;
}

static enum exit_code put_file(struct merging *m, const char *path)
{
	struct failure f = { 0 };
	bool ok = save(m, path, &f);

	if (f.code == FAILURE_EXISTS && !document_is_original(m->ours, path))
		f.code = FAILURE_EXISTS_FORCE;
	if (f.code != FAILURE_NONE)
		failure_list_take(&m->failures, &f);
	return ok ? EXIT_CLEAN : EXIT_OUTPUT;
}

static enum exit_code put_out(struct merging *m)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct bytes bytes = BYTES_INIT;

	m->is_recoded = !document_bytes(m->ours, &bytes);
	/* as a file has it that is saved so */
	if (m->is_recoded)
		bytes_splice(&bytes, 0, 0, mark, sizeof mark - 1);
	print_data(&bytes);
	bytes_release(&bytes);
	return EXIT_CLEAN;
}

static enum exit_code put(struct merging *m)
{
	const char *out = m->options->argument[OPTION_OUTPUT];

	if (out)
		return strcmp(out, "-") ? put_file(m, out) : put_out(m);
	/* nothing of theirs: not a byte changes */
	if (!document_is_modified(m->ours))
		return EXIT_CLEAN;
	return put_file(m, m->options->files[OURS]);
}

/* Can the result go where it is wanted? */
static bool can_put(const struct merging *m)
{
	if (m->options->argument[OPTION_OUTPUT] || m->ours->has_file)
		return true;
	print_message(_("我的文件不能按原样写回(不是 CSV，或者行列有错位)。"
			"请用 -o 写明合并的结果存成什么文件"));
	return false;
}

/* ---- telling ---- */

static void tell_counts(const struct merging *m, size_t n_mine, size_t n_theirs,
			size_t n_clashes)
{
	struct bytes text = BYTES_INIT;

	name_show(&text, m->name, -1);
	bytes_printf(&text, _(": 我改了 %zu 处，别人改了 %zu 处"), n_mine,
		     n_theirs);
	if (n_clashes > 0)
		bytes_printf(&text,
			     _("，另有 %zu 处两方改得不同，文件里留的是我的，"
			       "别人的写在上面"),
			     n_clashes);
	bytes_add_char(&text, '\n');
	print_messages(&text);
	bytes_release(&text);
}

static void tell(const struct merging *m, size_t n_mine, size_t n_theirs,
		 size_t n_clashes)
{
	print_messages(&m->clashes);
	if (m->is_recoded)
		print_message(_("别人的改动里有原来编码没有的字，"
				"文件改存成了 UTF-8"));
	if (n_clashes > 0 || !m->options->given[OPTION_QUIET])
		tell_counts(m, n_mine, n_theirs, n_clashes);
}

/* What is computed from cells that both changed is computed anew, which takes
   the form's rules. */
static bool may_compute(struct merging *m)
{
	return !definition_has_formulas(m->ours->def) ||
	       document_check(m->ours, &m->failures);
}

static enum exit_code merge(struct merging *m, struct form_set *forms)
{
	enum exit_code code;

	if (!open_all(m, forms) || !are_of_one_form(m))
		return EXIT_INPUT;
	if (!can_put(m))
		return EXIT_OUTPUT;
	if (!may_compute(m))
		return EXIT_INPUT;
	merge_init(&m->merge, m->base_record, &m->ours->record,
		   &m->theirs->record);
	size_t n_mine = m->merge.n_mine, n_theirs = m->merge.n_theirs;
	size_t n_clashes = m->merge.n_clashes;

	merge_choose_clashes(&m->merge, MERGE_MINE);
	note_clashes(m);
	document_merge_decided(m->ours, &m->merge);
	code = put(m);
	if (code != EXIT_CLEAN)
		return code;
	tell(m, n_mine, n_theirs, n_clashes);
	return n_clashes > 0 ? EXIT_PROBLEMS : EXIT_CLEAN;
}

enum exit_code merge_files(struct form_set *forms,
			   const struct options *options)
{
	struct merging m = { .options = options, .clashes = BYTES_INIT };
	enum exit_code code;

	m.name = options->argument[OPTION_PATH] ? options->argument[OPTION_PATH]
						: options->files[OURS];
	code = merge(&m, forms);
	print_failures(&m.failures);
	failure_list_release(&m.failures);
	bytes_release(&m.clashes);
	merge_release(&m.merge);
	if (m.base_record == &m.blank)
		record_release(&m.blank);
	document_free(m.base);
	document_free(m.ours);
	document_free(m.theirs);
	return code;
}
