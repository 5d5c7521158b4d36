#include "api/test/SampleFixture.hpp"

#include "progress/PhaseCatalogue.hpp"

#include <fmt/format.h>

namespace jim::api {

namespace activity = runs::activity;
using identity::connected_system::Attribute;
using identity::connected_system::ObjectType;
using identity::schema::AttributeType;
using identity::schema::Plurality;
using runs::run_profile::RunType;
using runs::run_profile::Session;

namespace {

Attribute attributeOf(std::string name, AttributeType type,
                      Plurality plurality = Plurality::SingleValued) {
    Attribute attribute;
    attribute.name = std::move(name);
    attribute.type = type;
    attribute.plurality = plurality;
    attribute.selected = true;
    return attribute;
}

ObjectType person() {
    ObjectType type;
    type.name = "person";
    type.selected = true;
    type.attributes = {attributeOf("id", AttributeType::Text),
                       attributeOf("name", AttributeType::Text),
                       attributeOf("skills", AttributeType::Text, Plurality::MultiValued),
                       attributeOf("age", AttributeType::Number),
                       attributeOf("manager", AttributeType::Reference)};
    type.attributes.front().isExternalId = true;
    return type;
}

}  // namespace

SampleFixture::SampleFixture() {
    system_.name = "HR";
    system_.created = clock_.now();
    system_.connectorDefinitionId = connectors_.all().front()->definition().id;
    system_.objectTypes = {person()};
    write([&](Session& session) -> base::Status {
        JIM_TRY(session.connectedSystems().save(system_));
        profile_.systemId = system_.id;
        profile_.name = "Full Import";
        profile_.runType = RunType::FullImport;
        return session.runProfiles().save(profile_);
    });
}

void SampleFixture::write(const std::function<base::Status(Session&)>& work) {
    const auto open = session();
    const auto status = open->transactions().write([&] { return work(*open); });
    ASSERT_TRUE(status) << status.error().message << ' ' << status.error().detail;
}

std::int32_t SampleFixture::systemAttribute(std::string_view name) const {
    const auto* found = system_.objectTypes.front().findAttribute(name);
    return found == nullptr ? 0 : found->id;
}

std::int32_t SampleFixture::metaverseAttribute(std::string_view name) {
    const auto schema = session()->metaverseSchema().schema().value();
    const auto* found = schema.findAttribute(name);
    return found == nullptr ? 0 : found->id;
}

std::int32_t SampleFixture::metaverseType(std::string_view name) {
    const auto schema = session()->metaverseSchema().schema().value();
    const auto* found = schema.findObjectType(name);
    return found == nullptr ? 0 : found->id;
}

std::int64_t SampleFixture::makeRule(std::string_view name, std::string_view direction) {
    const auto made = post("/synchronisation/sync-rules",
                           fmt::format(R"({{"name":"{}","connectedSystemId":{},)"
                                       R"("connectedSystemObjectTypeId":{},)"
                                       R"("metaverseObjectTypeId":{},"direction":"{}"}})",
                                       name, system_.id, system_.objectTypes.front().id,
                                       metaverseType("User"), direction));
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    return made.integer("id");
}

activity::Activity SampleFixture::makeRun(RunType type,
                                          std::vector<activity::ExecutionItem> items) {
    activity::Activity run;
    run.id = base::newGuid(clock_.now());
    run.created = clock_.now();
    run.executed = run.created + std::chrono::seconds{1};
    run.ended = run.created + std::chrono::seconds{3};
    run.status = activity::ActivityStatus::Complete;
    run.targetType = activity::TargetType::ConnectedSystemRunProfile;
    run.operation = activity::TargetOperation::Execute;
    run.targetName = profile_.name;
    run.targetContext = system_.name;
    run.runType = static_cast<std::uint8_t>(type);
    run.systemId = system_.id;
    run.runProfileId = profile_.id;
    run.objectsProcessed = 9;
    run.phases = {{"import.process", "Importing", "", 1, activity::PhaseStatus::Completed,
                   run.executed, run.ended, std::chrono::milliseconds{1500}, 9}};
    write([&](Session& session) -> base::Status {
        JIM_TRY(session.activities().insert(run));
        JIM_TRY(session.activities().appendItems(run.number, items));
        JIM_ASSIGN(run.stats, session.activities().countStats(run.number));
        return session.activities().update(run);
    });
    return run;
}

activity::Activity SampleFixture::makeOldRun() {
    auto run = makeRun();
    run.ended = clock_.now() + std::chrono::hours{-2};
    write([&](Session& session) { return session.activities().update(run); });
    return run;
}

base::Guid SampleFixture::start() {
    return runs_->start({profile_.id, false, {}}).value().activityId;
}

std::shared_ptr<progress::RunProgress> SampleFixture::attend(const base::Guid& id,
                                                             std::int32_t attempt) {
    auto run =
        publisher_.begin({.activityId = id,
                          .attempt = attempt,
                          .kind = progress::RunKind::Import,
                          .runType = "FullImport",
                          .targetName = "Full Import",
                          .targetContext = "HR",
                          .connectedSystemId = system_.id,
                          .runProfileId = profile_.id,
                          .worker = "host:1",
                          .queuedAt = clock_.now(),
                          .startedAt = clock_.now(),
                          .phases = progress::catalogue(progress::RunKind::Import, "FullImport"),
                          .objectTypes = {}});
    publish();
    return run;
}

void SampleFixture::publish() {
    publisher_.publishDue();
    api_->tellWatchers();
}

Answer SampleFixture::lastActivity(std::string_view targetType) {
    return get(fmt::format("/activities?pageSize=1&targetType={}", targetType));
}

}  // namespace jim::api
