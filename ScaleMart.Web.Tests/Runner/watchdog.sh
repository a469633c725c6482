#!/usr/bin/env bash
# Ends every process of one run of the tests, so that a run that is killed leaves nothing behind.
#   watchdog.sh FOLDER       ends them now
#   watchdog.sh FOLDER PID   waits until the process PID is gone, ends them, and deletes FOLDER, the run's temporary folder
# A process belongs to the run if it was started with SCALEMART_TEST_RUN=FOLDER in its environment, or if it descends from one
# that was: Chromium's helpers overwrite their environment. No other process is touched. Does nothing where there is no /proc.
set -fu
folder=$1 owner=${2:-}
case ${folder##*/} in scalemart-test-?*) ;; *) echo "Not the folder of a test run: $folder" >&2; exit 2 ;; esac
[ -r /proc/self/stat ] || exit 0

# The start time of a process, which with its id identifies it; nothing if it has ended.
started() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  # What follows the name, which may contain spaces: the state, the parent's id, …, the start time as the 20th.
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  [ "$1" = Z ] || echo "${20}"
}

members() {
  local tagged
  set +f
  tagged=$(grep -lszxF "SCALEMART_TEST_RUN=$folder" /proc/[0-9]*/environ | cut -d/ -f3 | tr '\n' ' ')
  [ -n "$tagged" ] && cat /proc/[0-9]*/stat 2>/dev/null | awk -v tagged="$tagged" -v self=$$ '
    { id = $1; sub(/^.*\) /, ""); parent[id] = $2 }
    END {
      count = split(tagged, ids, " ")
      for (i = 1; i <= count; i++) member[ids[i]] = 1
      do {
        grew = 0
        for (id in parent) if (!(id in member) && parent[id] in member) grew = member[id] = 1
      } while (grew)
      delete member[self]
      for (id in member) print id
    }'
  set -f
}

end_members() {
  local ids
  # Again, for what was started while the first were ended.
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    ids=$(members)
    [ -n "$ids" ] || return 0
    # shellcheck disable=SC2086
    kill -KILL $ids 2>/dev/null
    sleep 0.2
  done
}

if [ -z "$owner" ]; then
  end_members
  exit 0
fi

trap '' INT HUP TERM
cd /
start=$(started "$owner")
while [ -n "$start" ] && [ "$(started "$owner")" = "$start" ]; do sleep 1; done
end_members
rm -rf -- "$folder"
