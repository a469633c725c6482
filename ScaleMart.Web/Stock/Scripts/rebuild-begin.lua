-- Takes the token for a rebuild and latches the sale: no script changes it until the rebuild has written its main hash.
--   KEYS 1 sale  2 token   ARGV 1 token  2 the token's life (ms)
-- Returns 1 ours  0 somebody else is at it
if not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'latch', ARGV[1]) end
return 1
