#!/bin/sh
# Installs the Debian packages named on the command line that are not there yet; says which.
# Silent and quick when there is nothing to do. Root, or a user with sudo.
set -eu

missing=
for package in "$@"; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || state=
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "install: error: no root and no sudo; have these packages installed:$missing" >&2
        exit 69
    }
    as_root=sudo
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    # Word splitting makes one argument of each package.
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y --no-install-recommends install $missing >"$log" 2>&1 </dev/null
}

echo "installing:$missing"
install && exit 0
# Package lists that are missing or out of date are the usual reason.
$as_root apt-get -q update >"$log" 2>&1 </dev/null || {
    cat "$log" >&2
    echo "install: error: the package lists cannot be read; see above" >&2
    exit 69
}
install && exit 0
cat "$log" >&2
echo "install: error: these packages cannot be installed:$missing; see above" >&2
exit 69
