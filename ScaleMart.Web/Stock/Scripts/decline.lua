-- The gateway has declined: paying becomes held again, until the original end of the hold.
--   KEYS 1 sale  2 orders  3 queue  4 unsettled  5 holds   ARGV 1 sequence seen  2 order id  3 the attempt that was declined
-- Refusal: -1 that attempt is not the one being paid
if status ~= 'paying' or attempt ~= num(ARGV[3]) then return refuse(-1) end
move('held', 'declined')
call('ZADD', KEYS[5], order[7], id) -- a lapse may have passed over the first member while the order was paying
call('ZREM', KEYS[4], id)
finish()
return answer(1)
