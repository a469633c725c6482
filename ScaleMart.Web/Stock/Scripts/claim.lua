-- Claims entries under a lease: copied to the claims first, then taken away from where they were. An expired claim goes first,
-- then what failed and is due again (by itself, so that what keeps it out slows nobody else down), then the queue.
--   KEYS 1 sale  2 queue  3 claims  4 orders  5 restocks  6 retries   ARGV 1 claim's new id  2 worker  3 lease (ms)  4 entries at most
-- Returns {now, lease's end, entries, newest records (in the entries' order), terms, restocks, entries still queued};
--   {} when there is nothing to do
local call, num, fmt = redis.call, tonumber, string.format
local clock = call('TIME')
local now = math.floor((num(clock[1]) * 1000000 + num(clock[2])) / 1000)
local state = call('HMGET', KEYS[1], 'latch', 'seq')
if state[1] or not state[2] then return {} end -- a rebuild reads the queue as it stands
local ends = fmt('%.0f', now + num(ARGV[3]))
local entries
local claims = call('HGETALL', KEYS[3])
for i = 1, #claims, 2 do
  local _, over, ids = string.match(claims[i + 1], '^([^\t]*)\t([^\t]*)\t(.*)$')
  if num(over) <= now then
    call('HSET', KEYS[3], ARGV[1], ARGV[2] .. '\t' .. ends .. '\t' .. ids)
    call('HDEL', KEYS[3], claims[i])
    entries = {}
    for id in string.gmatch(ids, '%S+') do entries[#entries + 1] = id end
    break
  end
end
if not entries then
  local due = call('ZRANGEBYSCORE', KEYS[6], '-inf', fmt('%.0f', now), 'LIMIT', 0, num(ARGV[4]))
  entries = #due > 0 and due or call('LRANGE', KEYS[2], 0, num(ARGV[4]) - 1)
  if #entries == 0 then return {} end
  call('HSET', KEYS[3], ARGV[1], ARGV[2] .. '\t' .. ends .. '\t' .. table.concat(entries, ' '))
  if #due > 0 then call('ZREM', KEYS[6], unpack(due)) else call('LTRIM', KEYS[2], #entries, -1) end
end
local terms, restocks = {}, {}
for _, id in ipairs(entries) do
  if id == '@terms' and #terms == 0 then
    terms = call('HMGET', KEYS[1], 'terms', 'quantity', 'total', 'switch', 'opens', 'closes', 'limit', 'hold', 'offer')
    restocks = call('HGETALL', KEYS[5])
  end
end
return {now, ends, entries, call('HMGET', KEYS[4], unpack(entries)), terms, restocks, call('LLEN', KEYS[2])}
