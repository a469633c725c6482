#!/usr/bin/env bash
# Fetches the browser's part of SignalR from npm, at the version and with the digest written here, into wwwroot/lib. Run it only
# to change the version: what it fetches is kept in the repository, and no build needs the network for it. Needs npm.
set -euo pipefail
cd "$(dirname "$0")"

package=@microsoft/signalr
version=10.0.11
digest=sha512-FulOJ2EEtKvLQcswe/U7v8pzyXyk7Jua5xgWJPPwyQU/2Z9ORvKcVjyO75VvLsem+CJ1ORRexJ+7Bz1FCei2aw==

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
archive=$folder/$(npm pack --silent --pack-destination "$folder" "$package@$version")
found=sha512-$(openssl dgst -sha512 -binary "$archive" | openssl base64 -A)
if [ "$found" != "$digest" ]; then
  echo "$package $version is not what was fetched before: $found" >&2
  exit 1
fi

tar -xzf "$archive" -C "$folder"
# The map is not kept, so the line that names it goes; everything else is as it was published.
sed '/^\/\/# sourceMappingURL=/d' "$folder/package/dist/browser/signalr.min.js" > ScaleMart.Web/wwwroot/lib/signalr/signalr.min.js
echo "wwwroot/lib/signalr holds $package $version"
