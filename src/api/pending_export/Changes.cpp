#include "api/operation/AttributeValue.hpp"
#include "api/pending_export/Documents.hpp"
#include "foundation/base/EnumText.hpp"

namespace jim::api::pending_export {

using namespace operation;
using identity::connector_space::kPendingExportKind;
using identity::connector_space::PendingExportStatus;
using identity::schema::AttributeType;
using identity::schema::Plurality;

namespace {

/// The names of PendingExportAttributeChangeStatus.
std::string_view changeStatus(PendingExportStatus status) {
    switch (status) {
        case PendingExportStatus::Exported:
            return "ExportedPendingConfirmation";
        case PendingExportStatus::ExportNotConfirmed:
            return "ExportedNotConfirmed";
        case PendingExportStatus::Failed:
            return "Failed";
        case PendingExportStatus::Pending:
        case PendingExportStatus::Executing:
            break;
    }
    return "Pending";
}

struct Change {
    std::int32_t attribute = 0;
    AttributeType type = AttributeType::NotSet;
    std::string_view changeType;  ///< PendingExportAttributeChangeType
    std::string bytes;
};

class Rows {
public:
    Rows(const Call& call, const ConnectedSystem& system, const PendingExportDetail& detail,
         std::string_view only)
        : call_(call), system_(system), detail_(detail), only_(only) {}

    void add(const Change& change, const Json& unresolved = {}) {
        const auto [type, attribute] = system_.findAttribute(change.attribute);
        const std::string name = attribute == nullptr
                                     ? "attribute " + std::to_string(change.attribute)
                                     : attribute->name;
        if (!only_.empty() && !base::equalsIgnoringCase(name, only_)) return;
        const auto& pending = detail_.header.pendingExport;
        const auto owner = call_.guidOf(kPendingExportKind, static_cast<std::int64_t>(pending.id));
        const auto id =
            valueId(owner, change.attribute, std::string{change.changeType} + '\n' + change.bytes);
        Json document = Json::object()
                            .set("id", id)
                            .set("attributeId", change.attribute)
                            .set("attributeName", name)
                            .set("changeType", change.changeType)
                            .set("status", changeStatus(pending.status));
        setValue(document, change.type, change.bytes);
        if (change.type == AttributeType::Reference && unresolved.isNull())
            document.replace("stringValue", change.bytes);
        document.set("unresolvedReferenceValue", unresolved)
            .set("exportAttemptCount", pending.errorCount);
        rows_.push_back({name, identity::schema::displayText(change.type, change.bytes), id,
                         std::move(document)});
    }

    [[nodiscard]] bool isSingleValued(std::int32_t id) const {
        const auto [type, attribute] = system_.findAttribute(id);
        return attribute != nullptr && attribute->plurality == Plurality::SingleValued;
    }

    [[nodiscard]] std::vector<ChangeRow> take() { return std::move(rows_); }

private:
    const Call& call_;
    const ConnectedSystem& system_;
    const PendingExportDetail& detail_;
    std::string_view only_;
    std::vector<ChangeRow> rows_;
};

void addPlain(Rows& rows, const identity::schema::AttributeChange& change) {
    const bool replaced = rows.isSingleValued(change.id) && !change.added.empty();
    const bool isUpdate = replaced && !change.removed.empty();
    for (const auto& bytes : change.added)
        rows.add({change.id, change.type, isUpdate ? "Update" : "Add", bytes});
    if (replaced) return;
    for (const auto& bytes : change.removed) rows.add({change.id, change.type, "Remove", bytes});
}

void addReference(Rows& rows, const PendingReferenceDetail& detail) {
    const Change change{
        detail.reference.attribute, AttributeType::Reference,
        detail.reference.added ? "Add" : "Remove",
        detail.targetExternalId.empty() ? detail.targetDisplayName : detail.targetExternalId};
    rows.add(change, isUnresolved(detail) ? Json{detail.targetDisplayName} : Json{});
}

}  // namespace

std::vector<ChangeRow> changesOf(const Call& call, const ConnectedSystem& system,
                                 const PendingExportDetail& detail, std::string_view only) {
    Rows rows{call, system, detail, only};
    for (const auto& change : identity::schema::decodeChanges(detail.header.pendingExport.changes))
        addPlain(rows, change);
    for (const auto& reference : detail.references) addReference(rows, reference);
    return rows.take();
}

}  // namespace jim::api::pending_export
