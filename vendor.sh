#!/usr/bin/env bash
# Fetches what browsers run that others wrote from npm, at the versions and with the digests written here, into wwwroot/lib. Run it
# only to change a version: what it fetches is kept in the repository, and no build needs the network for it. Needs npm.
set -euo pipefail
cd "$(dirname "$0")"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# fetch PACKAGE VERSION DIGEST: unpacks it into $folder/package.
fetch() {
  local archive found
  rm -rf "$folder/package"
  archive=$folder/$(npm pack --silent --pack-destination "$folder" "$1@$2")
  found=sha512-$(openssl dgst -sha512 -binary "$archive" | openssl base64 -A)
  if [ "$found" != "$3" ]; then
    echo "$1 $2 is not what was fetched before: $found" >&2
    exit 1
  fi

  tar -xzf "$archive" -C "$folder"
}

lib=ScaleMart.Web/wwwroot/lib

fetch @microsoft/signalr 10.0.11 sha512-FulOJ2EEtKvLQcswe/U7v8pzyXyk7Jua5xgWJPPwyQU/2Z9ORvKcVjyO75VvLsem+CJ1ORRexJ+7Bz1FCei2aw==
# The map is not kept, so the line that names it goes; everything else is as it was published.
sed '/^\/\/# sourceMappingURL=/d' "$folder/package/dist/browser/signalr.min.js" > $lib/signalr/signalr.min.js

fetch uplot 1.6.32 sha512-KIMVnG68zvu5XXUbC4LQEPnhwOxBuLyW1AHtpm6IKTXImkbLgkMy+jabjLgSLMasNuGGzQm/ep3tOkyTxpiQIw==
mkdir -p $lib/uplot
cp "$folder/package/dist/uPlot.iife.min.js" $lib/uplot/uplot.min.js
cp "$folder/package/dist/uPlot.min.css" $lib/uplot/uplot.min.css
cp "$folder/package/LICENSE" $lib/uplot/LICENSE.md

echo "$lib holds what is written here"
