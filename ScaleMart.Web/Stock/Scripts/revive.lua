-- Puts a dead letter back into the queue, or drops it: queued first, then taken out, so that a kill between loses nothing.
--   KEYS 1 queue  2 dead   ARGV 1 entry  2 'retry' or 'discard'
-- Returns 1 done  0 no such dead letter
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return 0 end
if ARGV[2] == 'retry' then redis.call('RPUSH', KEYS[1], ARGV[1]) end
redis.call('HDEL', KEYS[2], ARGV[1])
return 1
