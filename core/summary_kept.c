/* What is kept of each department only where two years are compared: its money
   by fields and its indicators. */
#include <config.h>
#include "core/summary.h"

static struct summary_sum *field_at(struct summary_department *d, size_t field)
{
	if (field >= d->n_fields) {
		d->fields = memory_grow_zeroed(d->fields, &d->cap_fields,
					       field + 1, sizeof *d->fields);
		d->n_fields = field + 1;
	}
	return &d->fields[field];
}

void summary_keep_fields(const struct summary *s, struct summary_department *d)
{
	for (size_t i = 0; s->keeps_all && i < s->n_money; i++)
		*field_at(d, i) = s->money[i].sum;
}

void summary_keep_indicator(struct summary *s, struct summary_department *d,
			    const char *name, const char *target,
			    const struct target_reading *reading)
{
	struct summary_indicator *i;

	if (!s->keeps_all)
		return;
	MEMORY_MORE(d->indicators, d->n_indicators, d->cap_indicators);
	i = &d->indicators[d->n_indicators++];
	*i = (struct summary_indicator){
		.name = texts_add_str(s->texts, name),
		.target = texts_add_str(s->texts, target),
		.reading = *reading,
	};
	/* the set's, which goes */
	i->reading.row = "";
}

void summary_merge_kept(struct summary *s, struct summary_department *d,
			const struct summary *from,
			const struct summary_department *f)
{
	for (size_t i = 0; i < f->n_fields; i++) {
		const struct summary_money *m = &from->money[i];
		size_t at =
			(size_t)(summary_money_at(s, false, m->form, m->key) -
				 s->money);

		summary_merge_sum(field_at(d, at), &f->fields[i]);
	}
	for (size_t i = 0; i < f->n_indicators; i++)
		summary_keep_indicator(s, d, f->indicators[i].name,
				       f->indicators[i].target,
				       &f->indicators[i].reading);
}
