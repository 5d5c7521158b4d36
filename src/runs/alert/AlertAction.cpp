#include "runs/alert/AlertAction.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::runs::alert {
namespace {

constexpr auto kActions = base::enumText<AlertAction>({
    {AlertAction::Log, "Log"},
    {AlertAction::Webhook, "Webhook"},
    {AlertAction::Pause, "Pause"},
});

}  // namespace

std::string_view toText(AlertAction action) {
    return kActions.text(action);
}
std::optional<AlertAction> parseAlertAction(std::string_view text) {
    return kActions.parse(text);
}

}  // namespace jim::runs::alert
