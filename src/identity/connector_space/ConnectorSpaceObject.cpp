#include "identity/connector_space/ConnectorSpaceObject.hpp"

#include "foundation/base/EnumText.hpp"
#include "identity/connector_space/PendingExport.hpp"

namespace jim::identity::connector_space {
namespace {

constexpr auto kStatuses = base::enumText<CsoStatus>({
    {CsoStatus::Normal, "Normal"},
    {CsoStatus::Obsolete, "Obsolete"},
    {CsoStatus::PendingProvisioning, "PendingProvisioning"},
});

constexpr auto kJoinTypes = base::enumText<JoinType>({
    {JoinType::NotJoined, "NotJoined"},
    {JoinType::Projected, "Projected"},
    {JoinType::Provisioned, "Provisioned"},
    {JoinType::Joined, "Joined"},
});

constexpr auto kChangeTypes = base::enumText<PendingExportChangeType>({
    {PendingExportChangeType::Create, "Create"},
    {PendingExportChangeType::Update, "Update"},
    {PendingExportChangeType::Delete, "Delete"},
});

constexpr auto kExportStatuses = base::enumText<PendingExportStatus>({
    {PendingExportStatus::Pending, "Pending"},
    {PendingExportStatus::ExportNotConfirmed, "ExportNotConfirmed"},
    {PendingExportStatus::Executing, "Executing"},
    {PendingExportStatus::Failed, "Failed"},
    {PendingExportStatus::Exported, "Exported"},
});

}  // namespace

std::string_view toText(CsoStatus status) {
    return kStatuses.text(status);
}
std::string_view toText(JoinType type) {
    return kJoinTypes.text(type);
}
std::string_view toText(PendingExportChangeType type) {
    return kChangeTypes.text(type);
}
std::string_view toText(PendingExportStatus status) {
    return kExportStatuses.text(status);
}

std::optional<CsoStatus> parseCsoStatus(std::string_view text) {
    return kStatuses.parse(text);
}
std::optional<JoinType> parseJoinType(std::string_view text) {
    return kJoinTypes.parse(text);
}
std::optional<PendingExportChangeType> parsePendingExportChangeType(std::string_view text) {
    return kChangeTypes.parse(text);
}
std::optional<PendingExportStatus> parsePendingExportStatus(std::string_view text) {
    return kExportStatuses.parse(text);
}

}  // namespace jim::identity::connector_space
