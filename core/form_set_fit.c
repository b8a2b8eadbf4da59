/* Which form a file is of. */
#include <config.h>
#include "core/form_set_inside.h"

#include <stdlib.h>
#include <string.h>
#include "core/path.h"

/* In thousandths of the fixed rows. Half of them must be there, where the form
   is one of the set's own; where it isn't a fifth, nobody meant that form. */
enum { FITS_NEARLY = 200, FITS_PER_MILLE = 500, FITS_WHOLLY = 1000 };

/* In thousandths of the labels, of which forms have fewer in common than rows:
   what a form of another place must come to, and how much more than the
   next. */
enum { TITLE_IS_WORTH = 200, FITS_SURELY = 900, FITS_CLEARLY = 150 };

/* How a file is a form. */
struct fit {
	struct form *form;
	struct layout_match *match;
	const char *missing;
	int per_mille, likeness;
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
	fit.likeness = layout_match_labels(form->layout, fit.match) +
		       (fit.has_title ? TITLE_IS_WORTH : 0);
	layout_match_free(best->match);
	*best = fit;
}

static void fit_all(struct fit *best, struct form *form,
		    const struct grid *grids, size_t n)
{
	for (size_t g = 0; form && g < n; g++)
		fit_better(best, form, &grids[g], g);
}

/* ---- forms of other places ---- */

/* The first and the second best of the forms. */
struct choice {
	struct fit *fits; /* of each form, the own one first */
	size_t n, best;
	int next; /* the likeness of that */
};

/* Of tables that are alike a form the first. */
static bool goes_before(const struct fit *fit, const struct fit *best)
{
	int more = fit->likeness - best->likeness;

	return more > 0 || (more == 0 && fit->which < best->which);
}

static void choose(struct choice *c)
{
	for (size_t i = 1; i < c->n; i++)
		if (goes_before(&c->fits[i], &c->fits[c->best]))
			c->best = i;
	/* what another table of the file is, is no doubt about this one */
	for (size_t i = 0; i < c->n; i++)
		if (i != c->best &&
		    c->fits[i].which == c->fits[c->best].which &&
		    c->fits[i].likeness > c->next)
			c->next = c->fits[i].likeness;
}

static bool is_clear(const struct choice *c)
{
	int best = c->fits[c->best].likeness;

	return best >= FITS_SURELY && best >= c->next + FITS_CLEARLY;
}

static void choice_init(struct choice *c, struct form_set *set,
			const struct fit *own, const struct grid *grids,
			size_t n)
{
	*c = (struct choice){ .n = 1 + form_set_count_all(set) - set->n_own };
	c->fits = memory_array(c->n, sizeof *c->fits);
	c->fits[0] = *own;
	for (size_t i = 1; i < c->n; i++)
		fit_all(&c->fits[i], form_set_load(set, set->n_own + i - 1),
			grids, n);
	choose(c);
}

/* ---- refusing ---- */

/* All folders that were looked in, one a line. */
static void tell_folders(struct failure *f, char *const *folders)
{
	struct bytes list = BYTES_INIT;

	for (size_t i = 0; folders[i]; i++)
		bytes_printf(&list, i ? "\n%s" : "%s", folders[i]);
	failure_detail(f, "%s", list.data);
	bytes_release(&list);
}

/* What would do, by the names that it is asked for by, one a line; one that
   lacks but a few words isn't meant by what is missing. */
static bool tell_unsure(const struct choice *c, const char *path,
			struct failure_list *faults)
{
	int least = c->fits[c->best].likeness - FITS_CLEARLY;
	struct bytes names = BYTES_INIT;
	bool is_told;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct fit *fit = &c->fits[i];

		if (fit->per_mille < FITS_PER_MILLE || fit->likeness <= least)
			continue;
		bytes_printf(&names, n++ ? "\n%s" : "%s",
			     path_last(fit->form->def->folder));
	}
	is_told = n > 1 || (n == 1 && !c->fits[c->best].missing);
	if (is_told)
		failure_detail(failure_list_add(faults, FAILURE_UNSURE_FORM,
						path, 0, 0),
			       "%s", names.data);
	bytes_release(&names);
	return is_told;
}

static void tell_nearest(const struct fit *fit, const char *path,
			 struct failure_list *faults)
{
	const struct definition *def = fit->form->def;
	struct failure *f = failure_list_add(
		faults,
		strcmp(fit->missing, def->title) ? FAILURE_NO_FORM_FITS_NEAR
						 : FAILURE_NO_FORM_FITS_TITLE,
		path, 0, 0);

	failure_detail(f, "%s", path_last(def->folder));
	failure_value(f, fit->missing, strlen(fit->missing));
}

static void refuse(const struct form_set *set, const struct choice *c,
		   const char *path, struct failure_list *faults)
{
	const struct fit *best = &c->fits[c->best];

	for (size_t i = 0; i < set->n; i++)
		failure_list_copy(faults, &set->entries[i]->faults);
	if (faults->n > 0 || tell_unsure(c, path, faults))
		return;
	if (set->n == 0)
		tell_folders(
			failure_list_add(faults, FAILURE_NO_FORMS, path, 0, 0),
			set->folders);
	else if (best->per_mille < FITS_NEARLY)
		failure_list_add(faults, FAILURE_NO_FORM_FITS, path, 0, 0);
	else
		tell_nearest(best, path, faults);
}

/* ---- one of them ---- */

/* Of equal ones the first: behind one that fits wholly none is loaded. */
static void fit_own(struct fit *best, struct form_set *set,
		    const struct grid *grids, size_t n)
{
	for (size_t i = 0; i < set->n_own && best->per_mille < FITS_WHOLLY; i++)
		fit_all(best, form_set_load(set, i), grids, n);
}

static bool is_enough(const struct form_set *set, const struct fit *own)
{
	return own->form &&
	       (set->takes_any || own->per_mille >= FITS_PER_MILLE);
}

/* Forms of many places have half of their rows in common: one that is clearly
   more like the file, though not surely it, makes the own one a guess. */
static bool is_guess(const struct form_set *set, const struct choice *c)
{
	return !set->takes_any &&
	       c->fits[c->best].likeness >= c->fits[0].likeness + FITS_CLEARLY;
}

/* The own one if none of another place is clearly what the file is. */
static void fit_other(struct fit *own, struct form_set *set,
		      const struct grid *grids, size_t n, const char *path,
		      struct failure_list *faults)
{
	struct choice c;

	choice_init(&c, set, own, grids, n);
	if (is_clear(&c)) {
		*own = c.fits[c.best];
		c.fits[c.best].match = NULL;
	} else if (is_enough(set, own) && !is_guess(set, &c)) {
		c.fits[0].match = NULL;
	} else {
		refuse(set, &c, path, faults);
		own->form = NULL;
	}
	for (size_t i = 0; i < c.n; i++)
		layout_match_free(c.fits[i].match);
	free(c.fits);
}

struct form *form_set_fit_any(struct form_set *set, const struct grid *grids,
			      size_t n, size_t *which, const char *path,
			      struct layout_match **match,
			      struct failure_list *faults)
{
	struct fit fit = { 0 };

	fit_own(&fit, set, grids, n);
	if (fit.likeness < FITS_SURELY)
		fit_other(&fit, set, grids, n, path, faults);
	*which = fit.which;
	*match = fit.form ? fit.match : NULL;
	return fit.form;
}

struct form *form_set_fit(struct form_set *set, const struct grid *grid,
			  const char *path, struct layout_match **match,
			  struct failure_list *faults)
{
	size_t which;

	return form_set_fit_any(set, grid, 1, &which, path, match, faults);
}
