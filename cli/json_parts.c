#include <config.h>
#include "cli/json_parts.h"

#include <string.h>
#include "cli/report.h"
#include "core/text.h"
#include "locale/name.h"

/* Is the name what name_utf8() makes of it? */
static bool is_whole(const char *name, const struct bytes *utf8)
{
	return !strcmp(name, utf8->data) &&
	       text_valid(utf8->data, utf8->len) == utf8->len;
}

void json_name(struct json *j, const char *key, const char *name)
{
	struct bytes utf8 = BYTES_INIT, hex = BYTES_INIT, hex_key = BYTES_INIT;

	name_utf8(&utf8, name);
	json_member(j, key, utf8.data);
	bytes_printf(&hex_key, "%s_hex", key);
	for (size_t i = 0; name[i] && !is_whole(name, &utf8); i++)
		bytes_printf(&hex, "%02x", (unsigned char)name[i]);
	json_member(j, hex_key.data, hex.data);
	bytes_release(&hex_key);
	bytes_release(&hex);
	bytes_release(&utf8);
}

static void add_failure(struct json *j, const struct failure *failure)
{
	struct bytes text = BYTES_INIT;

	json_object_begin(j);
	json_member(j, "code", failure_key(failure->code));
	json_name(j, "file", failure->path ? failure->path : "");
	json_place_member(j, "line", failure->line);
	json_place_member(j, "column", failure->column);
	report_failure(failure, &text);
	json_member(j, "sentence", text.data);
	json_object_end(j);
	bytes_release(&text);
}

void json_failures(struct json *j, const char *key,
		   const struct failure_list *failures)
{
	json_array_member(j, key);
	for (size_t i = 0; i < failures->n; i++)
		add_failure(j, &failures->items[i]);
	json_array_end(j);
}

const char *json_severity(enum severity severity)
{
	static const char *const keys[SEVERITIES] = {
		[SEVERITY_HINT] = "hint",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return keys[severity];
}
