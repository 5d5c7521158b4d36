#include "connectors/csv/impl/RenameCheck.hpp"

#include "connectors/csv/impl/TextFile.hpp"

#include <map>
#include <utility>

namespace jim::connectors::csv::impl {
namespace {

using Wanted = std::map<std::pair<std::int32_t, std::string>, const ExportObject*>;

bool stands(const RowEditor& editor, const ExportObject& update, const Record& record) {
    const Row row = std::vector<std::string>(record.cells.begin(), record.cells.end());
    Row edited = row;
    return !editor.apply(update, edited) && edited == row;
}

}  // namespace

std::string newExternalId(const FilePlan& plan, const ExportObject& object) {
    const TypePlan* type = plan.find(object.key.objectTypeId);
    if (type == nullptr || object.key.operation != ExportOperation::Update) return {};
    for (const auto& attribute : object.attributes) {
        if (attribute.id != type->externalId.attribute || attribute.values.size() != 1) continue;
        auto id = schema::displayText(type->externalId.type, attribute.values.front());
        return id == object.key.externalId ? std::string{} : id;
    }
    return {};
}

base::Result<std::unordered_set<std::int64_t>> alreadyRenamed(
    const FilePlan& plan, const std::string& path, const std::vector<ExportObject>& updates) {
    Wanted wanted;
    for (const auto& update : updates)
        wanted.emplace(std::pair{update.key.objectTypeId, newExternalId(plan, update)}, &update);
    JIM_ASSIGN(const TextFile text, openText(path, "UTF-8"));
    RecordReader reader{text.bytes(), plan.format().delimiter};
    const RowEditor editor{plan};
    std::unordered_set<std::int64_t> done;
    for (;;) {
        JIM_ASSIGN(const Record* record, reader.next());
        if (record == nullptr) return done;
        if (record->fault != RowFault::None || record->cells.size() != plan.width()) continue;
        const auto type = plan.typeOf(record->cells).plan;
        if (type == nullptr) continue;
        const auto at = wanted.find({type->type->id, plan.externalIdOf(*type, record->cells)});
        if (at != wanted.end() && stands(editor, *at->second, *record))
            done.insert(at->second->key.id);
    }
}

}  // namespace jim::connectors::csv::impl
