#include "identity/connector_space/IncomingHash.hpp"

#include "identity/schema/Varint.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace jim::identity::connector_space {

Key128 externalIdKey(std::int32_t objectTypeId, std::string_view externalId) {
    const auto hash = schema::contentHash(externalId, static_cast<std::uint64_t>(objectTypeId));
    Key128 key;
    std::memcpy(&key, hash.data(), sizeof key);
    return key;
}

schema::ContentHash incomingHash(std::string_view document,
                                 std::span<IncomingReference> references) {
    if (references.empty()) return schema::contentHash(document);
    std::ranges::sort(references);
    std::string bytes{document};
    for (const auto& reference : references) {
        schema::appendVarint(bytes, static_cast<std::uint64_t>(reference.attribute));
        schema::appendVarint(bytes, reference.target.size());
        bytes += reference.target;
    }
    return schema::contentHash(bytes);
}

}  // namespace jim::identity::connector_space
