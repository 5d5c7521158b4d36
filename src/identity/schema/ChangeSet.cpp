#include "identity/schema/ChangeSet.hpp"

#include "identity/schema/Varint.hpp"

#include <algorithm>
#include <iterator>

namespace jim::identity::schema {
namespace {

constexpr char kVersion = 1;

using Views = std::vector<std::string_view>;

void appendValues(std::string& out, const auto& values) {
    appendVarint(out, values.size());
    for (const auto& value : values) {
        appendVarint(out, value.size());
        out += value;
    }
}

/// The values as they are packed in a document: the same form.
void appendPacked(std::string& out, const AttributeView& attribute) {
    appendVarint(out, attribute.count);
    out += attribute.packed;
}

void appendHead(std::string& out, AttributeId id, AttributeType type) {
    if (out.empty()) out = kVersion;
    appendVarint(out, static_cast<std::uint64_t>(id));
    out += static_cast<char>(type);
}

void appendBetween(std::string& out, const AttributeView& before, const AttributeView& after) {
    const auto valuesOf = [](const AttributeView& attribute) {
        Views values;
        for (const auto value : attribute) values.push_back(value);
        return values;
    };
    const Views old = valuesOf(before);
    const Views now = valuesOf(after);
    Views removed;
    Views added;
    std::ranges::set_difference(old, now, std::back_inserter(removed));
    std::ranges::set_difference(now, old, std::back_inserter(added));
    appendChange(out, after.id, after.type, removed, added);
}

bool takeValues(std::string_view& in, std::vector<std::string>& values) {
    std::uint64_t count = 0;
    if (!takeVarint(in, count) || count > in.size()) return false;
    values.reserve(static_cast<std::size_t>(count));
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t length = 0;
        std::string_view bytes;
        if (!takeVarint(in, length) || !takeBytes(in, length, bytes)) return false;
        values.emplace_back(bytes);
    }
    return true;
}

}  // namespace

std::string encodeDifference(DocumentView before, DocumentView after) {
    constexpr std::size_t kUsual = 256;  // Bytes: growing from nothing would take several steps.
    std::string out;
    out.reserve(kUsual);
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() || now != after.end()) {
        const bool onlyOld = now == after.end() || (old != before.end() && old->id < now->id);
        const bool onlyNow = old == before.end() || (now != after.end() && now->id < old->id);
        if (onlyOld) {
            appendHead(out, old->id, old->type);
            appendPacked(out, *old);
            appendVarint(out, 0);
            ++old;
        } else if (onlyNow) {
            appendHead(out, now->id, now->type);
            appendVarint(out, 0);
            appendPacked(out, *now);
            ++now;
        } else {
            if (old->packed != now->packed || old->type != now->type)
                appendBetween(out, *old, *now);
            ++old;
            ++now;
        }
    }
    return out;
}

std::vector<std::string_view> valuesAfter(const std::optional<AttributeView>& before,
                                          const AttributeChange& change) {
    std::vector<std::string_view> values;
    if (before)
        for (const auto value : *before)
            if (std::ranges::find(change.removed, value) == change.removed.end())
                values.push_back(value);
    values.insert(values.end(), change.added.begin(), change.added.end());
    std::ranges::sort(values);
    const auto repeated = std::ranges::unique(values);
    values.erase(repeated.begin(), repeated.end());
    return values;
}

std::string apply(DocumentView before, const ChangeSet& changes, Origin origin) {
    std::vector<const AttributeChange*> ordered;
    ordered.reserve(changes.size());
    for (const auto& change : changes) ordered.push_back(&change);
    const auto id = [](const AttributeChange* change) { return change->id; };
    if (!std::ranges::is_sorted(ordered, {}, id)) std::ranges::sort(ordered, {}, id);
    DocumentBuilder builder;
    auto held = before.begin();
    for (const auto* change : ordered) {
        for (; held != before.end() && held->id < change->id; ++held)
            builder.copy(held->id, held->origin, *held);
        const bool has = held != before.end() && held->id == change->id;
        auto values = valuesAfter(has ? std::optional{*held} : std::nullopt, *change);
        builder.add(change->id, change->type, origin, values);
        if (has) ++held;
    }
    for (; held != before.end(); ++held) builder.copy(held->id, held->origin, *held);
    return builder.take();
}

std::string encodeChanges(const ChangeSet& changes) {
    std::string out(1, kVersion);
    appendChanges(out, changes);
    return out;
}

void appendChanges(std::string& out, const ChangeSet& changes) {
    if (out.empty()) out = kVersion;
    for (const auto& change : changes) {
        appendHead(out, change.id, change.type);
        appendValues(out, change.removed);
        appendValues(out, change.added);
    }
}

void appendChange(std::string& out, AttributeId id, AttributeType type,
                  std::span<const std::string_view> removed,
                  std::span<const std::string_view> added) {
    appendHead(out, id, type);
    appendValues(out, removed);
    appendValues(out, added);
}

ChangeSet decodeChanges(std::string_view bytes) {
    ChangeSet changes;
    if (bytes.empty() || bytes.front() != kVersion) return changes;
    bytes.remove_prefix(1);
    while (!bytes.empty()) {
        AttributeChange change;
        std::uint64_t id = 0;
        if (!takeVarint(bytes, id) || bytes.empty()) break;
        change.id = static_cast<AttributeId>(id);
        change.type = static_cast<AttributeType>(bytes.front());
        bytes.remove_prefix(1);
        if (!takeValues(bytes, change.removed) || !takeValues(bytes, change.added)) break;
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace jim::identity::schema
