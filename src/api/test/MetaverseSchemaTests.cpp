#include "api/test/SampleFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

namespace schema = identity::schema;
using identity::connector_space::MvoId;
using runs::run_profile::Session;

constexpr std::string_view kTypes = "/metaverse/object-types";
constexpr std::string_view kAttributes = "/metaverse/attributes";

class MetaverseSchemaTests : public SampleFixture {
protected:
    static std::string typePath(std::int64_t id) { return fmt::format("{}/{}", kTypes, id); }
    static std::string attributePath(std::int64_t id) {
        return fmt::format("{}/{}", kAttributes, id);
    }
    std::int64_t makeAttribute(std::string_view name, std::string_view type = "Text") {
        const auto made = post(kAttributes, fmt::format(R"({{"name":"{}","type":"{}",)"
                                                        R"("objectTypeIds":[{}]}})",
                                                        name, type, metaverseType("User")));
        EXPECT_EQ(made.status, 201) << made.body.serialised();
        return made.integer("id");
    }
    Answer change(std::int64_t attribute, std::string_view type, std::string_view plurality) {
        return send(Method::Patch, attributePath(attribute) + "/schema",
                    fmt::format(R"({{"type":"{}","attributePlurality":"{}"}})", type, plurality));
    }
};

TEST_F(MetaverseSchemaTests, BuiltInTypesAreListedByName) {
    const auto page = get(kTypes);
    EXPECT_EQ(page.integer("totalCount"), 2);
    EXPECT_EQ(page.text("items.0.name"), "Group");
    EXPECT_EQ(page.text("items.1.pluralName"), "Users");
    EXPECT_TRUE(*page.at("items.1.builtIn").boolean());
    EXPECT_GT(page.integer("items.1.attributesCount"), 60);
    EXPECT_EQ(get(fmt::format("{}?filter=name:eq:user", kTypes)).integer("totalCount"), 1);
    const auto user = get(typePath(metaverseType("User")));
    EXPECT_EQ(user.at("attributes").items()->size(),
              static_cast<std::size_t>(page.integer("items.1.attributesCount")));
}

TEST_F(MetaverseSchemaTests, TypesLiveThroughTheirLife) {
    const auto made =
        post(kTypes, fmt::format(R"({{"name":"Room","pluralName":"Rooms","icon":"door",)"
                                 R"("attributeIds":[{0},{0}],)"
                                 R"("deletionRule":"WhenAuthoritativeSourceDisconnected",)"
                                 R"("deletionTriggerMode":"AllSourcesDisconnect",)"
                                 R"("deletionGracePeriod":"30.00:00:00",)"
                                 R"("deletionTriggerConnectedSystemIds":[{1},{1}]}})",
                                 metaverseAttribute("Display Name"), system_.id));
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    EXPECT_EQ(made.at("attributes").items()->size(), 1U);
    EXPECT_EQ(made.text("deletionGracePeriod"), "30.00:00:00");
    EXPECT_EQ(made.at("deletionTriggerConnectedSystemIds").items()->size(), 1U);
    const auto path = typePath(made.integer("id"));
    EXPECT_EQ(made.header("Location"), "/api/v1" + path);
    EXPECT_EQ(get(path).body.serialised(), made.body.serialised());
    const auto changed = put(path, R"({"name":"Chamber","deletionGracePeriod":"00:00:00",)"
                                   R"("deletionRule":"Manual"})");
    EXPECT_EQ(changed.text("name"), "Chamber");
    EXPECT_EQ(changed.text("pluralName"), "Rooms");
    EXPECT_TRUE(changed.at("deletionGracePeriod").isNull());
    EXPECT_EQ(changed.text("deletionRule"), "Manual");
    EXPECT_EQ(lastActivity("MetaverseObjectType").integer("totalCount"), 2);
}

TEST_F(MetaverseSchemaTests, TypesThatCannotBeAreRefused) {
    EXPECT_EQ(post(kTypes).status, 400);
    EXPECT_EQ(post(kTypes, R"({"name":"user","pluralName":"x"})").status, 400);
    EXPECT_EQ(post(kTypes, R"({"name":"x","pluralName":"x","attributeIds":[9999]})").status, 400);
    EXPECT_EQ(post(kTypes, R"({"name":"x","pluralName":"x","deletionRule":"Never"})").status, 400);
    EXPECT_EQ(
        post(kTypes, R"({"name":"x","pluralName":"x","deletionGracePeriod":"-1.00:00:00"})").status,
        400);
    EXPECT_EQ(post(kTypes, R"({"name":"x","pluralName":"x",)"
                           R"("deletionTriggerConnectedSystemIds":[99]})")
                  .status,
              400);
    const auto user = typePath(metaverseType("User"));
    EXPECT_EQ(put(user, R"({"name":"Person"})").status, 400);
    EXPECT_EQ(put(user, R"({"name":"User","deletionRule":"Manual"})").status, 200);
    EXPECT_EQ(get(typePath(99)).status, 404);
    EXPECT_EQ(put(typePath(99), "{}").status, 404);
}

TEST_F(MetaverseSchemaTests, AttributesLiveThroughTheirLife) {
    EXPECT_GT(get(kAttributes).integer("totalCount"), 80);
    const auto id = makeAttribute("Badge", "Number");
    const auto path = attributePath(id);
    const auto made = get(path);
    EXPECT_EQ(made.text("type"), "Number");
    EXPECT_EQ(made.text("attributePlurality"), "SingleValued");
    EXPECT_EQ(made.text("objectTypes.0.name"), "User");
    const auto row = get(fmt::format("{}?filter=name:eq:badge", kAttributes));
    EXPECT_EQ(row.text("items.0.metaverseObjectTypes.0.value"), "User");

    const auto changed = send(Method::Patch, path,
                              R"({"name":"Pass","renderingHint":"Table","standardMappings":[)"
                              R"({"standard":"Ldap","counterpartName":"pass","notes":"n"}]})");
    EXPECT_EQ(changed.status, 200) << changed.body.serialised();
    EXPECT_EQ(changed.text("name"), "Pass");
    EXPECT_EQ(changed.text("renderingHint"), "Table");
    EXPECT_EQ(changed.text("standardMappings.0.counterpartName"), "pass");
    EXPECT_EQ(change(id, "Text", "MultiValued").text("attributePlurality"), "MultiValued");

    const auto group = fmt::format("{}/object-types/{}", path, metaverseType("Group"));
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(post(group, "").at("objectTypes").items()->size(), 2U) << "again is no harm";
    EXPECT_EQ(lastActivity("MetaverseAttribute").integer("totalCount"), 3);
}

TEST_F(MetaverseSchemaTests, AttributesThatCannotBeAreRefused) {
    const auto id = makeAttribute("Badge");
    EXPECT_EQ(post(kAttributes, R"({"name":"BADGE","type":"Text"})").status, 409);
    EXPECT_EQ(post(kAttributes, R"({"name":"BADGE","type":"Text"})").text("code"), "CONFLICT");
    EXPECT_EQ(post(kAttributes, R"({"name":"x"})").status, 400);
    EXPECT_EQ(post(kAttributes, R"({"name":"x","type":"NotSet"})").status, 400);
    EXPECT_EQ(post(kAttributes, R"({"name":"x","type":"Text","objectTypeIds":[99]})").status, 400);
    const auto path = attributePath(id);
    EXPECT_EQ(send(Method::Patch, path, R"({"name":"display name"})").status, 409);
    EXPECT_EQ(send(Method::Patch, path, R"({"standardMappings":["x",{"standard":"X"}]})").status,
              400);
    const auto builtIn = metaverseAttribute("Display Name");
    EXPECT_EQ(send(Method::Patch, attributePath(builtIn), R"({"name":"Name"})").status, 400);
    EXPECT_EQ(change(builtIn, "Number", "SingleValued").status, 400);
    EXPECT_EQ(change(builtIn, "Text", "SingleValued").status, 200);
    EXPECT_EQ(send(Method::Patch, path + "/schema", R"({"type":"Text"})").status, 400);
    EXPECT_EQ(get(attributePath(9999)).status, 404);
    EXPECT_EQ(send(Method::Patch, attributePath(9999), "{}").status, 404);
    EXPECT_EQ(change(9999, "Text", "SingleValued").status, 404);
    EXPECT_EQ(post(path + "/object-types/99", "").status, 404);
    EXPECT_EQ(post(attributePath(9999) + "/object-types/1", "").status, 404);
}

TEST_F(MetaverseSchemaTests, AnAttributeInUseKeepsItsType) {
    const auto mapped = makeAttribute("Mapped");
    const auto computed = makeAttribute("Computed");
    const auto matched = makeAttribute("Matched");
    const auto held = makeAttribute("Held");
    const auto mappings = fmt::format("/synchronisation/sync-rules/{}/mappings", makeRule("In"));
    EXPECT_EQ(post(mappings, fmt::format(R"({{"targetMetaverseAttributeId":{},)"
                                         R"("sources":[{{"expression":"mv[\"Computed\"]"}}]}})",
                                         mapped))
                  .status,
              201);
    EXPECT_EQ(post(fmt::format("/synchronisation/connected-systems/{}/matching-rules", system_.id),
                   fmt::format(R"({{"connectedSystemObjectTypeId":{},"metaverseObjectTypeId":{},)"
                               R"("targetMetaverseAttributeId":{},)"
                               R"("sources":[{{"connectedSystemAttributeId":{}}}]}})",
                               system_.objectTypes.front().id, metaverseType("User"), matched,
                               systemAttribute("id")))
                  .status,
              201);
    write([&](Session& session) -> base::Status {
        identity::metaverse::MetaverseChanges changes;
        changes.inserted.resize(1);
        auto& object = changes.inserted.front();
        object.id = MvoId{1};
        object.objectTypeId = metaverseType("User");
        object.document = schema::encode(
            {{static_cast<std::int32_t>(held), schema::AttributeType::Text, 0, {"x"}}});
        return session.metaverse().apply(changes);
    });
    for (const auto id : {mapped, computed, matched, held}) {
        const auto answer = change(id, "Number", "SingleValued");
        EXPECT_EQ(answer.status, 409) << answer.body.serialised();
    }
    EXPECT_EQ(change(held, "Text", "SingleValued").status, 200);
    // The expression names it, so it keeps its name too, but for its case.
    EXPECT_EQ(send(Method::Patch, attributePath(computed), R"({"name":"Other"})").status, 409);
    EXPECT_EQ(send(Method::Patch, attributePath(computed), R"({"name":"COMPUTED"})").status, 200);
    EXPECT_EQ(send(Method::Patch, attributePath(matched), R"({"name":"Other"})").status, 200);
}

}  // namespace
}  // namespace jim::api
