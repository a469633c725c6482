-- Gives a held order up: its stock and the shopper's allowance go back.
--   KEYS 1 sale  2 orders  3 queue  4 users   ARGV 1 sequence seen  2 order id  3 reason (may be empty)
-- Refusal: -1 not cancellable
if status == 'cancelled' then return answer(2) end
if status ~= 'held' then return refuse(-1) end
held = held - quantity; available = available + quantity
order[9] = ARGV[3]
move('cancelled', 'cancelled')
release(KEYS[4])
finish()
return answer(1)
