#include "runs/discovery/SchemaImport.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <utility>

namespace jim::runs::discovery {

using connectors::DiscoveredAttribute;
using connectors::DiscoveredObjectType;
using connectors::DiscoveredSchema;
using identity::connected_system::Attribute;
using identity::connected_system::ConnectedSystem;
using identity::connected_system::ObjectType;

namespace {

template <class T>
const T* byName(const std::vector<T>& list, std::string_view name) {
    const auto at = std::ranges::find_if(
        list, [&](const T& each) { return base::equalsIgnoringCase(each.name, name); });
    return at == list.end() ? nullptr : &*at;
}

void compare(const Attribute& stored, const DiscoveredAttribute& found,
             std::vector<AspectChange>& changes) {
    if (!stored.typeSetByAdministrator && stored.type != found.type)
        changes.push_back({stored.name, "type", std::string{toText(stored.type)},
                           std::string{toText(found.type)}});
    if (stored.plurality != found.plurality)
        changes.push_back({stored.name, "plurality", std::string{toText(stored.plurality)},
                           std::string{toText(found.plurality)}});
}

void compare(const ObjectType& stored, const DiscoveredObjectType& found,
             SchemaDifference& result) {
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<AspectChange> changed;
    for (const auto& attribute : found.attributes) {
        if (const auto* known = stored.findAttribute(attribute.name))
            compare(*known, attribute, changed);
        else
            added.push_back(attribute.name);
    }
    for (const auto& attribute : stored.attributes)
        if (byName(found.attributes, attribute.name) == nullptr) removed.push_back(attribute.name);
    if (added.empty() && removed.empty() && changed.empty()) return;
    result.updatedTypes.push_back(stored.name);
    if (!added.empty()) result.addedAttributes[stored.name] = std::move(added);
    if (!removed.empty()) result.removedAttributes[stored.name] = std::move(removed);
    if (!changed.empty()) result.changedAttributes[stored.name] = std::move(changed);
}

Attribute merged(const Attribute* known, const DiscoveredAttribute& found, base::Timestamp now) {
    Attribute attribute;
    if (known != nullptr)
        attribute = *known;
    else
        attribute.created = now;
    attribute.name = found.name;
    attribute.plurality = found.plurality;
    attribute.position = found.position;
    if (!attribute.typeSetByAdministrator) attribute.type = found.type;
    return attribute;
}

void suggestExternalId(ObjectType& type, const DiscoveredObjectType& found) {
    if (type.externalId() != nullptr) return;
    for (std::size_t i = 0; i < found.attributes.size(); ++i) {
        if (!found.attributes[i].suggestedExternalId) continue;
        type.attributes[i].isExternalId = true;
        type.attributes[i].selected = true;
        return;
    }
}

ObjectType merged(const ObjectType* known, const DiscoveredObjectType& found, bool onlyOne,
                  base::Timestamp now) {
    ObjectType type;
    if (known != nullptr) {
        type = *known;
    } else {
        type.created = now;
        type.selected = onlyOne;
    }
    type.name = found.name;
    type.attributes.clear();
    for (const auto& attribute : found.attributes)
        type.attributes.push_back(
            merged(known ? known->findAttribute(attribute.name) : nullptr, attribute, now));
    suggestExternalId(type, found);
    return type;
}

}  // namespace

SchemaDifference difference(const ConnectedSystem& system, const DiscoveredSchema& discovered) {
    SchemaDifference result;
    for (const auto& found : discovered.objectTypes) {
        if (const auto* known = system.findObjectType(found.name)) {
            compare(*known, found, result);
            continue;
        }
        result.addedTypes.push_back(found.name);
        for (const auto& attribute : found.attributes)
            result.addedAttributes[found.name].push_back(attribute.name);
    }
    for (const auto& type : system.objectTypes)
        if (byName(discovered.objectTypes, type.name) == nullptr)
            result.removedTypes.push_back(type.name);
    return result;
}

void merge(ConnectedSystem& system, const DiscoveredSchema& discovered, base::Timestamp now) {
    std::vector<ObjectType> types;
    const bool onlyOne = discovered.objectTypes.size() == 1;
    for (const auto& found : discovered.objectTypes)
        types.push_back(merged(system.findObjectType(found.name), found, onlyOne, now));
    std::ranges::sort(types, {}, &ObjectType::name);
    system.objectTypes = std::move(types);
}

}  // namespace jim::runs::discovery
