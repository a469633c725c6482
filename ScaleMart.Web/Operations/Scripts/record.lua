-- Keeps one second of the shop's figures, if its writer is still the one who records.
--   KEYS 1 lease  2 newest tick  3 the shop's seconds  4... a sale's seconds each
--   ARGV 1 lease's token  2 tick (JSON)  3 the shop's row  4... a sale's row each; then rows kept of each, and their life (ms)
-- Returns 1 kept  0 another records now
local call = redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local kept, life = ARGV[#ARGV - 1], ARGV[#ARGV]
call('SET', KEYS[2], ARGV[2])
for i = 3, #KEYS do
  call('RPUSH', KEYS[i], ARGV[i])
  call('LTRIM', KEYS[i], '-' .. kept, -1)
  call('PEXPIRE', KEYS[i], life)
end
return 1
