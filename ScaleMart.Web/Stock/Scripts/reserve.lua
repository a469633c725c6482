-- Takes stock for a batch of requests, later ones seeing what earlier ones took. For each, in this order:
-- idempotency, token bucket, window, limit, stock; then record, queue entry, hold, counts.
--   KEYS 1 sale  2 orders  3 users (units held and sold)  4 buckets (arrival time, microseconds)  5 mine  6 holds  7 queue
--   ARGV 1 sequence seen  2 n  3 interval  4 tolerance (microseconds)  then columns of n: user | order id | quantity
-- Returns {code, now, seq, available, held, sold, hold's end, offer, results...}: 1 somebody took  2 nobody, but somebody had before  0 neither;
--   a result is
--   '+previous order id' taken   'record' taken before under this id   else a refusal:
--   -1 sold out  -2 limit reached  -3 not open  -4 paused  -5 closed  -6 other quantity under this id  -7 bucket empty  -8 above the limit
local n, interval, tolerance = num(ARGV[2]), num(ARGV[3]), num(ARGV[4])
local U, O, Q = 4, 4 + n, 4 + 2 * n
local switch, limit = sale[7], num(sale[10])
local shut = ((switch == 'closed' or now >= num(sale[9])) and -5) or (switch == 'paused' and -4) or (now < num(sale[8]) and -3) or nil
local known = call('HMGET', KEYS[2], unpack(ARGV, O + 1, O + n))
local buckets = call('HMGET', KEYS[4], unpack(ARGV, U + 1, U + n))
local counts = shut and {} or call('HMGET', KEYS[3], unpack(ARGV, U + 1, U + n))
local before = (shut or available == 0) and {} or call('HMGET', KEYS[5], unpack(ARGV, U + 1, U + n))

local at, ends = fmt('%.0f', now), fmt('%.0f', now + num(sale[11]))
local tail = '\t' .. at .. '\t' .. ends .. '\t0\t\theld:' .. at .. '\t' .. sale[12]
local version = fmt('%.0f', seq)
local arrival, count, newest, fresh, replayed = {}, {}, {}, {}, false
local wb, wo, wu, wm, ids = {}, {}, {}, {}, {}
local out = {1, now, 0, 0, 0, 0, now + num(sale[11]), sale[12]}

for i = 1, n do
  local user, id, asked = ARGV[U + i], ARGV[O + i], ARGV[Q + i]
  local record, r = fresh[id] or known[i], nil
  if record then
    r = string.sub(record, 1, #asked + 1) == asked .. '\t' and record or -6
    replayed = true
  else
    -- A count or a time that is no number stops the script here, before it has written anything.
    local tat = arrival[user] or (buckets[i] and num(buckets[i]) or 0)
    if tat < micros then tat = micros end
    if tat - micros > tolerance then r = -7
    else
      tat = tat + interval
      arrival[user] = tat
      wb[#wb + 1] = user; wb[#wb + 1] = fmt('%.0f', tat)
      if shut then r = shut
      else
        local quantity, have = num(asked), count[user]
        if not have then have = num(counts[i] or 0) end
        if quantity > limit then r = -8
        elseif have + quantity > limit then r = -2
        elseif quantity > available then r = -1
        else
          available = available - quantity; held = held + quantity
          count[user] = have + quantity
          local previous = newest[user] or before[i] or ''
          newest[user] = id
          record = asked .. '\theld\t' .. version .. '\t' .. user .. '\t' .. previous .. tail
          fresh[id] = record
          ids[#ids + 1] = id
          wo[#wo + 1] = id; wo[#wo + 1] = record
          wu[#wu + 1] = user; wu[#wu + 1] = count[user]
          wm[#wm + 1] = user; wm[#wm + 1] = id
          r = '+' .. previous
        end
      end
    end
  end
  out[8 + i] = r
end

if #ids > 0 then
  begin()
  call('HSET', KEYS[2], unpack(wo))
  call('RPUSH', KEYS[7], unpack(ids))
  call('ZADD', KEYS[6], ends, table.concat(ids, ' ')) -- one member: they lapse together, and each is judged by its record
  call('HSET', KEYS[3], unpack(wu))
  call('HSET', KEYS[5], unpack(wm))
  if #wb > 0 then call('HSET', KEYS[4], unpack(wb)) end
  finish()
else
  seq = seq - 1
  if #wb > 0 then call('HSET', KEYS[4], unpack(wb)) end
end
out[1] = #ids > 0 and 1 or replayed and 2 or 0
out[3], out[4], out[5], out[6] = seq, available, held, sold
return out
