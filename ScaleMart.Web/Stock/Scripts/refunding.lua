-- Records that a confirmed order is to be refunded, before the gateway is asked; a worker finishes what was cut off.
--   KEYS 1 sale  2 orders  3 queue  4 unsettled   ARGV 1 sequence seen  2 order id  3 reason  4 look again after (ms)
-- Refusal: -1 not refundable
if status == 'refunded' or (status == 'confirmed' and last() == 'refunding') then return answer(2) end
if status ~= 'confirmed' then return refuse(-1) end
order[9] = ARGV[3]
move('confirmed', 'refunding')
call('ZADD', KEYS[4], fmt('%.0f', now + num(ARGV[4])), id)
finish()
return answer(1)
