#include <config.h>
#include "core/office_relations.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/office_xml.h"

struct reader {
	struct relations *relations;
	const char *folder; /* of the part */
	size_t n_folder;
};

static void go_up(struct bytes *path)
{
	size_t n = path->len > 0 ? path->len - 1 : 0;

	while (n > 0 && path->data[n - 1] != '/')
		n--;
	bytes_splice(path, n, path->len - n, "", 0);
}

/* "xl/" and "../media/a.png" are "media/a.png". */
static char *resolve(const char *folder, size_t n_folder, const char *target)
{
	struct bytes path = BYTES_INIT;

	if (*target != '/')
		bytes_add(&path, folder, n_folder);
	while (*target) {
		size_t n = strcspn(target, "/");
		size_t with_slash = n + (target[n] == '/');

		if (n == 2 && !memcmp(target, "..", 2))
			go_up(&path);
		else if (n > 1 || (n == 1 && *target != '.'))
			bytes_add(&path, target, with_slash);
		target += with_slash;
	}
	return bytes_take(&path);
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct reader *r = ctx;
	struct relations *all = r->relations;
	const char *id = xml_attribute(attributes, "Id");
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");
	const char *word;

	if (strcmp(name, "Relationship") || !id || !type || !target ||
	    all->n == OFFICE_PARTS)
		return;
	word = strrchr(type, '/');
	word = word ? word + 1 : type;
	MEMORY_ADD(all->items, all->n, all->cap) = (struct relation){
		.id = memory_copy_str(id),
		.type = memory_copy_str(word),
		.part = resolve(r->folder, r->n_folder, target),
	};
}

bool relations_read(struct office_file *file, struct office_package *package,
		    const char *part, struct relations *relations)
{
	static const struct xml_events events = { .start = start };
	const char *slash = strrchr(part, '/');
	size_t n_folder = slash ? (size_t)(slash + 1 - part) : 0;
	struct reader reader = { relations, part, n_folder };
	struct bytes path = BYTES_INIT, xml = BYTES_INIT;
	bool ok = true;

	*relations = (struct relations){ 0 };
	bytes_add(&path, part, n_folder);
	bytes_printf(&path, "_rels/%s.rels", part + n_folder);
	if (office_package_has(package, path.data))
		ok = office_package_read(package, path.data, &xml) &&
		     office_xml_read(file, &xml, &events, &reader);
	bytes_release(&xml);
	bytes_release(&path);
	return ok;
}

void relations_release(struct relations *relations)
{
	for (size_t i = 0; i < relations->n; i++) {
		free(relations->items[i].id);
		free(relations->items[i].type);
		free(relations->items[i].part);
	}
	free(relations->items);
	*relations = (struct relations){ 0 };
}

const char *relations_by_type(const struct relations *relations,
			      const char *type)
{
	for (size_t i = 0; i < relations->n; i++)
		if (!strcmp(relations->items[i].type, type))
			return relations->items[i].part;
	return NULL;
}

const char *relations_by_id(const struct relations *relations, const char *id)
{
	for (size_t i = 0; i < relations->n; i++)
		if (!strcmp(relations->items[i].id, id))
			return relations->items[i].part;
	return NULL;
}
