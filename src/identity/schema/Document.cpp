#include "identity/schema/Document.hpp"

#define XXH_INLINE_ALL
#include "foundation/base/Ensure.hpp"
#include "identity/schema/Varint.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace jim::identity::schema {
namespace {

constexpr char kDocumentVersion = 1;
constexpr std::size_t kUsual = 256;  // Bytes: growing from nothing would take several steps.

bool takeAttribute(std::string_view& rest, AttributeView& out) {
    std::uint64_t id = 0;
    std::uint64_t origin = 0;
    std::uint64_t count = 0;
    std::uint64_t length = 0;
    if (!takeVarint(rest, id) || rest.empty()) return false;
    const char type = rest.front();
    rest.remove_prefix(1);
    if (!takeVarint(rest, origin) || !takeVarint(rest, count) || !takeVarint(rest, length))
        return false;
    out.id = static_cast<AttributeId>(id);
    out.type = static_cast<AttributeType>(type);
    out.origin = static_cast<Origin>(origin);
    out.count = static_cast<std::uint32_t>(count);
    return takeBytes(rest, length, out.packed);
}

bool valuesAreWhole(const AttributeView& attribute) {
    std::string_view rest = attribute.packed;
    std::uint64_t length = 0;
    std::string_view value;
    for (std::uint32_t i = 0; i < attribute.count; ++i)
        if (!takeVarint(rest, length) || !takeBytes(rest, length, value)) return false;
    return rest.empty() && attribute.count > 0;
}

}  // namespace

void ValueIterator::advance() {
    std::uint64_t length = 0;
    done_ = !takeVarint(rest_, length) || !takeBytes(rest_, length, current_);
}

DocumentView::DocumentView(std::string_view bytes) {
    if (bytes.empty()) return;
    base::ensure(bytes.front() == kDocumentVersion, "a stored document has a known version");
    attributes_ = bytes.substr(1);
}

void DocumentView::Iterator::advance() {
    done_ = !takeAttribute(rest_, current_);
}

std::optional<AttributeView> DocumentView::find(AttributeId id) const {
    for (const auto& attribute : *this) {
        if (attribute.id == id) return attribute;
        if (attribute.id > id) break;
    }
    return std::nullopt;
}

base::Status validateDocument(std::string_view bytes) {
    if (bytes.empty()) return {};
    const auto damaged = [] { return base::fail(base::internal("a stored document is damaged")); };
    if (bytes.front() != kDocumentVersion) return damaged();
    std::string_view rest = bytes.substr(1);
    AttributeId last = 0;
    while (!rest.empty()) {
        AttributeView attribute;
        if (!takeAttribute(rest, attribute) || attribute.id <= last || !valuesAreWhole(attribute))
            return damaged();
        last = attribute.id;
    }
    return {};
}

void DocumentBuilder::clear() {
    bytes_.reserve(kUsual);
    bytes_.assign(1, kDocumentVersion);
    last_ = 0;
}

void DocumentBuilder::header(AttributeId id, AttributeType type, Origin origin, std::uint32_t count,
                             std::size_t length) {
    base::ensure(id > last_, "attributes of a document ascend");
    last_ = id;
    appendVarint(bytes_, static_cast<std::uint64_t>(id));
    bytes_ += static_cast<char>(type);
    appendVarint(bytes_, static_cast<std::uint64_t>(origin));
    appendVarint(bytes_, count);
    appendVarint(bytes_, length);
}

void DocumentBuilder::add(AttributeId id, AttributeType type, Origin origin,
                          std::string_view value) {
    header(id, type, origin, 1, varintLength(value.size()) + value.size());
    appendVarint(bytes_, value.size());
    bytes_ += value;
}

void DocumentBuilder::add(AttributeId id, AttributeType type, Origin origin,
                          std::span<std::string_view> values) {
    if (values.empty()) return;
    std::ranges::sort(values);
    const auto repeated = std::ranges::unique(values);
    const auto distinct = values.first(values.size() - repeated.size());
    std::size_t length = 0;
    for (const auto value : distinct) length += varintLength(value.size()) + value.size();
    header(id, type, origin, static_cast<std::uint32_t>(distinct.size()), length);
    for (const auto value : distinct) {
        appendVarint(bytes_, value.size());
        bytes_ += value;
    }
}

void DocumentBuilder::copy(AttributeId id, Origin origin, const AttributeView& from) {
    if (from.count == 0) return;
    header(id, from.type, origin, from.count, from.packed.size());
    bytes_ += from.packed;
}

std::string DocumentBuilder::take() {
    std::string taken = std::move(bytes_);
    clear();
    return taken;
}

std::vector<AttributeValues> decode(DocumentView document) {
    std::vector<AttributeValues> attributes;
    for (const auto& view : document) {
        AttributeValues values{view.id, view.type, view.origin, {}};
        for (const auto value : view) values.values.emplace_back(value);
        attributes.push_back(std::move(values));
    }
    return attributes;
}

std::string encode(std::vector<AttributeValues> attributes) {
    std::ranges::sort(attributes, {}, &AttributeValues::id);
    DocumentBuilder builder;
    std::vector<std::string_view> views;
    for (const auto& attribute : attributes) {
        views.assign(attribute.values.begin(), attribute.values.end());
        builder.add(attribute.id, attribute.type, attribute.origin, views);
    }
    return builder.take();
}

ContentHash contentHash(std::string_view bytes, std::uint64_t seed) {
    const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    ContentHash result;
    std::memcpy(result.data(), canonical.digest, result.size());
    return result;
}

}  // namespace jim::identity::schema
