#!/usr/bin/env bash
# Builds ScaleMart and runs every test. Needs the .NET 10 SDK; whatever else is absent is installed when run as root on Debian
# or Ubuntu. Ends with a line "N passed, N failed" and with a code other than 0 when anything is not as it should be.
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
report=artifacts/tests.ctrf.json
rm -f "$report"
code=0
dotnet ScaleMart.Web.Tests/bin/Release/net10.0/ScaleMart.Web.Tests.dll -noLogo -noColor -failSkips -result-ctrf "$report" "$@" || code=$?

# The figures come from the runner's own report: without one, or with nothing run, it was no success.
figure() { grep -a -o '"summary":{[^}]*}' "$report" 2>/dev/null | grep -o "\"$1\":[0-9]*" | grep -o '[0-9]*$' || echo 0; }
passed=$(figure passed)
failed=$(figure failed)
if [ "$code" = 0 ] && { [ "$passed" = 0 ] || [ "$failed" != 0 ]; }; then code=1; fi
echo "$passed passed, $failed failed"
exit "$code"
