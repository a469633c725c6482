-- Writes the main hash, the last write of a rebuild, and lets the sale go on.
--   KEYS 1 sale  2 token   ARGV 1 token  2.. pairs of field and value
-- Returns 1 done  0 the token is lost
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('HDEL', KEYS[1], 'latch')
redis.call('DEL', KEYS[2])
return 1
