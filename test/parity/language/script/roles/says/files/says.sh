#!/bin/sh
echo "role $*"; pwd
