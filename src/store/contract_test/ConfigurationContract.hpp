#pragma once

#include "store/contract_test/Backend.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

/// Connected systems, rules, run profiles, API keys and settings: what administrators make.
class ConfigurationContract : public StoreContract {
protected:
    using ConnectedSystem = identity::connected_system::ConnectedSystem;

    ConnectedSystem saved(const std::string& name) {
        ConnectedSystem system;
        system.name = name;
        system.description = "of people";
        system.created = {7};
        system.maxExportParallelism = 4;
        system.settings[3].text = "file.csv";
        system.settings[4].checkbox = true;
        system.settings[5].integer = 9;
        identity::connected_system::ObjectType type;
        type.name = "person";
        type.selected = true;
        for (const char* attribute : {"id", "Mail", "manager"}) {
            identity::connected_system::Attribute one;
            one.name = attribute;
            one.isExternalId = type.attributes.empty();
            one.position = static_cast<std::int32_t>(type.attributes.size());
            type.attributes.push_back(one);
        }
        system.objectTypes.push_back(type);
        write([&] { return session().connectedSystems().save(system); });
        return system;
    }
};

TEST_P(ConfigurationContract, GivesBackAConnectedSystemWithAllThatIsItsOwn) {
    const ConnectedSystem system = saved("HR");
    EXPECT_GT(system.id, 0);
    const auto found = session().connectedSystems().find(system.id).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "HR");
    EXPECT_EQ(found->created, base::Timestamp{7});
    EXPECT_EQ(found->maxExportParallelism, 4);
    EXPECT_EQ(found->settings.at(3).text, "file.csv");
    EXPECT_EQ(found->settings.at(4).checkbox, true);
    EXPECT_EQ(found->settings.at(5).integer, 9);
    ASSERT_EQ(found->objectTypes.size(), 1U);
    ASSERT_EQ(found->objectTypes[0].attributes.size(), 3U);
    EXPECT_EQ(found->objectTypes[0].attributes[1].name, "Mail");
    EXPECT_TRUE(found->objectTypes[0].attributes[0].isExternalId);
    EXPECT_FALSE(session().connectedSystems().find(system.id + 1).value());
}

TEST_P(ConfigurationContract, ChangesASystemAndDropsWhatIsNoLongerThere) {
    ConnectedSystem system = saved("HR");
    const auto kept = system.objectTypes[0].attributes[2].id;
    system.description = "changed";
    system.settings.erase(3);
    system.objectTypes[0].attributes.erase(system.objectTypes[0].attributes.begin());
    system.objectTypes[0].attributes.push_back({});
    system.objectTypes[0].attributes.back().name = "new";
    write([&] { return session().connectedSystems().save(system); });
    const auto found = session().connectedSystems().find(system.id).value();
    EXPECT_EQ(found->description, "changed");
    EXPECT_FALSE(found->settings.contains(3));
    ASSERT_EQ(found->objectTypes[0].attributes.size(), 3U);
    const auto& attributes = found->objectTypes[0].attributes;
    EXPECT_TRUE(std::ranges::any_of(attributes, [&](const auto& a) { return a.id == kept; }));
    EXPECT_FALSE(std::ranges::any_of(attributes, [](const auto& a) { return a.name == "id"; }));
}

TEST_P(ConfigurationContract, KeepsAlertRulesUntilTheirRunProfileGoes) {
    using runs::alert::AlertRule;
    runs::run_profile::RunProfile profile;
    profile.systemId = saved("HR").id;
    profile.name = "Full Import";
    write([&] { return session().runProfiles().save(profile); });
    AlertRule rule;
    rule.runProfileId = profile.id;
    rule.name = "too many errors";
    rule.enabled = false;
    rule.condition = runs::alert::AlertCondition::Overrun;
    rule.measure = runs::alert::AlertMeasure::TimesUsual;
    rule.threshold = 1.1;
    rule.minimumObjects = 5'000'000'000;
    rule.webhook = rule.pauses = true;
    rule.webhookUrl = "https://alerts.example.com/hook";
    rule.webhookSecret = "jim1:sealed";
    AlertRule other = rule;
    other.name = "Any deletes";
    write([&] { return session().alertRules().save(rule); });
    write([&] { return session().alertRules().save(other); });
    EXPECT_THAT(session().alertRules().ofRunProfile(profile.id).value(),
                testing::ElementsAre(other, rule));
    rule.threshold = 0.30000000000000004;
    rule.pauses = false;
    write([&] { return session().alertRules().save(rule); });
    EXPECT_EQ(session().alertRules().find(rule.id).value(), rule);
    AlertRule twin = rule;
    twin.id = 0;
    twin.name = "Too many ERRORS";
    EXPECT_FALSE(session().transactions().write([&] { return session().alertRules().save(twin); }));
    write([&] { return session().alertRules().remove(other.id); });
    EXPECT_EQ(session().alertRules().find(other.id).value(), std::nullopt);
    write([&] { return session().runProfiles().remove(profile.id); });
    EXPECT_EQ(session().alertRules().find(rule.id).value(), std::nullopt);
}

TEST_P(ConfigurationContract, ListsByNameInAnyCaseAndRefusesANameTwice) {
    saved("beta");
    saved("Alpha");
    saved("Gamma");
    std::vector<std::string> names;
    for (const auto& system : session().connectedSystems().all().value())
        names.push_back(system.name);
    EXPECT_THAT(names, testing::ElementsAre("Alpha", "beta", "Gamma"));
    ConnectedSystem twice;
    twice.name = "ALPHA";
    const auto refused =
        session().transactions().write([&] { return session().connectedSystems().save(twice); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, base::ErrorKind::Conflict);
}

TEST_P(ConfigurationContract, NeverUsesAnIdTwice) {
    const ConnectedSystem first = saved("HR");
    write([&] { return session().connectedSystems().remove(first.id); });
    EXPECT_TRUE(session().connectedSystems().all().value().empty());
    EXPECT_GT(saved("HR").id, first.id);
}

TEST_P(ConfigurationContract, RunProfilesBelongToTheirSystem) {
    const ConnectedSystem system = saved("HR");
    runs::run_profile::RunProfile profile;
    profile.systemId = system.id;
    profile.name = "Full Import";
    profile.runType = runs::run_profile::RunType::FullImport;
    write([&] { return session().runProfiles().save(profile); });
    EXPECT_EQ(session().runProfiles().ofSystem(system.id).value().size(), 1U);
    profile.name = "Nightly";
    profile.restarts = 3;
    write([&] { return session().runProfiles().save(profile); });
    EXPECT_EQ(session().runProfiles().find(profile.id).value()->name, "Nightly");
    EXPECT_EQ(session().runProfiles().find(profile.id).value()->restarts, 3);
    write([&] { return session().connectedSystems().remove(system.id); });
    EXPECT_FALSE(session().runProfiles().find(profile.id).value());
}

TEST_P(ConfigurationContract, KeepsRulesWithMappingsAndMatching) {
    const ConnectedSystem system = saved("HR");
    const auto schema = session().metaverseSchema().schema().value();
    synchronisation::rule::SynchronisationRule rule;
    rule.name = "People in";
    rule.systemId = system.id;
    rule.objectTypeId = system.objectTypes[0].id;
    rule.metaverseObjectTypeId = schema.objectTypes[0].id;
    rule.direction = synchronisation::rule::Direction::Import;
    for (std::int32_t target : {2, 1}) {
        synchronisation::rule::Mapping mapping;
        mapping.target = target;
        mapping.sources.push_back({0, 0, 0, "Lower(cs[\"Mail\"])", {}});
        rule.mappings.push_back(mapping);
    }
    synchronisation::rule::MatchingRule matching;
    matching.systemId = system.id;
    matching.metaverseObjectTypeId = rule.metaverseObjectTypeId;
    matching.sources.push_back({0, 0, system.objectTypes[0].attributes[1].id});
    write([&]() -> base::Status {
        JIM_TRY(session().rules().save(rule));
        matching.ruleId = rule.id;
        return session().rules().save(matching);
    });
    const auto rules = session().rules().rules().value();
    ASSERT_EQ(rules.size(), 1U);
    ASSERT_EQ(rules[0].mappings.size(), 2U);
    EXPECT_EQ(rules[0].mappings[0].target, 2);
    EXPECT_EQ(rules[0].mappings[0].sources.at(0).expression, "Lower(cs[\"Mail\"])");
    ASSERT_EQ(session().rules().matchingRules().value().size(), 1U);
    rule.mappings.erase(rule.mappings.begin());
    write([&] { return session().rules().save(rule); });
    EXPECT_EQ(session().rules().rules().value()[0].mappings.size(), 1U);
    write([&] { return session().rules().remove(rule.id); });
    EXPECT_TRUE(session().rules().matchingRules().value().empty());
}

TEST_P(ConfigurationContract, FindsApiKeysByTheirHash) {
    security::ApiKey key;
    key.id = base::newGuid(clock_.now());
    key.name = "ci";
    key.hash = "abc";
    key.roles = {security::Role::Administrator};
    write([&] { return session().apiKeys().save(key); });
    EXPECT_EQ(session().apiKeys().findByHash("abc").value()->roles.size(), 1U);
    EXPECT_FALSE(session().apiKeys().findByHash("abd").value());
    key.lastUsed = base::Timestamp{5};
    write([&] { return session().apiKeys().save(key); });
    EXPECT_EQ(session().apiKeys().all().value().at(0).lastUsed, base::Timestamp{5});
    write([&] { return session().apiKeys().remove(key.id); });
    EXPECT_TRUE(session().apiKeys().all().value().empty());
}

TEST_P(ConfigurationContract, OverridesServiceSettingsAndResetsThem) {
    write([&] { return session().serviceSettings().set("a.b", "1"); });
    write([&] { return session().serviceSettings().set("a.b", "2"); });
    EXPECT_EQ(session().serviceSettings().overridden().value().at("a.b"), "2");
    write([&] { return session().serviceSettings().reset("a.b"); });
    EXPECT_TRUE(session().serviceSettings().overridden().value().empty());
}

}  // namespace jim::store::contract_test
