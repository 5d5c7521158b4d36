#include "runs/run_profile/step/ImportItems.hpp"

#include "identity/schema/ChangeSet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace jim::runs::run_profile::step {
namespace {

using activity::ItemErrorType;
using connectors::ImportErrorType;
using connectors::SourceReference;
using identity::connector_space::CsoReference;
using identity::schema::AttributeType;

ItemErrorType itemErrorOf(ImportErrorType type) {
    switch (type) {
        case ImportErrorType::MalformedRow:
            return ItemErrorType::MalformedRow;
        case ImportErrorType::MissingExternalIdAttributeValue:
            return ItemErrorType::MissingExternalIdAttributeValue;
        case ImportErrorType::ImportAttributeValueError:
            return ItemErrorType::ImportAttributeValueError;
        case ImportErrorType::CouldNotMatchObjectType:
            return ItemErrorType::CouldNotMatchObjectType;
        case ImportErrorType::MultiValuedToSingleValued:
            return ItemErrorType::MultiValuedToSingleValued;
        case ImportErrorType::DuplicateImportedAttributes:
            return ItemErrorType::DuplicateImportedAttributes;
        case ImportErrorType::UnexpectedAttribute:
            return ItemErrorType::UnexpectedAttribute;
    }
    return ItemErrorType::UnhandledError;
}

}  // namespace

ReferenceDifference referenceDifference(std::span<const CsoReference> held,
                                        std::span<const SourceReference> incoming) {
    using Key = std::pair<identity::schema::AttributeId, std::string_view>;
    std::set<Key> now;
    std::set<Key> before;
    for (const auto& reference : incoming) now.insert({reference.attribute, reference.target});
    for (const auto& reference : held)
        before.insert({reference.attribute, reference.targetExternalId});
    ReferenceDifference result;
    for (const auto& reference : held)
        if (!now.contains({reference.attribute, reference.targetExternalId}))
            result.removed.push_back(reference);
    for (const auto& [attribute, target] : now)
        if (!before.contains({attribute, target}))
            result.added.push_back({attribute, std::string{target}});
    return result;
}

std::string encodeImportChanges(identity::schema::DocumentView before,
                                identity::schema::DocumentView after,
                                std::span<const CsoReference> removed,
                                std::span<const SourceReference> added) {
    std::map<identity::schema::AttributeId, identity::schema::AttributeChange> references;
    const auto of = [&](identity::schema::AttributeId id) -> identity::schema::AttributeChange& {
        auto& change = references[id];
        change.id = id;
        change.type = AttributeType::Reference;
        return change;
    };
    for (const auto& reference : removed)
        of(reference.attribute).removed.push_back(reference.targetExternalId);
    for (const auto& reference : added) of(reference.attribute).added.push_back(reference.target);
    auto changes = identity::schema::encodeDifference(before, after);
    identity::schema::ChangeSet ofReferences;
    for (auto& [id, change] : references) ofReferences.push_back(std::move(change));
    identity::schema::appendChanges(changes, ofReferences);
    return changes;
}

activity::ExecutionItem rejectedItem(const SpoolRecord& record, std::string objectType) {
    activity::ExecutionItem item;
    item.externalId = record.externalId;
    item.displayName = record.displayName;
    item.objectType = std::move(objectType);
    const bool duplicate = record.duplicate || record.kind == SpoolRecord::Kind::Object;
    if (duplicate) {
        item.errorType = ItemErrorType::DuplicateObject;
        item.message = fmt::format(
            "Line {}: external id '{}' occurs more than once in the source. None of these rows "
            "was imported. Correct the source so that each id stands in one row.",
            record.position, record.externalId.substr(0, 200));
        return item;
    }
    item.errorType = itemErrorOf(record.errorType);
    item.message = record.message;
    return item;
}

}  // namespace jim::runs::run_profile::step
