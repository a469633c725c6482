-- Reads a sale's figures and everything that the ledger may not have yet, at one moment.
--   KEYS 1 sale  2 orders  3 users  4 queue  5 claims  6 dead  7 retries
-- Returns {seq, total, available, held, sold, limit, queued, in flight, dead letters, entries, their records, users and units};
--   {} when there are no keys or a rebuild is under way
local call, num = redis.call, tonumber
local sale = call('HMGET', KEYS[1], 'seq', 'total', 'available', 'held', 'sold', 'limit', 'latch', 'writing')
if not sale[1] or sale[7] or sale[8] ~= '0' then return {} end
local entries, seen, flying = {}, {}, 0
local function add(id)
  if not seen[id] and id ~= '@terms' then seen[id] = true; entries[#entries + 1] = id end
end
local queued = call('LRANGE', KEYS[4], 0, -1)
for _, id in ipairs(queued) do add(id) end
local retries = call('ZRANGE', KEYS[7], 0, -1)
for _, id in ipairs(retries) do add(id) end
local claims = call('HVALS', KEYS[5])
for _, claim in ipairs(claims) do
  for id in string.gmatch(string.match(claim, '([^\t]*)$'), '%S+') do flying = flying + 1; add(id) end
end
local dead = call('HKEYS', KEYS[6])
for _, id in ipairs(dead) do add(id) end
local records = {}
for from = 1, #entries, 5000 do
  local part = call('HMGET', KEYS[2], unpack(entries, from, math.min(from + 4999, #entries)))
  for i = 1, #part do records[from + i - 1] = part[i] end
end
return {num(sale[1]), num(sale[2]), num(sale[3]), num(sale[4]), num(sale[5]), num(sale[6]), #queued + #retries, flying, #dead,
  entries, records, call('HGETALL', KEYS[3])}
