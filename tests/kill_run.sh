#!/bin/sh
# Nothing is lost: the program is killed at random moments of a typing session.
# ./dev kill [N] runs it with as many kills as wanted; by itself it makes a few.
top=$(cd "${top_srcdir-.}" && pwd)
exec tests/e2e/kill_run "$(pwd)/jixiao" "$top/tests/forms" \
	"$top/tests/forms/three-boxes/chess-club.csv" "${1:-10}" ${2+"$2"}
