/*
 * document_new: a form that no file holds yet: blank, or begun out of last
 * year's.
 */
#ifndef CORE_DOCUMENT_NEW_H
#define CORE_DOCUMENT_NEW_H

#include "core/carry.h"
#include "core/document.h"

/* A blank form; saving proposes a name in the current folder. */
struct document *document_blank(struct form_set *, struct form *);
/* The same with what last year's form has, which may be of another set of
   forms, and judged beside it (core/document_earlier.h); saving proposes a name
   beside that. It is never as saved until it is. */
struct document *document_from(struct form_set *, struct form *,
			       const struct document *last_year,
			       struct carry_report *);
/* 部门名称-年度.csv, or the next number where nothing stands; owned by the
   caller. */
char *document_new_path(const struct document *);

#endif
