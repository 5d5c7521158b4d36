#include "apps/cli/impl/Lookup.hpp"

#include "apps/cli/TerminalText.hpp"
#include "foundation/base/Guid.hpp"

#include <fmt/format.h>

#include <vector>

namespace jim::apps::cli::lookup {
namespace {

constexpr int kMostPages = 1000;  ///< A server that never says it is done must not hold us.

/// All objects of a list, whether the server pages it or sends a bare array.
base::Result<std::vector<json::object>> all(ApiClient& client, std::string_view listPath) {
    std::vector<json::object> objects;
    for (int page = 1; page <= kMostPages; ++page) {
        JIM_ASSIGN(const auto body,
                   client.get(fmt::format("{}?page={}&pageSize=100", listPath, page)));
        JIM_ASSIGN(const auto answer, json::parse(body));
        const auto* envelope = answer.if_object();
        const auto* bare = answer.if_array();
        if (envelope == nullptr && bare == nullptr)
            return base::fail(base::external("The server's answer is no list."));
        for (const auto& entry : bare != nullptr ? *bare : json::list(*envelope, "items"))
            if (const auto* object = entry.if_object()) objects.push_back(*object);
        if (bare != nullptr || !json::flag(*envelope, "hasNextPage")) break;
    }
    return objects;
}

}  // namespace

base::Result<json::object> find(ApiClient& client, std::string_view listPath,
                                std::string_view nameOrId, std::string_view what) {
    JIM_ASSIGN(auto objects, all(client, listPath));
    json::object* byName = nullptr;
    json::object* byId = nullptr;
    for (auto& object : objects) {
        if (json::shown(object, "id") == nameOrId) byId = &object;
        if (!sameName(json::text(object, "name"), nameOrId)) continue;
        if (byName != nullptr)
            return base::fail(base::conflict(
                fmt::format("More than one {} is called '{}'. Use the id: {} or {}.", what,
                            nameOrId, json::shown(*byName, "id"), json::shown(object, "id"))));
        byName = &object;
    }
    if (byName != nullptr) return std::move(*byName);
    if (byId != nullptr) return std::move(*byId);
    std::string names;
    for (const auto& object : objects) {
        constexpr std::size_t kEnough = 200;
        if (names.size() > kEnough) break;
        names += fmt::format("{}'{}'", names.empty() ? "" : ", ", json::text(object, "name"));
    }
    auto error = base::notFound(what, nameOrId);
    error.message += names.empty() ? " There is none at all." : fmt::format(" There is {}.", names);
    return base::fail(std::move(error));
}

base::Result<std::string> guid(std::string_view text, std::string_view what) {
    const auto parsed = base::parseGuid(text);
    if (!parsed)
        return base::fail(
            base::invalidInput("id", fmt::format("'{}' is no id of an {}.", text, what)));
    return base::toText(*parsed);
}

base::Result<std::string> activityId(ApiClient& client, std::string_view text) {
    if (text != "last") return guid(text, "activity");
    JIM_ASSIGN(const auto body, client.get("/activities?pageSize=1&operation=Execute"
                                           "&targetType=ConnectedSystemRunProfile"));
    JIM_ASSIGN(const auto page, json::parseObject(body));
    const auto& items = json::list(page, "items");
    if (items.empty() || !items.front().is_object())
        return base::fail(
            base::Error{base::ErrorKind::NotFound, "No run profile has run yet.", {}, {}});
    return json::text(items.front().get_object(), "id");
}

}  // namespace jim::apps::cli::lookup
