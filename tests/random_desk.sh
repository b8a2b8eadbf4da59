#!/bin/sh
# A short run of random keys on the list of forms; with arguments: how many, and
# the seed.
n=1500
. "$top_srcdir/tests/random_keys.sh"
