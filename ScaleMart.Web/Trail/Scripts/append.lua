-- Appends a record to the trail, with the time at which it was.
--   KEYS 1 waiting   ARGV 1 kind  2 record
-- Returns the time (ms since 1970)
local time = redis.call('TIME')
local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('RPUSH', KEYS[1], at .. '\t' .. ARGV[1] .. '\t' .. ARGV[2])
return at
