#include <config.h>
#include "core/layout.h"

const char *repair_key(enum repair_kind kind)
{
	static const char *const keys[] = {
		[REPAIR_MOVED] = "moved",
		[REPAIR_PARENT] = "parent",
		[REPAIR_CONTINUES] = "continues",
		[REPAIR_UNPLACED] = "unplaced",
		[REPAIR_COLUMN] = "column",
		[REPAIR_LABEL_OTHER] = "label-other",
		[REPAIR_SPLIT] = "split",
		[REPAIR_SCALED] = "scaled",
		[REPAIR_ROW_MOVED] = "row-moved",
		[REPAIR_ROW_MISSING] = "row-missing",
		[REPAIR_COMPUTED] = "computed",
		[REPAIR_HEADING] = "heading",
		[REPAIR_QUOTES] = "quotes",
		[REPAIR_SHEET] = "sheet",
		[REPAIR_TABLE] = "table",
		[REPAIR_NO_COLUMN] = "no-column",
		[REPAIR_NEXT_FORM] = "next-form",
		[REPAIR_NO_RESULT] = "no-result",
	};

	return keys[kind];
}
