/*
 * office_relations: which part of an Office package stands for what. Parts are
 * found by their relations, not by the names that they usually have.
 */
#ifndef CORE_OFFICE_RELATIONS_H
#define CORE_OFFICE_RELATIONS_H

#include "core/office_package.h"

struct relation {
	char *id;
	char *type; /* the last word of its address: "worksheet" */
	char *part; /* the part's name in the package */
};
struct relations {
	struct relation *items;
	size_t n, cap;
};

/* Those of a part; of the package itself with "". None if it has none. */
bool relations_read(struct office_file *, struct office_package *,
		    const char *part, struct relations *);
void relations_release(struct relations *);
/* A part's name, or NULL; borrowed. The first one of a type… */
const char *relations_by_type(const struct relations *, const char *type);
/* …and the one with an id. */
const char *relations_by_id(const struct relations *, const char *id);

#endif
