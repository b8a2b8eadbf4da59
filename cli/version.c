#include <config.h>
#include "cli/command.h"

#include <unistring/version.h>
#include "core/book.h"
#include "core/import_json.h"
#include "core/office.h"
#include "core/pattern.h"
#include "tui/painter.h"

void version_print(struct bytes *out)
{
	bytes_printf(out, "jixiao %s\n", PACKAGE_VERSION);
	bytes_printf(out, "ncursesw %s\nPCRE2 ", painter_version());
	pattern_version(out);
	bytes_printf(out,
		     "\nlibcsv %s\nlibunistring %d.%d\njansson %s\n"
		     "libxlsxwriter %s\n",
		     LIBCSV_VERSION, _LIBUNISTRING_VERSION >> 16,
		     _LIBUNISTRING_VERSION >> 8 & 0xff, import_json_version(),
		     book_version());
	office_version(out);
}
