/*
 * office_readers: one for each kind of file that has tables. Failures as
 * office_read(); bytes of a file of text are UTF-8, but for mht.
 */
#ifndef CORE_OFFICE_READERS_H
#define CORE_OFFICE_READERS_H

#include "core/office_package.h"

/* The sheets of an Office workbook (ECMA-376, SpreadsheetML). `part`: the
   workbook's own part. */
bool xlsx_read(struct office_file *, struct office_package *, const char *part,
	       struct office_tables *);
/* The tables of an Office document (ECMA-376, WordprocessingML), those in a
   cell of another one as well. `part`: the document's own part. */
bool docx_read(struct office_file *, struct office_package *, const char *part,
	       struct office_tables *);
/* One that is a single file of XML, its parts in each other, or of 2003. */
bool docx_read_flat(struct office_file *, const struct bytes *xml,
		    struct office_tables *);

/* Is the package an OpenDocument spreadsheet or document (OASIS, ISO/IEC
   26300)? */
bool odf_is(struct office_package *);
/* Its sheets or tables. */
bool odf_read(struct office_file *, struct office_package *,
	      struct office_tables *);
/* The same of its content, or of one that is a single file of XML. */
bool odf_read_flat(struct office_file *, const struct bytes *xml,
		   struct office_tables *);

/* The sheets of a workbook before 2007, Excel 97 and later, which is also what
   WPS calls .et. `stream`: the workbook's own. */
bool xls_read(struct office_file *, const struct bytes *stream,
	      struct office_tables *);
/* Those of an XML Spreadsheet 2003, a workbook in a single file of XML that
   Excel saves as .xml and systems call .xls. */
bool spreadsheet_read(struct office_file *, const struct bytes *xml,
		      struct office_tables *);

/* The tables of a web page: one that a system calls .xls, or that a browser or
   Excel has saved. */
bool html_read(struct office_file *, const struct bytes *page,
	       struct office_tables *);
/* Those of one that is a single file with all that belongs to it (RFC 2557), as
   Word, Excel, WPS and browsers save it: .mht, or called .doc or .xls. */
bool mht_read(struct office_file *, const struct bytes *text,
	      struct office_tables *);

#endif
