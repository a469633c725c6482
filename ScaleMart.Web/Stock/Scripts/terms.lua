-- Changes a sale's terms, as its state by Redis's clock allows; the change is queued like an order, as '@terms'.
--   KEYS 1 sale  2 queue  3 restocks   ARGV 1 sequence seen  2 act, then by act:
--   'open' | 'pause' | 'resume' | 'close'
--   'restock'  3 id  4 units (may be negative)  5 'who<tab>reason'
--   'edit'     3.. pairs of field and value: opens, closes (ms), limit, hold (ms), quantity, offer,
--            and list: the list price, which only the catalogue keeps and which may change while that is so for the price
-- Returns {code, now, seq, available, held, sold, field}: 1 done  2 that restock was done before
--   -1 not allowed in this state  -2 that field cannot change in this state  -3 not enough unsold  -4 other units under this id
local act, switch, opens, closes = ARGV[2], sale[7], num(sale[8]), num(sale[9])
local ended = switch == 'closed' or now >= closes
local scheduled = not ended and now < opens
local function answer(code, field) return {code, now, code == 1 and seq or seq - 1, available, held, sold, field or ''} end
local changes = {}
local function set(field, value) changes[#changes + 1] = field; changes[#changes + 1] = value end

if act == 'open' then
  if not scheduled or switch ~= 'open' then return answer(-1) end
  set('opens', fmt('%.0f', now))
elseif act == 'pause' then
  if ended or switch ~= 'open' then return answer(-1) end
  set('switch', 'paused')
elseif act == 'resume' then
  if ended or switch ~= 'paused' then return answer(-1) end
  set('switch', 'open')
elseif act == 'close' then
  if ended then return answer(-1) end
  set('switch', 'closed'); set('closes', fmt('%.0f', now))
elseif act == 'restock' then
  local units, line = num(ARGV[4]), call('HGET', KEYS[3], ARGV[3])
  if line then return answer(string.match(line, '^[^\t]*') == ARGV[4] and 2 or -4) end
  if ended then return answer(-1) end
  if units < 0 and available + units < 0 then return answer(-3) end
  available = available + units
  begin()
  call('HSET', KEYS[3], ARGV[3], ARGV[4] .. '\t' .. fmt('%.0f', now) .. '\t' .. ARGV[5])
  set('total', num(sale[13]) + units)
elseif act == 'edit' then
  if ended then return answer(-2, ARGV[3]) end
  for i = 3, #ARGV, 2 do
    local field, value = ARGV[i], ARGV[i + 1]
    local fine = scheduled
    if field == 'closes' then fine = num(value) > now
    elseif field == 'limit' then fine = scheduled or num(value) >= num(sale[10])
    elseif field == 'offer' then -- a live sale may change its product's name, never its price
      local price = '^[^\t]*\t[^\t]*'
      fine = scheduled or string.match(value, price) == string.match(sale[12], price)
    end
    if not fine then return answer(-2, field) end
    if field == 'quantity' then
      local more = num(value) - num(sale[14])
      if more < 0 and available + more < 0 then return answer(-3) end
      available = available + more
      set('total', num(sale[13]) + more)
    end
    if field ~= 'list' then set(field, value) end
  end
end
set('terms', fmt('%.0f', seq))
begin()
call('RPUSH', KEYS[2], '@terms')
finish(unpack(changes))
return answer(1)
