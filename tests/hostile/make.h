/*
 * make: hostile files by number, the same for the same number everywhere: every
 * sequence in every kind of place of a form and of a definition; broken tables;
 * and published files of all kinds with bytes changed, cut off and doubled.
 */
#ifndef TESTS_HOSTILE_MAKE_H
#define TESTS_HOSTILE_MAKE_H

#include <stdbool.h>
#include "core/bytes.h"

enum { HOSTILE_SIDES = 6 };

/* A file with its bytes; the name is below a folder of its own. */
struct hostile_file {
	struct bytes name, data;
};

struct hostile {
	struct hostile_file form;
	/* beside it: what was accepted, and the files of a definition */
	struct hostile_file sides[HOSTILE_SIDES];
	int n_sides;
	bool has_definition; /* its folder, for JIXIAO_FORMS, is forms/ */
};

unsigned hostile_count(void);
/* top: the source tree. False if a file of it can't be read. */
bool hostile_make(struct hostile *, const char *top, unsigned number);
void hostile_release(struct hostile *);

#endif
