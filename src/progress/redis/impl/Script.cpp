#include "progress/redis/impl/Script.hpp"

#include "foundation/base/Ensure.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

namespace jim::progress::redis::impl {
namespace {

// Whatever stands under a key of ours: what a publisher did not write gives way. The head of a
// document is as encodeSnapshot writes it, before any text from outside. Where the new one cannot
// be stored (memory is full), the old one goes: it would only look like a worker that is lost.
// When a run was heard of and how long its keys live is told in seconds, so it is written once in
// each second, and when a key is new.
// Lua hashes every text that it gets, byte by byte: it is given the document once, and no more of
// what is there than its longest head.
constexpr std::string_view kPublish = R"lua(
local function again(failed, command, key, ...)
  if string.find(failed.err, 'WRONGTYPE', 1, true) then redis.call('DEL', key) end
  return redis.call(command, key, ...)
end
local key, history, active = KEYS[1], KEYS[2], KEYS[3]
local document, ttl, ended, id, channel = ARGV[1], ARGV[2], ARGV[5] == '1', ARGV[6], ARGV[7]
local attempt, revision, point = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[8]
local head = redis.pcall('GETRANGE', key, 0, 383)
local known, sameSecond = 0, false
if type(head) == 'string' then
  local i, a, r, at, t = string.match(head, '^{"schema":1,"type":"%l+","id":"[%x-]+",' ..
    '"activityId":"([%x-]+)","attempt":(%d+),"epoch":"[%w-]*","revision":(%d+),' ..
    '"asOf":"([%w:.-]+)","retrievedAt":"[%w:.-]+","source":"live","state":"[%l_]+",' ..
    '"terminal":(%l+),')
  if i == id and #a < 11 and #r < 16 then
    known = 1
    a, r, t = tonumber(a), tonumber(r), t == 'true'
    local newer = attempt > a or (attempt == a and revision > r)
    if not newer or (t and not ended) then return {a, r, t and 1 or 0} end
    sameSecond = string.sub(at, 1, 19) == ARGV[10]
  end
end
local stored = redis.pcall('SET', key, document, 'EX', ttl)
if type(stored) == 'table' and stored.err then
  redis.pcall('DEL', key)
  return stored
end
if point ~= '' then
  local points, most = redis.pcall('RPUSH', history, point), tonumber(ARGV[9])
  if type(points) == 'table' then points = again(points, 'RPUSH', history, point) end
  if points > most then redis.call('LTRIM', history, -most, -1) end
  if points == 1 or not sameSecond then redis.call('EXPIRE', history, ttl) end
end
if ended then
  local gone = redis.pcall('ZREM', active, id)
  if type(gone) == 'table' then again(gone, 'ZREM', active, id) end
elseif not sameSecond then
  local now = tonumber(redis.call('TIME')[1])
  local new = redis.pcall('ZADD', active, now, id)
  if type(new) == 'table' then new = again(new, 'ZADD', active, now, id) end
  if new > 0 then redis.call('ZREMRANGEBYSCORE', active, '-inf', now - tonumber(ttl)) end
  redis.call('EXPIRE', active, ttl)
end
redis.call('PUBLISH', channel, document)
return known
)lua";

// No more of a member is sent than one of ours has: what others put there may be large.
constexpr std::string_view kActive = R"lua(
local all = redis.call('ZREVRANGE', KEYS[1], 0, tonumber(ARGV[1]) - 1)
for i = 1, #all do all[i] = string.sub(all[i], 1, 64) end
return all
)lua";

constexpr std::string_view kHistory = R"lua(
local all = redis.call('LRANGE', KEYS[1], -tonumber(ARGV[1]), -1)
for i = 1, #all do all[i] = string.sub(all[i], 1, 96) end
return all
)lua";

std::string sha1(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    base::ensure(
        EVP_Digest(text.data(), text.size(), bytes.data(), &size, EVP_sha1(), nullptr) == 1,
        "SHA-1, by which Redis names scripts, is not to be had");
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", bytes[i]);
    return hex;
}

}  // namespace

Script::Script(std::string_view text) : text_(text), digest_(sha1(text)) {}

transport::redis::Command Script::call(bool byText) const {
    return byText ? transport::redis::Command{"EVAL", text_}
                  : transport::redis::Command{"EVALSHA", digest_};
}

const Script& publishScript() {
    static const Script script{kPublish};
    return script;
}

const Script& activeScript() {
    static const Script script{kActive};
    return script;
}

const Script& historyScript() {
    static const Script script{kHistory};
    return script;
}

}  // namespace jim::progress::redis::impl
