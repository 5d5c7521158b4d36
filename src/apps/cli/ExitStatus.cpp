#include "apps/cli/ExitStatus.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::apps::cli {
namespace {

constexpr auto kOutcomes = base::enumText<ExitStatus>({
    {ExitStatus::Complete, "Complete"},
    {ExitStatus::Warning, "CompleteWithWarning"},
    {ExitStatus::Error, "CompleteWithError"},
    {ExitStatus::Failed, "FailedWithError"},
    {ExitStatus::Cancelled, "Cancelled"},
});

}  // namespace

ExitStatus outcomeOf(std::string_view activityStatus) {
    return kOutcomes.parse(activityStatus).value_or(ExitStatus::Trouble);
}

}  // namespace jim::apps::cli
