#include "api/metaverse_object/Documents.hpp"
#include "api/metaverse_object/Filter.hpp"
#include "api/metaverse_object/Operations.hpp"
#include "api/operation/Paging.hpp"
#include "api/operation/Reader.hpp"

#include <algorithm>

namespace jim::api::metaverse_object {

using namespace operation;
using identity::metaverse::MetaverseSchema;
using identity::metaverse::MvoId;
using identity::metaverse::MvoReferenceDetail;
using identity::schema::AttributeId;
using identity::schema::AttributeType;

namespace {

/// The attributes to show: by name, `*` for all; names that do not exist are left out.
std::set<AttributeId> readAttributes(const Call& call, const MetaverseSchema& schema) {
    std::set<AttributeId> wanted;
    for (const auto& name : Reader::ofQuery(call).texts("attributes")) {
        if (name == "*")
            for (const auto& attribute : schema.attributes) wanted.insert(attribute.id);
        else if (const auto* attribute = schema.findAttribute(std::string_view{name}))
            wanted.insert(attribute->id);
    }
    return wanted;
}

bool hasReferences(const std::set<AttributeId>& wanted, const MetaverseSchema& schema) {
    return std::ranges::any_of(wanted, [&](AttributeId id) {
        return schema.findAttribute(id)->type == AttributeType::Reference;
    });
}

base::Result<Reply> runListMetaverseObjects(Call& call) {
    JIM_ASSIGN(const Page page, readPage(call));
    JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
    JIM_ASSIGN(auto filter, readFilter(call, schema));
    filter.descending = page.descending;
    const auto wanted = readAttributes(call, schema);
    auto& queries = call.session().metaverseQueries();
    JIM_ASSIGN(const auto found, queries.objects(filter, page.request()));
    std::vector<MvoReferenceDetail> references;
    if (hasReferences(wanted, schema)) {
        std::vector<MvoId> owners;
        for (const auto& object : found.items) owners.push_back(object.id);
        JIM_ASSIGN(references, queries.references(owners));
    }
    Json::Array rows;
    for (const auto& object : found.items)
        rows.push_back(headerOf(call, object, references, wanted, schema));
    return ok(envelope(std::move(rows), found.totalCount, page));
}

}  // namespace

Route listMetaverseObjects() {
    return {
        .method = Method::Get,
        .path = "/metaverse/objects",
        .access = Level::Reader,
        .summary =
            "Lists metaverse objects in the order of their creation; `attributes` says "
            "which attributes to show, `*` shows all.",
        .query =
            "page:int=1, pageSize:int=25, sortBy?, sortDirection?=asc, filter?, "
            "attributes*, objectTypeId?:int, search?, filterAttributeName?, "
            "filterAttributeValue?",
        .successes = {{200, "page:MetaverseObjectHeader"}},
        .run = runListMetaverseObjects,
    };
}

}  // namespace jim::api::metaverse_object
