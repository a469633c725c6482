-- Ends the holds whose time is over and gives their stock and allowances back; each order is judged by its record.
--   KEYS 1 sale  2 orders  3 queue  4 users  5 holds   ARGV 1 sequence seen  2 hold members to look at
-- Returns {1, now, seq, available, held, sold, members looked at, order ids that expired...}
local due = call('ZRANGEBYSCORE', KEYS[5], '-inf', fmt('%.0f', now), 'LIMIT', 0, num(ARGV[2]))
local wo, ids, back, out = {}, {}, {}, {1, now, 0, 0, 0, 0, #due}
for _, member in ipairs(due) do
  for id in string.gmatch(member, '%S+') do
    local line = call('HGET', KEYS[2], id)
    local head, status, rest, expires
    if line then head, status, rest = string.match(line, '^([^\t]*)\t([^\t]*)\t[^\t]*\t(.*)$') end
    if status == 'held' then
      local user, previous, accepted, ends, attempt, reason, timeline, offer =
        string.match(rest, '^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$')
      if num(ends) <= now and not back[id] then
        local quantity = num(head)
        back[id] = {user, quantity}
        held = held - quantity; available = available + quantity
        ids[#ids + 1] = id
        wo[#wo + 1] = id
        wo[#wo + 1] = table.concat({head, 'expired', fmt('%.0f', seq), user, previous, accepted, ends, attempt, reason,
          timeline .. ',expired:' .. fmt('%.0f', now), offer}, '\t')
        out[#out + 1] = id
      end
    end
  end
end
if #ids > 0 then
  begin()
  call('HSET', KEYS[2], unpack(wo))
  call('RPUSH', KEYS[3], unpack(ids))
  for _, owed in pairs(back) do call('HINCRBY', KEYS[4], owed[1], -owed[2]) end
  call('ZREM', KEYS[5], unpack(due))
  finish()
else
  seq = seq - 1
  if #due > 0 then call('ZREM', KEYS[5], unpack(due)) end
end
out[3], out[4], out[5], out[6] = seq, available, held, sold
return out
