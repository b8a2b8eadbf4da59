/* The tables of web pages that are single files. */
#include <config.h>
#include "core/office.h"

#include <criterion/criterion.h>
#include <string.h>
#include "tests/unit/office_files.h"

TestSuite(office_mht, .timeout = 60);

static void expect_file(const char *text, const char *wanted)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(&file, text);
	office_expect(file, wanted);
}

Test(office_mht, transfers)
{
	static const char html[] =
		"<html><table border=1><tr><td>≥65 = a</td><td>开展科普宣传"
		"活动场次覆盖人群完成时间满意度指标</td></tr></table></html>";
	struct bytes page = BYTES_INIT;

	bytes_add_str(&page, html);
	for (int t = OFFICE_QUOTED; t <= OFFICE_8BIT; t++)
		office_expect(office_mht(&page, (enum office_transfer)t),
			      "≥65 = a,开展科普宣传活动场次覆盖人群完成时间"
			      "满意度指标\n");
	bytes_release(&page);
}

#define HEAD(first) first "\nContent-Type: multipart/related; boundary=b\n\n"
#define PART(headers, body) "--b\n" headers "\n\n" body "\n"
#define HTML "content-type: Text/Html"
#define QUOTED HTML "\ncontent-transfer-encoding: Quoted-Printable"

/* A page for each sheet of a workbook, those around them, and whatever else. */
Test(office_mht, parts)
{
	expect_file(
		HEAD("MIME-Version: 1.0") PART(HTML, "<frameset></frameset>")
			PART(HTML, "<table><tr><td>a</table>") PART(
				"X: <table>", "<table>")
				PART(HTML, "<TABLE><tr><td>b") "-"
							       "-b--\n<table>c",
		"a\n--\nb\n");
	/* as browsers begin, and a file that was cut off */
	expect_file(HEAD("From: <Saved by x>")
			    PART(HTML, "<table><tr><td>a</table>"),
		    "a\n");
	expect_file(HEAD("From: \"Saved by x\"") "--b\n" HTML,
		    "office-no-table");
	expect_file(HEAD("MIME-Version: 1.0") PART("X: y", "<table>"),
		    "office-no-table");
	expect_file(HEAD("MIME-Version: 1.0"), "office-no-table");
	expect_file("MIME-Version: 1.0\n\nboundary=b", "office-kind");
	expect_file("MIME-Version: 1.0\nContent-Type: x; boundary=\"\"\n\n",
		    "office-kind");
}

/* What isn't sent as it says. */
Test(office_mht, quoted)
{
	expect_file(HEAD("MIME-Version: 1.0")
			    PART(QUOTED, "<table class=x><tr><td>a=\nb=\r\nc="
					 "3D=3d=3=zz=</table>="),
		    "abc===3=zz=\n");
}

/* No more parts than a zip may have. */
Test(office_mht, bombs)
{
	struct bytes file = BYTES_INIT;

	bytes_add_str(&file, HEAD("MIME-Version: 1.0"));
	for (int i = 0; i < OFFICE_PARTS; i++)
		bytes_add_str(&file, PART(HTML, "<table></table>"));
	bytes_add_str(&file, PART(HTML, "<table><tr><td>a</table>"));
	office_expect(file, "office-too-big");
	bytes_init(&file);
	bytes_add_str(&file, HEAD("MIME-Version: 1.0"));
	for (int i = 0; i < 1000000; i++)
		bytes_add_str(&file, "--b\n");
	office_expect(file, "office-too-big");
}
