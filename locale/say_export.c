#include <config.h>

#include "locale/say.h"
#include "locale/say_form.h"

struct export_words say_export(void)
{
	struct export_words words = {
		.language = say_is_english() ? "en" : "zh-CN",
		.problems = _("问题"),
		.no_problems = _("没有问题"),
		.not_in_form = _("表上没有位置的内容"),
		.money = _("资金"),
		.finding = say_finding,
	};

	for (int s = 0; s < SEVERITIES; s++)
		words.severities[s] = say_severity((enum severity)s);
	return words;
}
