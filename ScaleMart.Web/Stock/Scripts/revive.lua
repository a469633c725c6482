-- Puts a dead letter back into the queue, or drops it: queued first, then taken out, so that a kill between loses nothing.
--   KEYS 1 queue  2 dead  3 orders   ARGV 1 entry  2 'retry' or 'discard'  3 the record that nobody can read, which is dropped too (or empty)
-- Returns 1 done  0 no such dead letter
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return 0 end
if ARGV[2] == 'retry' then redis.call('RPUSH', KEYS[1], ARGV[1])
elseif ARGV[3] ~= '' and redis.call('HGET', KEYS[3], ARGV[1]) == ARGV[3] then redis.call('HDEL', KEYS[3], ARGV[1]) end
redis.call('HDEL', KEYS[2], ARGV[1])
return 1
