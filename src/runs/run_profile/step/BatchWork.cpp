#include "runs/run_profile/step/BatchWork.hpp"

namespace jim::runs::run_profile::step {
namespace {

using activity::ItemErrorType;
using synchronisation::rule::FlowErrorType;

constexpr std::size_t kMessageLimit = 2'000;

ItemErrorType itemErrorOf(FlowErrorType type) {
    switch (type) {
        case FlowErrorType::ExpressionEvaluationError:
            return ItemErrorType::ExpressionEvaluationError;
        case FlowErrorType::ExpressionMissingInput:
            return ItemErrorType::ExpressionMissingInput;
        case FlowErrorType::MultiValuedToSingleValued:
            return ItemErrorType::MultiValuedToSingleValued;
        case FlowErrorType::InvalidGeneratedExternalId:
            return ItemErrorType::InvalidGeneratedExternalId;
    }
    return ItemErrorType::UnhandledError;
}

}  // namespace

void Subject::fail(ItemErrorType type, const std::string& message) {
    if (item.errorType == ItemErrorType::NotSet) item.errorType = type;
    if (item.message.size() + message.size() > kMessageLimit) return;
    if (!item.message.empty()) item.message += ' ';
    item.message += message;
}

void recordFlowErrors(Subject& subject,
                      const std::vector<synchronisation::rule::FlowError>& errors) {
    for (const auto& error : errors) subject.fail(itemErrorOf(error.type), error.message);
}

}  // namespace jim::runs::run_profile::step
