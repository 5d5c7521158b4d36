#include "connectors/csv/impl/FilePlan.hpp"

#include "connectors/csv/impl/TextCheck.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace jim::connectors::csv::impl {
namespace {

/// The place of a name among those that people know an object by; none when it is not one.
std::optional<std::size_t> displayRank(std::string_view name) {
    constexpr std::array<std::string_view, 4> kNames = {"displayname", "fullname", "name", "cn"};
    std::string plain;
    for (const char c : name)
        if (c != ' ' && c != '_' && c != '-') plain += c;
    const auto at = std::ranges::find_if(
        kNames, [&](std::string_view known) { return base::equalsIgnoringCase(known, plain); });
    if (at == kNames.end()) return std::nullopt;
    return static_cast<std::size_t>(at - kNames.begin());
}

void chooseDisplayName(TypePlan& plan) {
    std::optional<std::size_t> best;
    for (const auto& column : plan.columns) {
        const auto rank = displayRank(column.name);
        if (!rank || column.type != schema::AttributeType::Text || column.multiValued) continue;
        if (best && *best <= *rank) continue;
        best = rank;
        plan.displayName = column.column;
    }
}

}  // namespace

const ColumnPlan* TypePlan::find(std::int32_t attribute) const {
    const auto at = std::ranges::lower_bound(columns, attribute, {}, &ColumnPlan::attribute);
    return at != columns.end() && at->attribute == attribute ? &*at : nullptr;
}

base::Result<FilePlan> FilePlan::create(const connected_system::ConnectedSystem& system,
                                        const FileSettings& settings, const Header& header) {
    FilePlan plan{system};
    plan.width_ = header.size();
    plan.format_ = {settings.delimiter, settings.multiValueDelimiter, settings.decimalPoint};
    if (settings.objectTypeColumn.empty()) {
        JIM_TRY(plan.addFixed(settings.objectType, header));
        return plan;
    }
    JIM_ASSIGN(plan.typeColumn_,
               header.require(settings.objectTypeColumn, "the 'Object Type Column'"));
    for (const auto& type : system.objectTypes)
        if (type.selected) JIM_TRY(plan.add(type, header));
    if (plan.types_.empty())
        return base::fail(base::invalidState(fmt::format(
            "No object type of '{}' is selected: select one of its schema.", system.name)));
    return plan;
}

base::Status FilePlan::addFixed(const std::string& name, const Header& header) {
    const auto* type = system_->findObjectType(std::string_view{name});
    if (type == nullptr)
        return base::fail(base::invalidState(fmt::format(
            "'{}' has no object type '{}', which its setting 'Object Type' names: import the "
            "schema.",
            system_->name, name)));
    if (!type->selected)
        return base::fail(base::invalidState(
            fmt::format("The object type '{}' of '{}' is not selected.", name, system_->name)));
    return add(*type, header);
}

base::Status FilePlan::add(const connected_system::ObjectType& type, const Header& header) {
    TypePlan plan;
    plan.type = &type;
    for (const auto& attribute : type.attributes) {
        if (!attribute.selected && !attribute.isExternalId) continue;
        if (attribute.type == schema::AttributeType::NotSet)
            return base::fail(base::invalidState(
                fmt::format("The attribute '{}' of object type '{}' has no data type: set one.",
                            attribute.name, type.name)));
        JIM_ASSIGN(const std::size_t column,
                   header.require(attribute.name,
                                  fmt::format("attribute of object type '{}'", type.name)));
        const ColumnPlan planned{attribute.type,
                                 attribute.plurality == schema::Plurality::MultiValued,
                                 attribute.id, column, attribute.name};
        plan.columns.push_back(planned);
        if (attribute.isExternalId) plan.externalId = planned;
    }
    if (plan.externalId.attribute == 0)
        return base::fail(base::invalidState(fmt::format(
            "The object type '{}' of '{}' has no external id: choose one of its attributes.",
            type.name, system_->name)));
    std::ranges::sort(plan.columns, {}, &ColumnPlan::attribute);
    chooseDisplayName(plan);
    types_.push_back(std::move(plan));
    return {};
}

FilePlan::TypeOfRow FilePlan::typeOf(std::span<const std::string_view> cells) const {
    if (!typeColumn_) return {&types_.front(), true};
    if (*typeColumn_ >= cells.size()) return {};
    const std::string_view name = trimmed(cells[*typeColumn_]);
    for (const auto& plan : types_)
        if (base::equalsIgnoringCase(plan.type->name, name)) return {&plan, true};
    return {nullptr, system_->findObjectType(name) != nullptr};
}

std::string FilePlan::externalIdOf(const TypePlan& type,
                                   std::span<const std::string_view> cells) const {
    if (type.externalId.column >= cells.size()) return {};
    const std::string_view cell = cells[type.externalId.column];
    if (trimmed(cell).empty() || checkText(cell) != TextFault::None) return {};
    if (type.externalId.type == schema::AttributeType::Text) return std::string{cell};
    const auto value = valueOf(type.externalId.type, cell, format_.decimalPoint);
    return value ? schema::displayText(type.externalId.type, *value) : std::string{};
}

const TypePlan* FilePlan::find(std::int32_t objectTypeId) const {
    const auto at = std::ranges::find_if(
        types_, [&](const TypePlan& plan) { return plan.type->id == objectTypeId; });
    return at == types_.end() ? nullptr : &*at;
}

}  // namespace jim::connectors::csv::impl
