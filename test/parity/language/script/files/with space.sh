#!/bin/sh
echo "$1|$2|$#"; echo "$WHO" >&2; exit "${CODE:-0}"
