-- Takes a lease or keeps it: it is free, or it is this holder's already.
--   KEYS 1 lease   ARGV 1 holder's token  2 life (ms)
-- Returns 1 held  0 another's
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
