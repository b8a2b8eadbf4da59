#!/bin/sh
# What frames look like on a terminal, squeezed and not.
test -x tests/e2e/frames || { echo "libvterm is not here"; exit 77; }
exec tests/e2e/frames
