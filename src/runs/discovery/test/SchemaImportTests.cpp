#include "runs/discovery/SchemaImport.hpp"

#include <gtest/gtest.h>

namespace jim::runs::discovery {
namespace {

using connectors::DiscoveredSchema;
using identity::connected_system::ConnectedSystem;
using identity::schema::AttributeType;
using identity::schema::Plurality;

DiscoveredSchema people() {
    return {{{"person",
              {{"id", AttributeType::Number, Plurality::SingleValued, true, 0},
               {"name", AttributeType::Text, Plurality::SingleValued, false, 1},
               {"skills", AttributeType::Text, Plurality::MultiValued, false, 2}}}},
            {}};
}

ConnectedSystem imported(const DiscoveredSchema& schema) {
    ConnectedSystem system;
    merge(system, schema, base::Timestamp{5});
    std::int32_t next = 1;
    for (auto& type : system.objectTypes) {
        type.id = next++;
        for (auto& attribute : type.attributes) attribute.id = next++;
    }
    return system;
}

TEST(SchemaImportTests, TheFirstImportSelectsTheOnlyTypeAndItsSuggestedId) {
    const auto system = imported(people());
    ASSERT_EQ(system.objectTypes.size(), 1U);
    const auto& type = system.objectTypes.front();
    EXPECT_TRUE(type.selected);
    EXPECT_EQ(type.created, base::Timestamp{5});
    ASSERT_NE(type.externalId(), nullptr);
    EXPECT_EQ(type.externalId()->name, "id");
    EXPECT_TRUE(type.externalId()->selected);
    EXPECT_FALSE(type.attributes[1].selected);
}

TEST(SchemaImportTests, OfSeveralTypesNoneIsSelected) {
    auto schema = people();
    schema.objectTypes.push_back({"group", {}});
    const auto system = imported(schema);
    EXPECT_EQ(system.objectTypes[0].name, "group");
    EXPECT_FALSE(system.objectTypes[0].selected);
    EXPECT_FALSE(system.objectTypes[1].selected);
}

TEST(SchemaImportTests, WhatIsKnownKeepsWhatAdministratorsMadeOfIt) {
    auto system = imported(people());
    auto& name = system.objectTypes[0].attributes[1];
    system.objectTypes[0].attributes[0].isExternalId = false;
    name.isExternalId = name.selected = true;
    name.type = AttributeType::LongNumber;
    name.typeSetByAdministrator = true;
    const auto nameId = name.id;

    auto schema = people();
    schema.objectTypes[0].name = "Person";
    schema.objectTypes[0].attributes[0].type = AttributeType::Text;
    std::swap(schema.objectTypes[0].attributes[0], schema.objectTypes[0].attributes[1]);
    merge(system, schema, base::Timestamp{9});
    const auto& type = system.objectTypes[0];
    EXPECT_EQ(type.id, 1);
    EXPECT_EQ(type.name, "Person");
    EXPECT_EQ(type.attributes[0].id, nameId);
    EXPECT_EQ(type.attributes[0].type, AttributeType::LongNumber);
    EXPECT_TRUE(type.attributes[0].isExternalId);
    EXPECT_EQ(type.attributes[1].type, AttributeType::Text);
    EXPECT_FALSE(type.attributes[1].isExternalId);
    EXPECT_EQ(type.attributes[1].created, base::Timestamp{5});
}

TEST(SchemaImportTests, TheDifferenceNamesEverythingThatWouldChange) {
    const auto system = imported(people());
    EXPECT_FALSE(difference(system, people()).hasChanges());

    auto schema = people();
    auto& attributes = schema.objectTypes[0].attributes;
    attributes[0].type = AttributeType::Text;
    attributes[2].plurality = Plurality::SingleValued;
    attributes[1].name = "fullName";
    schema.objectTypes.push_back({"group", {{"cn"}}});
    const auto changes = difference(system, schema);
    EXPECT_TRUE(changes.hasRemovalsOrChanges());
    EXPECT_EQ(changes.addedTypes, std::vector<std::string>{"group"});
    EXPECT_EQ(changes.updatedTypes, std::vector<std::string>{"person"});
    EXPECT_EQ(changes.addedAttributes.at("person"), std::vector<std::string>{"fullName"});
    EXPECT_EQ(changes.addedAttributes.at("group"), std::vector<std::string>{"cn"});
    EXPECT_EQ(changes.removedAttributes.at("person"), std::vector<std::string>{"name"});
    ASSERT_EQ(changes.changedAttributes.at("person").size(), 2U);
    EXPECT_EQ(changes.changedAttributes.at("person")[0].after, "Text");
    EXPECT_EQ(changes.changedAttributes.at("person")[1].aspect, "plurality");
    EXPECT_EQ(difference(system, {}).removedTypes, std::vector<std::string>{"person"});
}

}  // namespace
}  // namespace jim::runs::discovery
