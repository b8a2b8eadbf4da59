#include <config.h>
#include "cli/last_year.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "cli/file_list.h"
#include "core/document_earlier.h"
#include "core/memory.h"
#include "core/store_folder.h"
#include "core/text.h"

/* Whose form a file is. */
struct paper {
	char *department; /* but for blanks and width */
	char *path;
	int year; /* 0: it doesn't say */
};

struct last_year {
	struct dialect_hint hint;
	struct paper *papers; /* by department, the latest first */
	size_t n, cap;
	bool is_any;	      /* the one file, for the one form */
	atomic_bool is_ready; /* from then on nothing of it changes */
	atomic_bool is_over;
};

static char *department_of(const struct document *doc)
{
	const char *name = document_name(doc);
	struct bytes folded = BYTES_INIT;

	text_fold(&folded, name, strlen(name), FOLD_WIDTH | FOLD_BLANKS);
	return bytes_take(&folded);
}

static int compare(const void *a, const void *b)
{
	const struct paper *p = a, *q = b;
	int order = strcmp(p->department, q->department);

	if (order == 0)
		order = q->year - p->year;
	return order ? order : strcmp(p->path, q->path);
}

/* ---- what there is ---- */

static void add_paper(struct last_year *l, struct document *doc, char *path)
{
	MEMORY_ADD(l->papers, l->n, l->cap) =
		(struct paper){ .department = department_of(doc),
				.path = path,
				.year = document_year(doc) };
	document_free(doc);
}

/* What is no form isn't one of last year's; only where there is none at all it
   is said why. */
static void look_at(struct last_year *l, struct form_set *forms, char *path,
		    struct failure_list *faults)
{
	struct document *doc = document_open(forms, path, &l->hint, faults);

	if (doc)
		add_paper(l, doc, path);
	else
		free(path);
	form_set_trim(forms);
}

/* What lies in a folder that can't be read may be anybody's: that is said, even
   where others are found. */
static void take_failure(struct failure *failure, struct failure_list *faults,
			 struct failure_list *unread)
{
	if (failure->code == FAILURE_LINKED_FOLDER)
		failure_release(failure);
	else if (failure->code == FAILURE_UNREAD_FOLDER)
		failure_list_take(unread, failure);
	else if (failure->code)
		failure_list_take(faults, failure);
	*failure = (struct failure){ 0 };
}

static void look_through(struct last_year *l, struct form_set *forms,
			 const struct options *options,
			 struct failure_list *faults,
			 struct failure_list *unread)
{
	const char *const operands[] = { options->argument[OPTION_LAST], NULL };
	struct file_list *files =
		file_list_new(operands, options->argument[OPTION_LAST_FROM],
			      options->given[OPTION_NULS]);
	struct failure failure = { 0 };
	char *path;

	while (!atomic_load(&l->is_over) &&
	       (path = file_list_next(files, &failure))) {
		bool is_file = !failure.code;

		if (is_file)
			look_at(l, forms, path, faults);
		else
			free(path);
		take_failure(&failure, faults, unread);
	}
	file_list_free(files);
}

/* One form, and one of last year's. */
static bool is_pair(const struct options *options)
{
	const char *where = options->argument[OPTION_LAST];

	return where && !options->given[OPTION_LAST_FROM] &&
	       !store_folder_is(where) && !options->given[OPTION_FILES_FROM] &&
	       options->n_files == 1 && !store_folder_is(options->files[0]);
}

struct last_year *last_year_begin(const struct options *options)
{
	struct last_year *l = memory_alloc(sizeof *l);

	l->hint = options_hint(options);
	l->is_any = is_pair(options);
	return l;
}

/* In their order. */
static void settle(struct last_year *l)
{
	if (l->n > 0)
		qsort(l->papers, l->n, sizeof *l->papers, compare);
	atomic_store(&l->is_ready, true);
}

void last_year_look(struct last_year *l, struct form_set *forms,
		    const struct options *options, struct failure_list *faults)
{
	struct failure_list all = { 0 };

	look_through(l, forms, options, &all, faults);
	if (l->n == 0)
		failure_list_copy(faults, &all);
	failure_list_release(&all);
	settle(l);
}

bool last_year_is_ready(const struct last_year *l)
{
	return atomic_load(&l->is_ready);
}

bool last_year_has_any(const struct last_year *l)
{
	return l->n > 0;
}

void last_year_stop(struct last_year *l)
{
	atomic_store(&l->is_over, true);
}

/* NULL if there are none. */
static struct last_year *any(struct last_year *l)
{
	if (l->n > 0)
		return l;
	last_year_free(l);
	return NULL;
}

struct last_year *last_year_new(const struct options *options,
				struct form_set *forms,
				struct failure_list *faults)
{
	struct last_year *l;

	if (!options->given[OPTION_LAST] && !options->given[OPTION_LAST_FROM])
		return NULL;
	l = last_year_begin(options);
	last_year_look(l, forms, options, faults);
	return any(l);
}

struct last_year *last_year_new_of(const struct options *options,
				   struct form_set *forms,
				   const char *const *paths, size_t n_paths)
{
	struct failure_list faults = { 0 };
	struct last_year *l = last_year_begin(options);

	for (size_t i = 0; i < n_paths; i++)
		look_at(l, forms, memory_copy_str(paths[i]), &faults);
	failure_list_release(&faults);
	settle(l);
	return any(l);
}

void last_year_free(struct last_year *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->n; i++) {
		free(l->papers[i].department);
		free(l->papers[i].path);
	}
	free(l->papers);
	free(l);
}

/* ---- the one beside a form ---- */

static bool set_beside(const struct last_year *l, struct form_set *forms,
		       const char *path, struct document *doc)
{
	struct failure_list faults = { 0 };
	struct document *old = document_open(forms, path, &l->hint, &faults);
	bool fits = old && (l->is_any || document_is_earlier(doc, old));

	if (fits)
		document_set_earlier(doc, old);
	document_free(old);
	failure_list_release(&faults);
	return fits;
}

static bool is_before(const struct paper *paper, const struct document *doc)
{
	int year = document_year(doc);

	return (!year || !paper->year || paper->year < year) &&
	       strcmp(paper->path, doc->path) != 0;
}

bool last_year_beside(const struct last_year *l, struct form_set *forms,
		      struct document *doc)
{
	char *department;
	bool is_set = false;

	if (!last_year_is_ready(l))
		return false;
	if (l->is_any)
		return is_before(&l->papers[0], doc) &&
		       set_beside(l, forms, l->papers[0].path, doc);
	department = department_of(doc);
	for (size_t i = 0; i < l->n && *department && !is_set; i++)
		is_set = strcmp(l->papers[i].department, department) == 0 &&
			 is_before(&l->papers[i], doc) &&
			 set_beside(l, forms, l->papers[i].path, doc);
	free(department);
	return is_set;
}
