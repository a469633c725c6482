-- A payment that never came, and that the gateway has promised to refuse from now on: paying becomes expired.
--   KEYS 1 sale  2 orders  3 queue  4 unsettled  5 users   ARGV 1 sequence seen  2 order id  3 the attempt that was voided
-- Refusal: -1 that attempt is not the one being paid
if status == 'expired' then return answer(2) end
if status ~= 'paying' or attempt ~= num(ARGV[3]) then return refuse(-1) end
held = held - quantity; available = available + quantity
move('expired', 'expired')
release(KEYS[5])
call('ZREM', KEYS[4], id)
finish()
return answer(1)
