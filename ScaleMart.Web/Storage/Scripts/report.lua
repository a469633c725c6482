-- Writes down what one process says of itself and when, so that everyone can tell that the process has fallen silent.
--   KEYS 1 roll   ARGV 1 process  2 what it says
-- Returns 1
local clock = redis.call('TIME')
local now = math.floor((tonumber(clock[1]) * 1000000 + tonumber(clock[2])) / 1000)
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[2])
return 1
