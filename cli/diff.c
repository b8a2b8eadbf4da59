#include <config.h>
#include "cli/diff.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/command.h"
#include "cli/looks.h"
#include "cli/print.h"
#include "core/document.h"
#include "core/memory.h"
#include "locale/name.h"
#include "locale/say.h"

/* What it is made of. */
struct making {
	const struct options *options;
	struct git_call git;
	const char *old_file, *new_file;
	struct document *old, *new; /* NULL: there is none */
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
		f->path = memory_copy_str(name);
	}
}

static bool open_one(struct making *m, struct form_set *forms, const char *file,
		     const char *name, struct document **doc)
{
	const struct dialect_hint hint = options_hint(m->options);

	if (!strcmp(file, nothing))
		return true;
	*doc = document_open(forms, file, &hint, &m->diff.failures);
	name_failures(&m->diff.failures, file, name);
	return *doc != NULL;
}

static enum exit_code compare(struct making *m, struct form_set *forms)
{
	struct diff *d = &m->diff;

	if (!open_one(m, forms, m->old_file, d->old_path, &m->old) ||
	    !open_one(m, forms, m->new_file, d->new_path, &m->new))
		return EXIT_INPUT;
	if (!m->old && !m->new)
		return EXIT_CLEAN;
	comparison_make(&d->of, m->old ? &m->old->record : NULL,
			m->new ? &m->new->record : NULL);
	return d->of.list.n + d->of.n_lost > 0 ? EXIT_PROBLEMS : EXIT_CLEAN;
}

/* ---- telling ---- */

/* The texts that have no place in the form. */
static void add_leftovers(struct bytes *out, const struct document *doc)
{
	struct grid again;
	const struct grid *grid;

	if (doc->reading.n_leftovers == 0)
		return;
	grid = grid_with_records(&doc->grid, &again);
	for (size_t i = 0; i < doc->reading.n_leftovers; i++) {
		const struct leftover *l = &doc->reading.leftovers[i];

		if (l->fate == LEFTOVER_KEPT)
			bytes_printf(out, "%s\n",
				     grid_cell(&grid->records[l->record],
					       l->column));
	}
	grid_release(&again);
}

static bool leftovers_differ(const struct making *m)
{
	struct bytes old = BYTES_INIT, new = BYTES_INIT;
	bool differ;

	if (m->old && m->new) {
		add_leftovers(&old, m->old);
		add_leftovers(&new, m->new);
	}
	differ = strcmp(old.data, new.data) != 0;
	bytes_release(&old);
	bytes_release(&new);
	return differ;
}

/* On stderr, as nothing differs by it; to git's reader it is the answer. */
static void tell_rest(const struct making *m)
{
	const struct diff *d = &m->diff;
	struct bytes text = BYTES_INIT;

	if (d->of.n_moved > 0)
		bytes_printf(&text, _("%zu 行只是换了位置，不算不同\n"),
			     d->of.n_moved);
	if (d->of.n_written_otherwise > 0)
		bytes_printf(&text, _("%zu 格只是写法不同，不算不同\n"),
			     d->of.n_written_otherwise);
	if (leftovers_differ(m))
		bytes_add_str(&text,
			      _("在表上没有位置的内容也有不同，没有逐格比\n"));
	if (!d->git)
		print_messages(&text);
	else if (text.len > 0)
		print_result(&text);
	else if (d->of.list.n + d->of.n_lost == 0 && !d->git->is_same) {
		bytes_add_str(&text, _("填的内容一样，不同的只是文件的写法\n"));
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
		tell_rest(m);
	print_failures(&d->failures);
}

static bool wants_colour(const struct options *options)
{
	enum { AUTO };
	const char *term = getenv("TERM");

	if (options->choice[OPTION_COLOR] != AUTO)
		return looks_want_colour(options);
	return looks_want_colour(options) && isatty(STDOUT_FILENO) && term &&
	       strcmp(term, "dumb") != 0;
}

static void release(struct making *m)
{
	failure_list_release(&m->diff.failures);
	comparison_release(&m->diff.of);
	document_free(m->old);
	document_free(m->new);
}

/* Both versions come with the next call. */
static enum exit_code tell_unmerged(const struct git_call *git)
{
	struct bytes text = BYTES_INIT;

	name_show(&text, git->path, -1);
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
