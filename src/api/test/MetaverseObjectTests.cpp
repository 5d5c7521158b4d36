#include "api/test/SampleFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

namespace schema = identity::schema;
using identity::connector_space::CsoId;
using identity::connector_space::Join;
using identity::connector_space::JoinType;
using identity::connector_space::kCsoKind;
using identity::connector_space::kMvoKind;
using identity::connector_space::MvoId;
using identity::metaverse::MetaverseChanges;
using identity::metaverse::MetaverseObject;
using runs::run_profile::Session;
using schema::AttributeType;

constexpr std::string_view kObjects = "/metaverse/objects";

/// Two users: Ann (1), with a value of every type, and Bob (2), whose manager she is.
class MetaverseObjectTests : public SampleFixture {
protected:
    MetaverseObjectTests() : rule_(static_cast<std::int32_t>(makeRule("People"))) {
        for (const auto& [name, type] : {std::pair{"Long", "LongNumber"}, {"Rate", "Decimal"}})
            EXPECT_EQ(post("/metaverse/attributes",
                           fmt::format(R"({{"name":"{}","type":"{}"}})", name, type))
                          .status,
                      201);
        MetaverseChanges changes;
        changes.inserted = {userOf(1, "Ann Smith", annsDocument()),
                            userOf(2, "Bob Jones", textDocument("bob%1"))};
        changes.addedReferences = {{MvoId{2}, metaverseAttribute("Manager"), MvoId{1}, rule_}};
        write([&](Session& session) { return session.metaverse().apply(changes); });
    }

    MetaverseObject userOf(std::int64_t id, std::string name, std::string document) {
        MetaverseObject object;
        object.id = MvoId{id};
        object.objectTypeId = metaverseType("User");
        object.displayName = std::move(name);
        object.document = std::move(document);
        object.created = clock_.now() + std::chrono::seconds{id};
        object.updated = object.created;
        return object;
    }

    std::string textDocument(std::string account) {
        return schema::encode({{metaverseAttribute("Account Name"),
                                AttributeType::Text,
                                rule_,
                                {std::move(account)}}});
    }

    std::string annsDocument() {
        using schema::Value;
        return schema::encode(
            {{metaverseAttribute("Account Name"), AttributeType::Text, rule_, {"ann"}},
             {metaverseAttribute("Emails"), AttributeType::Text, rule_, {"a@x", "b@x"}},
             {metaverseAttribute("Employee Number"),
              AttributeType::Number,
              rule_,
              {Value::number(42).bytes}},
             {metaverseAttribute("Long"),
              AttributeType::LongNumber,
              rule_,
              {Value::longNumber(1LL << 40).bytes}},
             {metaverseAttribute("Rate"), AttributeType::Decimal, rule_, {"1.5"}},
             {metaverseAttribute("Employee Start Date"),
              AttributeType::DateTime,
              rule_,
              {Value::dateTime({1'000'000}).bytes}},
             {metaverseAttribute("Account Enabled"),
              AttributeType::Boolean,
              rule_,
              {Value::boolean(true).bytes}},
             {metaverseAttribute("Photo"), AttributeType::Binary, rule_, {"abc"}},
             {metaverseAttribute("objectGUID"),
              AttributeType::Guid,
              99,
              {Value::guid(base::Guid{}).bytes}}});
    }

    std::string idOf(std::int64_t number) {
        return base::toText(base::sequenceGuid(sessions_->guidSpace(), kMvoKind, number));
    }
    Json valueOf(const Answer& object, std::string_view attribute) {
        for (const auto& value : *object.at("attributeValues").items())
            if (*value.find("attributeName")->text() == attribute) return value;
        return Json::object();
    }

    std::int32_t rule_;
};

TEST_F(MetaverseObjectTests, AreListedInTheOrderOfTheirCreation) {
    const auto page = get(kObjects);
    EXPECT_EQ(page.integer("totalCount"), 2);
    EXPECT_EQ(page.text("items.0.displayName"), "Ann Smith");
    EXPECT_EQ(page.text("items.0.type.name"), "User");
    EXPECT_EQ(page.text("items.0.status"), "Normal");
    EXPECT_TRUE(page.at("items.0.attributes").members()->empty());
    EXPECT_EQ(get(fmt::format("{}?sortDirection=desc", kObjects)).text("items.0.displayName"),
              "Bob Jones");
    EXPECT_EQ(get(fmt::format("{}?pageSize=1&page=2", kObjects)).text("items.0.id"), idOf(2));
    EXPECT_TRUE(get(fmt::format("{}?page=9", kObjects)).at("items").items()->empty());
}

TEST_F(MetaverseObjectTests, ShowTheAttributesThatAreAskedFor) {
    const auto all = get(fmt::format("{}?attributes=*", kObjects));
    EXPECT_EQ(all.text("items.0.attributes.Account Name"), "ann");
    EXPECT_EQ(all.at("items.0.attributes.Emails").items()->size(), 2U);
    EXPECT_EQ(all.integer("items.0.attributes.Employee Number"), 42);
    EXPECT_EQ(all.integer("items.0.attributes.Long"), 1LL << 40);
    EXPECT_EQ(*all.at("items.0.attributes.Rate").real(), 1.5);
    EXPECT_EQ(all.text("items.0.attributes.Photo"), "YWJj");
    EXPECT_EQ(all.text("items.1.attributes.Manager"), idOf(1));
    const auto some = get(fmt::format(
        "{}?attributes=account%20name&attributes=Nothing&attributes=Manager", kObjects));
    EXPECT_EQ(some.at("items.0.attributes").members()->size(), 1U);
    EXPECT_EQ(some.at("items.1.attributes").members()->size(), 2U);
}

TEST_F(MetaverseObjectTests, AreFilteredAndCounted) {
    const auto count = [&](std::string_view query) {
        const auto path = fmt::format("{}/count?{}", kObjects, query);
        const auto listed = get(fmt::format("{}?{}", kObjects, query)).integer("totalCount");
        EXPECT_EQ(get(path).integer(""), listed) << query;
        return listed;
    };
    EXPECT_EQ(count(""), 2);
    EXPECT_EQ(count("search=SMITH"), 1);
    EXPECT_EQ(count(fmt::format("objectTypeId={}", metaverseType("Group"))), 0);
    EXPECT_EQ(count("filterAttributeName=account%20NAME&filterAttributeValue=ANN"), 1);
    EXPECT_EQ(count("filterAttributeName=Account%20Name&filterAttributeValue=b%25"), 1);
    EXPECT_EQ(
        get(fmt::format("{}?filterAttributeName=Nope&filterAttributeValue=1", kObjects)).status,
        400);
    EXPECT_EQ(get(fmt::format("{}?filterAttributeValue=1", kObjects)).status, 400);
    EXPECT_EQ(get(fmt::format("{}/count?objectTypeId=x", kObjects)).status, 400);
}

TEST_F(MetaverseObjectTests, ADetailHasEveryValueWithItsContributor) {
    const auto ann = get(fmt::format("{}/{}", kObjects, idOf(1)));
    EXPECT_EQ(ann.status, 200) << ann.body.serialised();
    EXPECT_EQ(ann.text("origin"), "Projected");
    EXPECT_EQ(ann.at("attributeValues").items()->size(), 10U);
    const auto number = valueOf(ann, "Employee Number");
    EXPECT_EQ(*number.find("intValue")->integer(), 42);
    EXPECT_TRUE(number.find("stringValue")->isNull());
    EXPECT_EQ(*number.find("contributedBySystemName")->text(), "HR");
    EXPECT_EQ(*number.find("contributedBySyncRuleName")->text(), "People");
    EXPECT_EQ(*valueOf(ann, "Employee Start Date").find("dateTimeValue")->text(),
              "1970-01-01T00:00:01.000000Z");
    EXPECT_TRUE(*valueOf(ann, "Account Enabled").find("boolValue")->boolean());
    // A rule that has gone since leaves no name.
    EXPECT_TRUE(valueOf(ann, "objectGUID").find("contributedBySyncRuleId")->isNull());
    const auto again = get(fmt::format("{}/{}", kObjects, idOf(1)));
    EXPECT_EQ(again.body.serialised(), ann.body.serialised()) << "value ids stay";

    const auto manager = valueOf(get(fmt::format("{}/{}", kObjects, idOf(2))), "Manager");
    EXPECT_EQ(*manager.find("referenceValueId")->text(), idOf(1));
    EXPECT_EQ(*manager.find("referenceValueDisplayName")->text(), "Ann Smith");
    EXPECT_TRUE(manager.find("stringValue")->isNull());
}

TEST_F(MetaverseObjectTests, ADetailShowsWhatIsJoined) {
    write([&](Session& session) -> base::Status {
        identity::connector_space::ConnectorSpaceChanges changes;
        changes.inserted.resize(1);
        auto& object = changes.inserted.front();
        object.id = CsoId{5};
        object.systemId = system_.id;
        object.objectTypeId = system_.objectTypes.front().id;
        object.externalId = "e1";
        object.document = schema::encode({});
        changes.joined = {Join{CsoId{5}, MvoId{1}, JoinType::Projected, clock_.now(), system_.id}};
        return session.connectorSpace().apply(changes);
    });
    const auto ann = get(fmt::format("{}/{}", kObjects, idOf(1)));
    EXPECT_EQ(ann.text("connectedSystemObjects.0.connectedSystemName"), "HR");
    EXPECT_EQ(ann.text("connectedSystemObjects.0.displayName"), "e1");
    EXPECT_EQ(ann.text("connectedSystemObjects.0.id"),
              base::toText(base::sequenceGuid(sessions_->guidSpace(), kCsoKind, 5)));
}

TEST_F(MetaverseObjectTests, UnknownOnesAreNotFound) {
    EXPECT_EQ(get(fmt::format("{}/{}", kObjects, idOf(99))).status, 404);
    EXPECT_EQ(get("/metaverse/objects/11111111-2222-3333-4444-555555555555").status, 404);
    EXPECT_EQ(get("/metaverse/objects/12").status, 404);
}

}  // namespace
}  // namespace jim::api
