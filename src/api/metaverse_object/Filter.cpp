#include "api/metaverse_object/Filter.hpp"

#include "api/operation/Reader.hpp"

namespace jim::api::metaverse_object {

using namespace operation;
using identity::metaverse::MetaverseSchema;
using identity::metaverse::MvoFilter;

base::Result<MvoFilter> readFilter(const Call& call, const MetaverseSchema& schema) {
    Reader query = Reader::ofQuery(call);
    MvoFilter filter;
    filter.objectTypeId = query.integer("objectTypeId");
    filter.search = query.text("search", {0, 500}).value_or("");
    const auto name = query.text("filterAttributeName", {0, 200});
    const auto value = query.text("filterAttributeValue", {0, 4000});
    if (name.has_value() != value.has_value())
        query.problem(name ? "filterAttributeValue" : "filterAttributeName",
                      "A filter is the name of an attribute and its value.");
    if (name) {
        const auto* attribute = schema.findAttribute(std::string_view{*name});
        if (attribute == nullptr)
            query.problem("filterAttributeName", "There is no metaverse attribute of this name.");
        else
            filter.attribute = attribute->id;
        filter.attributeValue = value.value_or("");
    }
    JIM_TRY(query.finish());
    return filter;
}

}  // namespace jim::api::metaverse_object
