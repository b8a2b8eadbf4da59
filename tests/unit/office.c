#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/unit/office_files.h"

TestSuite(office, .timeout = 60);

static void expect_sheet(const char *rows, const char *wanted)
{
	struct bytes sheet = BYTES_INIT;

	bytes_printf(&sheet, "<worksheet>%s</worksheet>", rows);
	office_expect(office_workbook(sheet.data, "<sst/>", "<styleSheet/>"),
		      wanted);
	bytes_release(&sheet);
}

/* ---- a sheet's cells ---- */

Test(office, kinds_of_cells)
{
	office_expect(
		office_workbook(
			"<worksheet><sheetData><row r='1'>"
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
	office_expect(
		office_workbook(
			"<worksheet><sheetData><row>"
			"<c><v>0.95</v></c><c s='1'><v>0.95</v></c>"
			"<c s='2'><v>631.2</v></c><c s='3'><v>45657</v></c>"
			"<c s='9'><v>5</v></c><c s='3' t='d'>"
			"<v>2024-12-31T00:00:00</v></c>"
			"</row></sheetData></worksheet>",
			"<sst/>",
			"<styleSheet><numFmts><numFmt numFmtId='164' "
			"formatCode='yyyy\"年\"m\"月\"'/></numFmts>"
			"<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
			"<cellXfs><xf numFmtId='0'/><xf numFmtId='9'/>"
			"<xf numFmtId='2'/><xf numFmtId='164'/></cellXfs>"
			"</styleSheet>"),
		"0.95,95%,631.20,2024年12月,5,2024年12月\n");
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
		     "1,,2\n1,,3\n4,5,6\n");
	/* in the first column it is that of each row with a text */
	expect_sheet("<row><c><v>1</v></c><c><v>2</v></c></row>"
		     "<row/><row><c r='B3'><v>3</v></c></row>"
		     "<row><c><v>4</v></c><c><v>5</v></c></row>"
		     "<row><c r='C5'><v>6</v></c></row>"
		     "<mergeCells><mergeCell ref='A1:A3'/>"
		     "<mergeCell ref='B4:B5'/></mergeCells>",
		     "1,2\n\n1,3\n4,5\n,,6\n");
	/* a column that is always the later part of an area is none */
	expect_sheet("<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
		     "<row><c r='A2'><v>3</v></c><c r='C2'><v>4</v></c></row>"
		     "<mergeCells><mergeCell ref='A1:B1'/>"
		     "<mergeCell ref='A2:B2'/></mergeCells>",
		     "1,2\n3,4\n");
	/* an area beyond all columns ends where they do, or is none */
	expect_sheet("<row><c><v>1</v></c><c><v>2</v></c></row>"
		     "<row><c><v>3</v></c><c><v>4</v></c></row>"
		     "<mergeCells><mergeCell ref='B1:XFD1048576'/>"
		     "<mergeCell ref='XFE1:XFF2'/></mergeCells>",
		     "1,2\n3\n");
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
	/* lines end in as many ways as ever */
	expect_sheet("<row><c t='inlineStr'><is><t>a_x000D_b&#13;c&#13;&#10;d_"
		     "x000D__x000A_e_x000D__x000D_f&#13;</t></is></c></row>",
		     "\"a\nb\nc\nd\ne\n\nf\n\"\n");
	expect_sheet("<row><c t='inlineStr'><is><t>a_x000d_b_x4e2d_&#13;c</t>"
		     "</is></c></row>",
		     "\"a\nb中\nc\"\n");
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
	const struct office_part parts[] = {
		office_root,
		{ "xl/workbook.xml", hidden },
		office_book_relations,
		{ "xl/worksheets/sheet1.xml", sheet },
		{ "xl/worksheets/sheet2.xml", other },
		{ NULL, NULL },
	};

	office_expect(office_zip(parts), "2\n");
}

/* Where a part is, as programs say it. */
Test(office, targets_of_relations)
{
	static const char *const targets[] = {
		"/xl/worksheets/a.xml",		"worksheets/a.xml",
		"./worksheets/a.xml",		"../xl/worksheets/a.xml",
		".././xl/./worksheets/a.xml",	"charts/../worksheets/a.xml",
		"../../../xl/worksheets/a.xml",
	};

	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		struct bytes relations = BYTES_INIT;

		bytes_printf(&relations,
			     RELATIONS RELATION("r1", "worksheet",
						"%s") "</Relationships>",
			     targets[i]);
		const struct office_part parts[] = {
			office_root,
			{ "xl/workbook.xml",
			  "<workbook><sheets><sheet name='a' sheetId='1' "
			  "r:id='r1'/></sheets></workbook>" },
			{ "xl/_rels/workbook.xml.rels", relations.data },
			{ "xl/worksheets/a.xml",
			  "<worksheet><row><c><v>1</v></c></row></worksheet>" },
			{ NULL, NULL },
		};
		office_expect(office_zip(parts), "1\n");
		bytes_release(&relations);
	}
}

/* Excel's own extension of the workbook has the same name. */
Test(office, days_from_1904)
{
	const struct office_part parts[] = {
		office_root,
		{ "xl/workbook.xml",
		  "<workbook><workbookPr date1904='1'/><sheets>"
		  "<sheet name='a' sheetId='1' "
		  "r:id='r1'/></sheets><extLst><ext>"
		  "<x15:workbookPr chartTrackingRefBase='1'/></ext></extLst>"
		  "</workbook>" },
		office_book_relations,
		{ "xl/worksheets/sheet1.xml",
		  "<worksheet><row><c s='0'><v>0</v></c></row></worksheet>" },
		{ "xl/styles.xml",
		  "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs>"
		  "</styleSheet>" },
		{ NULL, NULL },
	};

	office_expect(office_zip(parts), "1904/1/1\n");
}

/* ---- what is refused ---- */

static struct bytes of_one(const char *name, const char *text)
{
	const struct office_part parts[] = { { name, text }, { NULL, NULL } };

	return office_zip(parts);
}

Test(office, refusals)
{
	const struct office_part no_sheets[] = {
		office_root,
		{ "xl/workbook.xml", "<workbook><sheets/></workbook>" },
		{ NULL, NULL },
	};
	const struct office_part binary[] = {
		{ "_rels/.rels",
		  RELATIONS RELATION("r1", "officeDocument",
				     "xl/workbook.bin") "</Relationships>" },
		{ "xl/workbook.bin", "x" },
		{ NULL, NULL },
	};
	struct bytes broken = of_one("a", "text");

	office_expect(office_zip(no_sheets), "office-no-sheet");
	office_expect(office_zip(binary), "office-kind");
	office_expect(of_one("mimetype",
			     "application/vnd.oasis.opendocument.spreadsheet"),
		      "office-broken");
	expect_sheet("<row>", "office-broken");
	expect_sheet("<row/>", "empty");
	broken.len -= 30;
	office_expect(broken, "office-broken");
}

/* Called .xls, or put in a folder of forms. */
Test(office, refusals_by_the_beginning)
{
	static const char *const files[] = {
		"\xEF\xBB\xBF\r\n<?XML version=\"1.0\"?>",
		"<?xml version=\"1.0\"?>\n<?mso-application",
		"MIME-Version: 1.0",
		"<?xml version=\"1.0\"?>\n<uof:UOF>",
		"%PDF-1.7",
		"{\\rtf1\\ansi",
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct bytes file = BYTES_INIT;

		bytes_add_str(&file, files[i]);
		office_expect(file, "office-kind");
	}
	cr_expect_not(office_is("<2024>", 6));
	cr_expect_not(office_is("{rtf", 4));
	cr_expect_not(office_is("", 0));
	cr_expect_not(office_is(" <htm", 5));
}

/* What a phone or a scanner makes, and what forms are sent in, whatever it is
   called. */
Test(office, refusals_of_what_holds_no_text)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *key;
	} files[] = {
		{ "\xFF\xD8\xFF\xE0\0\x10JFIF", 10, "picture" },
		{ "\x89PNG\r\n\x1A\n\0", 9, "picture" },
		{ "GIF89a\1\0", 8, "picture" },
		{ "BM\x36\1\2\0\0\0\0\0\x36", 11, "picture" },
		{ "II*\0\b\0", 6, "picture" },
		{ "MM\0*\0\0", 6, "picture" },
		{ "RIFF\x24\0\0\0WEBPVP8 ", 16, "picture" },
		{ "\0\0\0\x18"
		  "ftypheic",
		  12, "picture" },
		{ "Rar!\x1A\a\1\0", 8, "archive" },
		{ "7z\xBC\xAF\'\x1C\0", 7, "archive" },
		{ "\x1F\x8B\b\0", 4, "archive" },
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct bytes file = BYTES_INIT;

		bytes_add(&file, files[i].bytes, files[i].n);
		office_expect(file, files[i].key);
	}
	office_expect(of_one("a.csv", "text"), "archive");
	office_expect(of_one("OFD.xml", "<OFD/>"), "office-kind");
	cr_expect_not(office_is("BM,2024,1,2", 11));
	cr_expect_not(office_is("RIFF,2024,WEB", 13));
	cr_expect_not(office_is("7z", 2));
}

Test(office, doctype)
{
	office_expect(
		office_workbook("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
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
	office_expect(office_workbook(big, "<sst/>", "<styleSheet/>"),
		      "office-too-big");
	office_expect(office_workbook(deep, "<sst/>", "<styleSheet/>"),
		      "office-too-big");
	office_expect(office_workbook(wide.data, "<sst/>", "<styleSheet/>"),
		      "office-too-big");
	free(big);
	free(deep);
	bytes_release(&wide);
}

/* A format of a megabyte is none. */
Test(office, format_without_end)
{
	char *places = repeated("<styleSheet><numFmts><numFmt numFmtId='200' "
				"formatCode='",
				"0", 1 << 20);
	char *cells = repeated("<worksheet><row><c><v>6</v></c></row><row>",
			       "<c><v>5</v></c>", 10000);
	struct bytes sheet = BYTES_INIT, styles = BYTES_INIT, file;
	char *text;

	bytes_printf(&sheet, "%s</row></worksheet>", cells);
	bytes_printf(&styles,
		     "%s'/></numFmts><cellXfs><xf numFmtId='200'/></cellXfs>"
		     "</styleSheet>",
		     places);
	file = office_workbook(sheet.data, "<sst/>", styles.data);
	text = office_text(&file);
	cr_expect_eq(strncmp(text, "6\n5,5,5,", 8), 0, "%.20s", text);
	free(text);
	free(places);
	free(cells);
	bytes_release(&sheet);
	bytes_release(&styles);
	bytes_release(&file);
}

Test(office, long_numbers)
{
	char *cells = repeated("<worksheet>", "<row><c><v>1E300</v></c></row>",
			       OFFICE_BYTES / 300);
	struct bytes sheet = BYTES_INIT;

	bytes_printf(&sheet, "%s</worksheet>", cells);
	office_expect(office_workbook(sheet.data, "<sst/>", "<styleSheet/>"),
		      "office-too-big");
	free(cells);
	bytes_release(&sheet);
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
	office_expect(
		office_workbook(sheet.data, strings.data, "<styleSheet/>"),
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
	office_expect(office_workbook(sheet.data, "<sst/>", "<styleSheet/>"),
		      "office-too-big");
	bytes_release(&sheet);
}
