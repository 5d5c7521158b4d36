#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/Timestamp.hpp"
#include "identity/schema/Document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::synchronisation::rule {

namespace schema = identity::schema;

enum class Direction { NotSet, Import, Export };
enum class OutboundDeprovisionAction { Disconnect, Delete };
enum class InboundOutOfScopeAction { RemainJoined, Disconnect };
enum class CaseNormalisation { None, Upper, Lower, Title };
enum class MissingInputBehaviour { EvaluateAnyway, ContributeNoValue, FailMapping, FailObject };

/// Flags; the numbers are stored.
enum InboundValueProcessing : std::uint8_t {
    kNoProcessing = 0,
    kTreatWhitespaceAsNoValue = 1,
    kTrimWhitespace = 2,
    kCollapseInternalWhitespace = 4,
};

[[nodiscard]] std::string_view toText(Direction direction);
[[nodiscard]] std::string_view toText(OutboundDeprovisionAction action);
[[nodiscard]] std::string_view toText(InboundOutOfScopeAction action);
[[nodiscard]] std::string_view toText(CaseNormalisation normalisation);
[[nodiscard]] std::string_view toText(MissingInputBehaviour behaviour);
[[nodiscard]] std::optional<Direction> parseDirection(std::string_view text);
[[nodiscard]] std::optional<OutboundDeprovisionAction> parseOutboundDeprovisionAction(
    std::string_view text);
[[nodiscard]] std::optional<InboundOutOfScopeAction> parseInboundOutOfScopeAction(
    std::string_view text);
[[nodiscard]] std::optional<CaseNormalisation> parseCaseNormalisation(std::string_view text);
[[nodiscard]] std::optional<MissingInputBehaviour> parseMissingInputBehaviour(
    std::string_view text);
/// `None`, or names joined by ", ".
[[nodiscard]] std::string inboundValueProcessingText(std::uint8_t flags);
[[nodiscard]] std::optional<std::uint8_t> parseInboundValueProcessing(std::string_view text);

/// Where a mapping's value comes from: one attribute, or an expression.
struct MappingSource {
    std::int32_t id = 0;
    std::int32_t order = 0;
    schema::AttributeId attribute = 0;  ///< Of the connected system (import) or metaverse (export).
    std::string expression;             ///< When not empty, instead of the attribute.
    MissingInputBehaviour missingInput = MissingInputBehaviour::EvaluateAnyway;
};

/// One attribute flow. Exactly one source.
struct Mapping {
    std::int32_t id = 0;
    base::Timestamp created;
    schema::AttributeId target = 0;  ///< Of the metaverse (import) or connected system (export).
    std::uint8_t inboundProcessing = kNoProcessing;
    CaseNormalisation caseNormalisation = CaseNormalisation::None;
    std::int32_t priority =
        0;  ///< Among all mappings to one metaverse attribute of a type; 1 wins.
    bool nullIsValue = false;
    bool initialExportOnly = false;
    bool enabled = true;
    std::string disabledReason;
    std::vector<MappingSource> sources;
};

struct MatchingSource {
    std::int32_t id = 0;
    std::int32_t order = 0;
    schema::AttributeId attribute = 0;  ///< Of the connected system.
};

/// How a connector space object finds the metaverse object it belongs to. All sources must match.
/// Belongs to an object type of a connected system, or (advanced mode) to a synchronisation rule.
struct MatchingRule {
    std::int32_t id = 0;
    std::int32_t order = 0;
    base::Timestamp created;
    std::int32_t systemId = 0;
    std::int32_t objectTypeId = 0;       ///< 0 for those of a synchronisation rule.
    std::optional<std::int32_t> ruleId;  ///< The synchronisation rule it belongs to.
    std::int32_t metaverseObjectTypeId = 0;
    schema::AttributeId target = 0;  ///< Of the metaverse.
    bool caseSensitive = true;
    std::vector<MatchingSource> sources;
};

/// How objects of one type of a connected system and of one metaverse type belong together, in
/// one direction.
struct SynchronisationRule {
    std::int32_t id = 0;
    std::string name;
    std::string description;
    base::Timestamp created;
    std::int32_t systemId = 0;
    std::int32_t objectTypeId = 0;
    std::int32_t metaverseObjectTypeId = 0;
    Direction direction = Direction::NotSet;
    bool projectToMetaverse = false;
    bool provisionToConnectedSystem = false;
    bool enabled = true;
    bool enforceState = true;
    OutboundDeprovisionAction deprovisionAction = OutboundDeprovisionAction::Disconnect;
    InboundOutOfScopeAction outOfScopeAction = InboundOutOfScopeAction::Disconnect;
    std::vector<Mapping> mappings;
};

/// Keeps rules. Each call is atomic by itself, or part of the open transaction of its session.
class SynchronisationRuleStore {
public:
    virtual ~SynchronisationRuleStore() = default;

    /// All rules, by name, with their mappings.
    [[nodiscard]] virtual base::Result<std::vector<SynchronisationRule>> rules() = 0;
    /// Inserts (ids of 0 are filled in: rule, mappings, sources) or replaces whole.
    [[nodiscard]] virtual base::Status save(SynchronisationRule& rule) = 0;
    [[nodiscard]] virtual base::Status remove(std::int32_t id) = 0;

    /// All matching rules, by order then id.
    [[nodiscard]] virtual base::Result<std::vector<MatchingRule>> matchingRules() = 0;
    [[nodiscard]] virtual base::Status save(MatchingRule& rule) = 0;
    [[nodiscard]] virtual base::Status removeMatchingRule(std::int32_t id) = 0;
};

}  // namespace jim::synchronisation::rule
