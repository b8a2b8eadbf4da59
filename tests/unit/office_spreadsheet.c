/* The sheets of XML Spreadsheets 2003. */
#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/encoding.h"
#include "tests/unit/office_files.h"

TestSuite(office_spreadsheet, .timeout = 60);

static void expect_book(const char *inner, const char *wanted)
{
	struct bytes file = BYTES_INIT;

	bytes_printf(&file,
		     "<Workbook xmlns='urn:schemas-microsoft-com:office:"
		     "spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:"
		     "spreadsheet'>%s</Workbook>",
		     inner);
	office_expect(file, wanted);
}

/* A sheet's, with styles before it. */
static void expect_rows(const char *styles, const char *rows,
			const char *wanted)
{
	struct bytes inner = BYTES_INIT;

	bytes_printf(&inner,
		     "<Styles>%s</Styles><Worksheet ss:Name='s'><Table>%s"
		     "</Table></Worksheet>",
		     styles, rows);
	expect_book(inner.data, wanted);
	bytes_release(&inner);
}

Test(office_spreadsheet, kinds_of_cells)
{
	expect_rows("",
		    "<Row>"
		    "<Cell><Data ss:Type='String'>a &amp;&#10;b</Data></Cell>"
		    "<Cell><Data ss:Type='Number'> 631.23 </Data></Cell>"
		    "<Cell><Data ss:Type='Boolean'>1</Data></Cell>"
		    "<Cell><Data ss:Type='Boolean'>0</Data></Cell>"
		    "<Cell><Data ss:Type='Error'>#REF!</Data></Cell>"
		    "<Cell><Data ss:Type='String'>007</Data></Cell>"
		    "<Cell><Data>b</Data></Cell>"
		    "</Row>",
		    "\"a &\nb\",631.23,TRUE,FALSE,#REF!,007,b\n");
	/* a text of several fonts, remarks, and how it is read aloud */
	expect_rows("",
		    "<Row><Cell><ss:Data ss:Type='String' "
		    "xmlns='http://www.w3.org/TR/REC-html40'>科普<B>活动"
		    "<Font html:Color='#FF0000'>65</Font></B> 场</ss:Data>"
		    "<Comment ss:Author='x'><ss:Data "
		    "xmlns='http://www.w3.org/TR/REC-html40'><B>x:</B>注"
		    "</ss:Data></Comment><NamedCell ss:Name='n'/></Cell>"
		    "<Cell><Comment><Data>注</Data></Comment></Cell>"
		    "<Cell><Data>b</Data><PhoneticText>bi</PhoneticText></Cell>"
		    "</Row>",
		    "科普活动65 场,,b\n");
}

Test(office_spreadsheet, places)
{
	/* rows and columns that are passed over, and rows that are like one */
	expect_rows("",
		    "<Row ss:Index='2'><Cell ss:Index='2'><Data>a</Data></Cell>"
		    "<Cell ss:Index='4'><Data>b</Data></Cell>"
		    "<Cell><Data>c</Data></Cell></Row>"
		    "<Row ss:Span='2'/>"
		    "<Row><Cell ss:Index='2'><Data>d</Data></Cell></Row>"
		    "<Row ss:Hidden='1'><Cell ss:Index='2'><Data>e</Data>"
		    "</Cell></Row>",
		    "\na,,b,c\n\n\n\nd\ne\n");
	/* what a table says of its size counts for nothing */
	expect_book(
		"<Worksheet><Table ss:ExpandedRowCount='1' "
		"ss:ExpandedColumnCount='1'>"
		"<Row><Cell><Data>a</Data></Cell>"
		"<Cell><Data>b</Data></Cell></Row>"
		"<Row><Cell><Data>c</Data></Cell></Row></Table></Worksheet>",
		"a,b\nc\n");
	/* places that there aren't */
	expect_rows("",
		    "<Row ss:Index='4294967295'><Cell><Data>a</Data></Cell>"
		    "<Cell ss:Index='4294967295'><Data>b</Data></Cell>"
		    "<Cell><Data>c</Data></Cell></Row>"
		    "<Row ss:Index='x'><Cell ss:Index='0'><Data>d</Data></Cell>"
		    "</Row><Row ss:Span='4294967295'/>"
		    "<Row><Cell><Data>e</Data></Cell></Row>",
		    "a\nd\n\ne\n");
	expect_rows("",
		    "<Row ss:Index='1048576'/>"
		    "<Row><Cell><Data>a</Data></Cell></Row>",
		    "empty");
}

Test(office_spreadsheet, merged)
{
	static const char first[] =
		"<Row><Cell ss:MergeDown='1'><Data>甲</Data></Cell>"
		"<Cell ss:MergeAcross='1'><Data>乙</Data></Cell></Row>";
	/* Excel says the place of what stands beside a merged cell of the row
	   above, other programs don't */
	static const char *const second[] = { "<Cell ss:Index='2'>", "<Cell>" };
	struct bytes rows = BYTES_INIT;

	for (size_t i = 0; i < sizeof second / sizeof *second; i++) {
		bytes_clear(&rows);
		bytes_printf(&rows,
			     "%s<Row>%s<Data>1</Data></Cell>"
			     "<Cell><Data>2</Data></Cell></Row>"
			     "<Row><Cell><Data>3</Data></Cell>"
			     "<Cell><Data>4</Data></Cell>"
			     "<Cell><Data>5</Data></Cell></Row>",
			     first, second[i]);
		expect_rows("", rows.data, "甲,乙\n甲,1,2\n3,4,5\n");
	}
	bytes_release(&rows);
	expect_rows("",
		    "<Row><Cell ss:MergeAcross='4294967295' "
		    "ss:MergeDown='4294967295'><Data>a</Data></Cell>"
		    "<Cell><Data>b</Data></Cell></Row>"
		    "<Row><Cell><Data>c</Data></Cell></Row>",
		    "a\n");
}

/* Cells of a kind, each with a style and a value. */
static void expect_styled(const char *styles, const char *kind,
			  const char *const (*cells)[2], const char *wanted)
{
	struct bytes rows = BYTES_INIT;

	bytes_add_str(&rows, "<Row>");
	for (; (*cells)[0]; cells++)
		bytes_printf(&rows,
			     "<Cell ss:StyleID='%s'><Data ss:Type='%s'>%s"
			     "</Data></Cell>",
			     (*cells)[0], kind, (*cells)[1]);
	bytes_add_str(&rows, "</Row>");
	expect_rows(styles, rows.data, wanted);
	bytes_release(&rows);
}

static const char styles[] =
	"<Style ss:ID='Default' ss:Name='Normal'><NumberFormat/></Style>"
	"<Style ss:ID='s16' ss:Name='Percent'>"
	"<NumberFormat ss:Format='0%'/></Style>"
	"<Style ss:ID='s20' ss:Parent='s16'><Font ss:Bold='1'/></Style>"
	"<Style ss:ID='s9'><NumberFormat ss:Format='Fixed'/></Style>"
	"<Style ss:ID='s3'><NumberFormat "
	"ss:Format='yyyy&quot;年&quot;m&quot;月&quot;'/></Style>"
	"<Style ss:ID='s4'><NumberFormat ss:Format='Short Date'/></Style>"
	"<Style ss:ID='s5'><NumberFormat ss:Format='Yes/No'/></Style>"
	"<Style ss:ID='s6' ss:Parent='s9'><NumberFormat/></Style>"
	"<Style ss:ID='s7'><NumberFormat ss:Format='h:mm:ss'/></Style>";

Test(office_spreadsheet, numbers_by_style)
{
	static const char *const cells[][2] = {
		{ "Default", "0.95" }, { "s16", "0.95" },  { "s20", "0.95" },
		{ "s9", "631.2" },     { "s3", "45657" },  { "s5", "1" },
		{ "s6", "631.2" },     { "none", "5E-1" }, { NULL, NULL },
	};

	expect_styled(styles, "Number", cells,
		      "0.95,95%,95%,631.20,2024年12月,1,631.2,0.5\n");
}

/* The style of a cell, of its row, its column, the table, or of all. */
Test(office_spreadsheet, whose_style)
{
	expect_book(
		"<Styles>"
		"<Style ss:ID='Default'><NumberFormat ss:Format='0.0'/></Style>"
		"<Style ss:ID='t'><NumberFormat ss:Format='0.000'/></Style>"
		"<Style ss:ID='p'><NumberFormat ss:Format='Percent'/></Style>"
		"<Style ss:ID='i'><NumberFormat ss:Format='0'/></Style>"
		"</Styles>"
		"<Worksheet><Table ss:StyleID='t'>"
		"<Column ss:Index='2' ss:StyleID='p' ss:Span='1'/><Column/>"
		"<Column ss:StyleID='i' ss:Span='99999999'/>"
		"<Column ss:Index='1' ss:StyleID='p'/>"
		"<Row><Cell><Data ss:Type='Number'>1</Data></Cell>"
		"<Cell><Data ss:Type='Number'>2</Data></Cell>"
		"<Cell><Data ss:Type='Number'>3</Data></Cell>"
		"<Cell><Data ss:Type='Number'>4</Data></Cell>"
		"<Cell><Data ss:Type='Number'>5</Data></Cell></Row>"
		"<Row ss:StyleID='i'>"
		"<Cell><Data ss:Type='Number'>1</Data></Cell>"
		"<Cell ss:StyleID='p'><Data ss:Type='Number'>2</Data></Cell>"
		"<Cell><Data ss:Type='Number'>3</Data></Cell></Row>"
		"</Table></Worksheet><Worksheet><Table>"
		"<Row><Cell><Data ss:Type='Number'>1</Data></Cell></Row>"
		"</Table></Worksheet>",
		"1.000,200.00%,300.00%,4.000,5\n1,200.00%,3\n--\n1.0\n");
}

Test(office_spreadsheet, days)
{
	static const char *const cells[][2] = {
		{ "s3", "2024-12-31T00:00:00.000" },
		{ "s4", "2024-02-29T23:59:59.999" },
		{ "s4", "1900-03-01T00:00:00.000" },
		{ "s4", "1900-02-28T00:00:00.000" },
		{ "s4", "2024-12-31" },
		{ "s7", "1899-12-31T08:30:07.000" }, /* no day at all */
		{ NULL, NULL },
	};
	/* without a format of days as they are, and so what is no day */
	static const char *const others[][2] = {
		{ "Default", "2024-12-31T00:00:00.000" },
		{ "s16", "2024-12-31T08:30:00.000" },
		{ "s4", "2023-02-29T00:00:00" },
		{ "s4", "2023-13-01" },
		{ "s4", "2023-12-01T25:00:00" },
		{ "s4", "1024-12-31T00:00:00" },
		{ "s4", "99999999999-12-31" },
		{ "s4", "2023-12" },
		{ NULL, NULL },
	};

	expect_styled(styles, "DateTime", cells,
		      "2024年12月,2024/2/29,1900/3/1,1900/2/28,2024/12/31,"
		      "8:30:07\n");
	expect_styled(styles, "DateTime", others,
		      "2024-12-31,2024-12-31T08:30:00.000,2023-02-29,"
		      "2023-13-01,2023-12-01T25:00:00,1024-12-31,"
		      "99999999999-12-31,2023-12\n");
	expect_book("<ExcelWorkbook><Date1904/></ExcelWorkbook>"
		    "<Styles><Style ss:ID='d'>"
		    "<NumberFormat ss:Format='yyyy/m/d'/></Style></Styles>"
		    "<Worksheet><Table><Row><Cell ss:StyleID='d'>"
		    "<Data ss:Type='DateTime'>2024-12-31T00:00:00.000</Data>"
		    "</Cell><Cell ss:StyleID='d'>"
		    "<Data ss:Type='Number'>0</Data></Cell></Row></Table>"
		    "</Worksheet>",
		    "2024/12/31,1904/1/1\n");
}

static void add_sheet(struct bytes *book, const char *text, const char *visible)
{
	bytes_printf(book,
		     "<Worksheet><Table><Row><Cell><Data>%s</Data></Cell>"
		     "</Row></Table><WorksheetOptions "
		     "xmlns='urn:schemas-microsoft-com:office:excel'>%s"
		     "<Selected/></WorksheetOptions></Worksheet>",
		     text, visible);
}

Test(office_spreadsheet, sheets)
{
	static const char hidden[] = "<Visible>SheetHidden</Visible>";
	struct bytes book = BYTES_INIT;

	add_sheet(&book, "a", "");
	add_sheet(&book, "b", hidden);
	add_sheet(&book, "c", "<Visible>SheetVeryHidden</Visible>");
	add_sheet(&book, "d", "<Visible>SheetVisible</Visible>");
	expect_book(book.data, "a\n--\nd\n");
	bytes_clear(&book);
	add_sheet(&book, "a", hidden);
	add_sheet(&book, "b", hidden);
	expect_book(book.data, "a\n--\nb\n");
	bytes_release(&book);
	expect_book("", "office-no-table");
	expect_book("<Worksheet/>", "empty");
	expect_book("<Worksheet>", "office-broken");
}

/* What stands in front of it, how its names are written, and its bytes. */
Test(office_spreadsheet, beginnings)
{
	static const char rest[] =
		"<ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:"
		"spreadsheet'><ss:Worksheet><ss:Table><ss:Row><ss:Cell>"
		"<ss:Data ss:Type='String'>开展科普宣传活动场次</ss:Data>"
		"</ss:Cell></ss:Row></ss:Table></ss:Worksheet></ss:Workbook>";
	static const char wanted[] = "开展科普宣传活动场次\n";
	static const char *const before[] = {
		"",
		("\xEF\xBB\xBF \r\n<?xml version='1.0' encoding='gb2312'?>\n"
		 "<?mso-application progid='Excel.Sheet'?><!-- <html> -->\n"),
		"<!-- by a system --><?mso-application?>",
	};
	static const enum encoding encodings[] = {
		ENCODING_UTF_8,	   ENCODING_GBK,     ENCODING_UTF_16LE,
		ENCODING_UTF_16BE, ENCODING_GB18030,
	};
	struct bytes file = BYTES_INIT, text = BYTES_INIT;
	size_t at;

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		bytes_init(&file);
		bytes_printf(&file, "%s%s", before[i], rest);
		office_expect(file, wanted);
	}
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		bytes_clear(&text);
		/* GBK has no byte order mark */
		bytes_printf(&text, "%s<?xml version='1.0' encoding='%s'?>%s",
			     encodings[i] == ENCODING_GBK ? "" : "\uFEFF",
			     encoding_name(encodings[i]), rest);
		bytes_init(&file);
		cr_assert(encoding_encode(encodings[i], text.data, text.len,
					  &file, &at));
		office_expect(file, wanted);
	}
	bytes_release(&text);
}

/* As in other workbooks: programs write them that know no sums. */
Test(office_spreadsheet, formulas_without_a_result)
{
	static const char file[] =
		"<Workbook><Worksheet ss:Name='s' xmlns:ss='x'><Table>"
		"<Row><Cell><Data>a</Data></Cell></Row><Row>"
		"<Cell ss:Formula='=1'/>"
		"<Cell ss:Formula='=2'><Data ss:Type='Number'> </Data></Cell>"
		"<Cell ss:Formula='=3'><Data ss:Type='String'/></Cell>"
		"<Cell ss:Formula='=4'><Data ss:Type='Number'>4</Data></Cell>"
		"<Cell/></Row></Table></Worksheet></Workbook>";
	struct office_tables tables;

	cr_assert(office_read(&tables, file, strlen(file), "x", NULL));
	cr_expect_str_eq(tables.items[0].csv.data, "a\r\n,,,4\r\n");
	cr_expect_eq(tables.items[0].n_no_result, 2);
	cr_expect_eq(tables.items[0].no_result_row, 2);
	cr_expect_str_eq(tables.items[0].name, "s");
	office_tables_release(&tables);
}

/* ---- what means harm ---- */

static void expect_repeated(const char *before, const char *text, size_t n,
			    const char *after, const char *wanted)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(&file, before);
	for (size_t i = 0; i < n; i++)
		bytes_add_str(&file, text);
	bytes_add_str(&file, after);
	office_expect(file, wanted);
}

#define BEFORE "<Workbook xmlns:ss='x'><Worksheet><Table>"
#define AFTER                                            \
	"<Row><Cell><Data>a</Data></Cell></Row></Table>" \
	"</Worksheet></Workbook>"

Test(office_spreadsheet, entities)
{
	expect_repeated("<?xml version='1.0'?><!DOCTYPE Workbook [<!ENTITY a "
			"'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" BEFORE,
			"<Row><Cell><Data>&b;</Data></Cell></Row>", 1, AFTER,
			"office-kind");
	expect_repeated(BEFORE, "<Row><Cell><Data>&b;</Data></Cell></Row>", 1,
			AFTER, "office-broken");
}

Test(office_spreadsheet, bombs)
{
	expect_repeated(BEFORE, "<a>", OFFICE_DEPTH, "", "office-too-big");
	/* rows as wide as all columns */
	expect_repeated(BEFORE,
			"<Row><Cell ss:Index='16384'><Data>a</Data></Cell>"
			"</Row>",
			9999, AFTER, "office-too-big");
	/* areas on areas */
	expect_repeated(BEFORE,
			"<Row><Cell ss:MergeDown='1048575' "
			"ss:MergeAcross='16383'/></Row>",
			20000, AFTER, "office-too-big");
	expect_repeated(BEFORE,
			"<Row><Cell><Data ss:Type='Number'>1E300</Data></Cell>"
			"</Row>",
			OFFICE_BYTES / 300, AFTER, "office-too-big");
	/* columns and styles without end */
	expect_repeated(BEFORE, "<Column ss:Index='1' ss:Span='16383'/>",
			500000, AFTER, "a\n");
	expect_repeated("<Workbook xmlns:ss='x'><Styles>", "<Style ss:ID='s'/>",
			500000, "</Styles><Worksheet><Table>" AFTER, "a\n");
}
