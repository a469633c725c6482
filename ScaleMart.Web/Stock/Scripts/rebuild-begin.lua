-- Latches a sale for the rebuild that has the token: no script changes it until the rebuild has written its main hash.
--   KEYS 1 sale  2 token   ARGV 1 token
-- Returns 1 latched, or nothing there to latch  0 the token is lost
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
-- A latch that stands already says that the sale is unfit, whatever becomes of this rebuild.
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSETNX', KEYS[1], 'latch', ARGV[1]) end
return 1
