#!/usr/bin/env bash
# Builds ScaleMart and runs every test. Needs the .NET 10 SDK; whatever else is absent is installed when run as root on Debian
# or Ubuntu. Ends with a line "N passed, N failed" and with a code other than 0 when anything is not as it should be.
#   ./test.sh                 every test
#   ./test.sh --faults        the fault tests at their full length: some take minutes
#   ./test.sh --screenshots   every page in every state, at 390 and 1280 px, light and dark, into artifacts/screenshots
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

# All temporary files of this run go into one folder. Its name also identifies the run: every process that the run starts has it
# in its environment, by which the watchdog finds and ends them once this script is gone, however it ended.
folder=$(mktemp -d "${TMPDIR:-/tmp}/scalemart-test-XXXXXXXX")
watchdog=ScaleMart.Web.Tests/Runner/watchdog.sh
! command -v setsid >/dev/null || setsid -f bash "$watchdog" "$folder" $$ </dev/null >/dev/null 2>&1

clean_up() {
  trap '' INT TERM HUP
  bash "$watchdog" "$folder" || true
  rm -rf "$folder"
}
stop() {
  echo "Stopped by SIG$1." >&2
  disown -a
  clean_up
  trap - EXIT "$1"
  kill -s "$1" $$
}
trap clean_up EXIT
for signal in INT TERM HUP; do trap "stop $signal" "$signal"; done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Most processes of a run live for seconds: to watch them for later optimization costs more than it brings.
export DOTNET_TieredPGO=0
# Build servers outlive a build and serve other builds too, so this run neither starts nor uses them.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# Between "set -m" and "set +m", what starts runs in a process group of its own and in the background: this script answers a signal
# at once, and ends what it started by the watchdog.
set -m
SCALEMART_TEST_RUN="$folder" dotnet build ScaleMart.sln -c Release -v q </dev/null &
set +m
wait $!
seconds="build $SECONDS"

mkdir -p artifacts
code=0 passed=0 failed=0 failures=

# Three at a time, though there may be two cores: the longest tests mostly wait for processes that they have killed.
# The figures come from the runner's own report: without one, or with nothing run, it was no success.
run() {
  local report="artifacts/tests-$1.ctrf.json" log="artifacts/tests-$1.log" failed_tests="artifacts/tests-$1.failed.txt"
  local one=0 start=$SECONDS copy p f
  rm -f "$report" "$failed_tests" "$folder/output"
  mkfifo "$folder/output"
  set -m
  tee "$log" <"$folder/output" &
  copy=$!
  SCALEMART_TEST_RUN="$folder" TMPDIR="$folder" SCALEMART_TEST_STORES="$1" SCALEMART_TEST_FAILED="$PWD/$failed_tests" \
    dotnet ScaleMart.Web.Tests/bin/Release/net10.0/ScaleMart.Web.Tests.dll -noLogo -noColor -noAutoReporters -reporter progress \
    -failSkips -maxThreads 3 -result-ctrf "$report" "${@:2}" >"$folder/output" 2>&1 </dev/null &
  set +m
  wait $! || one=$?
  # A process that a killed program left behind would keep its output open.
  bash "$watchdog" "$folder"
  wait "$copy"
  seconds+=", $1 $((SECONDS - start))"
  figure() { grep -a -o '"summary":{[^}]*}' "$report" 2>/dev/null | grep -o "\"$1\":[0-9]*" | grep -o '[0-9]*$' || echo 0; }
  p=$(figure passed) f=$(figure failed)
  passed=$((passed + p)) failed=$((failed + f))
  [ ! -s "$failed_tests" ] || failures+="$(cat "$failed_tests")"$'\n'
  [ -s "$report" ] || failures+="The test program ended with code $one before its report was written. What it printed is in $log."$'\n'
  [ "$one" = 0 ] && [ "$p" != 0 ] && [ "$f" = 0 ] || code=1
}

if [ "${1:-}" = --faults ]; then
  export SCALEMART_TEST_FAULTS=long
  run servers -namespace 'ScaleMart.Web.Tests.Faults*' -showLiveOutput "${@:2}"
elif [ "${1:-}" = --screenshots ]; then
  export SCALEMART_TEST_SCREENSHOTS=yes
  run embedded -namespace 'ScaleMart.Web.Tests.Browser*' "${@:2}"
elif [ $# -gt 0 ]; then
  run "${SCALEMART_TEST_STORES:-embedded}" "$@"
else
  echo "Every test, on embedded stores where a test does not say otherwise:"
  run embedded
  # Not again what brings its own stores or needs none.
  echo "The tests that touch a store once more, on redis-server and $([ -n "${SCALEMART_TEST_MONGODB:-}" ] && echo "the MongoDB that SCALEMART_TEST_MONGODB names" || echo "the stand-in for MongoDB"):"
  run servers -trait- stores=own -namespace- 'ScaleMart.Web.Tests.Accounts*' -namespace- 'ScaleMart.Web.Tests.Admission*' -namespace- 'ScaleMart.Web.Tests.Browser*' \
    -namespace- 'ScaleMart.Web.Tests.Delivery*' -namespace- 'ScaleMart.Web.Tests.House*' -namespace- 'ScaleMart.Web.Tests.LoadTests*' \
    -namespace- 'ScaleMart.Web.Tests.Runner*' -namespace- 'ScaleMart.Web.Tests.Sales*' -namespace- 'ScaleMart.Web.Tests.Standin*' -namespace- 'ScaleMart.Web.Tests.Storage*'
  [ -n "${SCALEMART_TEST_MONGODB:-}" ] || echo "No test ran against a MongoDB server: name one in SCALEMART_TEST_MONGODB (mongodb://host:port)."
fi

echo "Seconds: $seconds."
# Once more at the end, where they are looked for first.
[ -z "$failures" ] || printf '\nWhat failed:\n%s\n' "$failures"
echo "$passed passed, $failed failed"
exit "$code"
