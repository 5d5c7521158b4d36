#include "identity/schema/ChangeSet.hpp"

#include "identity/schema/Varint.hpp"

#include <algorithm>
#include <iterator>

namespace jim::identity::schema {
namespace {

constexpr char kChangeSetVersion = 1;

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
    if (out.empty()) out = kChangeSetVersion;
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

bool takeValues(std::string_view& in, AttributeView& values) {
    std::uint64_t count = 0;
    if (!takeVarint(in, count) || count > in.size()) return false;
    const std::string_view packed = in;
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t length = 0;
        std::string_view bytes;
        if (!takeVarint(in, length) || !takeBytes(in, length, bytes)) return false;
    }
    values.count = static_cast<std::uint32_t>(count);
    values.packed = packed.substr(0, packed.size() - in.size());
    return true;
}

bool takeChange(std::string_view& in, AttributeChangeView& change) {
    std::uint64_t id = 0;
    if (!takeVarint(in, id) || in.empty()) return false;
    change.id = static_cast<AttributeId>(id);
    change.type = static_cast<AttributeType>(in.front());
    in.remove_prefix(1);
    for (auto* values : {&change.removed, &change.added}) {
        values->id = change.id;
        values->type = change.type;
        if (!takeValues(in, *values)) return false;
    }
    return true;
}

void addAfter(DocumentBuilder& builder, const std::optional<AttributeView>& before,
              const AttributeChangeView& change, Origin origin) {
    if (!before && change.added.count <= 1) return builder.copy(change.id, origin, change.added);
    auto values = valuesAfter(before, change);
    builder.add(change.id, change.type, origin, values);
}

}  // namespace

ChangesView::ChangesView(std::string_view bytes) {
    if (!bytes.empty() && bytes.front() == kChangeSetVersion) changes_ = bytes.substr(1);
}

void ChangesView::Iterator::advance() {
    done_ = !takeChange(rest_, current_);
}

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
                                          const AttributeChangeView& change) {
    const auto goes = [&](std::string_view value) {
        for (const auto removed : change.removed)
            if (removed == value) return true;
        return false;
    };
    std::vector<std::string_view> values;
    values.reserve((before ? before->count : 0) + change.added.count);
    if (before)
        for (const auto value : *before)
            if (!goes(value)) values.push_back(value);
    for (const auto value : change.added) values.push_back(value);
    std::ranges::sort(values);
    const auto repeated = std::ranges::unique(values);
    values.erase(repeated.begin(), repeated.end());
    return values;
}

std::string apply(DocumentView before, ChangesView changes, Origin origin) {
    constexpr std::size_t kUsual = 16;
    std::vector<AttributeChangeView> ordered;
    ordered.reserve(kUsual);
    for (const auto& change : changes) ordered.push_back(change);
    std::ranges::sort(ordered, {}, &AttributeChangeView::id);
    DocumentBuilder builder;
    auto held = before.begin();
    for (const auto& change : ordered) {
        for (; held != before.end() && held->id < change.id; ++held)
            builder.copy(held->id, held->origin, *held);
        const bool has = held != before.end() && held->id == change.id;
        addAfter(builder, has ? std::optional{*held} : std::nullopt, change, origin);
        if (has) ++held;
    }
    for (; held != before.end(); ++held) builder.copy(held->id, held->origin, *held);
    return builder.take();
}

std::string encodeChanges(const ChangeSet& changes) {
    std::string out(1, kChangeSetVersion);
    appendChanges(out, changes);
    return out;
}

void appendChanges(std::string& out, const ChangeSet& changes) {
    if (out.empty()) out = kChangeSetVersion;
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
    for (const auto& view : ChangesView{bytes}) {
        auto& change = changes.emplace_back(view.id, view.type);
        for (const auto value : view.removed) change.removed.emplace_back(value);
        for (const auto value : view.added) change.added.emplace_back(value);
    }
    return changes;
}

}  // namespace jim::identity::schema
