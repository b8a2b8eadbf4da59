#include <config.h>
#include "cli/other_forms.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"

struct other_form {
	char *name;
	size_t n_files;
};

void other_forms_release(struct other_forms *o)
{
	for (size_t i = 0; i < o->n; i++)
		free(o->items[i].name);
	free(o->items);
}

void other_forms_add(struct other_forms *o, const char *name)
{
	size_t i = 0;

	while (i < o->n && strcmp(o->items[i].name, name) != 0)
		i++;
	if (i == o->n) {
		MEMORY_MORE(o->items, o->n, o->cap);
		o->items[o->n++] =
			(struct other_form){ .name = memory_copy_str(name) };
	}
	o->items[i].n_files++;
}

void other_forms_tell(const struct other_forms *o, struct bytes *out)
{
	for (size_t i = 0; i < o->n; i++) {
		const char *name = o->items[i].name;

		bytes_add_str(out, i ? _("、") : _("按别处的表读的："));
		text_show_str(out, name, -1);
		bytes_printf(out, " %zu", o->items[i].n_files);
	}
}
