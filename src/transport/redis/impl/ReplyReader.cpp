#include "transport/redis/impl/ReplyReader.hpp"

#include <hiredis/read.h>

#include <utility>

namespace jim::transport::redis::impl {
namespace {

/// No reply of ours has more, in all its arrays: it bounds what made-up lengths can allocate.
constexpr std::size_t kMaxElements = 50'000;

/// Where hiredis wants a reply: the root is new, an element stands in its array already.
Reply* place(const redisReadTask* task, Reply::Kind kind) {
    Reply* reply = nullptr;
    if (task->parent == nullptr)
        reply = new Reply;
    else
        reply =
            &static_cast<Reply*>(task->parent->obj)->elements[static_cast<std::size_t>(task->idx)];
    reply->kind = kind;
    return reply;
}

Reply::Kind kindOf(int type) {
    if (type == REDIS_REPLY_ERROR) return Reply::Kind::Error;
    return type == REDIS_REPLY_STATUS ? Reply::Kind::Status : Reply::Kind::Text;
}

// Called by C code: nothing may be thrown through it. A null pointer says that there is no memory.
void* createString(const redisReadTask* task, char* text, std::size_t length) noexcept {
    auto* reply = place(task, kindOf(task->type));
    reply->text.assign(text, length);
    return reply;
}

void* createArray(const redisReadTask* task, int elements) noexcept {
    const auto count = static_cast<std::size_t>(elements);
    auto& left = *static_cast<std::size_t*>(task->privdata);
    if (task->parent == nullptr) left = kMaxElements;
    if (count > left) return nullptr;
    left -= count;
    auto* reply = place(task, Reply::Kind::Array);
    reply->elements.resize(count);
    return reply;
}

void* createInteger(const redisReadTask* task, long long value) noexcept {
    auto* reply = place(task, Reply::Kind::Integer);
    reply->integer = value;
    return reply;
}

void* createNil(const redisReadTask* task) noexcept {
    return place(task, Reply::Kind::Nil);
}

void freeObject(void* reply) noexcept {
    delete static_cast<Reply*>(reply);
}

redisReplyObjectFunctions functions = {createString, createArray, createInteger, createNil,
                                       freeObject};

}  // namespace

void ReplyReader::Deleter::operator()(redisReader* reader) const {
    redisReaderFree(reader);
}

ReplyReader::ReplyReader(std::size_t maxBytes)
    : maxBytes_(maxBytes), reader_(redisReaderCreateWithFunctions(&functions)) {
    if (reader_) reader_->privdata = &elementsLeft_;
}

ReplyReader::~ReplyReader() = default;

void ReplyReader::feed(std::span<const char> bytes) {
    if (broken_) return;
    if (!reader_ || reader_->len - reader_->pos + bytes.size() > maxBytes_ ||
        redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK)
        broken_ = true;
}

std::optional<Reply> ReplyReader::next() {
    if (broken_) return std::nullopt;
    void* found = nullptr;
    if (redisReaderGetReply(reader_.get(), &found) != REDIS_OK) {
        broken_ = true;
        return std::nullopt;
    }
    if (found == nullptr) return std::nullopt;
    const std::unique_ptr<Reply> reply{static_cast<Reply*>(found)};
    return std::move(*reply);
}

}  // namespace jim::transport::redis::impl
