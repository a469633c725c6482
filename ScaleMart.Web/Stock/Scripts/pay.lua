-- Begins a payment: held becomes paying, which stops the hold's clock.
--   KEYS 1 sale  2 orders  3 queue  4 unsettled   ARGV 1 sequence seen  2 order id  3 attempts allowed  4 look again after (ms)
-- Refusals: -1 the hold is over  -2 not payable
if status == 'paying' or status == 'confirmed' then return answer(2) end
if status == 'expired' or (status == 'held' and now >= expires) then return refuse(-1) end
if status ~= 'held' or attempt >= num(ARGV[3]) then return refuse(-2) end
order[8] = fmt('%.0f', attempt + 1)
move('paying', 'paying')
call('ZADD', KEYS[4], fmt('%.0f', now + num(ARGV[4])), id)
finish()
return answer(1)
