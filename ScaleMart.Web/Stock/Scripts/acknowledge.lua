-- Ends a claim. What failed waits for its next try, each time twice as long, or is a dead letter once it has failed too often;
-- then the claim goes.
--   KEYS 1 retries  2 claims  3 attempts  4 dead
--   ARGV 1 claim  2 attempts allowed  3 first wait (ms)  then pairs: entry that failed | reason
-- Returns entries that became dead letters; -1 when the claim is no longer ours: somebody else has its entries
local call, num, fmt = redis.call, tonumber, string.format
local claim = call('HGET', KEYS[2], ARGV[1])
if not claim then return -1 end
local clock = call('TIME')
local now = math.floor((num(clock[1]) * 1000000 + num(clock[2])) / 1000)
local failed, dead = {}, 0
for i = 4, #ARGV, 2 do
  local entry, reason = ARGV[i], ARGV[i + 1]
  failed[entry] = true
  local attempts = num(string.match(call('HGET', KEYS[3], entry) or '0', '^%d+')) + 1
  if attempts >= num(ARGV[2]) then
    call('HSET', KEYS[4], entry, fmt('%.0f', attempts) .. '\t' .. fmt('%.0f', now) .. '\t' .. reason)
    call('ZREM', KEYS[1], entry)
    call('HDEL', KEYS[3], entry)
    dead = dead + 1
  else
    call('HSET', KEYS[3], entry, fmt('%.0f', attempts) .. '\t' .. reason)
    call('ZADD', KEYS[1], fmt('%.0f', now + num(ARGV[3]) * 2 ^ (attempts - 1)), entry)
  end
end
if call('HLEN', KEYS[3]) > 0 then
  for entry in string.gmatch(string.match(claim, '([^\t]*)$'), '%S+') do
    -- What waits for a retry may have failed in a newer version than the one written here: it keeps its place and its attempts.
    if not failed[entry] and not call('ZSCORE', KEYS[1], entry) then call('HDEL', KEYS[3], entry) end
  end
end
call('HDEL', KEYS[2], ARGV[1])
return dead
