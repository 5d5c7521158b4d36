#pragma once

#include "foundation/base/Timestamp.hpp"
#include "identity/schema/Document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::identity::connector_space {

/// Connector space objects are numbered by the application; outside they are GUIDs
/// (base::sequenceGuid with kCsoKind).
enum class CsoId : std::int64_t {};
/// Metaverse objects likewise; declared here because joins name both sides.
enum class MvoId : std::int64_t {};

constexpr std::uint16_t kCsoKind = 1;
constexpr std::uint16_t kMvoKind = 2;
constexpr std::uint16_t kPendingExportKind = 3;
constexpr std::uint16_t kExecutionItemKind = 4;

/// The numbers are stored: never renumber.
enum class CsoStatus : std::uint8_t { Normal = 0, Obsolete = 1, PendingProvisioning = 2 };
enum class JoinType : std::uint8_t { NotJoined = 0, Projected = 1, Provisioned = 2, Joined = 3 };

[[nodiscard]] std::string_view toText(CsoStatus status);
[[nodiscard]] std::string_view toText(JoinType type);
[[nodiscard]] std::optional<CsoStatus> parseCsoStatus(std::string_view text);
[[nodiscard]] std::optional<JoinType> parseJoinType(std::string_view text);

/// A connector space object's tie to a metaverse object.
struct Join {
    CsoId cso{};
    MvoId mvo{};
    JoinType type = JoinType::NotJoined;
    base::Timestamp joined;
    std::int32_t systemId = 0;  ///< Of the object.
};

/// Bytes of the longest external id that is taken, so that every database can index it
/// (PostgreSQL's entries end at some 2,700 bytes). Longer ones are errors of their objects.
constexpr std::size_t kLongestExternalId = 2'000;

/// What a connected system holds of one object, as last imported or exported.
struct ConnectorSpaceObject {
    CsoId id{};
    std::int32_t systemId = 0;
    std::int32_t objectTypeId = 0;
    CsoStatus status = CsoStatus::Normal;
    std::string externalId;  ///< Display form; empty while provisioning has not set it yet.
    std::string displayName;
    schema::ContentHash
        hash{};            ///< Over the whole incoming object; zero after an export changed it.
    std::string document;  ///< All attributes but references.
    base::Timestamp created;
    base::Timestamp updated;
    std::optional<Join> join;
};

/// One value of a reference attribute. `target` is empty until the object it names is there.
struct CsoReference {
    CsoId owner{};
    schema::AttributeId attribute = 0;
    std::string targetExternalId;  ///< As the source writes it.
    std::optional<CsoId> target;

    auto operator<=>(const CsoReference&) const = default;
};

}  // namespace jim::identity::connector_space
