/*
 * form_set_inside: private to core/form_set*.c.
 */
#ifndef CORE_FORM_SET_INSIDE_H
#define CORE_FORM_SET_INSIDE_H

#include "core/form_set.h"

struct form_entry {
	struct form form;	    /* empty until loaded, or broken */
	struct failure_list faults; /* why it is broken */
	char folder[];
};

struct form_set {
	struct texts *texts;
	struct form_entry **entries; /* a form stays where it is */
	size_t n, cap;
	size_t n_own; /* behind these are those of other places */
	char **folders;
	bool has_others; /* they were looked for */
	bool is_chosen;	 /* the only one */
	bool takes_any;	 /* any likeness will do */
};

/* The form, or NULL if it is broken. */
struct form *form_set_load(struct form_set *, size_t i);

#endif
