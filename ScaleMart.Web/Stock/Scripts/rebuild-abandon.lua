-- Takes back the latch of a rebuild that wrote nothing: a sale that was fit before it goes on as it was.
--   KEYS 1 sale   ARGV 1 token
-- Returns 1 unlatched  0 the latch is another's, or says that the sale is unfit
if redis.call('HGET', KEYS[1], 'latch') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'latch')
return 1
