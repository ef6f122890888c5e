#!/bin/sh
# Makes sure of the programs that only an operating system's packages hold; as root it installs them.
set -eu
missing=
need() { # PACKAGE PATH...: a package that is needed where none of the paths is there
    package=$1
    shift
    for path in "$@"; do
        if [ -e "$path" ] || command -v "$path" >/dev/null; then return; fi
    done
    missing="$missing $package"
}
need chromium chromium
need default-jdk-headless javac
need libjaxb-java /usr/share/java/jaxb-runtime.jar
need libreoffice-writer /usr/lib/libreoffice/program/libswlo.so
need mupdf-tools mutool
need nodejs node
need npm npm
need unicode-data /usr/share/unicode/BidiCharacterTest.txt
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "conformance: these Debian packages are missing:$missing" >&2
    echo "hint: sudo apt-get install$missing" >&2
    exit 1
fi
apt-get update -qq
# shellcheck disable=SC2086  # a list of names
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
