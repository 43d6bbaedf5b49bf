# Shared by lint/run, tests/run and .ci/run: what a Debian or Ubuntu machine needs, and the build.
# Sourced; `set -euo pipefail` is the caller's.
repository=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

build_packages=(g++ cmake ninja-build pkg-config libxerces-c-dev libfmt-dev libcli11-dev
  nlohmann-json3-dev libssl-dev libidn2-dev libunistring-dev)
test_packages=(libgtest-dev libxml2-utils strace)
script_packages=(nodejs npm)
check_packages=(clang clang-format clang-tidy libclang-rt-dev)

# install_missing PACKAGE...: asks dpkg first, so that nothing touches the network when all is there.
install_missing() {
  local missing=() package as_root=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if ! command -v apt-get >/dev/null; then
    echo "farmlint: please install: ${missing[*]} (this script knows only apt)" >&2
    return 2
  fi
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  echo "farmlint: installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# configure DIR [CMAKE ARGUMENTS...]: configures once; later runs of ninja notice changes themselves.
configure() {
  local build=$1
  shift
  [ -f "$build/build.ninja" ] || cmake -S "$repository" -B "$build" -G Ninja "$@"
}

# build_farmlint DIR TARGET...: a release build without tests, silent unless it fails or works.
build_farmlint() {
  local build=$1 log
  shift
  install_missing "${build_packages[@]}"
  log=$(mktemp)
  if ! { configure "$build" -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF &&
    { [ -x "$build/farmlint" ] || echo "farmlint: building (once; a minute or two)" >&2; } &&
    cmake --build "$build" --target "$@"; } >"$log"; then
    cat "$log" >&2
    rm -f "$log"
    return 2
  fi
  rm -f "$log"
}
