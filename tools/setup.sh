#!/bin/sh
# Makes the virtual environment from the lock file. Quiet when all goes well; says what to do when it does not.
set -eu
venv=$1
python=${PYTHON:-python3}

fail() { printf 'setup: %s\n' "$1" >&2; exit 1; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    fail "Python 3.11 or newer is needed ($("$python" --version 2>&1)). Install it, or run: make PYTHON=/path/to/python3.11 ..."

make_venv() { "$python" -m venv "$venv" >/dev/null 2>&1; }

if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    rm -rf "$venv"
    if ! make_venv; then
        # Debian ships venv without pip unless python3-venv is there.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            printf 'setup: installing python3-venv\n'
            apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null ||
                fail "python3-venv could not be installed. Install it by hand and run again."
            rm -rf "$venv"
            make_venv || fail "no virtual environment could be made in $venv."
        else
            fail "Python's venv module lacks pip. Install it (Debian: sudo apt-get install python3-venv) and run again."
        fi
    fi
fi

printf 'setup: installing pinned packages into %s (about a minute)\n' "$venv"
# --no-deps: the lock file is complete and every line carries its hash.
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock ||
    fail "a pinned package could not be installed. Check the network (or pip's index settings) and run again."
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e . ||
    fail "the project itself could not be installed; see the message above."
