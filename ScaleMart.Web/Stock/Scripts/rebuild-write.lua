-- One write of a rebuild, if the token still holds. Orders and queue are only ever added to: nothing that survived is dropped.
--   KEYS 1 token  2 target   ARGV 1 token  2 command  3.. its arguments
-- Returns 1 written  0 the token is lost
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call(ARGV[2], KEYS[2], unpack(ARGV, 3))
return 1
