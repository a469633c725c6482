-- The gateway has charged: paying becomes confirmed. A charge that comes after the order expired marks it for a refund.
--   KEYS 1 sale  2 orders  3 queue  4 unsettled   ARGV 1 sequence seen  2 order id  3 the attempt that was charged
-- Returns code 3 for a late charge: the money must go back. Refusal: -1 that attempt is not the one being paid
if status == 'confirmed' or status == 'refunded' then return answer(2) end
if status == 'expired' then
  if last() ~= 'late' then
    move('expired', 'late')
    call('ZADD', KEYS[4], fmt('%.0f', now), id)
    finish()
  end
  return answer(3)
end
if status ~= 'paying' or attempt ~= num(ARGV[3]) then return refuse(-1) end
held = held - quantity; sold = sold + quantity
move('confirmed', 'confirmed')
call('ZREM', KEYS[4], id)
finish()
return answer(1)
