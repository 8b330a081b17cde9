# shellcheck shell=bash
# What the tests that are scripts share: each check says what it wants, and the script goes on when
# one fails. Sourced, not run; `finish` is the last command.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
output=$scratch/output
checks=0
failures=0

# Reports one check by the status of what ran before: WHAT STATUS.
report() {
  checks=$((checks + 1))
  if [ "$2" -ne 0 ]; then
    failures=$((failures + 1))
    printf 'FAIL: %s\n' "$1"
    tail -n 40 "$output" | sed 's/^/    /'
  fi
}

# exits STATUS WHAT COMMAND...: the command exits so; what it wrote is kept for `says`.
exits() {
  local wanted=$1 what=$2 status
  shift 2
  "$@" >"$output" 2>&1 </dev/null
  status=$?
  [ "$status" -eq "$wanted" ]
  report "$what (wanted status $wanted, got $status)" $?
}

# says TEXT, says_not TEXT: about the last command's output.
says() {
  grep -qF -- "$1" "$output"
  report "the output says: $1" $?
}
says_not() {
  ! grep -qF -- "$1" "$output"
  report "the output does not say: $1" $?
}

# holds WHAT COMMAND...: the command succeeds. The output that `says` looks at stays as it is.
holds() {
  local what=$1
  shift
  "$@" >/dev/null 2>&1
  report "$what" $?
}

# Copies the files of the project, committed or not, but nothing that is built: TO.
copy_project() {
  mkdir -p "$1"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard --deduplicate |
    while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
    tar -c --null -T -) | tar -x -C "$1"
}

finish() {
  printf '%d of %d checks passed\n' $((checks - failures)) "$checks"
  [ "$failures" -eq 0 ] && [ "$checks" -gt 0 ]
}
