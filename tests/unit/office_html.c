/* The tables of web pages. */
#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/encoding.h"
#include "tests/unit/office_files.h"

TestSuite(office_html, .timeout = 60);

static void expect_page(const char *page, const char *wanted)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(&file, page);
	office_expect(file, wanted);
}

Test(office_html, cells)
{
	expect_page("<table><tr><td>≥65</td><th>甲</th></tr>"
		    "<tr><td>1</td><td>2<br>3</td></tr></table>",
		    "≥65,甲\n1,\"2\n3\"\n");
	/* nobody closes them */
	expect_page("<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d</TABLE>",
		    "a,b\nc,d\n");
	/* a row that was forgotten, and references */
	expect_page("<html><body><table><td>&lt;&nbsp;&#20813;&amp;"
		    "<td>&ge;5</table>",
		    "<\u00A0免&,≥5\n");
	/* blocks are lines, blank ones are none */
	expect_page("<table><tr><td><p>甲</p><p>&nbsp;</p><div>乙</div>丙"
		    "</td></tr></table>",
		    "\"甲\n乙\n丙\"\n");
}

Test(office_html, blanks)
{
	/* the source goes on in another line: between Chinese there is none */
	expect_page("<table><tr><td>  开展 \r\n   科普  活动 <b>65</b> 场\n"
		    "次 a\n b</td></tr></table>",
		    "开展科普 活动 65 场次 a b\n");
}

Test(office_html, merged)
{
	expect_page("<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr>"
		    "<tr><td>1</td><td>2</td></tr>"
		    "<tr><td>3</td><td rowspan=0>4</td><td>5</td></tr></table>",
		    "甲,乙\n甲,1,2\n3,4,5\n");
	/* in the middle it has its text once; the rows below leave it out */
	expect_page("<table><tr><td>a<td rowspan=3>b<td>c"
		    "<tr><td>d<td>e<tr><td>f<td>g</table>",
		    "a,b,c\nd,,e\nf,,g\n");
	expect_page("<table><tr><td rowspan=4294967295 colspan=99999999>a"
		    "<tr><td>b</table>",
		    "a\n");
}

Test(office_html, tables)
{
	/* those in a cell of another one, and the lines above */
	expect_page("<body><h1>2024年绩效目标表</h1><div>单位:万元</div>"
		    "<table><tr><td>a</td></tr></table>版权所有"
		    "<table><caption>乙表</caption><tr><td>x<table><tr><td>in"
		    "</td></tr></table>y</td></tr></table><p>电话",
		    "2024年绩效目标表\n单位:万元\na\n--\nin\n--\n"
		    "版权所有\n乙表\n\"x\ny\"\n");
	expect_page("<html><p>text</p></html>", "office-no-table");
	expect_page("<table></table>", "empty");
}

Test(office_html, what_is_not_seen)
{
	expect_page("<html><head><title>t</title><style>td{}</style></head>"
		    "<body><table><tr><td>甲<script>document.write('<b>')"
		    "</script><span style='Display : none'>b</span>"
		    "<!-- c --></td></tr>"
		    "<tr style='display:none'><td>乙</td></tr></table>",
		    "甲\n乙\n");
	/* notes of a page are none of the text, raised text is */
	expect_page("<table><tr><td>4<sup><a href='#n1'>1</a>,"
		    "<a href='#n2'>2</a></sup></td>"
		    "<td>10m<sup>2</sup></td></tr></table>",
		    "4,10m2\n");
}

/* A page that somebody has filled in and saved. */
Test(office_html, forms)
{
	expect_page("<table><tr><td><input value='631.23'></td>"
		    "<td><input type=hidden value=x><input type=text "
		    "value=≥65></td><td><select><option>a<option selected>b"
		    "</select></td><td><textarea>长期</textarea></td></tr>"
		    "</table>",
		    "631.23,≥65,b,长期\n");
}

/* As Excel writes it, with a byte order mark. */
static void expect_unicode(enum encoding encoding, const char *page,
			   const char *wanted)
{
	struct bytes file = BYTES_INIT, text = BYTES_INIT;
	size_t at;

	bytes_printf(&text, "\uFEFF%s", page);
	cr_assert(encoding_encode(encoding, text.data, text.len, &file, &at));
	office_expect(file, wanted);
	bytes_release(&text);
}

/* What a page says of itself is often wrong. */
Test(office_html, encodings)
{
	static const char page[] =
		"<meta charset=iso-8859-1><table><tr><td>开展科普宣传活动"
		"场次覆盖人群完成时间</td></tr></table>";
	static const char wanted[] = "开展科普宣传活动场次覆盖人群完成时间\n";
	struct bytes file = BYTES_INIT;
	size_t at;

	expect_page(page, wanted);
	cr_assert(
		encoding_encode(ENCODING_GBK, page, strlen(page), &file, &at));
	office_expect(file, wanted);
	expect_unicode(ENCODING_UTF_16LE, page, wanted);
	expect_unicode(ENCODING_UTF_16BE, page, wanted);
	expect_page("<table><tr><td>\xFF\xFE\xFD</td></tr></table>",
		    "office-broken");
}

Test(office_html, in_xml)
{
	expect_page("<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html>"
		    "<html xmlns='http://www.w3.org/1999/xhtml'><body><table>"
		    "<tr><td>a</td></tr></table></body></html>",
		    "a\n");
}

/* `n` times. */
static void repeat(struct bytes *out, const char *text, size_t n)
{
	while (n-- > 0)
		bytes_add_str(out, text);
}

Test(office_html, attributes)
{
	struct bytes page = BYTES_INIT, path = BYTES_INIT;

	bytes_add_str(&page, "<table><tr><td");
	for (int i = 0; i < 200000; i++)
		bytes_printf(&page, " a%d=1", i);
	bytes_add_str(&page, ">a</table>");
	office_expect(page, "office-too-big");
	bytes_add_str(&path, "<div><svg><path d='");
	repeat(&path, "10 20 ", 20000);
	bytes_add_str(&path, "'/></svg><table><tr><td>a</table></div>");
	office_expect(path, "a\n");
}

Test(office_html, bombs)
{
	struct bytes deep = BYTES_INIT, wide = BYTES_INIT, tall = BYTES_INIT;

	repeat(&deep, "<div>", 1000000);
	bytes_add_str(&deep, "<table><tr><td>a</table>");
	office_expect(deep, "office-too-big");
	repeat(&wide, "<table><tr><td>", 300);
	bytes_add_str(&wide, "a");
	office_expect(wide, "empty");
	repeat(&tall, "<table><tr><td rowspan=9999>", 1);
	repeat(&tall, "<td rowspan=9999>x<tr>", 20000);
	office_expect(tall, "office-too-big");
}

/* In each row all columns are passed over for those that cells above reach
   into: 4,096 such rows are as many as a file may have. */
Test(office_html, taken)
{
	struct bytes passed = BYTES_INIT, reached = BYTES_INIT;

	repeat(&passed, "<table><tr><td rowspan=999999 colspan=16384>x", 1);
	repeat(&passed, "<tr><td>", 5000);
	office_expect(passed, "office-too-big");
	repeat(&reached, "<table>", 1);
	repeat(&reached, "<tr><td rowspan=2 colspan=16384>x<td>", 5000);
	office_expect(reached, "office-too-big");
	bytes_init(&reached);
	for (int table = 0; table < 4; table++) {
		repeat(&reached, "<table>", 1);
		repeat(&reached, "<tr><td rowspan=2 colspan=16384>", 2000);
		repeat(&reached, "</table>", 1);
	}
	office_expect(reached, "office-too-big");
}
