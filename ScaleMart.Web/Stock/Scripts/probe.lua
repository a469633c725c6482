-- Looks whether a sale is still sold out and open, and who has bought; the buyers only when the sequence has moved.
--   KEYS 1 sale  2 mine   ARGV 1 sequence of the buyers that the caller has
-- Returns {available, seq, 1 when open else 0, 1 when buyers follow else 0, users...}; {} when there are no keys
local call, num = redis.call, tonumber
local sale = call('HMGET', KEYS[1], 'available', 'seq', 'switch', 'opens', 'closes', 'latch')
if not sale[1] then return {} end
local clock = call('TIME')
local now = math.floor((num(clock[1]) * 1000000 + num(clock[2])) / 1000)
local open = (sale[3] == 'open' and now >= num(sale[4]) and now < num(sale[5]) and not sale[6]) and 1 or 0
local out = {num(sale[1]), num(sale[2]), open, 0}
if sale[2] ~= ARGV[1] then
  out[4] = 1
  for i, user in ipairs(call('HKEYS', KEYS[2])) do out[4 + i] = user end
end
return out
