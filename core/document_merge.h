/*
 * document_merge: somebody else has written a form's file since it was read.
 * Base is the file as the document knows it, mine the document, theirs the file
 * as it stands there now.
 */
#ifndef CORE_DOCUMENT_MERGE_H
#define CORE_DOCUMENT_MERGE_H

#include "core/document.h"
#include "core/merge.h"

struct document_merge;

/* Reads what stands there. NULL with the failure where that can't be read as
   the same form. The document is borrowed, and must not change meanwhile. */
struct document_merge *document_merge_new(struct document *, struct failure *);
void document_merge_free(struct document_merge *);
/* What differs, to be decided; borrowed. */
struct merge *document_merge_items(struct document_merge *);
/*
 * What was decided becomes the document's, as one change that undo takes back,
 * and what stands there its file: saving writes into that, and undoing the
 * change and saving puts mine there. Nothing may be undecided.
 */
void document_merge_apply(struct document_merge *);

/* What was decided of a merge of the document's record with whatever others, as
   one change; nothing may be undecided. Its file is no matter. */
void document_merge_decided(struct document *, struct merge *);

/* What has become of the document's file since it was read or saved. */
enum file_news { FILE_SAME, FILE_CHANGED, FILE_GONE };
/* `known` where it can't be asked. */
enum file_news document_file_news(const struct document *,
				  enum file_news known);

#endif
