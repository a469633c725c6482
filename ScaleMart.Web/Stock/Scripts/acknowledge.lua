-- Ends a claim. What failed goes back to the queue, or to the dead letters once it has failed too often; then the claim goes.
--   KEYS 1 queue  2 claims  3 attempts  4 dead   ARGV 1 claim  2 attempts allowed  then pairs: entry that failed | reason
-- Returns entries that became dead letters; -1 when the claim is no longer ours: somebody else has its entries
local call, num, fmt = redis.call, tonumber, string.format
local claim = call('HGET', KEYS[2], ARGV[1])
if not claim then return -1 end
local clock = call('TIME')
local now = math.floor((num(clock[1]) * 1000000 + num(clock[2])) / 1000)
local failed, dead = {}, 0
for i = 3, #ARGV, 2 do
  local entry = ARGV[i]
  failed[entry] = true
  local attempts = call('HINCRBY', KEYS[3], entry, 1)
  if attempts >= num(ARGV[2]) then
    call('HSET', KEYS[4], entry, fmt('%.0f', attempts) .. '\t' .. fmt('%.0f', now) .. '\t' .. ARGV[i + 1])
    call('HDEL', KEYS[3], entry)
    dead = dead + 1
  else
    call('RPUSH', KEYS[1], entry)
  end
end
if call('HLEN', KEYS[3]) > 0 then
  for entry in string.gmatch(string.match(claim, '([^\t]*)$'), '%S+') do
    if not failed[entry] then call('HDEL', KEYS[3], entry) end
  end
end
call('HDEL', KEYS[2], ARGV[1])
return dead
