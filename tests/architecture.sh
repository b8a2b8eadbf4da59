#!/bin/sh
# The floor plan, enforced: #include lines point down only, one door each for
# curses, libcsv, PCRE2, libzip, expat and libxml2, and no C file knows a field of a form
# by its name.
# Bytes, whatever the shell: ${#name} and ? mean the same everywhere.
LC_ALL=C
export LC_ALL
cd "$top_srcdir" || exit 99
failed=0
ok() {
	echo "ok $1"
}
wrong() {
	echo "not ok $1"
	failed=1
}

# From the ground up, as HACKING.md has them: its table under that heading, whose
# second column names the files. A file NAME_x belongs to NAME.
core=$(sed -n '/^| from the ground up /,/^$/p' HACKING.md |
	awk -F'|' 'NR > 2 { gsub(/`/, "", $3); print $3 }')
floor() {
	n=0
	for name in $core; do
		n=$((n + 1))
		case $1 in
		"$name" | "$name"_*)
			echo $n
			return
			;;
		esac
	done
	echo "no floor for core/$1: add it to the table in HACKING.md" >&2
	echo 0
}

up=
for name in $core; do
	ls core/"$name"[._]* >/dev/null 2>&1 || up="$up HACKING.md:$name"
done
for file in core/*.[ch]; do
	name=$(basename "$file" | sed 's/\.[ch]$//')
	own=$(floor "$name")
	for h in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$file"); do
		case $h in
		core/*)
			other=$(floor "$(basename "$h" .h)")
			test "$other" -le "$own" && test "$other" -gt 0 ||
				up="$up $file:$h"
			;;
		*) up="$up $file:$h" ;;
		esac
	done
done
up="$up$(grep -l '^#include "cli/' tui/*.[ch])"
up="$up$(grep -lE '^#include "(cli|tui)/' locale/*.[ch])"
if test -z "$up"; then ok "includes point down"; else
	wrong "includes that point up:$up"
fi

# A header that is private to some files of core says so in its first lines.
found=
for h in core/*.h; do
	head -n 3 "$h" | grep -qi 'private to' || continue
	found="$found$(grep -n "^#include \"$h\"" tui/*.[ch] cli/*.[ch] \
		locale/*.[ch])"
done
if test -z "$found"; then ok "what is private to core stays there"; else
	wrong "private to core: $found"
fi

# Files that comments name.
found=
file='(core|tui|cli|locale|tests)/[a-z0-9_/]+\.[ch]'
for file in $(grep -ohE "$file([^a-z]|\$)" core/*.[ch] tui/*.[ch] cli/*.[ch] \
	locale/*.[ch] | sed 's/[^ch]$//' | sort -u); do
	test -f "$file" || found="$found $file"
done
if test -z "$found"; then ok "files that are named are there"; else
	wrong "named, but not there:$found"
fi

door() {
	found=$(grep -lE "^#include <($1)>" core/*.[ch] tui/*.[ch] cli/*.[ch] \
		locale/*.[ch] | tr '\n' ' ')
	if test "$found" = "$2 "; then ok "one door: $2"; else
		wrong "<$1> is for $2 only: $found"
	fi
}
door 'n?cursesw?(/.*)?\.h|curses\.h|term\.h' tui/painter.c
door 'csv\.h' core/grid.c
door 'zip\.h' core/office_package.c
door 'unilbrk\.h' core/text_breaks.c
door 'expat\.h' core/office_xml.c
door 'libxml/.*\.h' core/office_markup.c
door 'pcre2\.h' core/pattern.c
door 'jansson\.h' core/import_json.c
door 'xlsxwriter\.h' core/book.c

# What goes out to people goes through the gate: cli/print.c has the streams,
# tui/tty.c the terminal, and neither is gone around.
found=$(grep -nE '(^|[^a-z_])(v?[df]?printf|f?puts|f?putw?c|putchar|fwrite|perror|error|v?warnx?|v?errx?|syslog) ?\(' \
	cli/*.c tui/*.c locale/*.c | grep -v '^cli/print\.c:')
found="$found$(grep -nE 'STD(OUT|ERR)_FILENO|stdout|stderr|out_fd' cli/*.c tui/*.c locale/*.c core/*.c |
	grep -vE '^(cli/print|tui/tty)\.c:|:(\/\*| \*)|isatty\(|fd <= STDERR_FILENO|^cli/main\.c:[0-9]+:	n = write\(STDERR_FILENO, text,')"
if test -z "$found"; then ok "one gate to the terminal"; else
	wrong "a way around cli/print.c and tui/tty.c: $found"
fi
# And in those two, what is written has been through core/text.
found=$(grep -cE 'fwrite\(|fputs\(|fprintf\(' cli/print.c)
if test "$found" = 2; then ok "two places write to a stream"; else
	wrong "cli/print.c writes in $found places, not in put() and wipe_progress()"
fi

# What a terminal may have no sign for is drawn by tui/glyph, which knows others.
found=$(grep -nE '"(─|█|▌|✓|×|≠)"' tui/*.c)
if test -z "$found"; then ok "rules, bars and marks are glyphs"; else
	wrong "drawn without tui/glyph: $found"
fi

# core prints nothing, ends nothing, asks no environment.
found=$(grep -nE '(^|[^a-z_])(printf|fprintf|puts|putchar|perror|exit|getenv) ?\(' \
	core/*.c)
if test -z "$found"; then ok "core is silent"; else
	wrong "core speaks or leaves: $found"
fi

# A field's name or key in a string of a C file. The headings of the five CSV
# files are words of the definitions' own language, though forms use them too.
names=$(for f in forms/*/fields.csv; do
	tail -n +2 "$f" | cut -d, -f1 | sed 's/^.*\.//'
	tail -n +2 "$f" | cut -d, -f2 | grep _
done | grep -vE '^(|名称|一级指标|二级指标|三级指标|指标|指标值|年度)$' | sort -u)
found=
for name in $names; do
	# A short name such as 任务 is an everyday word: only as a whole string.
	case $name in
	????????????*) pattern="\"[^\"]*$name" ;;
	*) pattern="\"$name\"" ;;
	esac
	found="$found$(grep -n "$pattern" core/*.[ch] tui/*.[ch] cli/*.[ch] \
		locale/*.[ch] | head -3)"
done
if test -z "$found"; then ok "no field is known by its name"; else
	wrong "a field's name in C: $found"
fi

# What judges behind a | counts in another shell, and nothing it finds fails.
found=$(grep -nE '\| *(judge|has|lacks|same|same_as|same_file) ' tests/*.sh |
	grep -v 'architecture\.sh:')
if test -z "$found"; then ok "every judgement is counted"; else
	wrong "judged behind a |: $found"
fi

# What a test takes by its ending has to be in the archive too.
found=
for file in tests/screens/*.case tests/e2e/*.script tests/linear/*.talk \
	tests/checks/*.csv tests/cases/*.tsv; do
	grep -qF "	$file" Makefile.am || found="$found $file"
done
if test -z "$found"; then ok "every case is in the archive"; else
	wrong "not in Makefile.am:$found"
fi
exit $failed
