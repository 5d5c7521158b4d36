#include "api/test/ApiFixture.hpp"
#include "identity/schema/ChangeSet.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

namespace cs = identity::connector_space;
namespace schema = identity::schema;
using schema::AttributeType;

/// A system with objects in its connector space, put there as an import would.
class ConnectorSpaceTests : public ApiFixture {
protected:
    ConnectorSpaceTests() {
        system_ = static_cast<std::int32_t>(makeSystem("HR", "id,name,skills,boss\n1,Ann,a|b,2\n"));
        const auto types = get(path("/object-types"));
        type_ = static_cast<std::int32_t>(types.integer("0.id"));
        const auto attributes = types.at("0.attributes");
        for (const auto& attribute : *attributes.items())
            ids_[*attribute.find("name")->text()] =
                static_cast<std::int32_t>(*attribute.find("id")->integer());
        store_ = session();
    }

    [[nodiscard]] std::string path(std::string_view rest) const {
        return fmt::format("/synchronisation/connected-systems/{}{}", system_, rest);
    }

    cs::ConnectorSpaceObject object(std::int64_t id, std::string_view externalId,
                                    std::string_view name, std::size_t skills = 0) {
        std::vector<schema::AttributeValues> values{
            {ids_["name"], AttributeType::Text, 0, {std::string{name}}}};
        schema::AttributeValues many{ids_["skills"], AttributeType::Text, 0, {}};
        for (std::size_t i = 0; i < skills; ++i) many.values.push_back(fmt::format("skill {}", i));
        values.push_back(std::move(many));
        cs::ConnectorSpaceObject result;
        result.id = cs::CsoId{id};
        result.systemId = system_;
        result.objectTypeId = type_;
        result.externalId = externalId;
        result.displayName = name;
        result.document = schema::encode(std::move(values));
        result.created = clock_.now() + std::chrono::seconds{id};
        result.updated = result.created;
        return result;
    }

    void apply(const cs::ConnectorSpaceChanges& changes) {
        ASSERT_TRUE(
            store_->transactions().write([&] { return store_->connectorSpace().apply(changes); }));
    }

    [[nodiscard]] std::string guid(std::uint16_t kind, std::int64_t id) const {
        return base::toText(base::sequenceGuid(sessions_->guidSpace(), kind, id));
    }

    void fill() {
        cs::ConnectorSpaceChanges changes;
        changes.inserted = {object(1, "1", "Ann", 120), object(2, "2", "Bob"),
                            object(3, "3", "Cy")};
        changes.inserted[2].status = cs::CsoStatus::PendingProvisioning;
        changes.inserted[2].externalId.clear();
        changes.addedReferences = {{cs::CsoId{1}, ids_["boss"], "2", cs::CsoId{2}},
                                   {cs::CsoId{2}, ids_["boss"], "99", std::nullopt}};
        identity::metaverse::MetaverseObject mvo;
        mvo.id = cs::MvoId{7};
        mvo.objectTypeId = 1;
        mvo.displayName = "Ann Metaverse";
        mvo.document = schema::encode({});
        const auto now = clock_.now();
        changes.joined = {{cs::CsoId{1}, cs::MvoId{7}, cs::JoinType::Projected, now, system_},
                          {cs::CsoId{3}, cs::MvoId{7}, cs::JoinType::Provisioned, now, system_}};
        ASSERT_TRUE(store_->transactions().write([&]() -> base::Status {
            identity::metaverse::MetaverseChanges metaverse;
            metaverse.inserted.push_back(mvo);
            JIM_TRY(store_->metaverse().apply(metaverse));
            return store_->connectorSpace().apply(changes);
        }));
    }

    void expectExport() {
        cs::PendingExport pending;
        pending.id = cs::PendingExportId{5};
        pending.systemId = system_;
        pending.cso = cs::CsoId{2};
        pending.source = cs::MvoId{7};
        pending.changes = schema::encodeChanges(
            {{ids_["name"], AttributeType::Text, {"Bob"}, {"Robert"}},
             {ids_["skills"], AttributeType::Text, {"old"}, {"new", "newer"}}});
        pending.created = clock_.now();
        cs::PendingExportChanges changes;
        changes.inserted = {pending};
        changes.addedReferences = {{pending.id, ids_["boss"], cs::CsoId{1}, true},
                                   {pending.id, ids_["boss"], cs::CsoId{3}, true}};
        ASSERT_TRUE(
            store_->transactions().write([&] { return store_->pendingExports().apply(changes); }));
    }

    std::int32_t system_ = 0;
    std::int32_t type_ = 0;
    std::map<std::string, std::int32_t> ids_;
    std::unique_ptr<runs::run_profile::Session> store_;
};

TEST_F(ConnectorSpaceTests, ObjectsAreListedFilteredAndCounted) {
    fill();
    const auto all = get(path("/connector-space"));
    ASSERT_EQ(all.integer("totalCount"), 3);
    EXPECT_EQ(all.text("items.2.displayName"), "Ann");
    EXPECT_EQ(all.text("items.2.externalIdAttributeName"), "id");
    EXPECT_EQ(all.text("items.2.joinType"), "Projected");
    EXPECT_EQ(all.text("items.0.pendingDisplayName"), "Cy");
    const auto total = [&](std::string_view query) {
        return get(path(fmt::format("/connector-space?{}", query))).integer("totalCount");
    };
    EXPECT_EQ(total("search=bO"), 1);
    EXPECT_EQ(total("status=pendingprovisioning"), 1);
    EXPECT_EQ(total("status=Normal&status=Obsolete"), 2);
    EXPECT_EQ(total("joinType=NotJoined"), 1);
    EXPECT_EQ(total("joinType=1"), 1);
    EXPECT_EQ(total(fmt::format("objectTypeId={}", type_)), 3);
    EXPECT_EQ(get(path("/connector-space?sortDescending=false")).text("items.0.displayName"),
              "Ann");
    EXPECT_EQ(get(path("/connector-space?status=Strange")).status, 400);
    EXPECT_EQ(get(path("/connector-space?pageSize=2")).integer("totalPages"), 2);
    EXPECT_EQ(*get(path("/connector-space/count")).body.integer(), 3);
    EXPECT_EQ(*get(path("/connector-space/count?objectTypeId=99")).body.integer(), 0);
    EXPECT_EQ(*get(path("/connector-space/count?partitionId=1")).body.integer(), 0);
    EXPECT_EQ(*get(path("/connector-space/unresolved-references/count")).body.integer(), 1);
    const auto header = get("/synchronisation/connected-systems");
    EXPECT_EQ(header.integer("items.0.objectCount"), 3);
    EXPECT_EQ(header.integer("items.0.connectorsCount"), 2);
    EXPECT_EQ(get(path("")).integer("objectCount"), 3);
    EXPECT_EQ(get(path("/deletion-preview")).integer("joinedMvoCount"), 2);
}

TEST_F(ConnectorSpaceTests, AnObjectShowsItsValuesCapped) {
    fill();
    const auto ann = get(path("/connector-space/" + guid(cs::kCsoKind, 1)));
    ASSERT_EQ(ann.status, 200) << ann.body.serialised();
    EXPECT_EQ(ann.text("metaverseObjectDisplayName"), "Ann Metaverse");
    EXPECT_EQ(ann.text("metaverseObjectId"), guid(cs::kMvoKind, 7));
    EXPECT_EQ(ann.at("attributeValues").items()->size(), 102U);
    EXPECT_EQ(ann.text("attributeValueSummaries.0.attributeName"), "skills");
    EXPECT_EQ(ann.integer("attributeValueSummaries.0.totalCount"), 120);
    EXPECT_TRUE(*ann.at("attributeValueSummaries.0.hasMore").boolean());
    const auto boss = ann.at("attributeValues.101");
    EXPECT_EQ(*boss.find("referenceValueId")->text(), guid(cs::kCsoKind, 2));
    EXPECT_EQ(*boss.find("stringValue")->text(), "2");

    const auto values = path("/connector-space/" + guid(cs::kCsoKind, 1) + "/attributes/");
    EXPECT_EQ(get(values + "SKILLS/values").integer("totalCount"), 120);
    EXPECT_EQ(get(values + "skills/values?search=SKILL%20119").integer("totalCount"), 1);
    EXPECT_EQ(get(values + "nothing/values").status, 404);
    EXPECT_EQ(get(path("/connector-space/" + guid(cs::kMvoKind, 1))).status, 404);
    EXPECT_EQ(get(path("/connector-space/" + guid(cs::kCsoKind, 42))).status, 404);
    EXPECT_TRUE(get(path("/connector-space/" + guid(cs::kCsoKind, 2)))
                    .at("attributeValueSummaries")
                    .isNull());
}

TEST_F(ConnectorSpaceTests, PendingExportsShowWhatWillChange) {
    fill();
    expectExport();
    const auto list = get(path("/pending-exports"));
    ASSERT_EQ(list.integer("totalCount"), 1) << list.body.serialised();
    EXPECT_EQ(list.text("items.0.changeType"), "Update");
    EXPECT_EQ(list.text("items.0.targetObjectIdentifier"), "2");
    EXPECT_EQ(list.text("items.0.sourceMetaverseObjectDisplayName"), "Ann Metaverse");
    EXPECT_EQ(list.integer("items.0.unresolvedReferenceCount"), 1);
    EXPECT_EQ(*get(path("/pending-exports/count")).body.integer(), 1);
    EXPECT_EQ(*get(path("/pending-exports/count?changeType=Delete")).body.integer(), 0);
    EXPECT_EQ(*get(path("/pending-exports/count?status=pending")).body.integer(), 1);
    EXPECT_EQ(get(path("/pending-exports/count?status=none")).status, 400);
    for (const auto& [filter, found] : {std::pair{"changeType=update", 1},
                                        {"changeType=Delete", 0},
                                        {"status=Pending", 1},
                                        {"status=Failed", 0},
                                        {"status=Pending&changeType=Update&search=2", 1},
                                        {"status=Pending&changeType=Update&search=nobody", 0}})
        EXPECT_EQ(get(path("/pending-exports?") + filter).integer("totalCount"), found) << filter;
    EXPECT_TRUE(*get(path("/connector-space?search=Bob")).at("items.0.hasPendingExport").boolean());

    const auto one = "/synchronisation/pending-exports/" + guid(cs::kPendingExportKind, 5);
    const auto detail = get(one);
    ASSERT_EQ(detail.status, 200) << detail.body.serialised();
    EXPECT_EQ(detail.text("connectedSystemObjectTypeName"), "person");
    EXPECT_EQ(detail.text("sourceMetaverseObjectTypeName"), "User");
    EXPECT_EQ(detail.text("attributeChanges.0.changeType"), "Update");
    EXPECT_EQ(detail.text("attributeChanges.0.stringValue"), "Robert");
    EXPECT_EQ(detail.text("unresolvedReferences.0.reason"), "AwaitingAnchor");
    EXPECT_EQ(detail.text("unresolvedReferences.0.attributeName"), "boss");
    EXPECT_EQ(detail.text("unresolvedReferences.0.referencedMetaverseObjectId"),
              guid(cs::kMvoKind, 7));
    const auto skills = get(one + "/attribute-changes/skills/values");
    EXPECT_EQ(skills.integer("totalCount"), 3);
    EXPECT_EQ(get(one + "/attribute-changes/skills/values?search=old").text("items.0.changeType"),
              "Remove");
    EXPECT_EQ(get(one + "/attribute-changes/id/values").status, 404);
    EXPECT_EQ(get("/synchronisation/pending-exports/" + guid(cs::kCsoKind, 5)).status, 404);
    EXPECT_EQ(get("/synchronisation/pending-exports/" + guid(cs::kPendingExportKind, 6)).status,
              404);
}

TEST_F(ConnectorSpaceTests, ClearingRemovesTheObjectsAndTellsTheTruthBefore) {
    fill();
    expectExport();
    const auto preview = get(path("/deletion-preview"));
    EXPECT_EQ(preview.integer("pendingExportCount"), 1);
    EXPECT_EQ(preview.integer("mvosWithDeletionRuleCount"), 1);
    EXPECT_EQ(post(path("/clear?deleteChangeHistory=false")).status, 200);
    EXPECT_EQ(*get(path("/connector-space/count")).body.integer(), 0);
    EXPECT_EQ(*get(path("/pending-exports/count")).body.integer(), 0);
}

TEST_F(ConnectorSpaceTests, ATypeThatObjectsHoldStays) {
    fill();
    const auto attribute = path(fmt::format("/object-types/{}/attributes/{}", type_, ids_["name"]));
    EXPECT_EQ(put(attribute, R"({"type":"Number"})").text("code"), "BAD_REQUEST");
    writeFile("HR.csv", "");
    EXPECT_EQ(post(path("/import-schema")).status, 400);
}

}  // namespace
}  // namespace jim::api
