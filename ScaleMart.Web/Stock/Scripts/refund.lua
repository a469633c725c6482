-- The gateway has given the money back. A confirmed order gives its stock and allowance back too; an expired one, charged
-- late, had given them back when it expired.
--   KEYS 1 sale  2 orders  3 queue  4 unsettled  5 users   ARGV 1 sequence seen  2 order id
-- Refusal: -1 nothing was to be refunded
if status == 'refunded' then return answer(2) end
local sure = status == 'confirmed' and last() == 'refunding'
if not sure and not (status == 'expired' and last() == 'late') then return refuse(-1) end
if sure then sold = sold - quantity; available = available + quantity end
move('refunded', 'refunded')
if sure then release(KEYS[5]) end
call('ZREM', KEYS[4], id)
finish()
return answer(1)
