#include <config.h>
#include "core/form_set.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/layout.h"
#include "core/path.h"

struct form_entry {
	char *folder;
	struct form form;	    /* empty until loaded, or broken */
	struct failure_list faults; /* why it is broken */
};

struct form_set {
	struct texts *texts;
	struct form_entry *entries;
	size_t n, cap;
	char **folders;
	bool is_chosen; /* the only one */
	bool takes_any; /* any likeness will do */
};

static void put_path(struct bytes *out, const char *folder, const char *name)
{
	bytes_clear(out);
	bytes_add_str(out, folder);
	bytes_add_char(out, '/');
	bytes_add_str(out, name);
}

/* One that lacks either file is broken, not absent. */
static bool is_definition(const char *folder)
{
	static const char *const files[] = { "fields.csv", "layout.csv" };
	struct bytes path = BYTES_INIT;
	bool found = false;

	for (size_t i = 0; i < 2 && !found; i++) {
		put_path(&path, folder, files[i]);
		found = access(path.data, F_OK) == 0;
	}
	bytes_release(&path);
	return found;
}

static void put_entry(struct form_set *set, const char *folder)
{
	set->entries = memory_grow(set->entries, &set->cap, set->n + 1,
				   sizeof *set->entries);
	set->entries[set->n++] =
		(struct form_entry){ .folder = memory_copy(folder,
							   strlen(folder)) };
}

static void add_entry(struct form_set *set, const char *folder)
{
	const char *name = strrchr(folder, '/');

	/* the first folder that has a name wins, as with PATH */
	for (size_t i = 0; i < set->n; i++) {
		const char *other = strrchr(set->entries[i].folder, '/');

		if (name && other && strcmp(name, other) == 0)
			return;
	}
	put_entry(set, folder);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void scan_folder(struct form_set *set, const char *folder)
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, compare_names);

	for (int i = 0; i < n; i++) {
		struct bytes path = BYTES_INIT;

		put_path(&path, folder, names[i]->d_name);
		if (names[i]->d_name[0] != '.' && is_definition(path.data))
			add_entry(set, path.data);
		bytes_release(&path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

static struct form_set *set_new(const char *const *folders)
{
	struct form_set *set = memory_alloc(sizeof *set);
	size_t n = 0;

	set->texts = texts_new();
	while (folders[n])
		n++;
	set->folders = memory_array(n + 1, sizeof *set->folders);
	for (size_t i = 0; i < n; i++)
		set->folders[i] = memory_copy(folders[i], strlen(folders[i]));
	return set;
}

struct form_set *form_set_new(const char *const *folders)
{
	struct form_set *set = set_new(folders);

	for (size_t i = 0; set->folders[i]; i++)
		scan_folder(set, set->folders[i]);
	return set;
}

struct form_set *form_set_copy(const struct form_set *set)
{
	struct form_set *copy = set_new((const char *const *)set->folders);

	for (size_t i = 0; i < set->n; i++)
		add_entry(copy, set->entries[i].folder);
	copy->is_chosen = set->is_chosen;
	copy->takes_any = set->takes_any;
	return copy;
}

struct form_set *form_set_others(const struct form_set *set)
{
	struct form_set *others =
		form_set_new((const char *const *)set->folders);

	/* whatever it is called: one of its name may be there, and not fit */
	for (size_t i = 0; i < set->n; i++)
		put_entry(others, set->entries[i].folder);
	others->takes_any = set->takes_any;
	return others;
}

static void clear_entries(struct form_set *set)
{
	for (size_t i = 0; i < set->n; i++) {
		plan_free(set->entries[i].form.plan);
		plan_free(set->entries[i].form.beside);
		layout_free(set->entries[i].form.layout);
		definition_free(set->entries[i].form.def);
		failure_list_release(&set->entries[i].faults);
		free(set->entries[i].folder);
	}
	set->n = 0;
}

void form_set_free(struct form_set *set)
{
	if (!set)
		return;
	clear_entries(set);
	for (size_t i = 0; set->folders[i]; i++)
		free(set->folders[i]);
	free(set->folders);
	free(set->entries);
	texts_free(set->texts);
	free(set);
}

struct texts *form_set_texts(struct form_set *set)
{
	return set->texts;
}

/* More makes a batch hardly faster and each worker bigger. */
enum { PASSING_BYTES = 1024 << 10, LASTING_BYTES = 512 << 10 };

void form_set_trim(struct form_set *set)
{
	bool all = texts_lasting_size(set->texts) >= LASTING_BYTES;
	unsigned highest = all ? 0 : texts_lasting(set->texts);

	if (texts_passing_size(set->texts) < PASSING_BYTES)
		return;
	for (size_t i = 0; i < set->n; i++) {
		const struct form *form = &set->entries[i].form;

		if (form->layout)
			layout_forget(form->layout);
		if (form->plan)
			plan_forget(form->plan, highest);
		if (form->beside)
			plan_forget(form->beside, highest);
	}
	if (all)
		texts_clear(set->texts);
	else
		texts_trim(set->texts);
}

/* The form, or NULL if it is broken. */
static struct form *load_entry(struct form_set *set, struct form_entry *entry)
{
	struct form *form = &entry->form;

	if (!form->def && !entry->faults.n) {
		form->def = definition_load(entry->folder, &entry->faults);
		form->texts = set->texts;
		form->set = set;
		if (form->def)
			form->layout = layout_new(form->def, set->texts);
	}
	return form->def ? form : NULL;
}

size_t form_set_count(const struct form_set *set)
{
	return set->n;
}

const char *form_set_folder(const struct form_set *set, size_t i)
{
	return set->entries[i].folder;
}

struct form *form_set_at(struct form_set *set, size_t i,
			 struct failure_list *faults)
{
	struct form *form = load_entry(set, &set->entries[i]);

	if (!form)
		failure_list_copy(faults, &set->entries[i].faults);
	return form;
}

bool form_prepare(struct form *form, struct failure_list *faults)
{
	if (!form->plan && definition_load_rules(form->def, faults))
		form->plan = plan_new(form->def, form->texts);
	return form->plan != NULL;
}

void form_prepare_beside(struct form *form)
{
	if (!form->beside)
		form->beside = plan_new_beside(form->def, form->texts);
}

static char *find_by_name(const struct form_set *set, const char *name)
{
	for (size_t i = 0; i < set->n; i++) {
		const char *folder = set->entries[i].folder;

		if (strcmp(path_last(folder), name) == 0)
			return memory_copy(folder, strlen(folder));
	}
	return NULL;
}

/* A place that is there is no wrong name. */
static void refuse_choice(const char *folder_or_name,
			  struct failure_list *faults)
{
	struct stat st;
	int error = stat(folder_or_name, &st) ? errno : 0;

	if (!error && S_ISDIR(st.st_mode) && access(folder_or_name, X_OK))
		error = errno;
	if (error == ENOENT)
		failure_detail(failure_list_add(faults, FAILURE_NO_SUCH_FORM,
						NULL, 0, 0),
			       "%s", folder_or_name);
	else if (error)
		failure_list_add(faults, FAILURE_OPEN, folder_or_name, 0, 0)
			->os_error = error;
	else
		failure_list_add(faults, FAILURE_NO_DEFINITION, folder_or_name,
				 0, 0);
}

bool form_set_choose(struct form_set *set, const char *folder_or_name,
		     struct failure_list *faults)
{
	char *folder =
		is_definition(folder_or_name)
			? memory_copy(folder_or_name, strlen(folder_or_name))
			: find_by_name(set, folder_or_name);

	if (!folder) {
		refuse_choice(folder_or_name, faults);
		return false;
	}
	clear_entries(set);
	add_entry(set, folder);
	set->is_chosen = set->takes_any = true;
	free(folder);
	return form_set_at(set, 0, faults) != NULL;
}

/* All folders that were looked in, one a line. */
static void tell_folders(struct failure *f, char *const *folders)
{
	struct bytes list = BYTES_INIT;

	for (size_t i = 0; folders[i]; i++)
		bytes_printf(&list, i ? "\n%s" : "%s", folders[i]);
	failure_detail(f, "%s", list.data);
	bytes_release(&list);
}

struct form *form_set_chosen(struct form_set *set)
{
	return set->is_chosen ? &set->entries[0].form : NULL;
}

static void refuse_all(const struct form_set *set, const char *path,
		       const struct definition *nearest, const char *missing,
		       struct failure_list *faults)
{
	bool lacks_title =
		nearest && missing && !strcmp(missing, nearest->title);
	struct failure *f;

	if (faults->n > 0)
		return;
	f = failure_list_add(faults,
			     set->n == 0   ? FAILURE_NO_FORMS
			     : lacks_title ? FAILURE_NO_FORM_FITS_TITLE
			     : nearest	   ? FAILURE_NO_FORM_FITS_NEAR
					   : FAILURE_NO_FORM_FITS,
			     path, 0, 0);
	if (nearest)
		failure_detail(f, "%s", nearest->title);
	else if (set->n == 0)
		tell_folders(f, set->folders);
	if (missing)
		failure_value(f, missing, strlen(missing));
}

/* Half of the fixed rows must be there; where it isn't a fifth, nobody meant
   that form. */
enum { FITS_NEARLY = 200, FITS_PER_MILLE = 500, FITS_WHOLLY = 1000 };

/* The best fit so far. */
struct fit {
	struct form *form;
	struct layout_match *match;
	const char *missing;
	int per_mille;
	bool has_title;
	size_t which;
};

/* Forms of one office have most of their rows in common: a file is what its
   title says, if it has that form's rows as well. */
static bool is_better(const struct fit *fit, const struct fit *best)
{
	bool is_titled = fit->has_title && fit->per_mille >= FITS_PER_MILLE;
	bool was_titled = best->has_title && best->per_mille >= FITS_PER_MILLE;

	if (is_titled != was_titled)
		return is_titled;
	return fit->per_mille > best->per_mille;
}

static void fit_better(struct fit *best, struct form *form,
		       const struct grid *grid, size_t which)
{
	struct fit fit = { .form = form, .which = which };

	fit.per_mille =
		layout_fit(form->layout, grid, &fit.match, &fit.missing);
	fit.has_title = layout_match_has_title(fit.match);
	if (!is_better(&fit, best)) {
		layout_match_free(fit.match);
		return;
	}
	layout_match_free(best->match);
	*best = fit;
}

struct form *form_set_fit_any(struct form_set *set, const struct grid *grids,
			      size_t n, size_t *which, const char *path,
			      struct layout_match **match,
			      struct failure_list *faults)
{
	const struct definition *nearest = NULL;
	struct fit best = { 0 };

	*match = NULL;
	/* of equal ones the first: behind one that fits wholly none is
	   loaded */
	for (size_t i = 0; i < set->n && best.per_mille < FITS_WHOLLY; i++) {
		struct form *form = load_entry(set, &set->entries[i]);

		for (size_t g = 0; form && g < n; g++)
			fit_better(&best, form, &grids[g], g);
	}
	*which = best.which;
	if (best.form && (set->takes_any || best.per_mille >= FITS_PER_MILLE)) {
		*match = best.match;
		return best.form;
	}
	layout_match_free(best.match);
	for (size_t i = 0; i < set->n; i++)
		failure_list_copy(faults, &set->entries[i].faults);
	if (best.per_mille >= FITS_NEARLY)
		nearest = best.form->def;
	refuse_all(set, path, nearest, best.missing, faults);
	return NULL;
}

struct form *form_set_fit(struct form_set *set, const struct grid *grid,
			  const char *path, struct layout_match **match,
			  struct failure_list *faults)
{
	size_t which;

	return form_set_fit_any(set, grid, 1, &which, path, match, faults);
}

struct form *form_set_find(struct form_set *set, const char *key,
			   const char *path, struct failure_list *faults)
{
	for (size_t i = 0; i < set->n; i++) {
		struct form *form = load_entry(set, &set->entries[i]);

		if (form && strcmp(form->def->key, key) == 0)
			return form;
	}
	for (size_t i = 0; i < set->n; i++)
		failure_list_copy(faults, &set->entries[i].faults);
	if (faults->n == 0)
		failure_detail(failure_list_add(faults, FAILURE_NO_SUCH_FORM,
						path, 0, 0),
			       "%s", key);
	return NULL;
}
