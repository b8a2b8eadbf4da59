#include <config.h>
#include "cli/html_page.h"

#include "core/html.h"
#include "locale/name.h"
#include "locale/say.h"

static const char style_of_all[] =
	"body{font:15px/1.5 sans-serif;max-width:60em;margin:1em auto;"
	"padding:0 1em}"
	"h1{font-size:1.5em}h2{font-size:1.15em;margin:1.5em 0 .3em}"
	"p{margin:.2em 0}"
	"table{border-collapse:collapse;width:100%}"
	"th,td{border:1px solid #999;padding:.2em .5em;text-align:left;"
	"vertical-align:top;overflow-wrap:anywhere}"
	".n{text-align:right;white-space:nowrap}"
	"@media print{body{max-width:none;margin:0;padding:0}"
	"thead{display:table-header-group}tr,h2{break-inside:avoid}"
	"h2{break-after:avoid}}";

void html_page_begin(struct bytes *out, const char *title, const char *style)
{
	html_begin(out, say_is_english() ? "en" : "zh-CN");
	bytes_printf(out,
		     "%s</title>\n<style>%s%s</style></head>\n<body>\n"
		     "<h1>%s</h1>\n",
		     title, style_of_all, style, title);
}

void html_element(struct bytes *out, const char *tag, const char *class,
		  const char *text)
{
	bytes_add_char(out, '<');
	bytes_add_str(out, tag);
	if (class) {
		bytes_add_str(out, " class=\"");
		bytes_add_str(out, class);
		bytes_add_char(out, '"');
	}
	bytes_add_char(out, '>');
	html_text(out, text);
	bytes_add_str(out, "</");
	bytes_add_str(out, tag);
	bytes_add_char(out, '>');
}

void html_path(struct bytes *out, const char *path)
{
	struct bytes shown = BYTES_INIT;

	name_show(&shown, path, -1);
	html_escape(out, shown.data);
	bytes_release(&shown);
}

void html_count_cell(struct bytes *out, size_t n)
{
	bytes_add_str(out, "<td class=\"n\">");
	if (n > 0)
		bytes_add_number(out, n);
	bytes_add_str(out, "</td>");
}
