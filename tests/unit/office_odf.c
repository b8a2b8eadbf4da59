/* The tables of OpenDocument files. */
#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "tests/unit/office_files.h"

TestSuite(office_odf, .timeout = 60);

static void expect_body(const char *body, const char *wanted)
{
	struct bytes content = BYTES_INIT;

	bytes_printf(&content,
		     "<office:document-content xmlns:office='o' xmlns:table='t'"
		     " xmlns:text='x' xmlns:style='s'>%s"
		     "</office:document-content>",
		     body);
	const struct office_part parts[] = {
		{ "mimetype",
		  "application/vnd.oasis.opendocument.spreadsheet" },
		{ "content.xml", content.data },
		{ NULL, NULL },
	};
	office_expect(office_zip(parts), wanted);
	bytes_release(&content);
}

#define P(text) "<text:p>" text "</text:p>"
#define TC(attributes, inner) \
	"<table:table-cell " attributes ">" inner "</table:table-cell>"
#define COVERED "<table:covered-table-cell/>"
#define TR(attributes, inner) \
	"<table:table-row " attributes ">" inner "</table:table-row>"
#define TABLE(attributes, inner) \
	"<table:table " attributes ">" inner "</table:table>"

Test(office_odf, cells)
{
	/* a cell is what it shows; without that, its value */
	expect_body(
		TABLE("",
		      TR("", TC("office:value='0.9'",
				P("90%")) TC("office:value='631.23'", "")
				     TC("", P("甲<text:span>乙</text:span>"
					      "<text:s text:c='2'/>丙") P("")
						    P("丁")))
			      TR("", TC("", P("a<text:tab/>b<text:line-break/>"
					      "c")))),
		"90%,631.23,\"甲乙  丙\n丁\"\n\"a b\nc\"\n");
	/* remarks on a cell are none of its text */
	expect_body(
		TABLE("",
		      TR("",
			 TC("", "<office:annotation>" P(
					"注") "</office:annotation>" P("甲")))),
		"甲\n");
}

Test(office_odf, merged)
{
	expect_body(
		TABLE("",
		      TR("", TC("table:number-rows-spanned='2'", P("甲"))
				     TC("table:number-columns-spanned='2'",
					P("乙")) COVERED)
			      TR("", COVERED TC("", P("1")) TC("", P("2")))),
		"甲,乙\n甲,1,2\n");
}

Test(office_odf, repeated)
{
	expect_body(TABLE("",
			  TR("", TC("", P("a")) TC(
					 "table:number-columns-repeated='2'",
					 "") TC("table:number-columns-repeated="
						"'2'",
						P("b")))
				  TR("table:number-rows-repeated='2'",
				     TC("", P("c")))
					  TR("table:number-rows-repeated="
					     "'1048570'",
					     TC("table:number-columns-repeated="
						"'16384'",
						""))),
		    "a,,,b,b\nc\nc\n");
	expect_body(TABLE("", TR("table:number-rows-repeated='1048576'",
				 TC("table:number-columns-repeated='1024'",
				    P("c")))),
		    "office-too-big");
}

#define HIDDEN                                                          \
	"<office:automatic-styles><style:style style:name='ta2'>"       \
	"<style:table-properties table:display='false'/></style:style>" \
	"<style:style style:name='ta1'>"                                \
	"<style:table-properties table:display='true'/></style:style>"  \
	"</office:automatic-styles>"
#define SHEET(style, text) \
	TABLE("table:style-name='" style "'", TR("", TC("", P(text))))

Test(office_odf, sheets)
{
	expect_body(HIDDEN SHEET("ta1", "a") SHEET("ta2", "b")
			    SHEET("ta1", "c"),
		    "a\n--\nc\n");
	expect_body(HIDDEN SHEET("ta2", "a") SHEET("ta2", "b"), "a\n--\nb\n");
}

/* Each sheet is compared with each style that hides sheets. */
Test(office_odf, hidden_without_end, .timeout = 10)
{
	struct bytes body = BYTES_INIT;

	for (int i = 0; i < 20000; i++)
		bytes_printf(&body,
			     "<style:style style:name='s%d'>"
			     "<style:table-properties table:display='false'/>"
			     "</style:style>",
			     i);
	for (int i = 0; i < 60000; i++)
		bytes_add_str(&body, "<table:table table:style-name='zz'/>");
	expect_body(body.data, "empty");
	bytes_release(&body);
}

Test(office_odf, documents)
{
	expect_body(P("2024年绩效目标表") TABLE("", TR("", TC("", P("a"))))
			    P("填报人"),
		    "2024年绩效目标表\na\n填报人\n");
	expect_body(P("text"), "office-no-table");
	expect_body("<table:table>", "office-broken");
}

/* In a single file of XML stand its pages' heads and its pictures, too. */
Test(office_odf, flat)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(
		&file,
		"\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\n"
		"<office:document xmlns:office='o' xmlns:table='t' "
		"xmlns:text='x' xmlns:style='s' xmlns:draw='d' "
		"office:mimetype='application/vnd.oasis.opendocument.text'>"
		"<office:master-styles><style:master-page><style:header>" P(
			"第1页") "</style:header></style:master-page>"
				 "</office:master-styles>" HIDDEN
				 "<office:body><office:text>" SHEET("ta2", "b")
					 TABLE("",
					       TR("",
						  TC("", "<text:p>a<draw:frame>"
							 "<draw:image>"
							 "<office:binary-data>"
							 "QUJD"
							 "</"
							 "office:binary-data><"
							 "text:p/>"
							 "</draw:image></"
							 "draw:frame></"
							 "text:p>"))) "</"
								      "office:"
								      "text></"
								      "office:"
								      "body></"
								      "office:"
								      "document"
								      ">");
	office_expect(file, "a\n");
}

/* What else a single file has in a line. */
Test(office_odf, flat_objects)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(&file, "<office:document xmlns:office='o' "
			     "xmlns:table='t' xmlns:text='x' xmlns:draw='d' "
			     "xmlns:svg='g'>");
	bytes_add_str(&file, TABLE("", TR("", TC("", "<text:p>a<draw:frame>"
						     "<draw:object-ole>"
						     "<office:binary-data>QUJD"
						     "</office:binary-data>"
						     "</draw:object-ole>"
						     "<svg:title>b</svg:title>"
						     "<svg:desc>a chart"
						     "</svg:desc></draw:frame>"
						     "</text:p>"))));
	bytes_add_str(&file, "</office:document>");
	office_expect(file, "a\n");
}

/* A picture's title is none of the cell's text; a field that shows that of the
   document is, in a box as well. */
Test(office_odf, titles)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(&file, "<office:document xmlns:office='o' "
			     "xmlns:table='t' xmlns:text='x' xmlns:draw='d' "
			     "xmlns:svg='g'>");
	bytes_add_str(
		&file,
		TABLE("", TR("", TC("", "<text:p><text:title>甲</text:title>"
					"<draw:frame><draw:text-box>"
					"<text:p><text:title>乙</text:title>"
					"<draw:custom-shape><svg:title>丙"
					"</svg:title></draw:custom-shape>"
					"</text:p></draw:text-box>"
					"<svg:title>丁</svg:title></draw:frame>"
					"<text:title>戊</text:title>"
					"</text:p>"))));
	bytes_add_str(&file, "</office:document>");
	office_expect(file, "甲乙戊\n");
}

Test(office_odf, with_a_password)
{
	const struct office_part parts[] = {
		{ "mimetype",
		  "application/vnd.oasis.opendocument.spreadsheet" },
		{ "content.xml", "\xFF\xFE" },
		{ "META-INF/manifest.xml",
		  "<manifest:encryption-data manifest:checksum='x'/>" },
		{ NULL, NULL },
	};

	office_expect(office_zip(parts), "office-locked");
}
