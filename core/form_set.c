#include <config.h>
#include "core/form_set_inside.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/layout.h"
#include "core/path.h"

static void put_path(struct bytes *out, const char *folder, const char *name)
{
	bytes_set_str(out, folder);
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
	struct form_entry *entry =
		memory_alloc(sizeof *entry + strlen(folder) + 1);

	strcpy(entry->folder, folder);
	MEMORY_ADD(set->entries, set->n, set->cap) = entry;
}

static void add_entry(struct form_set *set, const char *folder)
{
	const char *name = strrchr(folder, '/');

	/* the first folder that has a name wins, as with PATH */
	for (size_t i = 0; i < set->n; i++) {
		const char *other = strrchr(set->entries[i]->folder, '/');

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
		set->folders[i] = memory_copy_str(folders[i]);
	return set;
}

struct form_set *form_set_new(const char *const *folders)
{
	struct form_set *set = set_new(folders);

	for (size_t i = 0; set->folders[i]; i++)
		scan_folder(set, set->folders[i]);
	set->n_own = set->n;
	return set;
}

struct form_set *form_set_copy(const struct form_set *set)
{
	struct form_set *copy = set_new((const char *const *)set->folders);

	for (size_t i = 0; i < set->n_own; i++)
		add_entry(copy, set->entries[i]->folder);
	copy->n_own = copy->n;
	copy->has_others = set->is_chosen;
	copy->is_chosen = set->is_chosen;
	copy->takes_any = set->takes_any;
	return copy;
}

struct form_set *form_set_others(const struct form_set *set)
{
	struct form_set *others =
		form_set_new((const char *const *)set->folders);

	/* whatever it is called: one of its name may be there, and not fit */
	for (size_t i = 0; i < set->n_own; i++)
		put_entry(others, set->entries[i]->folder);
	others->n_own = others->n;
	others->takes_any = set->takes_any;
	return others;
}

static void clear_entries(struct form_set *set)
{
	for (size_t i = 0; i < set->n; i++) {
		plan_free(set->entries[i]->form.plan);
		plan_free(set->entries[i]->form.beside);
		layout_free(set->entries[i]->form.layout);
		definition_free(set->entries[i]->form.def);
		failure_list_release(&set->entries[i]->faults);
		free(set->entries[i]);
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
		const struct form *form = &set->entries[i]->form;

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

struct form *form_set_load(struct form_set *set, size_t i)
{
	struct form_entry *entry = set->entries[i];
	struct form *form = &entry->form;

	if (!form->def && !entry->faults.n) {
		form->def = definition_load(entry->folder,
					    (const char *const *)set->folders,
					    &entry->faults);
		form->texts = set->texts;
		form->set = set;
		form->is_other = i >= set->n_own;
		if (form->def)
			form->layout = layout_new(form->def, set->texts);
	}
	return form->def ? form : NULL;
}

size_t form_set_count(const struct form_set *set)
{
	return set->n_own;
}

size_t form_set_count_all(struct form_set *set)
{
	for (size_t i = 0; set->folders[i] && !set->has_others; i++) {
		struct bytes path = BYTES_INIT;

		put_path(&path, set->folders[i], "other");
		scan_folder(set, path.data);
		bytes_release(&path);
	}
	set->has_others = true;
	return set->n;
}

const char *form_set_folder(const struct form_set *set, size_t i)
{
	return set->entries[i]->folder;
}

struct form *form_set_at(struct form_set *set, size_t i,
			 struct failure_list *faults)
{
	struct form *form = form_set_load(set, i);

	if (!form)
		failure_list_copy(faults, &set->entries[i]->faults);
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

/* Those of other places are looked for behind the set's own. */
static bool has_form(struct form_set *set, size_t i)
{
	return i < set->n_own || i < form_set_count_all(set);
}

static char *find_by_name(struct form_set *set, const char *name)
{
	for (size_t i = 0; has_form(set, i); i++) {
		const char *folder = set->entries[i]->folder;

		if (strcmp(path_last(folder), name) == 0)
			return memory_copy_str(folder);
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
	char *folder = is_definition(folder_or_name)
			       ? memory_copy_str(folder_or_name)
			       : find_by_name(set, folder_or_name);

	if (!folder) {
		refuse_choice(folder_or_name, faults);
		return false;
	}
	clear_entries(set);
	add_entry(set, folder);
	set->n_own = set->n;
	set->is_chosen = set->takes_any = set->has_others = true;
	free(folder);
	return form_set_at(set, 0, faults) != NULL;
}

struct form *form_set_chosen(struct form_set *set)
{
	return set->is_chosen ? &set->entries[0]->form : NULL;
}

struct form *form_set_find(struct form_set *set, const char *key,
			   const char *path, struct failure_list *faults)
{
	for (size_t i = 0; has_form(set, i); i++) {
		struct form *form = form_set_load(set, i);

		if (form && strcmp(form->def->key, key) == 0)
			return form;
	}
	for (size_t i = 0; i < set->n; i++)
		failure_list_copy(faults, &set->entries[i]->faults);
	if (faults->n == 0)
		failure_detail(failure_list_add(faults, FAILURE_NO_SUCH_FORM,
						path, 0, 0),
			       "%s", key);
	return NULL;
}
