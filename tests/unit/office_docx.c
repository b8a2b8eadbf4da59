/* A document's tables. */
#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/unit/office_files.h"

TestSuite(office_docx, .timeout = 60);

static void expect_document(const char *body, const char *wanted)
{
	struct bytes document = BYTES_INIT;
	/* not every program numbers it the same */
	const struct office_part root_of_document = {
		"_rels/.rels",
		RELATIONS RELATION("r1", "officeDocument",
				   "word/document2.xml") "</Relationships>",
	};

	bytes_printf(&document,
		     "<w:document xmlns:w='w'><w:body>%s</w:body></w:document>",
		     body);
	const struct office_part parts[] = {
		root_of_document,
		{ "word/document2.xml", document.data },
		{ NULL, NULL },
	};
	office_expect(office_zip(parts), wanted);
	bytes_release(&document);
}

#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(text) "<w:p>" R(text) "</w:p>"
#define TC(inner) "<w:tc>" inner "</w:tc>"
#define TR(inner) "<w:tr>" inner "</w:tr>"
#define SDT(properties, inner)                     \
	"<w:sdt><w:sdtPr>" properties "</w:sdtPr>" \
	"<w:sdtContent>" inner "</w:sdtContent></w:sdt>"
#define UNFILLED "<w:showingPlcHdr/>"
#define TBL(inner) "<w:tbl>" inner "</w:tbl>"

Test(office_docx, cells)
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
			  "</w:r><w:r><w:rPr><w:vanish w:val='off'/></w:rPr>"
			  "<w:t>b</w:t></w:r>"
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
	expect_document(TBL(TR(TC(SDT(UNFILLED, P("单击此处输入文字。")) P(
				"a")) SDT(UNFILLED, TC(P("选择一项。")))
				       SDT("", TC("<w:p>" SDT(UNFILLED, R("x"))
							  R("b") "</w:p>")))),
			"a,,b\n");
	expect_document(TBL(TR(TC("<w:p><w:r><w:t>2023</w:t>"
				  "<w:noBreakHyphen/><w:t>2024</w:t></w:r>"
				  "</w:p>"))),
			"2023-2024\n");
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
	/* by its character, whatever the font */
	expect_document(
		TBL(TR(TC("<w:p><w:r><w:sym w:font='Segoe UI Symbol' "
			  "w:char='2611'/><w:sym w:font='宋体' w:char='2265'/>"
			  "<w:sym w:font='宋体' w:char='D83D'/>"
			  "<w:sym w:font='宋体' w:char='1'/>"
			  "</w:r></w:p>"))),
		"☑≥\xEF\xBF\xBD\xEF\xBF\xBD\n");
}

/* A box of text stands at a place of a paragraph, which it isn't part of. */
#define BOX(inner)                                                          \
	"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"        \
	"<w:txbxContent>" inner "</w:txbxContent></wps:txbx></w:drawing>"   \
	"</mc:Choice><mc:Fallback><w:pict>" inner "</w:pict></mc:Fallback>" \
	"</mc:AlternateContent></w:r>"
#define AROUND(inner) "<w:p>" R("甲") inner R("乙") "</w:p>"

Test(office_docx, boxes_of_text)
{
	expect_document(TBL(TR(TC(AROUND(BOX(P("盖章")))) TC(P("丙")))),
			"\"盖章\n甲乙\",丙\n");
	expect_document(AROUND(BOX(P("附件"))) TBL(TR(TC(P("1")))),
			"附件\n甲乙\n1\n");
	/* a table in it */
	expect_document(TBL(TR(TC(AROUND(BOX(TBL(TR(TC(P("内")))) P("下")))))),
			"内\n--\n\"下\n甲乙\"\n");
}

Test(office_docx, spans)
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
		"标题\n一,二\n一,三\n");
	/* cells that go on to the left, as in older files */
	expect_document(
		TBL(TR(TC("<w:tcPr><w:hMerge w:val='restart'/></w:tcPr>" P(
			"一")) TC("<w:tcPr><w:hMerge/></w:tcPr>" P("x"))
			       TC(P("二")))
			    TR(TC("<w:tcPr><w:gridSpan "
				  "w:val='2'/></w:tcPr>" P("三")) TC(P("四")))),
		"一,二\n三,四\n");
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
	"</w:abstractNum><w:abstractNum w:abstractNumId='6'>"
	"<w:lvl w:ilvl='0'><w:lvlText w:val='[%1]'/></w:lvl></w:abstractNum>"
	"<w:abstractNum w:abstractNumId='6'>"
	"<w:lvl w:ilvl='0'><w:lvlText w:val='%1?'/></w:lvl></w:abstractNum>"
	"<w:abstractNum w:abstractNumId='8'>"
	"<w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='x'/>"
	"</w:lvl></w:abstractNum>"
	"<w:num w:numId='10'><w:abstractNumId w:val='6'/></w:num>"
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
	const struct office_part parts[] = {
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

	office_expect(office_zip(parts), wanted);
}

Test(office_docx, numbers)
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
	/* in any order, and the first of two */
	expect_numbered(TBL(TR(TC(IN_LIST("10", "0", "甲") IN_LIST(
				"1", "0", "乙") IN_LIST("10", "0", "丙")))),
			"\"[1] 甲\n一、乙\n[2] 丙\"\n");
	/* a box in a paragraph isn't the one that counts */
	expect_numbered(
		TBL(TR(TC("<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
			  "</w:pPr>" BOX(P("盖章")) R("甲") "</w:p>"))),
		"\"盖章\n一、甲\"\n");
	/* a row's number, with nothing typed */
	expect_numbered(TBL(TR(TC(IN_LIST("1", "0", "")) TC(P("甲")))
				    TR(TC(IN_LIST("1", "0", "")) TC(P("乙")))),
			"一、,甲\n二、,乙\n");
}

#define TEN "一二三四五六七八九十"
#define LONG_LINE TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

/* A table in a cell is one of its own; a title may stand above a table. */
Test(office_docx, tables)
{
	expect_document(TBL(TR(TC(P("外") TBL(TR(TC(P("内"))))))),
			"内\n--\n外\n");
	expect_document(P("附件2") P("绩效目标表") TBL(TR(TC(P("1"))))
				TBL(TR(TC(P("2")))),
			"附件2\n绩效目标表\n1\n--\n2\n");
	/* what stands below one is part of it, however much; and of the next,
	   if that may be its title */
	expect_document(
		TBL(TR(TC(P("1")) TC(P("2")))) P("备注") P("")
			P("填报人：甲,电话：1") P("二") P("三") P(LONG_LINE),
		"1,2\n备注\n\"填报人：甲,电话：1\"\n二\n三\n" LONG_LINE "\n");
	expect_document(P("题") TBL(TR(TC(P("1")))) P("甲") TBL(TR(TC(P("2"))))
				P("乙") TBL(TR(TC(P("")))) P("丙"),
			"题\n1\n甲\n--\n甲\n2\n乙\n丙\n");
	expect_document(TBL(TR(TC(P("")))) P("甲"), "empty");
	expect_document(P("没有表"), "office-no-table");
	expect_document(TBL(""), "empty");
	expect_document("<w:tbl><w:tr><w:tc>", "office-broken");
}

/* Notes at the foot of a page stand in a part of their own. */
Test(office_docx, footnotes)
{
	const struct office_part parts[] = {
		{ "_rels/.rels",
		  RELATIONS RELATION("r1", "officeDocument",
				     "word/document.xml") "</Relationships>" },
		{ "word/_rels/document.xml.rels",
		  RELATIONS RELATION("r1", "footnotes", "footnotes.xml")
			  RELATION("r2", "endnotes",
				   "nowhere.xml") "</Relationships>" },
		{ "word/footnotes.xml",
		  "<w:footnotes><w:footnote w:type='separator'><w:p><w:r>"
		  "<w:separator/></w:r></w:p></w:footnote><w:footnote>" P(
			  " 含上年结转") "</w:footnote></w:footnotes>" },
		{ "word/document.xml",
		  "<d>" TBL(TR(TC(P("1")))) P("甲") "</d>" },
		{ NULL, NULL },
	};

	office_expect(office_zip(parts), "1\n甲\n含上年结转\n");
}

static void expect_file(const char *text, const char *wanted)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(&file, text);
	office_expect(file, wanted);
}

#define LIST_DEF(id, inner)                                        \
	"<w:listDef w:listDefId='" id "'><w:lvl w:ilvl='0'>" inner \
	"</w:lvl></w:listDef>"
#define LIST(number, id) \
	"<w:list w:ilfo='" number "'><w:ilst w:val='" id "'/></w:list>"
#define ITEM(list)                                                      \
	"<w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='" list \
	"'/><wx:t wx:val='7.'/></w:listPr></w:pPr>" R("x") "</w:p>"
#define CELL(properties, inner) TC("<w:tcPr>" properties "</w:tcPr>" inner)
#define MARKED(kind, inner)                                          \
	"<aml:annotation w:type='Word." kind "'><aml:content>" inner \
	"</aml:content></aml:annotation>"

static const char lists_2003[] =
	"<w:lists>" LIST_DEF("3", "<w:start w:val='2'/><w:nfc w:val='37'/>"
				  "<w:lvlText w:val='%1、'/>")
		LIST_DEF("4", "<w:nfc w:val='23'/><w:lvlText w:val='l'/>")
			LIST_DEF("5", "<w:lvlText w:val='%1.'/>") LIST("1", "3")
				LIST("2", "4") LIST("3", "5") "</w:lists>";
static const char rows_2003[] =
	TR(TC(ITEM("1") ITEM("1")) TC(ITEM("2")) TC(ITEM("3")))
		TR(CELL("<w:vmerge w:val='restart'/>", P("甲"))
			   CELL("<w:gridSpan w:val='2'/>",
				"<w:p><w:r><w:t>a</w:t><w:tab "
				"wx:wTab='420'/><w:t>b</w:t></w:r>" MARKED(
					"Comment", P("remark"))
					MARKED("Insertion", R("c")) "</w:p>"))
			TR(CELL("<w:vmerge/>", P("-")) TC(P("1")) TC(P("2")));
static const char section_2003[] = "<w:sectPr><w:hdr w:type='odd'>" P(
	"head") "</w:hdr>"
		"<w:ftr>" P("foot") "</w:ftr></w:sectPr>";

/* What Word had in 2003 in other words, and what its heads and remarks say. */
Test(office_docx, of_2003)
{
	struct bytes file = BYTES_INIT;

	bytes_printf(&file,
		     "<?xml version='1.0'?><w:wordDocument xmlns:w='w' "
		     "xmlns:wx='x' xmlns:aml='a'>%s<w:body><wx:sect>" P(
			     "标题") "<w:tbl>%s</w:tbl>%s</wx:sect></w:body>"
				     "</w:wordDocument>",
		     lists_2003, rows_2003, section_2003);
	expect_file(file.data,
		    "标题\n\"二、x\n三、x\",x,1. x\n甲,a bc\n甲,1,2\n");
	bytes_release(&file);
}

/* A document's parts in each other, notes and lists among them. */
Test(office_docx, in_a_single_file)
{
	static const char item[] =
		"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/>"
		"</w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
	static const char numbering[] =
		"<w:numbering><w:abstractNum w:abstractNumId='7'>"
		"<w:lvl w:ilvl='0'><w:lvlText w:val='%1.'/></w:lvl>"
		"</w:abstractNum><w:num w:numId='1'>"
		"<w:abstractNumId w:val='7'/></w:num></w:numbering>";
	struct bytes file = BYTES_INIT;

#define PART(inner) "<pkg:part><pkg:xmlData>" inner "</pkg:xmlData></pkg:part>"
#define OF(element, inner) "<w:" element ">" inner "</w:" element ">"
	bytes_add_str(&file, "<?xml version='1.0'?>"
			     "<pkg:package xmlns:pkg='p' xmlns:w='w'>");
	bytes_printf(&file, PART(OF("document", OF("body", TBL(TR(TC("%s")))))),
		     item);
	bytes_add_str(&file, PART(OF("footnotes", OF("footnote", P("注")))));
	bytes_add_str(&file, PART(OF("comments", P("remark"))));
	bytes_add_str(&file, PART(OF("glossaryDocument", P("glossary"))));
	bytes_printf(&file, PART("%s") "</pkg:package>", numbering);
	expect_file(file.data, "1. a\n注\n");
	expect_file("<pkg:package xmlns:pkg='p'/>", "office-no-table");
	bytes_release(&file);
}

/* What is drawn has paragraphs of its own. */
Test(office_docx, drawings_in_a_single_file)
{
#define DRAWN(element, text) "<c:" element ">" P(text) "</c:" element ">"
	static const char drawn[] = DRAWN("chartSpace", "b")
		DRAWN("dataModel", "c") DRAWN("txBody", "d");
	struct bytes file = BYTES_INIT;

	bytes_printf(&file,
		     "<pkg:package xmlns:pkg='p' xmlns:w='w' xmlns:c='c'>" TBL(
			     TR(TC(P("a")))) "%s</pkg:package>",
		     drawn);
	expect_file(file.data, "a\n");
	bytes_release(&file);
}
