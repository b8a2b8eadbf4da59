#include <config.h>
#include "locale/say_form.h"

#include "core/acceptance.h"
#include "core/check_slip.h"
#include "core/text.h"
#include "locale/say.h"

static void say_old_reason(const struct acceptance *old, struct bytes *out)
{
	bytes_add_str(out, _("（内容已变，以前的说明："));
	text_show_str(out, old->reason, -1);
	bytes_add_str(out, _("）"));
}

void say_finding(const struct document *doc, const struct finding *finding,
		 struct bytes *out)
{
	struct slip slip;
	bool holds;
	const struct acceptance *old =
		check_acceptance(doc->check, finding, &holds);

	check_sentence(doc->check, finding, say_is_english(), out);
	if (check_slip(doc->check, finding, &slip)) {
		bytes_add_str(out, _("；"));
		say_slip(doc, &slip, out);
	}
	if (old && !holds)
		say_old_reason(old, out);
}
