"""What the server does in one piece: the scripts, in Lua.

Theory of operation. A turn is one script (``SAVE``): it looks at the revision and at who holds the call, writes the
session with its answer, appends to the record and sets when all that ends. Nothing comes between.

*Time.* ``ARGV[1]`` is the time; empty, the server's own clock counts, so that machines whose clocks differ agree. When
a call ends is decided by that time alone. The server's ``EXPIRE``, a little later, is what clears away behind it.

*Full memory.* The server then refuses a script whose first write needs memory. A call that begins is refused so; one
that goes on is let through, since it has begun.

*Who has died.* A worker says every second that it lives (``worker:NAME``), and listens on a channel of its own. Where
the first is missing, or nobody is on the channel, it has died: the server sees a process die at once, since the system
closes its connections, and a machine without power after some seconds. ``left`` means that it left in order.

Keys, all with the store's prefix:

    call:ID      a hash: v form  r revision  u until  n version  s session  o owner  t token  f, a, l answer  w holder
    hold:ID      who holds it, and until when          record:ID   a list: the time, a line break, the lines
    open, over   calls by their end                    records     calls that have a record by minus their beginning
    shelf:NAME   a hash: revision, time, value         worker:NAME "lives" or "left"
"""

from __future__ import annotations

from hashlib import sha1

_HEAD = """
local prefix = ARGV[2]
local now
if ARGV[1] == '' then
  local t = redis.call('TIME')
  now = t[1] + t[2] / 1000000
else
  now = tonumber(ARGV[1])
end
local function stamp(t) return string.format('%.6f', t) end
local function gone(owner, left)
  local says = redis.call('GET', prefix .. 'worker:' .. owner)
  if says == 'left' then return left end
  if not says then return true end
  local ears = redis.pcall('PUBSUB', 'NUMSUB', prefix .. 'to:' .. owner)
  return type(ears) == 'table' and ears[2] ~= nil and tonumber(ears[2]) == 0
end
local function held(key, me)
  local hold = redis.call('GET', key)
  if not hold then return nil end
  local owner, ends = string.match(hold, '^(%S+) (%S+)$')
  if owner == me or tonumber(ends) <= now or gone(owner, true) then return nil end
  return math.max(1, math.ceil((tonumber(ends) - now) * 1000))
end
local function last_of(record)
  local line = redis.call('LINDEX', record, -1)
  return line and tonumber(string.match(line, '^[^\\n]+'))
end
"""


class Script:
    """``name`` is how the server knows it once it has seen ``body``."""

    def __init__(self, body: str) -> None:
        self.body = (_HEAD + body).encode()
        self.name = sha1(self.body, usedforsecurity=False).hexdigest().encode()


SLACK_SECONDS = 60
"""So much later than its end the server clears a key away by itself."""

SOME = 200
"""So many calls one script looks at, at most."""

SAVE = Script(f"""
local call, id, me, expected, token = KEYS[1], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local found = redis.call('HMGET', call, 'r', 'u', 'o', 't')
local revision = ''
if found[1] and tonumber(found[2]) > now then revision = found[1] end
local after = expected == '' and '1' or string.format('%d', tonumber(expected) + 1)
if revision == after and found[3] == me and found[4] == token then return 0 end
local wait = held(KEYS[2], me)
if wait then return wait end
if revision ~= expected then return -1 end
local keep, open, lines, retention = tonumber(ARGV[7]), ARGV[8], ARGV[9], tonumber(ARGV[10])
if expected == '' then redis.call('SETRANGE', KEYS[2], 0, '') end  -- fails where memory is full, and changes nothing
redis.call('DEL', call)
redis.call('HSET', call, 'r', after, 'u', stamp(now + keep), 'o', me, 't', token, unpack(ARGV, 11))
redis.call('PEXPIRE', call, math.ceil((keep + {SLACK_SECONDS}) * 1000))
if open == '1' then
  redis.call('ZADD', KEYS[4], stamp(now + keep), id)
  redis.call('ZREM', KEYS[5], id)
else
  redis.call('ZREM', KEYS[4], id)
  redis.call('ZADD', KEYS[5], stamp(now + keep), id)
end
if lines ~= '' then
  if expected == '' then
    local last = last_of(KEYS[3])
    if last and last <= now - retention then
      redis.call('DEL', KEYS[3])
      redis.call('ZREM', KEYS[6], id)
    end
  end
  if redis.call('RPUSH', KEYS[3], stamp(now) .. '\\n' .. lines) == 1 then
    redis.call('ZADD', KEYS[6], stamp(-now), id)
  end
  redis.call('PEXPIRE', KEYS[3], math.ceil((retention + {SLACK_SECONDS}) * 1000))
end
return 0
""")

LOAD = Script("""
local me = ARGV[3]
local f = redis.call('HMGET', KEYS[1], 'r', 'u', 's', 'o', 'f', 'a', 'l', 'w', 'v')
if not f[1] or tonumber(f[2]) <= now then return nil end
local unsent = '0'
if f[5] and f[5] ~= '' then
  if f[7] then unsent = '2' elseif f[4] ~= me and gone(f[4], false) then unsent = '1' end
end
return {f[1], f[3], f[5], f[6], unsent, f[8], f[9]}
""")

HOLD = Script(f"""
local wait = held(KEYS[1], ARGV[3])
if wait then return wait end
local seconds = tonumber(ARGV[4])
local value = ARGV[3] .. ' ' .. stamp(now + seconds)
redis.call('SET', KEYS[1], value, 'PX', math.ceil((seconds + {SLACK_SECONDS}) * 1000))
return 0
""")

RELEASE = Script("""
local hold = redis.call('GET', KEYS[1])
if hold and string.match(hold, '^%S+') == ARGV[3] then redis.call('DEL', KEYS[1]) end
return 0
""")

VERSIONS = Script(f"""
local page = redis.call('ZSCAN', KEYS[1], ARGV[3], 'COUNT', {SOME})
local seen, versions = {{}}, {{}}
for i = 1, #page[2], 2 do
  local version = tonumber(page[2][i + 1]) > now and redis.call('HGET', prefix .. 'call:' .. page[2][i], 'n')
  if version and not seen[version] then
    seen[version] = true
    versions[#versions + 1] = version
  end
end
return {{page[1], versions}}
""")

OPEN = Script("return redis.call('ZCOUNT', KEYS[1], '(' .. stamp(now), '+inf')")

SWEEP = Script(f"""
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', stamp(now), 'LIMIT', 0, {SOME})
for _, id in ipairs(gone) do
  redis.call('DEL', prefix .. 'call:' .. id)
  redis.call('ZREM', KEYS[1], id)
end
return #gone
""")

SWEEP_RECORDS = Script(f"""
local oldest = now - tonumber(ARGV[3])
local page = redis.call('ZRANGEBYSCORE', KEYS[1], stamp(-oldest), ARGV[4], 'WITHSCORES', 'LIMIT', ARGV[5], {SOME})
local stay = 0
for i = 1, #page, 2 do
  local record = prefix .. 'record:' .. page[i]
  local last = last_of(record)
  if last and last > oldest then
    stay = stay + 1
  else
    redis.call('DEL', record)
    redis.call('ZREM', KEYS[1], page[i])
  end
end
return {{#page / 2, stay}}
""")

RECORDED = Script(f"""
local limit, oldest = tonumber(ARGV[4]), now - tonumber(ARGV[5])
local found, from = {{}}, tonumber(ARGV[6])
local page = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[3], '+inf', 'WITHSCORES', 'LIMIT', from, {SOME})
for i = 1, #page, 2 do
  local last = last_of(prefix .. 'record:' .. page[i])
  if last and last > oldest and #found < limit * 3 then
    found[#found + 1] = page[i]
    found[#found + 1] = page[i + 1]
    found[#found + 1] = stamp(last)
  end
end
return {{#page / 2, found}}
""")

RECORD = Script("""
local last = last_of(KEYS[1])
if not last or last <= now - tonumber(ARGV[3]) then return {} end
return redis.call('LRANGE', KEYS[1], 0, -1)
""")

FORGET = Script("""
local last = last_of(KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[3])
if last and last > now - tonumber(ARGV[4]) then return 1 end
return 0
""")

PUT = Script("""
local key, expected, value = ARGV[3], ARGV[4], ARGV[5]
local found = redis.call('HGET', KEYS[1], key)
local revision = found and tonumber(string.match(found, '^%d+')) or 0
if expected ~= '' and tonumber(expected) ~= revision then return -1 end
redis.call('HSET', KEYS[1], key, string.format('%d', revision + 1) .. ' ' .. stamp(now) .. '\\n' .. value)
return revision + 1
""")

ALL = {
    script.name: script
    for script in (SAVE, LOAD, HOLD, RELEASE, VERSIONS, OPEN, SWEEP, SWEEP_RECORDS, RECORDED, RECORD, FORGET, PUT)
}
