#include <config.h>
#include "core/html.h"

/* Screens show the sheet as it is printed: A4 without its margins is 186 mm. */
static const char common[] =
	"body{font:9pt/1.35 \"SimSun\",\"Songti SC\",\"Noto Serif CJK SC\","
	"serif;max-width:186mm;margin:8mm auto;padding:0 4mm;color:#000}"
	"h1{font:bold 16pt/1.3 \"SimHei\",\"Heiti SC\",\"Noto Sans CJK SC\","
	"sans-serif;text-align:center;margin:0 0 3mm}"
	"h2{font:bold 11pt/1.3 \"SimHei\",\"Heiti SC\",\"Noto Sans CJK SC\","
	"sans-serif;margin:5mm 0 1.5mm;break-after:avoid}"
	"table{border-collapse:collapse;table-layout:fixed;width:100%}"
	"td,th{border:.6pt solid #000;padding:.8mm 1.2mm;vertical-align:middle;"
	"overflow-wrap:anywhere;font-weight:normal}"
	"th{text-align:center;text-wrap:balance}td{text-align:left}td.c{text-"
	"align:center}"
	"td.n{text-align:right;white-space:nowrap}"
	"p.note{margin:1mm 0 0}"
	"@page{size:A4;margin:10mm 12mm}"
	"@media print{body{max-width:none;margin:0;padding:0}}";

void html_sheet_body(struct bytes *out, const char *style)
{
	bytes_printf(out, "</title>\n<style>%s%s</style></head>\n<body>\n",
		     common, style);
}
