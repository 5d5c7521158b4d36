#include "progress/redis/RedisProgressStore.hpp"

#include "progress/StoredDocument.hpp"
#include "progress/redis/impl/Feed.hpp"
#include "progress/redis/impl/Inspection.hpp"
#include "progress/redis/impl/Keys.hpp"
#include "progress/redis/impl/PointText.hpp"
#include "progress/redis/impl/Recent.hpp"
#include "progress/redis/impl/Script.hpp"
#include "progress/redis/impl/StoreMonitor.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <utility>

namespace jim::progress::redis {

using namespace impl;
using transport::redis::Command;
using transport::redis::failureOf;
using transport::redis::Pipeline;
using transport::redis::Reply;
using transport::redis::toError;
using transport::redis::Trouble;

namespace {

using Replies = std::vector<Reply>;

/// More active runs than this are not listed.
constexpr std::int64_t kMostListed = 20'000;
/// So many documents are read at once: together they stay under the limit of a reply.
constexpr std::size_t kAtOnce = 128;
/// How long the first subscriber waits for Redis to take its subscription.
constexpr std::chrono::milliseconds kSubscribing{250};

base::Error tooLarge() {
    return base::invalidInput("document", "The snapshot is too large.");
}

}  // namespace

struct RedisProgressStore::Parts {
    Parts(transport::redis::Client& c, RedisStoreOptions o, log::Log& log)
        : client(c),
          options(std::move(o)),
          keys(options.keyPrefix),
          monitor(log),
          feed(client,
               {keys.channel(), [this](std::string text) { return decode(std::move(text)); },
                [this] { return listActive(); },
                [this](const base::Guid& id) { return fetch(id); }}) {}

    [[nodiscard]] Command publish(const SnapshotUpdate& update, bool byText) const;
    [[nodiscard]] base::Result<Replies> evaluate(
        std::size_t count, const std::function<Command(std::size_t, bool byText)>& make);
    [[nodiscard]] std::vector<base::Result<UpdateResult>> write(
        std::span<const SnapshotUpdate> updates);
    [[nodiscard]] base::Result<UpdateResult> outcome(const StoredSnapshot& snapshot,
                                                     const Reply& reply);
    void count(std::span<const base::Result<UpdateResult>> results);

    [[nodiscard]] base::Result<Replies> ask(const std::vector<Command>& commands);
    [[nodiscard]] Command read(const base::Guid& id) const;
    [[nodiscard]] base::Result<SnapshotPtr> snapshotIn(const base::Guid& id, Reply reply);
    [[nodiscard]] base::Result<SnapshotPtr> fetch(const base::Guid& id);
    [[nodiscard]] base::Result<SnapshotPtr> get(const base::Guid& id);
    [[nodiscard]] base::Result<std::vector<SnapshotPtr>> listActive();
    [[nodiscard]] base::Result<std::vector<HistoryPoint>> history(const base::Guid& id);
    [[nodiscard]] base::Result<Reply> askScript(const Script& script, const std::string& key,
                                                std::int64_t argument);
    [[nodiscard]] SnapshotPtr decode(std::string message);
    [[nodiscard]] base::Error malformed(std::string_view key, std::string_view why);

    void connectionChanged(const transport::redis::Status& status);
    void announce();
    void check();
    void inspect();

    transport::redis::Client& client;
    const RedisStoreOptions options;
    const Keys keys;
    StoreMonitor monitor;
    std::function<void()> whenAvailable;
    std::atomic<bool> announcing{false};
    std::atomic<bool> lostSome{false};
    Recent recent;
    Feed feed;
};

// --- writing

Command RedisProgressStore::Parts::publish(const SnapshotUpdate& update, bool byText) const {
    const auto& snapshot = update.snapshot;
    constexpr std::size_t kBesideTheDocument = 512;
    constexpr std::size_t kToTheSecond = std::string_view{"2026-11-27T05:15:02"}.size();
    auto command = publishScript().call(byText);
    command.reserve(snapshot.document.size() + kBesideTheDocument)
        .add("3")
        .add(keys.snapshot(snapshot.activityId))
        .add(keys.history(snapshot.activityId))
        .add(keys.active())
        .add(snapshot.document)
        .add(options.ttl.count())
        .add(snapshot.attempt)
        .add(snapshot.revision)
        .add(snapshot.terminal ? "1" : "0")
        .add(base::toText(snapshot.activityId))
        .add(keys.channel())
        .add(update.point ? toText(*update.point) : "")
        .add(static_cast<std::int64_t>(kHistoryPoints))
        .add(base::toIso(snapshot.asOf).substr(0, kToTheSecond));
    return command;
}

/// Calls scripts by their digests; those that Redis did not know, again by their text.
base::Result<Replies> RedisProgressStore::Parts::evaluate(
    std::size_t count, const std::function<Command(std::size_t, bool byText)>& make) {
    const auto send = [&](const std::vector<std::size_t>& which, bool firstByText) {
        Pipeline pipeline{which.size()};
        for (const auto i : which) pipeline.add(make(i, firstByText && i == which.front()));
        return client.execute(std::move(pipeline));
    };
    std::vector<std::size_t> all(count);
    std::iota(all.begin(), all.end(), std::size_t{0});
    JIM_ASSIGN(auto replies, send(all, false));
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < count; ++i)
        if (replies[i].errorCode() == "NOSCRIPT") unknown.push_back(i);
    if (unknown.empty()) return replies;
    JIM_ASSIGN(auto answers, send(unknown, true));
    for (std::size_t i = 0; i < unknown.size(); ++i) replies[unknown[i]] = std::move(answers[i]);
    return replies;
}

base::Result<UpdateResult> RedisProgressStore::Parts::outcome(const StoredSnapshot& snapshot,
                                                              const Reply& reply) {
    if (reply.isError()) return base::fail(toError(failureOf(reply.text)));
    if (reply.isInteger()) {
        // It had this run before, and has it no more: it was flushed, or was short of memory.
        if (reply.integer == 0 && snapshot.revision > 1) lostSome = true;
        return UpdateResult{true, snapshot.attempt, snapshot.revision, snapshot.terminal};
    }
    const auto& newer = reply.elements;
    const bool good = reply.isArray() && newer.size() == 3 &&
                      std::ranges::all_of(newer, [](const Reply& r) { return r.isInteger(); });
    if (!good)
        return base::fail(toError(
            {Trouble::Protocol, "Redis answered a publish in a way that is not understood."}));
    return UpdateResult{false, static_cast<std::int32_t>(newer[0].integer), newer[1].integer,
                        newer[2].integer == 1};
}

std::vector<base::Result<UpdateResult>> RedisProgressStore::Parts::write(
    std::span<const SnapshotUpdate> updates) {
    std::vector<base::Result<UpdateResult>> results(updates.size(), base::fail(tooLarge()));
    std::vector<std::size_t> sent;
    for (std::size_t i = 0; i < updates.size(); ++i)
        if (updates[i].snapshot.document.size() <= kMaximumDocument) sent.push_back(i);
    if (sent.empty()) return results;
    const auto replies = evaluate(
        sent.size(), [&](std::size_t i, bool byText) { return publish(updates[sent[i]], byText); });
    for (std::size_t i = 0; i < sent.size(); ++i) {
        const auto& snapshot = updates[sent[i]].snapshot;
        results[sent[i]] = replies ? outcome(snapshot, (*replies)[i]) : base::fail(replies.error());
        recent.forget(snapshot.activityId);
    }
    if (!replies)
        monitor.notWritten(nullptr, sent.size());
    else
        count(results);
    return results;
}

void RedisProgressStore::Parts::count(std::span<const base::Result<UpdateResult>> results) {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    std::uint64_t failed = 0;
    const base::Error* why = nullptr;
    for (const auto& each : results) {
        if (each) {
            ++(each->accepted ? accepted : refused);
        } else if (each.error().kind == base::ErrorKind::Unavailable) {
            ++failed;
            why = &each.error();
        }
    }
    if (failed > 0) monitor.notWritten(why, failed);
    if (accepted + refused > 0 && failed == 0) monitor.written(accepted, refused);
}

// --- reading

base::Result<Replies> RedisProgressStore::Parts::ask(const std::vector<Command>& commands) {
    auto replies = client.execute(commands);
    if (!replies) monitor.notRead();
    return replies;
}

/// One byte more than is allowed shows what is too large, without its having to be sent.
Command RedisProgressStore::Parts::read(const base::Guid& id) const {
    return Command{"GETRANGE", keys.snapshot(id), "0"}.add(
        static_cast<std::int64_t>(kMaximumDocument));
}

base::Error RedisProgressStore::Parts::malformed(std::string_view key, std::string_view why) {
    monitor.malformed(key, why);
    return {base::ErrorKind::Unavailable,
            "What Redis holds of this run's progress is damaged.",
            std::string{why},
            {}};
}

base::Result<SnapshotPtr> RedisProgressStore::Parts::snapshotIn(const base::Guid& id, Reply reply) {
    const auto key = keys.snapshot(id);
    if (reply.errorCode() == "WRONGTYPE") return base::fail(malformed(key, "it is no text"));
    if (reply.isError()) {
        monitor.notRead();
        return base::fail(toError(failureOf(reply.text)));
    }
    if (!reply.isText()) return base::fail(malformed(key, "it is no text"));
    if (reply.text.empty()) return SnapshotPtr{};
    auto snapshot = readStored(std::move(reply.text));
    if (!snapshot) return base::fail(malformed(key, snapshot.error().detail));
    if (snapshot->activityId != id) return base::fail(malformed(key, "it is another run's"));
    return std::make_shared<const StoredSnapshot>(std::move(*snapshot));
}

base::Result<SnapshotPtr> RedisProgressStore::Parts::fetch(const base::Guid& id) {
    const auto asked = client.clock().steady();
    JIM_ASSIGN(auto replies, ask({read(id)}));
    auto snapshot = snapshotIn(id, std::move(replies.front()));
    if (snapshot)
        recent.answered(id, *snapshot, asked);
    else
        recent.forget(id);
    return snapshot;
}

base::Result<SnapshotPtr> RedisProgressStore::Parts::get(const base::Guid& id) {
    recent.asking(id, client.clock().steady());
    return fetch(id);
}

base::Result<Reply> RedisProgressStore::Parts::askScript(const Script& script,
                                                         const std::string& key,
                                                         std::int64_t argument) {
    auto replies = evaluate(1, [&](std::size_t, bool byText) {
        return script.call(byText).add("1").add(key).add(argument);
    });
    if (!replies) {
        monitor.notRead();
        return base::fail(replies.error());
    }
    auto& reply = replies->front();
    if (reply.isError() && reply.text.find("WRONGTYPE") != std::string::npos)
        return base::fail(malformed(key, "it is of another type"));
    if (!reply.isError() && reply.isArray()) return std::move(reply);
    monitor.notRead();
    return base::fail(toError(failureOf(reply.text)));
}

base::Result<std::vector<SnapshotPtr>> RedisProgressStore::Parts::listActive() {
    JIM_ASSIGN(const auto members, askScript(activeScript(), keys.active(), kMostListed));
    std::vector<base::Guid> ids;
    for (const auto& member : members.elements)
        if (const auto id = base::parseGuid(member.text))
            ids.push_back(*id);
        else
            (void)malformed(keys.active(), "a member is no activity");
    std::vector<SnapshotPtr> active;
    for (std::size_t from = 0; from < ids.size(); from += kAtOnce) {
        const auto to = std::min(from + kAtOnce, ids.size());
        std::vector<Command> commands;
        for (auto i = from; i < to; ++i) commands.push_back(read(ids[i]));
        const auto asked = client.clock().steady();
        JIM_ASSIGN(auto replies, ask(commands));
        for (auto i = from; i < to; ++i) {
            const auto snapshot = snapshotIn(ids[i], std::move(replies[i - from]));
            if (!snapshot || !*snapshot) continue;
            recent.heard(*snapshot, asked);
            if (!(*snapshot)->terminal) active.push_back(*snapshot);
        }
    }
    std::ranges::sort(active, [](const SnapshotPtr& a, const SnapshotPtr& b) {
        return a->asOf != b->asOf ? a->asOf > b->asOf : a->activityId < b->activityId;
    });
    return active;
}

base::Result<std::vector<HistoryPoint>> RedisProgressStore::Parts::history(const base::Guid& id) {
    const auto key = keys.history(id);
    JIM_ASSIGN(const auto texts,
               askScript(historyScript(), key, static_cast<std::int64_t>(kHistoryPoints)));
    std::vector<HistoryPoint> points;
    for (const auto& each : texts.elements)
        if (const auto point = parsePoint(each.text))
            points.push_back(*point);
        else
            (void)malformed(key, "a point of the history is none");
    return points;
}

SnapshotPtr RedisProgressStore::Parts::decode(std::string message) {
    auto stored = readStored(std::move(message));
    if (!stored) {
        monitor.malformed(keys.channel(), stored.error().detail);
        return nullptr;
    }
    auto snapshot = std::make_shared<const StoredSnapshot>(std::move(*stored));
    recent.heard(snapshot, client.clock().steady());
    return snapshot;
}

// --- being there

void RedisProgressStore::Parts::connectionChanged(const transport::redis::Status& status) {
    if (status.state != transport::redis::State::Up) recent.forgetAll();
    if (!monitor.connection(status)) return;
    announce();
    client.post([this] { inspect(); });
}

void RedisProgressStore::Parts::announce() {
    if (announcing.exchange(true)) return;
    client.post([this] {
        announcing = false;
        if (whenAvailable) whenAvailable();
    });
}

/// Nobody may publish just now, and it has to be seen all the same that Redis takes writes again.
/// Where its memory is short it loses something all the time: once in a while is enough for that.
void RedisProgressStore::Parts::check() {
    const bool lost = lostSome.exchange(false);
    if (!lost && !monitor.isRefusing()) return;
    announce();
    client.post([this] { monitor.judgeWrites(); });
}

void RedisProgressStore::Parts::inspect() {
    const auto replies = client.execute(inspection(options.mayReadConfig));
    if (replies) monitor.warn(warningsOf(*replies));
}

RedisProgressStore::RedisProgressStore(transport::redis::Client& client, RedisStoreOptions options,
                                       log::Log& log)
    : parts_(std::make_unique<Parts>(client, std::move(options), log)) {
    client.watch([parts = parts_.get()](const transport::redis::Status& status) {
        parts->connectionChanged(status);
    });
    client.regularly([parts = parts_.get()] { parts->check(); });
}

RedisProgressStore::~RedisProgressStore() = default;

void RedisProgressStore::whenAvailable(std::function<void()> call) {
    parts_->whenAvailable = std::move(call);
}

base::Result<UpdateResult> RedisProgressStore::update(const StoredSnapshot& snapshot,
                                                      const std::optional<HistoryPoint>& point) {
    const SnapshotUpdate one{snapshot, point};
    return std::move(parts_->write({&one, 1}).front());
}

std::vector<base::Result<UpdateResult>> RedisProgressStore::updateAll(
    std::span<const SnapshotUpdate> updates) {
    return parts_->write(updates);
}

base::Result<SnapshotPtr> RedisProgressStore::get(const base::Guid& activityId) {
    return parts_->get(activityId);
}

SnapshotPtr RedisProgressStore::recall(const base::Guid& activityId) {
    return parts_->recent.find(activityId, parts_->client.clock().steady());
}

base::Status RedisProgressStore::clear(const base::Guid& activityId) {
    const auto& keys = parts_->keys;
    JIM_ASSIGN(const auto replies,
               parts_->ask({{"DEL", keys.snapshot(activityId), keys.history(activityId)},
                            {"ZREM", keys.active(), base::toText(activityId)}}));
    parts_->recent.forget(activityId);
    for (const auto& reply : replies)
        if (reply.isError()) return base::fail(toError(failureOf(reply.text)));
    return {};
}

base::Result<std::vector<SnapshotPtr>> RedisProgressStore::listActive() {
    return parts_->listActive();
}

base::Result<std::vector<HistoryPoint>> RedisProgressStore::history(const base::Guid& activityId) {
    return parts_->history(activityId);
}

std::unique_ptr<Subscription> RedisProgressStore::subscribe(SnapshotReceiver receiver) {
    return parts_->feed.add(std::move(receiver), kSubscribing);
}

StoreStatus RedisProgressStore::status() const {
    auto status = parts_->monitor.status();
    const auto counters = parts_->client.counters();
    status.messages = counters.messages;
    status.connections = counters.connections;
    return status;
}

base::Status RedisProgressStore::settle() {
    return parts_->client.settle();
}

}  // namespace jim::progress::redis
