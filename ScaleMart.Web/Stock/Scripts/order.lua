-- Opens every script that moves one order; it stands between sale.lua and the script's own text.
--   KEYS[2] orders  KEYS[3] queue   ARGV[2] the order's id
-- Returns early {0, now, 0} when there is no such order. Every move returns
--   {code, now, seq, available, held, sold, record}: 1 moved  2 had been moved before  else a refusal, nothing written
local id = ARGV[2]
local line = call('HGET', KEYS[2], id)
if not line then return {0, now, 0} end
-- The columns are named in RecordLine.cs.
local order = {}
for column in string.gmatch(line .. '\t', '([^\t]*)\t') do order[#order + 1] = column end
local quantity, status, user = num(order[1]), order[2], order[4]
local expires, attempt = num(order[7]), num(order[8])
local function last() return string.match(order[10], '(%l+):%d+$') end

local function answer(code)
  return {code, now, code == 1 and seq or seq - 1, available, held, sold, line}
end
local function refuse(code) return answer(code) end
-- Writes the order first, whole and in one command, then its queue entry; the script's other writes follow.
local function move(state, event)
  order[2], order[3] = state, fmt('%.0f', seq)
  order[10] = order[10] .. ',' .. event .. ':' .. fmt('%.0f', now)
  line = table.concat(order, '\t')
  begin()
  call('HSET', KEYS[2], id, line)
  call('RPUSH', KEYS[3], id)
end
-- Gives the shopper's allowance back.
local function release(users)
  call('HINCRBY', users, user, -quantity)
end
