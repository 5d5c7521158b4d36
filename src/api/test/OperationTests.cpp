#include "api/Routes.hpp"
#include "api/documentation/Documentation.hpp"
#include "api/impl/Router.hpp"
#include "api/operation/Paging.hpp"
#include "api/operation/Reply.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>

namespace jim::api {
namespace {

using operation::Json;

TEST(JsonTests, WritesWhatItRead) {
    const std::string text =
        R"({"a":[1,-2,3.5,true,false,null,"q\"\\\n\r\t\u0001é"],"b":{},"c":[]})";
    const auto read = operation::parseJson(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->serialised(), text);
    EXPECT_EQ(*read->find("A")->items()->front().integer(), 1);
    EXPECT_EQ(read->find("x"), nullptr);
    EXPECT_EQ(Json{}.find("x"), nullptr);
}

TEST(JsonTests, RefusesWhatIsNotJson) {
    for (const auto* bad : {"", "{", "{'a':1}", "[1,]", "nul", "01", "\"\\x\"", "\"\xff\"", "{}{}"})
        EXPECT_FALSE(operation::parseJson(bad)) << bad;
    EXPECT_TRUE(operation::parseJson(std::string(32, '[') + std::string(32, ']')));
    EXPECT_FALSE(operation::parseJson(std::string(33, '[') + std::string(33, ']')));
    EXPECT_TRUE(operation::parseJson("18446744073709551615 \n"));
}

TEST(JsonTests, DomainValuesTakeTheirInterfaceForm) {
    EXPECT_EQ(Json{base::Timestamp{0}}.serialised(), R"("1970-01-01T00:00:00.000000Z")");
    EXPECT_EQ(Json{std::chrono::microseconds{90'000'000}}.serialised(), R"("00:01:30")");
    EXPECT_EQ(Json{std::optional<int>{}}.serialised(), "null");
    EXPECT_EQ(Json{std::vector<std::string>({"a", "b"})}.serialised(), R"(["a","b"])");
    EXPECT_EQ(Json::raw("1.50").serialised(), "1.50");
    EXPECT_EQ(Json{1.0 / 0.0}.serialised(), "null");
    Json object = Json::object().set("a", 1);
    object.replace("a", 2).replace("b", 3);
    EXPECT_EQ(object.serialised(), R"({"a":2,"b":3})");
}

TEST(ReplyTests, EveryKindOfErrorHasOneStatusAndCode) {
    using enum base::ErrorKind;
    const std::pair<base::ErrorKind, int> expected[] = {
        {InvalidInput, 400}, {InvalidState, 400}, {NotFound, 404},    {Conflict, 409},
        {Unauthorised, 401}, {Forbidden, 403},    {Unavailable, 503}, {Cancelled, 503},
        {Fenced, 409},       {External, 502},     {Internal, 500},
    };
    for (const auto& [kind, status] : expected) {
        const auto body = operation::toErrorBody({kind, "words", "secret detail", {}});
        EXPECT_EQ(body.status, status);
        EXPECT_FALSE(body.code.empty());
        const auto reply = operation::errorReply(body, {});
        EXPECT_EQ(reply.body.find("secret"), std::string::npos);
        EXPECT_EQ(reply.headers.empty(), status != 503);
    }
}

Json::Array people() {
    Json::Array items;
    for (const auto& [name, age] : {std::pair{"Zoe", 30}, {"adam", 25}, {"Bea", 30}})
        items.push_back(Json::object().set("name", name).set("age", age).set("old", age > 26));
    return items;
}

std::string namesOn(const operation::Page& page) {
    std::string names;
    for (const auto& item : *operation::pageOf(people(), page).find("items")->items())
        names += *item.find("name")->text() + ' ';
    return names;
}

TEST(PagingTests, SortsFiltersAndCuts) {
    EXPECT_EQ(namesOn({}), "Zoe adam Bea ");
    EXPECT_EQ(namesOn({.sortBy = "NAME"}), "adam Bea Zoe ");
    EXPECT_EQ(namesOn({.sortBy = "age", .descending = true}), "Zoe Bea adam ");
    EXPECT_EQ(namesOn({.sortBy = "nothing", .descending = true}), "Zoe adam Bea ");
    EXPECT_EQ(namesOn({.filter = "name:eq:ADAM"}), "adam ");
    EXPECT_EQ(namesOn({.filter = "name:contains:e"}), "Zoe Bea ");
    EXPECT_EQ(namesOn({.filter = "name:startswith:b"}), "Bea ");
    EXPECT_EQ(namesOn({.filter = "name:endswith:M"}), "adam ");
    EXPECT_EQ(namesOn({.filter = "name:ne:bea"}), "Zoe adam ");
    EXPECT_EQ(namesOn({.filter = "age:gt:25"}), "Zoe Bea ");
    EXPECT_EQ(namesOn({.filter = "age:gte:30"}), "Zoe Bea ");
    EXPECT_EQ(namesOn({.filter = "age:lt:30"}), "adam ");
    EXPECT_EQ(namesOn({.filter = "age:lte:25"}), "adam ");
    EXPECT_EQ(namesOn({.filter = "age:ne:25"}), "Zoe Bea ");
    EXPECT_EQ(namesOn({.filter = "old:eq:true"}), "Zoe Bea ");
    EXPECT_EQ(namesOn({.filter = "old:ne:true"}), "adam ");
    for (const auto* ignored : {"name", "name:eq", "x:eq:1", "name:gt:a", "age:eq:x", "age:in:1",
                                "old:eq:maybe", "old:gt:true"})
        EXPECT_EQ(namesOn({.filter = ignored}), "Zoe adam Bea ") << ignored;
    EXPECT_EQ(namesOn({.number = 2, .size = 2}), "Bea ");
    EXPECT_EQ(namesOn({.number = 3, .size = 2}), "");
    const Json page = operation::pageOf(people(), {.number = 2, .size = 2});
    EXPECT_EQ(*page.find("totalCount")->integer(), 3);
    EXPECT_EQ(*page.find("totalPages")->integer(), 2);
    EXPECT_FALSE(*page.find("hasNextPage")->boolean());
    EXPECT_TRUE(*page.find("hasPreviousPage")->boolean());
}

TEST(RoutesTests, EachIsDeclaredOnceAndWhole) {
    std::set<std::string> seen;
    for (const auto& route : allRoutes()) {
        const std::string name = std::string{toText(route.method)} + ' ' + std::string{route.path};
        EXPECT_TRUE(seen.insert(name).second) << name;
        EXPECT_TRUE(route.path.starts_with('/')) << name;
        EXPECT_TRUE(route.summary.ends_with('.')) << name;
        EXPECT_FALSE(route.successes.empty()) << name;
        EXPECT_TRUE(route.run || route.stream) << name;
        EXPECT_NO_FATAL_FAILURE((void)operation::parseFields(route.query)) << name;
        EXPECT_NO_FATAL_FAILURE((void)operation::parseFields(route.body)) << name;
    }
}

/// What reads its source again, or selects of what was read, asks for no reason.
bool asksForNoReason(std::string_view path) {
    static constexpr std::string_view kSystem = "/synchronisation/connected-systems/{cs:int}/";
    if (!path.starts_with(kSystem)) return false;
    path.remove_prefix(kSystem.size());
    return std::ranges::any_of(
        std::array{"clear", "import-", "containers/", "partitions/", "object-types/"},
        [&](std::string_view first) { return path.starts_with(first); });
}

/// Whoever reads the OpenAPI document sees where it can be said why something is changed.
TEST(RoutesTests, ChangesOfTheConfigurationDeclareTheirReason) {
    for (const auto& route : allRoutes()) {
        const bool changes = route.method != operation::Method::Get &&
                             route.access.level() == access::Level::Administrator;
        if (!changes || asksForNoReason(route.path)) continue;
        const auto declared = std::string{route.query} + ", " + std::string{route.body};
        EXPECT_NE(declared.find("changeReason?"), std::string::npos)
            << toText(route.method) << ' ' << route.path;
    }
}

/// Every `$ref` below `value` names something there is.
void expectReferences(const Json& value, const Json& document) {
    if (const auto* members = value.members()) {
        for (const auto& member : *members) {
            if (member.name == "$ref") {
                const Json* at = &document;
                std::string path = member.value.text()->substr(2);
                for (std::size_t end = 0; at && end != std::string::npos;) {
                    end = path.find('/');
                    at = at->find(path.substr(0, end));
                    path = end == std::string::npos ? "" : path.substr(end + 1);
                }
                EXPECT_NE(at, nullptr) << *member.value.text();
            }
            expectReferences(member.value, document);
        }
    }
    if (const auto* items = value.items())
        for (const auto& item : *items) expectReferences(item, document);
}

/// `/api/v1/x/{id}` of the document for `/x/{id:int}` of a route.
std::string documentPath(std::string_view path) {
    std::string out = "/api/v1";
    bool kind = false;
    for (const char c : path) {
        kind = c == '}' ? false : kind || c == ':';
        if (!kind) out += c;
    }
    return out;
}

TEST(DocumentationTests, TheDocumentHasEveryRouteAndHoldsTogether) {
    const auto routes = allRoutes();
    const auto document =
        operation::parseJson(documentation::openApi(routes, allSchemas()).serialised());
    ASSERT_TRUE(document) << document.error().message;
    EXPECT_EQ(*document->find("openapi")->text(), "3.1.0");
    EXPECT_NE(document->find("info")->find("title"), nullptr);
    expectReferences(*document, *document);
    std::size_t operations = 0;
    for (const auto& path : *document->find("paths")->members())
        operations += path.value.members()->size();
    EXPECT_EQ(operations, routes.size());
    std::set<std::string> ids;
    for (const auto& route : routes) {
        const Json* path = document->find("paths")->find(documentPath(route.path));
        ASSERT_NE(path, nullptr) << route.path;
        const Json* entry = path->find(toText(route.method));
        ASSERT_NE(entry, nullptr) << route.path;
        EXPECT_TRUE(ids.insert(*entry->find("operationId")->text()).second) << route.path;
        EXPECT_EQ(*entry->find("x-minimum-role")->text(), toText(route.access.level()));
        EXPECT_NE(entry->find("responses")->find("default"), nullptr);
        EXPECT_EQ(entry->find("requestBody") != nullptr, !route.body.empty());
    }
}

TEST(DocumentationTests, ThePageForPeopleHasEveryRoute) {
    const auto routes = allRoutes();
    const auto page = documentation::page(routes, allSchemas());
    for (const auto& route : routes)
        EXPECT_NE(page.find("/api/v1" + std::string{route.path}), std::string::npos);
}

TEST(DocumentationTests, TheReferenceInTheTreeIsTheRoutes) {
    const auto* const path = "docs/reference/rest-routes.md";
    const std::string expected = documentation::markdown(allRoutes());
    if (std::getenv("JIM_WRITE_REFERENCE") != nullptr) std::ofstream{path} << expected;
    std::ifstream file{path, std::ios::binary};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_TRUE(page == expected)
        << "Run: JIM_WRITE_REFERENCE=1 api_tests --gtest_filter='*Reference*'";
}

}  // namespace
}  // namespace jim::api
