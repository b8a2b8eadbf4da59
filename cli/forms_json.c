/* A definition for programs. */
#include <config.h>
#include "cli/forms.h"

#include "cli/json_parts.h"
#include "core/json.h"

static void add_field(struct json *j, const struct definition *def,
		      const struct field *field)
{
	json_object_begin(j);
	json_member(j, "field", field->key);
	json_member(j, "name", field->name);
	json_member(j, "english", field->english);
	json_member(j, "kind", field_kind_name(field->kind));
	json_truth_member(j, "required", field->required);
	json_member(j, "unit", field->unit);
	json_member(j, "screen", def->screens[field->screen].name);
	json_member(j, "table",
		    field->table < 0 ? NULL : def->tables[field->table].key);
	json_member(j, "formula", field->formula_source);
	json_member(j, "help", field->help);
	json_object_end(j);
}

static void add_rule(struct json *j, const struct rule *rule)
{
	const struct rule_source *source = &rule->source;

	json_object_begin(j);
	json_member(j, "rule", rule->id);
	json_member(j, "severity", json_severity(rule->severity));
	json_member(j, "scope", source->scope);
	json_member(j, "condition", source->condition);
	json_member(j, "requirement", source->requirement);
	json_member(j, "sentence", source->message);
	json_member(j, "english", source->english);
	json_member(j, "suggestions", source->suggestions);
	json_member(j, "opinion", rule->opinion);
	json_member(j, "basis", rule->basis);
	json_member(j, "passes", rule->pass_example);
	json_member(j, "fails", rule->fail_example);
	json_object_end(j);
}

static void add_contents(struct json *j, const struct definition *def)
{
	json_array_member(j, "fields");
	for (int i = 0; def && i < def->n_fields; i++)
		add_field(j, def, &def->fields[i]);
	json_array_end(j);
	json_array_member(j, "rules");
	for (size_t i = 0; def && i < def->n_rules; i++)
		add_rule(j, &def->rules[i]);
	json_array_end(j);
}

void forms_json(const char *folder, bool is_other, const struct definition *def,
		const struct failure_list *failures,
		const struct failure_list *notes, enum forms_verb verb,
		struct bytes *out)
{
	struct json j;

	json_init(&j, out);
	json_object_begin(&j);
	json_count_member(&j, "schema", JSON_SCHEMA);
	json_name(&j, "folder", folder);
	json_truth_member(&j, "other", is_other);
	json_member(&j, "form", def ? def->key : NULL);
	json_member(&j, "name", def ? def->name : NULL);
	json_member(&j, "title", def ? def->title : NULL);
	json_member(&j, "english", def ? def->english : NULL);
	json_member(&j, "version", def ? def->version : NULL);
	json_failures(&j, "failures", failures);
	if (verb == FORMS_CHECK)
		json_failures(&j, "notes", notes);
	if (verb == FORMS_SHOW)
		add_contents(&j, def);
	json_object_end(&j);
	bytes_add_char(out, '\n');
}
