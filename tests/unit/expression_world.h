/*
 * expression_world: a form of two tables and some cells, for the tests of
 * core/expression.
 */
#ifndef TESTS_UNIT_EXPRESSION_WORLD_H
#define TESTS_UNIT_EXPRESSION_WORLD_H

#include "core/expression.h"

/* A field's name by its number. */
const char *world_name(int field);
extern const struct expression_dictionary world_dictionary;
extern struct expression_world world;
void world_fini(void);
struct expression *world_compile(const char *source, int scope,
				 struct failure *);

#endif
