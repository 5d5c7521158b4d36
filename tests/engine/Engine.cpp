#include "engine/Engine.hpp"

#include "engine/WatchedSession.hpp"
#include "runs/executor/QueuedRunControl.hpp"

#include <stdexcept>

namespace jim::engine {
namespace {

using identity::connected_system::Attribute;
using identity::connected_system::ConnectedSystem;
using identity::connected_system::ObjectType;
using identity::schema::AttributeType;
using identity::schema::Plurality;
using runs::run_profile::RunType;
using synchronisation::rule::Direction;
using synchronisation::rule::Mapping;
using synchronisation::rule::MatchingRule;
using synchronisation::rule::SynchronisationRule;

template <class T>
T need(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

Attribute attribute(const std::string& name, AttributeType type, Plurality plurality,
                    std::int32_t position) {
    Attribute result;
    result.name = name;
    result.type = type;
    result.plurality = plurality;
    result.selected = true;
    result.isExternalId = name == "id";
    result.position = position;
    return result;
}

Mapping mapping(identity::schema::AttributeId target, identity::schema::AttributeId source,
                std::string expression = {}) {
    Mapping result;
    result.target = target;
    result.priority = 1;
    result.sources.push_back({0, 0, source, std::move(expression), {}});
    return result;
}

std::filesystem::path made(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder / "spool");
    return folder;
}

}  // namespace

Engine::Engine(const std::filesystem::path& folder, progress::PublisherSettings settings,
               progress::ProgressStore* store, std::size_t batchLimit,
               std::unique_ptr<runs::run_profile::SessionFactory> database)
    : folder_(made(folder)),
      progressStore_(clock_, settings.ttl),
      publisher_(store != nullptr ? *store : progressStore_, clock_, settings),
      factory_(database != nullptr ? std::move(database)
                                   : need(store::sqlite::SessionFactory::open(
                                         (folder / "jim.db").string(), clock_))),
      session_(need(factory_->open())),
      keys_(need(security::EncryptionKeys::load(folder / "encryption.key"))),
      executor_({registry_,
                 publisher_,
                 clock_,
                 folder / "spool",
                 "test:1",
                 keys_,
                 false,
                 {},
                 batchLimit}) {}

void Engine::makeSystem(const std::string& name, const std::string& mode,
                        const std::filesystem::path& file) {
    ConnectedSystem system;
    system.name = name;
    system.connectorDefinitionId = registry_.find(0)->definition().id;
    system.unresolvedReferences = identity::connected_system::UnresolvedReferenceHandling::Ignore;
    for (const auto& setting : registry_.find(0)->definition().settings) {
        if (setting.name == "File Path") system.settings[setting.id].text = file.string();
        if (setting.name == "Mode") system.settings[setting.id].text = mode;
        if (setting.name == "Object Type") system.settings[setting.id].text = "person";
    }
    ObjectType type;
    type.name = "person";
    type.selected = true;
    const bool hr = name == "HR";
    std::int32_t position = 0;
    for (const auto& column :
         hr ? std::vector<std::string>{"id", "first", "last", "mail", "manager", "skills"}
            : std::vector<std::string>{"id", "login", "name", "mail", "manager", "skills"})
        type.attributes.push_back(attribute(
            column, column == "manager" ? AttributeType::Reference : AttributeType::Text,
            column == "skills" ? Plurality::MultiValued : Plurality::SingleValued, position++));
    system.objectTypes.push_back(std::move(type));
    need(session_->connectedSystems().save(system));
    systems_[name] = system.id;
    for (const auto runType : {RunType::FullImport, RunType::FullSynchronisation,
                               RunType::DeltaSynchronisation, RunType::Export}) {
        runs::run_profile::RunProfile profile;
        profile.systemId = system.id;
        profile.name = toText(runType);
        profile.runType = runType;
        need(session_->runProfiles().save(profile));
    }
}

void Engine::configure() {
    makeSystem("HR", "Import Only", folder_ / "hr.csv");
    makeSystem("Directory", "Bidirectional", folder_ / "directory.csv");
    makeImportRule();
    makeExportRule();
    auto schema = need(session_->metaverseSchema().schema());
    auto user = *schema.findObjectType("User");
    user.deletionRule = identity::metaverse::DeletionRule::WhenAuthoritativeSourceDisconnected;
    user.deletionTriggerSystems = {systems_.at("HR")};
    need(session_->metaverseSchema().saveObjectType(user));
}

void Engine::makeImportRule() {
    const auto schema = need(session_->metaverseSchema().schema());
    const auto system = *need(session_->connectedSystems().find(systems_.at("HR")));
    const auto& type = system.objectTypes.front();
    SynchronisationRule rule;
    rule.name = "HR in";
    rule.systemId = system.id;
    rule.objectTypeId = type.id;
    rule.metaverseObjectTypeId = schema.findObjectType("User")->id;
    rule.direction = Direction::Import;
    rule.projectToMetaverse = true;
    for (const auto& [target, column] : std::map<std::string, const char*>{{"Employee ID", "id"},
                                                                           {"First Name", "first"},
                                                                           {"Last Name", "last"},
                                                                           {"Email", "mail"},
                                                                           {"Manager", "manager"},
                                                                           {"Urls", "skills"}})
        rule.mappings.push_back(
            mapping(schema.findAttribute(target)->id, type.findAttribute(column)->id));
    rule.mappings.push_back(
        mapping(schema.findAttribute("Display Name")->id, 0, R"(cs["first"] + " " + cs["last"])"));
    need(session_->rules().save(rule));
    MatchingRule matching;
    matching.systemId = system.id;
    matching.objectTypeId = type.id;
    matching.metaverseObjectTypeId = rule.metaverseObjectTypeId;
    matching.target = schema.findAttribute("Employee ID")->id;
    matching.sources.push_back({0, 0, type.findAttribute("id")->id});
    need(session_->rules().save(matching));
}

void Engine::makeExportRule() {
    const auto schema = need(session_->metaverseSchema().schema());
    const auto system = *need(session_->connectedSystems().find(systems_.at("Directory")));
    const auto& type = system.objectTypes.front();
    SynchronisationRule rule;
    rule.name = "Directory out";
    rule.systemId = system.id;
    rule.objectTypeId = type.id;
    rule.metaverseObjectTypeId = schema.findObjectType("User")->id;
    rule.direction = Direction::Export;
    rule.provisionToConnectedSystem = true;
    rule.deprovisionAction = synchronisation::rule::OutboundDeprovisionAction::Delete;
    for (const auto& [column, source] : std::map<std::string, const char*>{{"id", "Employee ID"},
                                                                           {"name", "Display Name"},
                                                                           {"mail", "Email"},
                                                                           {"manager", "Manager"},
                                                                           {"skills", "Urls"}})
        rule.mappings.push_back(
            mapping(type.findAttribute(column)->id, schema.findAttribute(source)->id));
    rule.mappings.push_back(mapping(type.findAttribute("login")->id, 0,
                                    R"(Lower(Left(mv["First Name"], 1) + mv["Last Name"]))"));
    need(session_->rules().save(rule));
}

std::int64_t Engine::itemsOf(const runs::activity::Activity& run) {
    return need(session_->activityQueries().items(run.number, {}, {0, 1})).totalCount;
}

runs::activity::Activity Engine::run(const std::string& system, RunType type,
                                     const base::StopToken& stop) {
    return execute(*session_, system, type, stop);
}

runs::activity::Activity Engine::watch(const std::function<void()>& inTransaction,
                                       const std::string& system, RunType type,
                                       const base::StopToken& stop) {
    WatchedSession watched{*session_, inTransaction};
    return execute(watched, system, type, stop);
}

runs::activity::Activity Engine::persist(const std::function<bool()>& again,
                                         const std::string& system, RunType type) {
    return execute(*session_, system, type, {}, again);
}

std::int64_t Engine::wholeWrites(const std::string& system, RunType type) {
    WatchedSession watched{*session_, [] {}};
    (void)execute(watched, system, type, {});
    return watched.wholeWrites();
}

runs::activity::Activity Engine::interrupt(int transaction, const std::function<void()>& between,
                                           const std::string& system, RunType type) {
    WatchedSession watched{*session_, [] {},
                           [&, left = transaction]() mutable {
                               if (--left == 0) between();
                           }};
    return execute(watched, system, type, {});
}

base::Status Engine::overtake(int transaction, const std::string& system, RunType type) {
    WatchedSession watched{*session_, [] {},
                           [&, left = transaction]() mutable {
                               if (--left != 0) return;
                               const auto other = need(factory_->open());
                               need(executor_.recover(*other, true));
                           }};
    queue(system, type);
    JIM_TRY(executor_.execute(watched, claim(), {}, {}, {}, nullptr, beside_.get()));
    return {};
}

void Engine::writeInPairs() {
    beside_ = std::make_unique<runs::run_profile::BesideInTest>(need(factory_->open()));
}

base::Guid Engine::queue(const std::string& system, RunType type) {
    runs::executor::QueuedRunControl control{{*factory_, registry_, publisher_, clock_, [] {}}};
    runs::run_profile::StartRequest request;
    for (const auto& profile : need(session_->runProfiles().ofSystem(systems_.at(system))))
        if (profile.runType == type) request.runProfileId = profile.id;
    return need(control.start(request)).activityId;
}

runs::run_queue::WorkerTask Engine::claim() {
    return *need(session_->queue().claim("test:1", std::chrono::seconds{30}));
}

runs::activity::Activity Engine::execute(runs::run_profile::Session& session,
                                         const std::string& system, RunType type,
                                         const base::StopToken& stop,
                                         const std::function<bool()>& again) {
    const auto activity = queue(system, type);
    // One that was queued before, when there was no room to claim it, has its turn first.
    for (bool executed = false; !executed;) {
        const auto task = claim();
        need(executor_.execute(session, task, stop, {}, again, nullptr, beside_.get()));
        executed = task.activityId == activity;
    }
    return *need(session_->activities().find(activity));
}

}  // namespace jim::engine
