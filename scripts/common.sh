# shellcheck shell=bash disable=SC2034
# What the scripts share: install what is missing, configure, build. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# Debian's packages for building the linter, and those that the tests need besides.
build_packages=(g++ cmake ninja-build libyaml-cpp-dev libre2-dev libfmt-dev libcli11-dev
  nlohmann-json3-dev rapidjson-dev)
test_packages=(libgmock-dev)

say() { printf 'cfn-ecs-lint: %s\n' "$*" >&2; }

# Installs Debian packages; on other systems says which are needed, and fails.
install_packages() {
  if ! command -v apt-get >/dev/null; then
    say "to build, install what Debian calls: $*"
    return 1
  fi
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "to build, run as root: apt-get install $*"
      return 1
    fi
    sudo=(sudo)
  fi
  say "installing $*"
  local log
  log=$(mktemp)
  if "${sudo[@]}" apt-get update -q >"$log" 2>&1 &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -q -y --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# quietly LOG COMMAND...: its output goes to LOG, and on a terminal to the terminal instead; when
# it fails, the end of LOG is shown.
quietly() {
  local log=$1
  shift
  if [ -t 2 ]; then
    "$@" >&2
  else
    "$@" >"$log" 2>&1 || {
      tail -n 40 "$log" >&2
      return 1
    }
  fi
}

# configure PRESET PACKAGES OPTIONS...: PACKAGES (words in one string) are installed when a tool
# or a library is missing.
configure() {
  local preset=$1 packages=$2 tool
  shift 2
  local build=$root/build/$preset
  mkdir -p "$build"
  # A tree that was moved or copied: CMake refuses to go on in it.
  if [ -f "$build/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    find "$build" -mindepth 1 ! -name .lock -delete
  fi
  for tool in cmake ninja c++; do
    command -v "$tool" >/dev/null || {
      # shellcheck disable=SC2086
      install_packages $packages || return 1
      break
    }
  done
  (cd "$root" && cmake --preset "$preset" "$@") >"$build/configure.log" 2>&1 && return
  if grep -q 'Libraries are missing' "$build/configure.log"; then
    # shellcheck disable=SC2086
    install_packages $packages || return 1
    (cd "$root" && cmake --preset "$preset" "$@") >"$build/configure.log" 2>&1 && return
  fi
  tail -n 40 "$build/configure.log" >&2
  return 1
}

# Waits until no other script works in build/PRESET; the lock is held until `unlock` or the end.
lock() {
  mkdir -p "$root/build/$1"
  command -v flock >/dev/null || return 0
  exec 9>"$root/build/$1/.lock"
  flock 9
}

unlock() { exec 9>&-; }
