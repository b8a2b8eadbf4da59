/* json_parts: what the commands with --format=json write alike. doc/json.md
   lists the members. */
#ifndef CLI_JSON_PARTS_H
#define CLI_JSON_PARTS_H

#include "core/definition.h"
#include "core/failure.h"
#include "core/json.h"

/* "schema": a change that breaks a reader of the members counts it up. */
enum { JSON_SCHEMA = 1 };

/* A file's or folder's name as it is shown; and if that isn't the name byte for
   byte, KEY_hex has its bytes, else null. */
void json_name(struct json *, const char *key, const char *name);
/* An array of objects. */
void json_failures(struct json *, const char *key, const struct failure_list *);
/* error warning hint. */
const char *json_severity(enum severity);

#endif
