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

constexpr std::int64_t kNumberBlock = 10'000;

}  // namespace

base::Result<std::int64_t> NumberSource::next(std::uint16_t kind) {
    auto& block = blocks_[kind];
    if (block.left == 0) {
        JIM_ASSIGN(block.next, session_.connectorSpace().allocate(kind, kNumberBlock));
        block.left = kNumberBlock;
    }
    --block.left;
    return block.next++;
}

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
