#pragma once

#include "synchronisation/rule/SynchronisationRule.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class RuleStore final : public synchronisation::rule::SynchronisationRuleStore {
public:
    explicit RuleStore(transport::sqlite::Connection& connection) : connection_(connection) {}

    using SynchronisationRule = synchronisation::rule::SynchronisationRule;
    using MatchingRule = synchronisation::rule::MatchingRule;

    [[nodiscard]] base::Result<std::vector<SynchronisationRule>> rules() override;
    [[nodiscard]] base::Status save(SynchronisationRule& rule) override;
    [[nodiscard]] base::Status remove(std::int32_t id) override;
    [[nodiscard]] base::Result<std::vector<MatchingRule>> matchingRules() override;
    [[nodiscard]] base::Status save(MatchingRule& rule) override;
    [[nodiscard]] base::Status removeMatchingRule(std::int32_t id) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
