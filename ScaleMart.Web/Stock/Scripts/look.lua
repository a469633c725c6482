-- Takes the orders whose payment somebody must look at now, and moves each a little into the future, so that one looks at a time.
--   KEYS 1 unsettled   ARGV 1 orders at most  2 look again after (ms)
-- Returns order ids
local call, num, fmt = redis.call, tonumber, string.format
local clock = call('TIME')
local now = math.floor((num(clock[1]) * 1000000 + num(clock[2])) / 1000)
local due = call('ZRANGEBYSCORE', KEYS[1], '-inf', fmt('%.0f', now), 'LIMIT', 0, num(ARGV[1]))
for _, id in ipairs(due) do call('ZADD', KEYS[1], fmt('%.0f', now + num(ARGV[2])), id) end
return due
