#include "progress/StoredDocument.hpp"

#include "progress/Health.hpp"
#include "progress/RunKind.hpp"
#include "progress/impl/CleanText.hpp"
#include "progress/impl/DocumentFields.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace jim::progress {
namespace {

namespace json = boost::json;

constexpr std::size_t kDeepest = 8;

enum class Shape : std::uint8_t { Text, Count, Number, Boolean, Object, Array };
struct Member {
    std::string_view name;
    Shape shape;
    bool mayBeNull = false;
};

constexpr Member kDocument[] = {
    {"status", Shape::Text},
    {"lastKnown", Shape::Boolean},
    {"message", Shape::Text},
    {"targetType", Shape::Text},
    {"targetName", Shape::Text},
    {"targetContext", Shape::Text},
    {"runType", Shape::Text, true},
    {"connectedSystemId", Shape::Count},
    {"runProfileId", Shape::Count},
    {"worker", Shape::Text, true},
    {"phase", Shape::Text, true},
    {"phases", Shape::Array},
    {"currentPhase", Shape::Object, true},
    {"currentPhaseNumber", Shape::Count, true},
    {"totalPhases", Shape::Count},
    {"objectsProcessed", Shape::Count},
    {"objectsToProcess", Shape::Count},
    {"percentComplete", Shape::Number, true},
    {"elapsedSeconds", Shape::Number},
    {"objectsPerSecond", Shape::Number, true},
    {"averageObjectsPerSecond", Shape::Number, true},
    {"estimatedSecondsRemaining", Shape::Number, true},
    {"createdCount", Shape::Count},
    {"updatedCount", Shape::Count},
    {"deletedCount", Shape::Count},
    {"counts", Shape::Object},
    {"operationCounts", Shape::Object},
    {"totalErrors", Shape::Count},
    {"overall", Shape::Object},
    {"eta", Shape::Object},
    {"errors", Shape::Object},
    {"health", Shape::Object},
    {"comparison", Shape::Object},
    {"time", Shape::Object},
    {"reporter", Shape::Object},
    {"display", Shape::Text},
    {"summary", Shape::Text},
};

constexpr Member kPhase[] = {
    {"key", Shape::Text},
    {"name", Shape::Text},
    {"parentKey", Shape::Text, true},
    {"order", Shape::Count},
    {"status", Shape::Text},
    {"started", Shape::Text, true},
    {"ended", Shape::Text, true},
    {"durationSeconds", Shape::Number, true},
    {"processed", Shape::Count},
    {"total", Shape::Object},
};

constexpr Member kTally[] = {
    {"processed", Shape::Count}, {"created", Shape::Count},   {"updated", Shape::Count},
    {"deleted", Shape::Count},   {"unchanged", Shape::Count}, {"skipped", Shape::Count},
    {"failed", Shape::Count},
};

constexpr Member kCounts[] = {{"byType", Shape::Object}};

constexpr Member kErrors[] = {
    {"total", Shape::Count},      {"ratio", Shape::Number},   {"trend", Shape::Text},
    {"threshold", Shape::Object}, {"topTypes", Shape::Array}, {"recent", Shape::Array},
};

constexpr Member kAlert[] = {
    {"rule", Shape::Text},       {"condition", Shape::Text},   {"measure", Shape::Text},
    {"observed", Shape::Number}, {"threshold", Shape::Number}, {"pauses", Shape::Boolean},
    {"at", Shape::Text},         {"text", Shape::Text},
};

constexpr Member kHealth[] = {{"status", Shape::Text}};
constexpr Member kOverall[] = {{"fraction", Shape::Number}, {"basis", Shape::Text}};
constexpr Member kReporter[] = {{"store", Shape::Text}, {"writeErrors", Shape::Count}};

/// Thrown and caught in this file only: each check is one line.
struct Refusal {
    std::string_view why;
};

void require(bool good, std::string_view why) {
    if (!good) throw Refusal{why};
}

std::int64_t count(const json::value& value) {
    require(value.is_int64() && value.get_int64() >= 0, "a count is no whole number");
    return value.get_int64();
}

bool isOf(const json::value& value, Shape shape) {
    switch (shape) {
        case Shape::Text:
            return value.is_string();
        case Shape::Count:
            return value.is_int64() && value.get_int64() >= 0;
        case Shape::Number:
            return value.is_number();
        case Shape::Boolean:
            return value.is_bool();
        case Shape::Object:
            return value.is_object();
        case Shape::Array:
            return value.is_array();
    }
    return false;
}

const json::object& object(const json::value& value) {
    require(value.is_object(), "a member is no object");
    return value.get_object();
}

const json::value& member(const json::object& from, std::string_view name) {
    const auto* found = from.if_contains(name);
    require(found != nullptr, "a member is missing");
    return *found;
}

std::string_view text(const json::object& from, std::string_view name) {
    const auto& value = member(from, name);
    require(value.is_string(), "a member is no text");
    return value.get_string();
}

void conform(const json::object& from, std::span<const Member> members) {
    for (const auto& each : members) {
        const auto& value = member(from, each.name);
        require((each.mayBeNull && value.is_null()) || isOf(value, each.shape),
                "a member has another type");
    }
}

void checkText(std::string_view value) {
    require(cleanText(value, value.size()) == value, "a text is not clean");
}

/// What people will see holds nothing that a terminal or a page would act upon.
void checkContent(const json::value& value) {
    if (value.is_string()) checkText(value.get_string());
    if (value.is_double()) require(std::isfinite(value.get_double()), "a number is out of range");
    require(!value.is_uint64(), "a number is out of range");
    if (value.is_array())
        for (const auto& each : value.get_array()) checkContent(each);
    if (!value.is_object()) return;
    for (const auto& each : value.get_object()) {
        checkText(each.key());
        checkContent(each.value());
    }
}

void checkShape(const json::object& document) {
    conform(document, kDocument);
    for (const auto& phase : document.at("phases").as_array()) conform(object(phase), kPhase);
    if (const auto& current = document.at("currentPhase"); !current.is_null())
        conform(object(current), kPhase);
    const auto& counts = object(document.at("counts"));
    conform(counts, kTally);
    conform(counts, kCounts);
    for (const auto& type : object(counts.at("byType"))) conform(object(type.value()), kTally);
    for (const auto& each : object(document.at("operationCounts"))) count(each.value());
    conform(object(document.at("errors")), kErrors);
    conform(object(document.at("health")), kHealth);
    // Versions before alert rules wrote none.
    if (const auto* next = document.if_contains("continuedBy"))
        require(next->is_string() && base::parseGuid(next->get_string()),
                "a member has another type");
    if (const auto* alerts = document.if_contains("alerts")) {
        require(alerts->is_array(), "a member has another type");
        for (const auto& alert : alerts->get_array()) conform(object(alert), kAlert);
    }
    conform(object(document.at("overall")), kOverall);
    conform(object(document.at("reporter")), kReporter);
}

template <class E>
E named(std::string_view name, E last) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (toText(static_cast<E>(i)) == name) return static_cast<E>(i);
    throw Refusal{"a member has a value that does not exist"};
}

base::Timestamp time(std::string_view iso) {
    const auto when = base::parseIso(iso);
    require(when && base::toIso(*when) == iso, "a time is none");
    return *when;
}

std::size_t occurrences(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        ++found;
    return found;
}

/// The members that are compared, or replaced in place, must stand where encodeSnapshot puts them.
void checkHead(const StoredSnapshot& stored, const json::object& document, std::string_view state) {
    const auto id = base::toText(stored.activityId);
    const auto head = fmt::format(
        R"({{"schema":1,"type":"{}","id":"{}","activityId":"{}","attempt":{},"epoch":"{}",)"
        R"("revision":{},"asOf":"{}","retrievedAt":"{}","source":"live","state":"{}",)"
        R"("terminal":{},)",
        text(document, "type"), id, id, stored.attempt, stored.epoch, stored.revision,
        base::toIso(stored.asOf), text(document, "retrievedAt"), state,
        stored.terminal ? "true" : "false");
    require(stored.document.starts_with(head), "its head is in another order");
    require(occurrences(stored.document, kHealthField) == 1, "its health stands elsewhere");
}

StoredSnapshot stored(std::string bytes, const json::object& document) {
    StoredSnapshot result;
    result.document = std::move(bytes);
    (void)named(text(document, "type"), RunKind::Removal);
    const auto id = base::parseGuid(text(document, "activityId"));
    require(id.has_value(), "its activity has no id");
    result.activityId = *id;
    const auto attempt = count(member(document, "attempt"));
    require(attempt <= std::numeric_limits<std::int32_t>::max(), "its attempt is out of range");
    result.attempt = static_cast<std::int32_t>(attempt);
    result.epoch = text(document, "epoch");
    require(result.epoch.size() <= 64 &&
                std::ranges::all_of(result.epoch,
                                    [](unsigned char c) { return std::isalnum(c) || c == '-'; }),
            "its epoch is none");
    result.revision = count(member(document, "revision"));
    result.asOf = time(text(document, "asOf"));
    (void)time(text(document, "retrievedAt"));
    const auto state = named(text(document, "state"), RunState::Cancelled);
    require(state != RunState::WorkerLost, "no publisher writes that state");
    result.terminal = isTerminal(state);
    result.attended = !result.terminal && state != RunState::Queued;
    checkHead(result, document, toText(state));
    (void)named(text(object(member(document, "health")), "status"), HealthStatus::WorkerLost);
    return result;
}

base::Error refused(std::string_view why) {
    auto error = base::invalidInput("document", "A stored snapshot is not one of ours.");
    error.detail = why;
    return error;
}

}  // namespace

base::Result<StoredSnapshot> readStored(std::string document) {
    if (document.size() > kMaximumDocument) return base::fail(refused("it is too large"));
    if (document.find_first_of("<>&") != std::string::npos)
        return base::fail(refused("it holds characters that must be escaped"));
    json::parse_options options;
    options.max_depth = kDeepest;
    boost::system::error_code failure;
    const auto parsed = json::parse(document, failure, {}, options);
    if (failure) return base::fail(refused("it is no JSON"));
    try {
        const auto& members = object(parsed);
        checkContent(parsed);
        checkShape(members);
        return stored(std::move(document), members);
    } catch (const Refusal& refusal) {
        return base::fail(refused(refusal.why));
    }
}

}  // namespace jim::progress
