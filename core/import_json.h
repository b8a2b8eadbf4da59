/*
 * import_json: a form from the JSON that export_json() writes (doc/json.md).
 * The only file with <jansson.h>.
 *
 * Whatever the form has no place for is refused, not dropped.
 */
#ifndef CORE_IMPORT_JSON_H
#define CORE_IMPORT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include "core/failure.h"
#include "core/record.h"

enum { IMPORT_JSON_SCHEMA = 1 };

/* Does it begin as an object with a name in it does? No form's table begins
   so. */
bool import_json_is(const char *data, size_t n);

struct import_json;
/* NULL with FAILURE_JSON and its place, _JSON_KIND if it is no form,
   _JSON_SCHEMA if it is one of later days, _OFFICE_LIBRARY if jansson isn't
   there. */
struct import_json *import_json_new(const char *data, size_t n,
				    const char *path, struct failure *);
void import_json_free(struct import_json *);
/* The key of the form that it is; borrowed. */
const char *import_json_form(const struct import_json *);
/* Fills an empty record. FAILURE_JSON_NAME: no such field or table in the form;
   _JSON_VALUE: neither a text nor a number nor null; _TOO_MANY_ROWS: more than
   a table has. */
bool import_json_fill(const struct import_json *, const char *path,
		      struct record *, struct failure *);

/* As jansson says it. */
const char *import_json_version(void);

#endif
