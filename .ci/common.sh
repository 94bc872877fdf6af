# Sourced by the other scripts: the repository as working directory, and where the tools are.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
export ROOT

# SwiftPM and pip keep caches below HOME, which a build server may not set.
export HOME="${HOME:-$ROOT/.build/home}"
mkdir -p "$HOME"

# Debian's Python and nobody else's: one that comes first in PATH may lack venv, or have modules of its own.
PYTHON=/usr/bin/python3
[ -x "$PYTHON" ] || PYTHON=python3

VENV=$ROOT/.build/venv

say() { printf '\n== %s\n' "$*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Looks for the toolchain in PATH and where installers put it, and puts it into PATH.
find_swift() {
    local folder
    for folder in /opt/swift/usr/bin /usr/libexec/swift/bin "$HOME/.local/share/swiftly/bin"; do
        command -v swift >/dev/null && return 0
        [ -x "$folder/swift" ] && export PATH="$folder:$PATH"
    done
    command -v swift >/dev/null || die "Swift is missing. Install the toolchain 6.3 for Debian 12 as
https://www.swift.org/install/linux/ says, put its usr/bin into PATH, and run this again.
Everything else is installed from here."
}

need_swift() {
    local version
    find_swift
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p') || true
    [ "$(printf '6.3\n%s\n' "${version:-0}" | sort -V | head -n 1)" = 6.3 ] ||
        die "Swift 6.3 is needed, but $(command -v swift) is ${version:-not able to run}.
https://www.swift.org/install/linux/"
}

# A clang that needs no package of its own: that of the Swift toolchain.
toolchain_clang() { printf '%s/clang' "$(dirname "$(readlink -f "$(command -v swift)")")"; }
