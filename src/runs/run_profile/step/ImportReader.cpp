#include "runs/run_profile/step/ImportReader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::runs::run_profile::step {
namespace {

using connector_space::kLongestExternalId;

constexpr std::int64_t kStopEvery = 1024;
constexpr std::size_t kShown = 60;  ///< Bytes of a long id that a message repeats.

/// At most so many bytes, and no half character.
std::string_view beginningOf(std::string_view text) {
    std::size_t end = std::min(kShown, text.size());
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

}  // namespace

ImportReader::ImportReader(RunContext& run, ImportIndex& index, ImportSpool& spool)
    : run_(run), index_(index), spool_(spool), unchanged_(run.system().objectTypes.size() + 1) {}

base::Status ImportReader::object(const connectors::SourceObject& object) {
    references_.clear();
    if (object.externalId.size() > kLongestExternalId)
        return refuseLongId(object, "The external id", object.externalId);
    for (const auto& reference : object.references) {
        if (reference.target.size() > kLongestExternalId) {
            const auto attribute = run_.system().findAttribute(reference.attribute).second;
            return refuseLongId(object, fmt::format("What '{}' refers to,", attribute->name),
                                reference.target);
        }
        references_.push_back({reference.attribute, reference.target});
    }
    JIM_TRY(countRow());
    const auto hash = connector_space::incomingHash(object.document, references_);
    const std::size_t number =
        index_.findOrAdd(connector_space::externalIdKey(object.objectTypeId, object.externalId));
    auto& entry = index_[number];
    if (entry.position != 0) return duplicate(entry, object);
    entry.position = std::max<std::int64_t>(object.position, 1);
    const bool unchanged =
        entry.isKnown() && entry.status == connector_space::CsoStatus::Normal && entry.hash == hash;
    if (unchanged && !run_.profile().verifyImportContentHashes) {
        ++unchanged_[run_.typeSlot(object.objectTypeId)];
        return {};
    }
    entry.spooled = true;
    record_.kind = SpoolRecord::Kind::Object;
    record_.duplicate = false;
    record_.entry = number;
    record_.objectTypeId = object.objectTypeId;
    record_.position = object.position;
    record_.externalId = object.externalId;
    record_.displayName = object.displayName;
    record_.document = object.document;
    record_.references.assign(object.references.begin(), object.references.end());
    record_.hash = hash;
    record_.message = {};
    return spool_.append(record_);
}

base::Status ImportReader::refuseLongId(const connectors::SourceObject& object,
                                        std::string_view what, std::string_view id) {
    connectors::SourceError refused;
    refused.type = connectors::ImportErrorType::ImportAttributeValueError;
    refused.message = fmt::format(
        "Line {}: {} '{}...' is {} bytes long; an external id may have at most {}. Correct the "
        "source, or choose a shorter attribute as the external id.",
        object.position, what, beginningOf(id), id.size(), kLongestExternalId);
    refused.externalId = object.externalId;
    refused.objectTypeId = object.objectTypeId;
    refused.position = object.position;
    return error(refused);
}

base::Status ImportReader::duplicate(ImportEntry& entry, const connectors::SourceObject& object) {
    if (!entry.duplicate && !entry.spooled) {
        // The first one looked unchanged and left no trace in the spool.
        --unchanged_[run_.typeSlot(object.objectTypeId)];
        JIM_TRY(spoolDuplicate(object, entry.position));
    }
    entry.duplicate = true;
    return spoolDuplicate(object, object.position);
}

base::Status ImportReader::spoolDuplicate(const connectors::SourceObject& object,
                                          std::int64_t position) {
    SpoolRecord record;
    record.kind = SpoolRecord::Kind::Error;
    record.duplicate = true;
    record.objectTypeId = object.objectTypeId;
    record.position = position;
    record.externalId = object.externalId;
    return spool_.append(record);
}

base::Status ImportReader::error(const connectors::SourceError& error) {
    JIM_TRY(countRow());
    if (!error.externalId.empty()) keep(error.objectTypeId, error.externalId);
    SpoolRecord record;
    record.kind = SpoolRecord::Kind::Error;
    record.errorType = error.type;
    record.objectTypeId = error.objectTypeId;
    record.position = error.position;
    record.externalId = error.externalId;
    record.message = error.message;
    return spool_.append(record);
}

void ImportReader::keep(std::int32_t objectTypeId, const std::string& externalId) {
    for (const auto& type : run_.system().objectTypes) {
        if (objectTypeId != 0 && type.id != objectTypeId) continue;
        if (auto* entry = index_.find(connector_space::externalIdKey(type.id, externalId)))
            entry->kept = true;
    }
}

base::Status ImportReader::countRow() {
    if (++rows_ % kStopEvery == 0) return run_.checkStop();
    return {};
}

}  // namespace jim::runs::run_profile::step
