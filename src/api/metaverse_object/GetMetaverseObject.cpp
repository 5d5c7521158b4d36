#include "api/metaverse_object/Documents.hpp"
#include "api/metaverse_object/Operations.hpp"

namespace jim::api::metaverse_object {

using namespace operation;
using identity::connector_space::kMvoKind;
using identity::connector_space::MvoId;

namespace {

base::Result<Reply> runGetMetaverseObject(Call& call) {
    const auto missing = base::notFound("Metaverse object", base::toText(call.guid("id")));
    const auto number = call.numberOf(kMvoKind, call.guid("id"));
    if (!number) return base::fail(missing);
    JIM_ASSIGN(const auto detail, call.session().metaverseQueries().object(MvoId{*number}));
    if (!detail) return base::fail(missing);
    JIM_ASSIGN(const auto configuration, synchronisation_rule::load(call));
    return ok(detailOf(call, *detail, configuration));
}

}  // namespace

Route getMetaverseObject() {
    return {
        .method = Method::Get,
        .path = "/metaverse/objects/{id:guid}",
        .access = Level::Reader,
        .summary =
            "Reads a metaverse object with every value, who contributed it, and the "
            "objects of connected systems that are joined to it.",
        .successes = {{200, "MetaverseObject"}},
        .run = runGetMetaverseObject,
    };
}

}  // namespace jim::api::metaverse_object
