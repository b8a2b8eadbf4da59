#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "core/document.h"
#include "core/memory.h"
#include "tests/unit/support.h"

static struct form_set *forms;
static char *folder;

static void setup(void)
{
	forms = support_forms();
	folder = support_folder();
}

static void teardown(void)
{
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(office, .timeout = 60, .init = setup, .fini = teardown);

/* ---- files made here ---- */

struct part {
	const char *name, *text;
};

#define RELATIONS "<Relationships xmlns='x'>"
#define RELATION(id, type, target)                                           \
	"<Relationship Id='" id "' Type='http://x/" type "' Target='" target \
	"'/>"

static const struct part root = {
	"_rels/.rels",
	RELATIONS RELATION("r1", "officeDocument",
			   "xl/workbook.xml") "</Relationships>",
};
static const struct part book = {
	"xl/workbook.xml",
	"<workbook><sheets><sheet name='表一' sheetId='1' r:id='r1'/>"
	"<sheet name='表二' sheetId='2' r:id='r2'/></sheets></workbook>",
};
static const struct part book_relations = {
	"xl/_rels/workbook.xml.rels",
	RELATIONS RELATION("r1", "worksheet", "worksheets/sheet1.xml")
		RELATION("r2", "worksheet", "/xl/worksheets/sheet2.xml")
			RELATION("r3", "sharedStrings", "strings.xml")
				RELATION("r4", "styles",
					 "styles.xml") "</Relationships>",
};

/* A zip of these parts; a name of NULL ends them. Owned by the caller. */
static struct bytes zip(const struct part *parts)
{
	struct bytes out = BYTES_INIT;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	zip_stat_t st;

	zip_source_keep(source);
	for (; parts->name; parts++)
		cr_assert_geq(
			zip_file_add(z, parts->name,
				     zip_source_buffer(z, parts->text,
						       strlen(parts->text), 0),
				     0),
			0);
	cr_assert_eq(zip_close(z), 0);
	cr_assert_eq(zip_source_open(source), 0);
	zip_source_stat(source, &st);
	bytes_reserve(&out, st.size);
	out.len = (size_t)zip_source_read(source, out.data, st.size);
	zip_source_close(source);
	zip_source_free(source);
	return out;
}

static struct bytes workbook(const char *sheet, const char *strings,
			     const char *styles)
{
	const struct part parts[] = {
		root,
		book,
		book_relations,
		{ "xl/worksheets/sheet1.xml", sheet },
		{ "xl/worksheets/sheet2.xml", "<worksheet/>" },
		{ "xl/strings.xml", strings },
		{ "xl/styles.xml", styles },
		{ NULL, NULL },
	};

	return zip(parts);
}

/* The tables of a file as one text, or the key of what is wrong with it. */
static char *read_bytes(const struct bytes *file)
{
	struct office_tables tables;
	struct failure f = { 0 };
	struct bytes out = BYTES_INIT;

	cr_expect(office_is(file->data, file->len));
	if (!office_read(&tables, file->data, file->len, "x", &f))
		bytes_add_str(&out, failure_key(f.code));
	for (size_t i = 0; i < tables.n; i++) {
		if (i > 0)
			bytes_add_str(&out, "--\n");
		for (const char *s = tables.items[i].csv.data; *s; s++)
			if (*s != '\r')
				bytes_add_char(&out, *s);
	}
	office_tables_release(&tables);
	failure_release(&f);
	return bytes_take(&out);
}

static void expect_bytes(struct bytes file, const char *wanted)
{
	char *got = read_bytes(&file);

	cr_expect_str_eq(got, wanted, "%s, not %s", got, wanted);
	free(got);
	bytes_release(&file);
}

static void expect_sheet(const char *rows, const char *wanted)
{
	struct bytes sheet = BYTES_INIT;

	bytes_printf(&sheet, "<worksheet>%s</worksheet>", rows);
	expect_bytes(workbook(sheet.data, "<sst/>", "<styleSheet/>"), wanted);
	bytes_release(&sheet);
}

/* ---- a sheet's cells ---- */

Test(office, kinds_of_cells)
{
	expect_bytes(
		workbook("<worksheet><sheetData><row r='1'>"
			 "<c r='A1' t='s'><v>0</v></c>"
			 "<c r='B1' t='s'><v>1</v></c>"
			 "<c r='C1' t='inlineStr'><is><t>甲</t>"
			 "<r><t>乙</t></r></is></c>"
			 "<c r='D1' t='str'><f>A1&amp;B1</f><v>丙</v></c>"
			 "<c r='E1' t='b'><v>1</v></c>"
			 "<c r='F1' t='e'><v>#REF!</v></c>"
			 "<c r='G1' t='s'><v>7</v></c>"
			 "<c r='H1'><f>1+1</f><v>2</v></c>"
			 "</row></sheetData></worksheet>",
			 "<sst><si><t>一</t></si><si><r><t>二</t></r><r>"
			 "<rPr><b/></rPr><t xml:space='preserve'>三 </t></r>"
			 "<rPh><t>san</t></rPh></si></sst>",
			 "<styleSheet/>"),
		"一,二三 ,甲乙,丙,TRUE,#REF!,,2\n");
	/* a strict workbook's days; midnight is no time */
	expect_sheet("<row><c t='d'><v>2024-12-31T00:00:00.000</v></c>"
		     "<c t='d'><v>2024-12-31</v></c>"
		     "<c t='d'><v>2024-12-31T08:30:00</v></c></row>",
		     "2024-12-31,2024-12-31,2024-12-31T08:30:00\n");
}

Test(office, numbers_by_style)
{
	expect_bytes(
		workbook("<worksheet><sheetData><row>"
			 "<c><v>0.95</v></c><c s='1'><v>0.95</v></c>"
			 "<c s='2'><v>631.2</v></c><c s='3'><v>45657</v></c>"
			 "<c s='9'><v>5</v></c></row></sheetData></worksheet>",
			 "<sst/>",
			 "<styleSheet><numFmts><numFmt numFmtId='164' "
			 "formatCode='yyyy\"年\"m\"月\"'/></numFmts>"
			 "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
			 "<cellXfs><xf numFmtId='0'/><xf numFmtId='9'/>"
			 "<xf numFmtId='2'/><xf numFmtId='164'/></cellXfs>"
			 "</styleSheet>"),
		"0.95,95%,631.20,2024年12月,5\n");
}

Test(office, places_and_merged_areas)
{
	/* rows keep their numbers */
	expect_sheet("<row r='2'><c r='B2'><v>1</v></c><c r='D2'><v>2</v></c>"
		     "</row><row r='4'><c r='B4'><v>3</v></c></row>",
		     "\n1,,2\n\n3\n");
	/* without places, one behind the other */
	expect_sheet("<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
		     "<row><c><v>3</v></c></row>",
		     "1,,2\n3\n");
	/* the first cell counts, whatever lies below */
	expect_sheet("<row><c><v>1</v></c><c><v>8</v></c><c><v>2</v></c></row>"
		     "<row><c><v>9</v></c><c><v>9</v></c><c><v>3</v></c></row>"
		     "<row><c><v>4</v></c><c><v>5</v></c><c><v>6</v></c></row>"
		     "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
		     "1,,2\n,,3\n4,5,6\n");
	/* a column that is always the later part of an area is none */
	expect_sheet("<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
		     "<row><c r='A2'><v>3</v></c><c r='C2'><v>4</v></c></row>"
		     "<mergeCells><mergeCell ref='A1:B1'/>"
		     "<mergeCell ref='A2:B2'/></mergeCells>",
		     "1,2\n3,4\n");
	/* places that there aren't */
	expect_sheet("<row r='1'><c r='A1'><v>1</v></c>"
		     "<c r='XFE1'><v>2</v></c><c r='?'><v>3</v></c></row>"
		     "<row r='99999999'><c><v>4</v></c></row>",
		     "1\n4\n");
	/* out of order, and twice */
	expect_sheet("<row r='2'><c r='B2'><v>4</v></c><c r='A2'><v>3</v></c>"
		     "</row><row r='1'><c r='A1'><v>1</v></c>"
		     "<c r='A1'><v>2</v></c></row>",
		     "1\n3,4\n");
}

Test(office, text_that_xml_cant_have)
{
	expect_sheet("<row><c t='inlineStr'><is><t>a_x000D_&#10;b_x0007__x005F_"
		     "_x4E2D__xZZZZ_</t></is></c></row>",
		     "\"a\nb_中_xZZZZ_\"\n");
	expect_sheet("<row><c t='inlineStr'><is><t>=1+1, \"x\"</t></is></c>"
		     "</row>",
		     "\"=1+1, \"\"x\"\"\"\n");
}

Test(office, hidden_sheets)
{
	const char *hidden =
		"<workbook><sheets>"
		"<sheet name='a' sheetId='1' state='hidden' r:id='r1'/>"
		"<sheet name='b' sheetId='2' r:id='r2'/></sheets></workbook>";
	const char *sheet = "<worksheet><row><c><v>1</v></c></row></worksheet>";
	const char *other = "<worksheet><row><c><v>2</v></c></row></worksheet>";
	const struct part parts[] = {
		root,
		{ "xl/workbook.xml", hidden },
		book_relations,
		{ "xl/worksheets/sheet1.xml", sheet },
		{ "xl/worksheets/sheet2.xml", other },
		{ NULL, NULL },
	};

	expect_bytes(zip(parts), "2\n");
}

/* Excel's own extension of the workbook has the same name. */
Test(office, days_from_1904)
{
	const struct part parts[] = {
		root,
		{ "xl/workbook.xml",
		  "<workbook><workbookPr date1904='1'/><sheets>"
		  "<sheet name='a' sheetId='1' "
		  "r:id='r1'/></sheets><extLst><ext>"
		  "<x15:workbookPr chartTrackingRefBase='1'/></ext></extLst>"
		  "</workbook>" },
		book_relations,
		{ "xl/worksheets/sheet1.xml",
		  "<worksheet><row><c s='0'><v>0</v></c></row></worksheet>" },
		{ "xl/styles.xml",
		  "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs>"
		  "</styleSheet>" },
		{ NULL, NULL },
	};

	expect_bytes(zip(parts), "1904/1/1\n");
}

/* ---- a document's tables ---- */

static void expect_document(const char *body, const char *wanted)
{
	struct bytes document = BYTES_INIT;
	/* not every program numbers it the same */
	const struct part root_of_document = {
		"_rels/.rels",
		RELATIONS RELATION("r1", "officeDocument",
				   "word/document2.xml") "</Relationships>",
	};

	bytes_printf(&document,
		     "<w:document xmlns:w='w'><w:body>%s</w:body></w:document>",
		     body);
	const struct part parts[] = {
		root_of_document,
		{ "word/document2.xml", document.data },
		{ NULL, NULL },
	};
	expect_bytes(zip(parts), wanted);
	bytes_release(&document);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(inner) "<w:tc>" inner "</w:tc>"
#define TR(inner) "<w:tr>" inner "</w:tr>"
#define TBL(inner) "<w:tbl>" inner "</w:tbl>"

Test(office, document_cells)
{
	/* runs are joined, paragraphs are lines, blank ones are none */
	expect_document(
		TBL(TR(TC("<w:p><w:r><w:t>≥</w:t></w:r><w:r><w:t>65"
			  "</w:t></w:r></w:p>") TC(P("甲") P("") P("乙")))
			    TR(TC(P("1")) TC("<w:p><w:r><w:t>2</w:t>"
					     "<w:br/><w:t>3</w:t>"
					     "</w:r></w:p>"))),
		"≥65,\"甲\n乙\"\n1,\"2\n3\"\n");
	/* what is hidden, removed, or said again for older programs */
	expect_document(
		TBL(TR(TC("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t>"
			  "</w:r><w:r><w:t>b</w:t></w:r>"
			  "<w:del><w:r><w:delText>c</w:delText></w:r></w:del>"
			  "<w:moveFrom><w:r><w:t>d</w:t></w:r></w:moveFrom>"
			  "<mc:Fallback><w:r><w:t>e</w:t></w:r></mc:Fallback>"
			  "</w:p>"))),
		"b\n");
	/* how it was before somebody changed its looks */
	expect_document(
		TBL(TR(TC(
			"<w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan "
			"w:val='2'/><w:vMerge/></w:tcPr></w:tcPrChange>"
			"</w:tcPr><w:p><w:r><w:rPr><w:rPrChange><w:rPr>"
			"<w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t>"
			"</w:r></w:p>") TC(P("b"))) TR(TC(P("c")) TC(P("d")))),
		"a,b\nc,d\n");
	/* what Word asks for where nothing was filled in */
	expect_document(TBL(
				TR(TC("<w:sdt><w:sdtPr><w:showingPlcHdr/></"
				      "w:sdtPr>"
				      "<w:sdtContent>" P("单击此处输入文字。") "</w:sdtContent></w:sdt>" P(
					      "a")) "<w:sdt><w:sdtPr><w:"
						    "showingPlcHdr/></w:sdtPr>"
						    "<w:sdtContent>" TC(P(
							    "选择一项。")) "</"
									   "w:"
									   "sdt"
									   "Con"
									   "ten"
									   "t><"
									   "/w:"
									   "sdt"
									   ">"
									   "<w:"
									   "sdt"
									   "><"
									   "w:"
									   "sdt"
									   "Pr/"
									   "><"
									   "w:"
									   "sdt"
									   "Con"
									   "ten"
									   "t"
									   ">" TC("<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/>"
										  "</w:sdtPr><w:sdtContent><w:r><w:t>x"
										  "</w:t></w:r></w:sdtContent></w:sdt>"
										  "<w:r><w:t>b</w:t></w:r></w:p>") "</w:sdtContent></w:sdt>")),
			"a,,b\n");
	/* a tab keeps words apart; where it stops is no text */
	expect_document(
		TBL(TR(TC("<w:p><w:pPr><w:tabs><w:tab w:val='left'/>"
			  "</w:tabs></w:pPr><w:r><w:t>2023</w:t><w:tab/>"
			  "<w:t>2024</w:t></w:r></w:p>"))),
		"2023 2024\n");
	/* a sign by its place in a font */
	expect_document(
		TBL(TR(TC("<w:p><w:r><w:sym w:font='Symbol' w:char='F0B3'/>"
			  "<w:t>90%</w:t></w:r></w:p>")
			       TC("<w:p><w:r><w:sym w:font='Wingdings 2' "
				  "w:char='0052'/><w:t>省级</w:t></w:r></w:p>")
				       TC("<w:p><w:r><w:sym w:font='Webdings' "
					  "w:char='F061'/></w:r></w:p>"))),
		"≥90%,☑省级,\xEF\xBF\xBD\n");
}

Test(office, document_spans)
{
	/* a grid column in which no cell begins is none */
	expect_document(
		TBL(TR(TC("<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>" P("标题")))
			    TR(TC("<w:tcPr><w:vMerge "
				  "w:val='restart'/></w:tcPr>" P("一"))
				       TC("<w:tcPr><w:gridSpan w:val='2'/>"
					  "</w:tcPr>" P("二")))
				    TR(TC("<w:tcPr><w:vMerge/></w:tcPr>" P("x"))
					       TC("<w:tcPr><w:gridSpan "
						  "w:val='2'/></w:tcPr>" P(
							  "三")))),
		"标题\n一,二\n,三\n");
	expect_document(TBL(TR("<w:trPr><w:gridBefore w:val='1'/></w:trPr>" TC(
				P("乙"))) TR(TC(P("甲")) TC(P("丙")))),
			",乙\n甲,丙\n");
	expect_document(TBL(TR(TC("<w:tcPr><w:gridSpan w:val='4294967295'/>"
				  "</w:tcPr>" P("1")) TC(P("2")))),
			"1\n");
}

/* Numbers that Word puts there by itself. */
static const char lists[] =
	"<w:numbering><w:abstractNum w:abstractNumId='7'>"
	"<w:lvl w:ilvl='0'><w:start w:val='1'/>"
	"<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
	"<w:lvl w:ilvl='1'><w:lvlText w:val='%2.'/></w:lvl>"
	"<w:lvl w:ilvl='2'><w:start w:val='3'/>"
	"<w:numFmt w:val='upperLetter'/><w:lvlText w:val='%2.%3'/></w:lvl>"
	"<w:lvl w:ilvl='3'><w:lvlText w:val='%9-%4'/></w:lvl>"
	"</w:abstractNum><w:abstractNum w:abstractNumId='8'>"
	"<w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='x'/>"
	"</w:lvl></w:abstractNum>"
	"<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
	"<w:num w:numId='2'><w:abstractNumId w:val='7'/>"
	"<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/>"
	"<w:lvl w:ilvl='0'><w:lvlText w:val='?'/></w:lvl></w:lvlOverride>"
	"</w:num><w:num w:numId='3'><w:abstractNumId w:val='8'/></w:num>"
	"<w:num w:numId='4'><w:abstractNumId w:val='9'/></w:num>"
	"</w:numbering>";

#define IN_LIST(list, level, text)                                  \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId " \
	"w:val='" list "'/></w:numPr></w:pPr><w:r><w:t>" text       \
	"</w:t></w:r></w:p>"

static void expect_numbered(const char *body, const char *wanted)
{
	const struct part parts[] = {
		{ "_rels/.rels",
		  RELATIONS RELATION("r1", "officeDocument",
				     "word/document.xml") "</Relationships>" },
		{ "word/_rels/document.xml.rels",
		  RELATIONS RELATION("r1", "numbering",
				     "numbering.xml") "</Relationships>" },
		{ "word/numbering.xml", lists },
		{ "word/document.xml", body },
		{ NULL, NULL },
	};

	expect_bytes(zip(parts), wanted);
}

Test(office, document_numbers)
{
	expect_numbered(TBL(TR(TC(IN_LIST("1", "0", "甲") IN_LIST(
				"1", "0", "乙") IN_LIST("1", "1", "5 场")
					  IN_LIST("1", "1", "丙")))),
			"\"一、甲\n二、乙\n1. 5 场\n2. 丙\"\n");
	/* levels in levels, and one that there isn't */
	expect_numbered(TBL(TR(TC(IN_LIST("1", "1", "甲") IN_LIST(
				"1", "2", "乙") IN_LIST("1", "0", "丙")
					  IN_LIST("1", "1", "丁")
						  IN_LIST("1", "3", "戊")))),
			"\"1. 甲\n1.C 乙\n一、丙\n1. 丁\n1-1 戊\"\n");
	/* a second list of the kind; bullets; lists that there aren't */
	expect_numbered(TBL(TR(TC(IN_LIST("1", "0", "甲")) TC(
				IN_LIST("2", "0", "乙") IN_LIST("2", "0", "丙"))
				       TC(IN_LIST("3", "0", "丁")) TC(
					       IN_LIST("4", "0", "戊"))
					       TC(IN_LIST("5", "0", "己")))),
			"一、甲,\"一、乙\n二、丙\",丁,戊,己\n");
	/* a row's number, with nothing typed */
	expect_numbered(TBL(TR(TC(IN_LIST("1", "0", "")) TC(P("甲")))
				    TR(TC(IN_LIST("1", "0", "")) TC(P("乙")))),
			"一、,甲\n二、,乙\n");
}

/* A table in a cell is one of its own; a title may stand above a table. */
Test(office, document_tables)
{
	expect_document(TBL(TR(TC(P("外") TBL(TR(TC(P("内"))))))),
			"内\n--\n外\n");
	expect_document(P("附件2") P("绩效目标表") TBL(TR(TC(P("1"))))
				TBL(TR(TC(P("2")))),
			"1\n--\n绩效目标表\n1\n--\n附件2\n1\n--\n2\n");
	expect_document(P("没有表"), "office-no-table");
	expect_document(TBL(""), "empty");
	expect_document("<w:tbl><w:tr><w:tc>", "office-broken");
}

/* ---- what is refused ---- */

static struct bytes of_one(const char *name, const char *text)
{
	const struct part parts[] = { { name, text }, { NULL, NULL } };

	return zip(parts);
}

Test(office, refusals)
{
	const struct part no_sheets[] = {
		root,
		{ "xl/workbook.xml", "<workbook><sheets/></workbook>" },
		{ NULL, NULL },
	};
	const struct part binary[] = {
		{ "_rels/.rels",
		  RELATIONS RELATION("r1", "officeDocument",
				     "xl/workbook.bin") "</Relationships>" },
		{ "xl/workbook.bin", "x" },
		{ NULL, NULL },
	};
	struct bytes broken = of_one("a", "text");

	expect_bytes(zip(no_sheets), "office-no-sheet");
	expect_bytes(zip(binary), "office-kind");
	expect_bytes(of_one("mimetype",
			    "application/vnd.oasis.opendocument.spreadsheet"),
		     "office-kind");
	expect_bytes(of_one("a.txt", "text"), "office-kind");
	expect_sheet("<row>", "office-broken");
	expect_sheet("<row/>", "empty");
	broken.len -= 30;
	expect_bytes(broken, "office-broken");
}

/* Called .xls, or put in a folder of forms. */
Test(office, refusals_by_the_beginning)
{
	static const char *const files[] = {
		"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">",
		"\xEF\xBB\xBF\r\n<!doctype HTML>",
		"<table border=1>",
		"<style>td{}</style>",
		"<?xml version=\"1.0\"?>\n<?mso-application",
		"MIME-Version: 1.0",
		"%PDF-1.7",
		"{\\rtf1\\ansi",
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct bytes file = BYTES_INIT;

		bytes_add_str(&file, files[i]);
		expect_bytes(file, "office-kind");
	}
	cr_expect_not(office_is("<2024>", 6));
	cr_expect_not(office_is("{rtf", 4));
	cr_expect_not(office_is("", 0));
	cr_expect_not(office_is(" <htm", 5));
}

Test(office, doctype)
{
	expect_bytes(workbook("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
			      "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
			      "<worksheet><row><c><v>&b;</v></c></row>"
			      "</worksheet>",
			      "<sst/>", "<styleSheet/>"),
		     "office-doctype");
	expect_sheet("<row><c><v>&nbsp;</v></c></row>", "office-broken");
}

/* `n` times `text`, in a sheet. */
static char *repeated(const char *before, const char *text, size_t n)
{
	struct bytes out = BYTES_INIT;

	bytes_add_str(&out, before);
	for (size_t i = 0; i < n; i++)
		bytes_add_str(&out, text);
	return bytes_take(&out);
}

Test(office, bombs)
{
	char *big = repeated("<worksheet>", "<row/><row/><row/><row/><row/>",
			     OFFICE_BYTES / 30 + 1);
	char *deep = repeated("<worksheet>", "<a>", OFFICE_DEPTH);
	struct bytes wide = BYTES_INIT;

	bytes_add_str(&wide, "<worksheet>");
	for (int r = 1; r < 10000; r++)
		bytes_printf(&wide, "<row><c r='XFD%d'><v>1</v></c></row>", r);
	bytes_add_str(&wide, "<row><c><v>1</v></c></row></worksheet>");
	expect_bytes(workbook(big, "<sst/>", "<styleSheet/>"),
		     "office-too-big");
	expect_bytes(workbook(deep, "<sst/>", "<styleSheet/>"),
		     "office-too-big");
	expect_bytes(workbook(wide.data, "<sst/>", "<styleSheet/>"),
		     "office-too-big");
	free(big);
	free(deep);
	bytes_release(&wide);
}

/* One text of a megabyte, said a thousand times. */
Test(office, text_said_again_and_again)
{
	char *text = repeated("<sst><si><t>", "x", 1 << 20);
	struct bytes strings = BYTES_INIT, sheet = BYTES_INIT;

	bytes_printf(&strings, "%s</t></si></sst>", text);
	bytes_add_str(&sheet, "<worksheet><row>");
	for (int i = 0; i < 1000; i++)
		bytes_add_str(&sheet, "<c t='s'><v>0</v></c>");
	bytes_add_str(&sheet, "</row></worksheet>");
	expect_bytes(workbook(sheet.data, strings.data, "<styleSheet/>"),
		     "office-too-big");
	free(text);
	bytes_release(&strings);
	bytes_release(&sheet);
}

/* Areas on areas: looked at for a moment, not for ever. */
Test(office, areas_without_end)
{
	struct bytes sheet = BYTES_INIT;

	bytes_add_str(&sheet, "<worksheet>");
	for (int i = 0; i < 20000; i++)
		bytes_add_str(&sheet, "<row><c/><c><v>1</v></c></row>");
	for (int i = 0; i < 20000; i++)
		bytes_add_str(&sheet, "<mergeCell ref='A1:B1048576'/>");
	bytes_add_str(&sheet, "</worksheet>");
	expect_bytes(workbook(sheet.data, "<sst/>", "<styleSheet/>"),
		     "office-too-big");
	bytes_release(&sheet);
}

/* ---- the real form ---- */

static char *findings_of(struct document *doc)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings);
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < n; i++)
		bytes_printf(&out, "%s %d %ld %zu\n", findings[i].rule->id,
			     findings[i].place.field, findings[i].place.row,
			     document_finding_line(doc, &findings[i]));
	return bytes_take(&out);
}

static void expect_real_form(const char *name)
{
	struct document *csv, *doc;
	struct bytes bytes = BYTES_INIT, wanted = BYTES_INIT;
	char path[4200], original[4200];
	char *proposed, *expected, *got;

	snprintf(path, sizeof path, "%s/real.csv", folder);
	doc = support_document(forms, support_path(REAL_FORM));
	cr_assert(document_save(doc, path, true, NULL));
	document_free(doc);
	csv = support_document(forms, path);
	snprintf(original, sizeof original, "%s", support_path(name));
	doc = support_document(forms, original);
	document_bytes(csv, &wanted);
	document_bytes(doc, &bytes);
	cr_expect_str_eq(bytes.data, wanted.data, "%s", name);
	expected = findings_of(csv);
	got = findings_of(doc);
	cr_expect_str_eq(got, expected, "%s", name);
	cr_expect_eq(doc->reading.n_repairs, 0);
	cr_expect_not(doc->has_file);
	cr_expect_not(document_is_modified(doc));
	proposed = document_proposed_path(doc);
	strcpy(strrchr(original, '.'), ".csv");
	cr_expect_str_eq(proposed, original);
	free(proposed);
	free(expected);
	free(got);
	bytes_release(&wanted);
	bytes_release(&bytes);
	document_free(doc);
	document_free(csv);
}

Test(office, real_form_as_xlsx)
{
	expect_real_form("tests/tables/real.xlsx");
}

Test(office, real_form_as_docx)
{
	expect_real_form("tests/tables/real.docx");
}

/* Which of several tables it is, is told; a title above it belongs to it. */
Test(office, choice_of_tables)
{
	struct document *doc;
	char path[4200];
	struct bytes file, xml = BYTES_INIT;
	struct store_stamp stamp;
	char *html;
	size_t n;

	cr_assert(store_read(support_path("tests/tables/real.html"), &html, &n,
			     &stamp, NULL));
	/* its cells as those of a document, the title as a line above */
	bytes_add_str(&xml, "<d><tbl><tr><tc><p><t>别的表</t></p></tc></tr>"
			    "</tbl><p><t>附件</t></p><p><t>2024年市级部门整体"
			    "预算绩效目标表</t></p><tbl>");
	for (char *row = strstr(strstr(html, "<tr>") + 1, "<tr>"); row;
	     row = strstr(row, "<tr>")) {
		char *end = strstr(row, "</tr>");

		bytes_add_str(&xml, "<tr>");
		for (char *td = strstr(row, "<td"); td && td < end;
		     td = strstr(td + 1, "<td")) {
			char *text = strchr(td, '>') + 1;

			bytes_printf(&xml, "<tc><p><t>%.*s</t></p></tc>",
				     (int)strcspn(text, "<"), text);
		}
		bytes_add_str(&xml, "</tr>");
		row = end;
	}
	bytes_add_str(&xml, "</tbl></d>");
	file = zip((const struct part[]){
		{ "_rels/.rels",
		  RELATIONS RELATION("r1", "officeDocument",
				     "document.xml") "</Relationships>" },
		{ "document.xml", xml.data },
		{ NULL, NULL } });
	snprintf(path, sizeof path, "%s/two.docx", folder);
	support_write(path, file.data, file.len);
	doc = support_document(forms, path);
	cr_assert_gt(doc->reading.n_repairs, 0);
	const struct repair *r =
		&doc->reading.repairs[doc->reading.n_repairs - 1];
	cr_expect_eq(r->kind, REPAIR_TABLE);
	cr_expect_eq(r->n, 2);
	cr_expect_str_eq(r->text, "2");
	cr_expect_eq(document_line(doc, support_place(doc->def, "年度", -1)),
		     1);
	document_free(doc);
	bytes_release(&file);
	bytes_release(&xml);
	free(html);
}

Test(office, real_form_as_xls)
{
	expect_real_form("tests/tables/real.xls");
}

static void copy_real(const char *name, const char *to)
{
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(support_path(name), &data, &n, &stamp, NULL));
	support_write(to, data, n);
	free(data);
}

/* A sheet's XML in a workbook, changed at one place. */
static void change_sheet(const char *path, const char *from, const char *to)
{
	static const char name[] = "xl/worksheets/sheet1.xml";
	static char xml[1 << 20];
	struct bytes changed = BYTES_INIT;
	zip_t *z = zip_open(path, 0, NULL);
	zip_int64_t at = zip_name_locate(z, name, 0);
	zip_file_t *part = zip_fopen_index(z, (zip_uint64_t)at, 0);
	zip_int64_t n = zip_fread(part, xml, sizeof xml - 1);
	char *place;

	zip_fclose(part);
	cr_assert_gt(n, 0);
	xml[n] = '\0';
	place = strstr(xml, from);
	cr_assert(place);
	bytes_add(&changed, xml, (size_t)(place - xml));
	bytes_add_str(&changed, to);
	bytes_add_str(&changed, place + strlen(from));
	zip_file_replace(z, (zip_uint64_t)at,
			 zip_source_buffer(z, changed.data, changed.len, 0), 0);
	cr_assert_eq(zip_close(z), 0);
	bytes_release(&changed);
}

/* As programs write it that know no sums: told, for the cell was filled in. */
Test(office, formula_without_a_result)
{
	struct document *doc;
	char path[4200];

	snprintf(path, sizeof path, "%s/form.xlsx", folder);
	copy_real("tests/tables/real.xlsx", path);
	change_sheet(path, "<v>631.23</v>", "<f>600+31.23</f><v></v>");
	change_sheet(path, "<v>184.35</v>", "<f>A1</f>");
	doc = support_document(forms, path);
	cr_assert_eq(doc->reading.n_repairs, 1);
	cr_expect_eq(doc->reading.repairs[0].kind, REPAIR_NO_RESULT);
	cr_expect_eq(doc->reading.repairs[0].n, 2);
	cr_expect_eq(doc->reading.repairs[0].line, 5);
	document_free(doc);
	/* a text of no length is a result */
	copy_real("tests/tables/real.xlsx", path);
	change_sheet(path, "t=\"n\"><v>631.23</v>",
		     "t=\"str\"><f>IF(1,\"\")</f><v></v>");
	doc = support_document(forms, path);
	cr_expect_eq(doc->reading.n_repairs, 0);
	document_free(doc);
}

/* Saved beside it, and then that is the file. */
Test(office, original_is_never_overwritten)
{
	struct failure f = { 0 };
	struct document *doc;
	char original[4200], *beside;

	snprintf(original, sizeof original, "%s/form.xls", folder);
	copy_real("tests/tables/real.xls", original);
	doc = support_document(forms, original);
	cr_expect_not(document_save(doc, original, true, &f));
	cr_expect_eq(f.code, FAILURE_EXISTS);
	beside = document_proposed_path(doc);
	cr_expect(document_save(doc, beside, false, &f));
	cr_expect_eq(f.code, FAILURE_NONE);
	free(beside);
	beside = document_proposed_path(doc);
	cr_expect_str_eq(strrchr(beside, '/'), "/form.csv");
	document_set(doc, support_place(doc->def, "部门名称", -1), "某局",
		     strlen("某局"));
	cr_expect(document_save(doc, beside, false, &f));
	document_free(doc);
	doc = support_document(forms, beside);
	cr_expect_str_eq(document_name(doc), "某局");
	cr_expect(doc->has_file);
	document_free(doc);
	free(beside);
}

/* The first entry of its folder with this name gets another. */
static void rename_stream(char *data, size_t n, const char *from,
			  const char *to)
{
	char wide[64] = { 0 }, *at;

	for (size_t i = 0; from[i]; i++)
		wide[2 * i] = from[i];
	at = memmem(data, n, wide, 2 * strlen(from) + 2);
	cr_assert(at);
	memset(at, 0, 64);
	for (size_t i = 0; to[i]; i++)
		at[2 * i] = to[i];
	at[64] = (char)(2 * strlen(to) + 2);
}

static struct bytes real_xls(void)
{
	struct bytes file = BYTES_INIT;
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(support_path("tests/tables/real.xls"), &data, &n,
			     &stamp, NULL));
	bytes_add(&file, data, n);
	free(data);
	return file;
}

Test(office, refusals_of_compound_files)
{
	static const struct {
		const char *stream, *key;
	} cases[] = { { "EncryptedPackage", "office-locked" },
		      { "WordDocument", "office-kind" },
		      { "Contents", "office-kind" } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes file = real_xls();

		rename_stream(file.data, file.len, "Workbook", cases[i].stream);
		expect_bytes(file, cases[i].key);
	}
}

/* Reports of other programs have it in capitals, or call it as Excel 95 did. */
Test(office, names_of_the_workbook_in_a_compound_file)
{
	static const char *const names[] = { "WORKBOOK", "Book", "BOOK" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct bytes file = real_xls();
		char *wanted = read_bytes(&file);

		rename_stream(file.data, file.len, "Workbook", names[i]);
		expect_bytes(file, wanted);
		free(wanted);
	}
}

/* A workbook in a folder of its own is one that is pasted into the file. */
Test(office, workbook_below_the_root)
{
	struct bytes file = real_xls();
	static const char name[] = "R\0o\0o\0t\0 \0E";
	char *first = NULL, *end = file.data + file.len;

	/* LibreOffice leaves an old folder in the file, before the one in use */
	for (char *at = file.data;
	     (at = memmem(at, (size_t)(end - at), name, sizeof name)); at++)
		first = at;
	cr_assert(first);
	memset(first + 76, 0xff, 4);
	expect_bytes(file, "office-kind");
}

Test(office, zip_with_a_password)
{
	if (!zip_encryption_method_supported(ZIP_EM_AES_256, 1))
		cr_skip_test("this libzip can't encrypt");
	struct bytes file = workbook("<worksheet/>", "<sst/>", "<styleSheet/>");
	zip_source_t *source =
		zip_source_buffer_create(file.data, file.len, 0, NULL);
	zip_t *z;
	zip_stat_t st;
	struct bytes locked = BYTES_INIT;

	zip_source_keep(source);
	z = zip_open_from_source(source, 0, NULL);
	cr_assert_eq(zip_file_set_encryption(z, 0, ZIP_EM_AES_256, "x"), 0);
	cr_assert_eq(zip_close(z), 0);
	zip_source_open(source);
	zip_source_stat(source, &st);
	bytes_reserve(&locked, st.size);
	locked.len = (size_t)zip_source_read(source, locked.data, st.size);
	zip_source_close(source);
	zip_source_free(source);
	bytes_release(&file);
	expect_bytes(locked, "office-locked");
}

static void expect_cell(struct document *doc, const char *name, long row,
			const char *wanted)
{
	const char *got =
		record_get(&doc->record, support_place(doc->def, name, row));

	cr_expect_str_eq(got, wanted, "%s: %s, not %s", name, got, wanted);
}

/* As a workbook comes from an office: tests/tables/README. */
static void expect_two_sheets(const char *name)
{
	struct document *doc = support_document(forms, support_path(name));
	size_t n = doc->reading.n_repairs;

	expect_cell(doc, "部门名称", -1, "湛江市科学技术协会");
	expect_cell(doc, "基本支出", -1, "631.23");
	expect_cell(doc, "其他资金", -1, "");
	expect_cell(doc, "任务.拟投入的资金", 0, "130.95");
	expect_cell(doc, "指标.指标值", 2, "100.00%");
	expect_cell(doc, "指标.指标值", 3, "2024年12月");
	cr_assert_eq(n, 2);
	cr_expect_eq(doc->reading.repairs[0].kind, REPAIR_UNPLACED);
	cr_expect_eq(doc->reading.repairs[n - 1].kind, REPAIR_SHEET);
	cr_expect_eq(doc->reading.repairs[n - 1].n, 2);
	cr_expect_str_eq(doc->reading.repairs[n - 1].text, "绩效目标表");
	document_free(doc);
}

Test(office, two_sheets_and_formats)
{
	expect_two_sheets("tests/tables/two-sheets.xlsx");
	expect_two_sheets("tests/tables/two-sheets.xls");
}
