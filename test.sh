#!/usr/bin/env bash
# Builds ScaleMart and runs every test. Needs the .NET 10 SDK; whatever else is absent is installed when run as root on Debian
# or Ubuntu. Ends with a line "N passed, N failed" and with a code other than 0 when anything is not as it should be.
#   ./test.sh                 every test
#   ./test.sh --faults        the fault tests at their full length: some take minutes
#   ./test.sh -class A.Name   what the runner's own options say
set -euo pipefail
cd "$(dirname "$0")"

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
[ -x /usr/sbin/haproxy ] || command -v haproxy >/dev/null || missing+=(haproxy)
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]}. Install it (Debian: sudo apt-get install ${missing[*]}), or run ./test.sh as root on Debian or Ubuntu." >&2
    echo "A Chromium that is elsewhere can be named in the environment variable CHROMIUM." >&2
    exit 1
  fi
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build ScaleMart.sln -c Release -v q

mkdir -p artifacts
code=0 passed=0 failed=0 failures=

# Three at a time, though there may be two cores: the longest tests mostly wait for processes that they have killed.
# The figures come from the runner's own report: without one, or with nothing run, it was no success.
run() {
  local report="artifacts/tests-$1.ctrf.json" log="artifacts/tests-$1.log" one=0
  rm -f "$report"
  SCALEMART_TEST_STORES="$1" dotnet ScaleMart.Web.Tests/bin/Release/net10.0/ScaleMart.Web.Tests.dll -noLogo -noColor -failSkips -maxThreads 3 -result-ctrf "$report" "${@:2}" 2>&1 | tee "$log" || one=$?
  figure() { grep -a -o '"summary":{[^}]*}' "$report" 2>/dev/null | grep -o "\"$1\":[0-9]*" | grep -o '[0-9]*$' || echo 0; }
  local p f
  p=$(figure passed) f=$(figure failed)
  passed=$((passed + p)) failed=$((failed + f))
  [ "$f" = 0 ] || failures+="$(grep -a -A 30 '\[FAIL\]' "$log" || true)"$'\n'
  [ "$one" = 0 ] && [ "$p" != 0 ] && [ "$f" = 0 ] || code=1
}

if [ "${1:-}" = --faults ]; then
  export SCALEMART_TEST_FAULTS=long
  run servers -namespace 'ScaleMart.Web.Tests.Faults*' -showLiveOutput "${@:2}"
elif [ $# -gt 0 ]; then
  run "${SCALEMART_TEST_STORES:-embedded}" "$@"
else
  echo "Every test, on embedded stores where a test does not say otherwise:"
  run embedded
  # Not again what brings its own stores or needs none.
  echo "The tests that touch a store once more, on redis-server and $([ -n "${SCALEMART_TEST_MONGODB:-}" ] && echo "the MongoDB that SCALEMART_TEST_MONGODB names" || echo "the stand-in for MongoDB"):"
  run servers -trait- stores=own -namespace- 'ScaleMart.Web.Tests.Accounts*' -namespace- 'ScaleMart.Web.Tests.Admission*' -namespace- 'ScaleMart.Web.Tests.Browser*' \
    -namespace- 'ScaleMart.Web.Tests.Delivery*' -namespace- 'ScaleMart.Web.Tests.House*' -namespace- 'ScaleMart.Web.Tests.LoadTests*' \
    -namespace- 'ScaleMart.Web.Tests.Sales*' -namespace- 'ScaleMart.Web.Tests.Standin*' -namespace- 'ScaleMart.Web.Tests.Storage*'
  [ -n "${SCALEMART_TEST_MONGODB:-}" ] || echo "No test ran against a MongoDB server: name one in SCALEMART_TEST_MONGODB (mongodb://host:port)."
fi

# Once more at the end, where they are looked for first.
[ -z "$failures" ] || printf '\nWhat failed:\n%s\n' "$failures"
echo "$passed passed, $failed failed"
exit "$code"
