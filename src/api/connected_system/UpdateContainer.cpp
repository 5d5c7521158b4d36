#include "api/connected_system/Lookup.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/operation/Reader.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace jim::api::connected_system {

using namespace operation;

namespace {

constexpr std::string_view kScopes[] = {"Subtree", "OneLevel"};

/// No connector with containers exists yet, so every id is unknown.
base::Result<Reply> runUpdateContainer(Call& call) {
    Reader body = Reader::ofBody(call);
    const auto selected = body.boolean("selected");
    const auto excluded = body.boolean("excluded");
    const auto scope = body.text("scope");
    if (selected.value_or(false) && excluded.value_or(false))
        body.problem("excluded", "A container is selected or excluded, not both.");
    if (scope && std::ranges::none_of(kScopes, [&](std::string_view known) {
            return base::equalsIgnoringCase(known, *scope);
        }))
        body.unknownName("scope", kScopes);
    JIM_TRY(body.finish());
    JIM_TRY(find(call));
    return base::fail(base::notFound("Container", fmt::to_string(call.integer("container"))));
}

}  // namespace

Route updateContainer() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/connected-systems/{cs:int}/containers/{container:int}",
        .access = Level::Administrator,
        .summary = "Selects or excludes a container of a system, where its connector has some.",
        .body = "selected:bool?, excluded:bool?, scope:E:ConnectedSystemContainerScope?",
        .successes = {{200, "Container"}},
        .run = runUpdateContainer,
    };
}

}  // namespace jim::api::connected_system
