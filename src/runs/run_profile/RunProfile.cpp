#include "runs/run_profile/RunProfile.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::runs::run_profile {
namespace {

constexpr auto kRunTypes = base::enumText<RunType>({
    {RunType::NotSet, "NotSet"},
    {RunType::FullImport, "FullImport"},
    {RunType::DeltaImport, "DeltaImport"},
    {RunType::FullSynchronisation, "FullSynchronisation"},
    {RunType::DeltaSynchronisation, "DeltaSynchronisation"},
    {RunType::Export, "Export"},
});

}  // namespace

std::string_view toText(RunType type) {
    return kRunTypes.text(type);
}
std::optional<RunType> parseRunType(std::string_view text) {
    return kRunTypes.parse(text);
}

}  // namespace jim::runs::run_profile
