#!/usr/bin/env bash
# Measures the shop on this machine and prints each figure as a ratio first, with its target. Needs the .NET 10 SDK; whatever else
# is absent is installed when run as root on Debian or Ubuntu. Uses loopback and temporary folders only, and ends by itself.
# Results: the terminal, and artifacts/bench as JSON. What they mean: docs/performance.md.
#   ./bench.sh                    every row, about 20 minutes
#   ./bench.sh accepted sold-out  only these rows (./bench.sh --list names them)
#   ./bench.sh --quick            fewer and shorter rounds: for a look, not for a record
#   ./bench.sh --rounds 9         more rounds
set -euo pipefail
cd "$(dirname "$0")"

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v wrk >/dev/null || missing+=(wrk)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]}. Install it (Debian: sudo apt-get install ${missing[*]}), or run ./bench.sh as root on Debian or Ubuntu." >&2
    exit 1
  fi
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# Ten thousand watchers are as many sockets, in the shop and in the driver.
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge 12000 ] || ulimit -n 12000 || echo "Only $(ulimit -n) files may be open: the row 'watchers' needs 12000." >&2

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build ScaleMart.LoadTests -c Release -v q
exec dotnet ScaleMart.LoadTests/bin/Release/net10.0/ScaleMart.LoadTests.dll bench "$@"
