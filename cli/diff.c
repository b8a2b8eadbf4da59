#include <config.h>
#include "cli/diff.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/print.h"
#include "core/amount.h"
#include "core/difference_forms.h"
#include "core/document.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

/* What it is made of. */
struct making {
	const struct options *options;
	struct git_call git;
	const char *old_file, *new_file;
	struct document *old, *new; /* NULL: there is none */
	struct record seen;	    /* what isn't of the new one's definition */
	bool has_seen;
	bool *is_known;
	struct diff diff;
};

static const char nothing[] = "/dev/null";

/* ---- reading ---- */

/* Git gives its copies names that tell nobody anything. */
static void name_failures(struct failure_list *failures, const char *file,
			  const char *name)
{
	for (size_t i = 0; i < failures->n; i++) {
		struct failure *f = &failures->items[i];

		if (!f->path || strcmp(f->path, file) != 0)
			continue;
		free(f->path);
		f->path = memory_copy(name, strlen(name));
	}
}

static bool open_form(struct making *m, struct form_set *forms,
		      const char *file, const char *name, struct document **doc)
{
	const struct dialect_hint hint = options_hint(m->options);

	if (!strcmp(file, nothing))
		return true;
	*doc = document_open(forms, file, &hint, &m->diff.failures);
	name_failures(&m->diff.failures, file, name);
	return *doc != NULL;
}

/* Both are records of the new form's definition; what isn't there is blank. */
static void find_records(struct making *m)
{
	const struct document *known = m->new ? m->new : m->old;
	struct diff *d = &m->diff;

	d->def = known->def;
	d->old = m->old ? &m->old->record : &m->seen;
	d->new = m->new ? &m->new->record : &m->seen;
	if (m->old && m->new && m->old->def == m->new->def)
		return;
	record_init(&m->seen, d->def, known->texts);
	m->has_seen = true;
	if (!m->old || !m->new)
		return;
	m->is_known = record_see_as(&m->seen, d->old);
	d->is_known = m->is_known;
	d->foreign = d->old;
	d->old = &m->seen;
}

/* ---- what counts ---- */

bool diff_amount(const struct diff *d, const struct difference *item,
		 int64_t *out)
{
	const struct field *field = &d->def->fields[item->place_new.field];
	int64_t old, new;

	return field_is_number(field) &&
	       amount_parse(item->old_text, strlen(item->old_text), &old) ==
		       AMOUNT_OK &&
	       amount_parse(item->new_text, strlen(item->new_text), &new) ==
		       AMOUNT_OK &&
	       amount_sub(new, old, out);
}

bool diff_has_phrases(const struct diff *d, const struct difference *item)
{
	enum { LONG_COLS = 30 };
	const struct field *field = &d->def->fields[item->place_new.field];
	bool is_long =
		text_cols(item->old_text, strlen(item->old_text)) +
			text_cols(item->new_text, strlen(item->new_text)) >
		LONG_COLS;

	return (field->kind == FIELD_LONG || is_long) &&
	       !text_is_blank(item->old_text) && !text_is_blank(item->new_text);
}

static bool is_written_otherwise(const struct diff *d,
				 const struct difference *item)
{
	int64_t amount;

	if (text_is_blank(item->old_text) && text_is_blank(item->new_text))
		return true;
	return diff_amount(d, item, &amount) && amount == 0;
}

/* Out of the list goes what is no difference. */
static void sift(struct diff *d)
{
	struct difference_list *list = &d->list;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct difference *item = &list->items[i];

		if (item->kind == DIFFERENCE_MOVED)
			d->n_moved++;
		else if (item->kind == DIFFERENCE_CHANGED &&
			 is_written_otherwise(d, item))
			d->n_written_otherwise++;
		else
			list->items[n++] = *item;
	}
	list->n = n;
	list->n_moved = 0;
}

void diff_each_lost(const struct diff *d, diff_lost_cell *tell, void *ctx)
{
	const struct record *r = d->foreign;

	for (int i = 0; r && i < r->def->n_fields; i++) {
		const struct field *f = &r->def->fields[i];
		long n = f->table < 0 ? 0 : (long)record_n_rows(r, f->table);

		for (long row = f->table < 0 ? -1 : 0;
		     !d->is_known[i] && row < n; row++) {
			struct place place = { i, row };

			if (!text_is_blank(record_get(r, place)))
				tell(ctx, f, place, record_get(r, place));
		}
	}
}

static void count_lost(void *ctx, const struct field *field, struct place place,
		       const char *text)
{
	size_t *n = ctx;

	(void)field;
	(void)place;
	(void)text;
	++*n;
}

static enum exit_code compare(struct making *m, struct form_set *forms)
{
	struct diff *d = &m->diff;

	if (!open_form(m, forms, m->old_file, d->old_path, &m->old) ||
	    !open_form(m, forms, m->new_file, d->new_path, &m->new))
		return EXIT_INPUT;
	if (!m->old && !m->new)
		return EXIT_CLEAN;
	find_records(m);
	difference_find(&d->list, d->old, d->new);
	sift(d);
	diff_each_lost(d, count_lost, &d->n_lost);
	return d->list.n + d->n_lost > 0 ? EXIT_PROBLEMS : EXIT_CLEAN;
}

/* ---- telling ---- */

/* On stderr, as nothing differs by it; to git's reader it is the answer. */
static void tell_rest(const struct diff *d)
{
	struct bytes text = BYTES_INIT;

	if (d->n_moved > 0)
		bytes_printf(&text, _("%zu 行只是换了位置,不算不同\n"),
			     d->n_moved);
	if (d->n_written_otherwise > 0)
		bytes_printf(&text, _("%zu 格只是写法不同,不算不同\n"),
			     d->n_written_otherwise);
	if (!d->git)
		print_messages(&text);
	else if (text.len > 0)
		print_result(&text);
	else if (d->list.n + d->n_lost == 0 && !d->git->is_same) {
		bytes_add_str(&text, _("填的内容一样,不同的只是文件的写法\n"));
		print_result(&text);
	}
	bytes_release(&text);
}

static void tell(const struct making *m, enum exit_code code)
{
	const struct diff *d = &m->diff;
	bool is_json = options_format(m->options) == FORMAT_JSON;
	bool is_quiet = m->options->given[OPTION_QUIET];

	if (is_json && !is_quiet)
		diff_json(d);
	else if (!is_quiet && (code == EXIT_PROBLEMS || d->git))
		diff_text(d);
	if (code != EXIT_INPUT && !is_quiet && !is_json)
		tell_rest(d);
	print_failures(&d->failures);
}

static bool wants_colour(const struct options *options)
{
	enum { AUTO, ALWAYS };
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (options->choice[OPTION_COLOR] != AUTO)
		return options->choice[OPTION_COLOR] == ALWAYS;
	return (!no_color || !*no_color) && isatty(STDOUT_FILENO) && term &&
	       strcmp(term, "dumb") != 0;
}

static void release(struct making *m)
{
	failure_list_release(&m->diff.failures);
	difference_list_release(&m->diff.list);
	if (m->has_seen)
		record_release(&m->seen);
	free(m->is_known);
	document_free(m->old);
	document_free(m->new);
}

/* Both versions come with the next call. */
static enum exit_code tell_unmerged(const struct git_call *git)
{
	struct bytes text = BYTES_INIT;

	name_show(&text, git->path, strlen(git->path), -1);
	bytes_add_str(&text, _(": 两边的改动还没有合并\n"));
	print_result(&text);
	bytes_release(&text);
	return EXIT_CLEAN;
}

enum exit_code diff_files(struct form_set *forms, const struct options *options)
{
	struct making m = { .options = options };
	bool is_git = diff_git_is_call(options->files, options->n_files);
	enum exit_code code;

	m.old_file = m.diff.old_path = options->files[0];
	m.new_file = m.diff.new_path = options->files[1];
	m.diff.has_colour = wants_colour(options);
	if (is_git) {
		diff_git_read(&m.git, options->files, options->n_files);
		if (!m.git.old_file)
			return tell_unmerged(&m.git);
		m.diff.git = &m.git;
		m.old_file = m.git.old_file;
		m.new_file = m.git.new_file;
		m.diff.old_path = m.git.path;
		m.diff.new_path = m.git.new_path;
	}
	code = compare(&m, forms);
	tell(&m, code);
	release(&m);
	/* git would go no further */
	return is_git ? EXIT_CLEAN : code;
}

enum exit_code diff_exit(enum exit_code code)
{
	return code > EXIT_USAGE ? EXIT_USAGE : code;
}
