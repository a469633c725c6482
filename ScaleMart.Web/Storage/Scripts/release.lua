-- Gives a lease up, if it is still this holder's.
--   KEYS 1 lease   ARGV 1 holder's token
-- Returns 1 given up  0 another's or none
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
return 1
