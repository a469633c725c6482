-- Opens every script that changes a sale: reads the clock and the sale, and refuses a sale that must be rebuilt first.
-- It is put in front of the script's own text.
--   KEYS[1] the sale   ARGV[1] the highest sequence that the caller has seen
-- Returns early {code}: -101 no keys  -102 torn: a script stopped half-way  -103 latched for a rebuild  -104 went back in time
local call, num, floor, fmt = redis.call, tonumber, math.floor, string.format
local clock = call('TIME')
local micros = num(clock[1]) * 1000000 + num(clock[2])
local now = floor(micros / 1000)
local sale = call('HMGET', KEYS[1], 'available', 'held', 'sold', 'seq', 'writing', 'latch',
  'switch', 'opens', 'closes', 'limit', 'hold', 'offer', 'total', 'quantity')
if not sale[1] then return {-101} end
if sale[6] then return {-103} end
if sale[5] ~= '0' then return {-102} end
local available, held, sold, seq = num(sale[1]), num(sale[2]), num(sale[3]), num(sale[4])
if seq < num(ARGV[1]) then
  -- Older than what somebody was told: Redis lost writes. Nobody sells from it until it is rebuilt.
  call('HSET', KEYS[1], 'latch', 'behind')
  return {-104}
end
seq = seq + 1
-- Lua has no rollback: the mark stands from the first write to the last, so that half a script is seen.
local function begin() call('HSET', KEYS[1], 'writing', 1) end
local function finish(...)
  call('HSET', KEYS[1], 'available', available, 'held', held, 'sold', sold, 'seq', fmt('%.0f', seq), 'writing', 0, ...)
end
