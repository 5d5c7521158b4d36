#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/StopToken.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"
#include "identity/connected_system/ConnectorDefinition.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::connectors {

namespace connected_system = identity::connected_system;
namespace schema = identity::schema;

/// How a connector tells a run what it is doing while one long call goes on. Cheap enough to be
/// called for every few hundred objects; thread-safe.
class ProgressChannel {
public:
    virtual ~ProgressChannel() = default;

    /// A phase of the connector's own, nested under the phase that called it.
    virtual void enterPhase(std::string_view key, std::string_view name) = 0;
    /// What is being done now, for people.
    virtual void narrate(std::string_view message) = 0;
    /// How many objects are expected; `exact` when they were counted.
    virtual void expect(std::int64_t objects, bool exact) = 0;
    /// Objects read or written since the last call.
    virtual void advance(std::int64_t objects) = 0;
};

// ---- schema ----------------------------------------------------------------------------------

struct DiscoveredAttribute {
    std::string name;
    schema::AttributeType type = schema::AttributeType::Text;
    schema::Plurality plurality = schema::Plurality::SingleValued;
    bool suggestedExternalId = false;
    std::int32_t position = 0;
};

struct DiscoveredObjectType {
    std::string name;
    std::vector<DiscoveredAttribute> attributes;
};

struct DiscoveredSchema {
    std::vector<DiscoveredObjectType> objectTypes;
    std::vector<std::string> warnings;
};

class SchemaDiscovery {
public:
    virtual ~SchemaDiscovery() = default;
    [[nodiscard]] virtual base::Result<DiscoveredSchema> discoverSchema(
        const connected_system::SettingValues& settings, const base::StopToken& stop) = 0;
};

/// Checks that need the outside world, beyond validateSettings: setting name -> problems.
class SettingsValidation {
public:
    virtual ~SettingsValidation() = default;
    [[nodiscard]] virtual std::map<std::string, std::vector<std::string>> validate(
        const connected_system::SettingValues& settings) = 0;
};

// ---- full import -----------------------------------------------------------------------------

/// A reference as the source wrote it: the external id of its target.
struct SourceReference {
    schema::AttributeId attribute = 0;
    std::string target;
};

/// One object as read from the source, for the duration of one call of ImportSink::object.
struct SourceObject {
    std::int32_t objectTypeId = 0;
    std::string externalId;     ///< Display form; never empty.
    std::string displayName;    ///< May be empty.
    std::string_view document;  ///< All selected attributes but references.
    std::span<const SourceReference> references;
    std::int64_t position = 0;  ///< Where in the source: for files the line number.
};

/// Why an object of the source could not be taken. Names are those of the REST interface.
enum class ImportErrorType {
    MalformedRow,
    MissingExternalIdAttributeValue,
    ImportAttributeValueError,
    CouldNotMatchObjectType,
    MultiValuedToSingleValued,
    DuplicateImportedAttributes,
    UnexpectedAttribute,
};

struct SourceError {
    ImportErrorType type = ImportErrorType::MalformedRow;
    std::string message;     ///< For the administrator, with the position.
    std::string externalId;  ///< When it could be read: protects the known object from obsoletion.
    std::int32_t objectTypeId = 0;  ///< 0 when unknown.
    std::int64_t position = 0;
};

/// Takes what an import reads, in the order of the source. A failure ends the import.
class ImportSink {
public:
    virtual ~ImportSink() = default;
    [[nodiscard]] virtual base::Status object(const SourceObject& object) = 0;
    [[nodiscard]] virtual base::Status error(const SourceError& error) = 0;
};

struct ImportRequest {
    const connected_system::ConnectedSystem& system;
    std::string filePath;  ///< Of the run profile; empty: the connector's own setting.
};

struct ImportSummary {
    std::int64_t objects = 0;
    std::int64_t errors = 0;
    std::string warning;  ///< Makes the run complete with a warning when not empty.
};

class FullImport {
public:
    virtual ~FullImport() = default;

    /// Reads every object of the source once. Bad objects go to sink.error and reading goes on;
    /// a source that cannot be read as a whole is an External error, and the caller then drops
    /// everything that came before.
    [[nodiscard]] virtual base::Result<ImportSummary> read(const ImportRequest& request,
                                                           ImportSink& sink,
                                                           ProgressChannel& progress,
                                                           const base::StopToken& stop) = 0;
};

// ---- export ----------------------------------------------------------------------------------

enum class ExportOperation { Create, Update, Delete };

/// What is waiting to be exported: enough to find its place in the target.
struct ExportKey {
    std::int64_t id = 0;  ///< The pending export.
    ExportOperation operation = ExportOperation::Update;
    std::int32_t objectTypeId = 0;
    std::string
        externalId;  ///< Display form, as the object has it in the target (creates: will have).
};

/// One attribute of an object that is exported. Values are canonical bytes, those of references
/// are the external ids of their targets.
struct ExportAttribute {
    schema::AttributeId id = 0;
    schema::AttributeType type = schema::AttributeType::NotSet;
    std::vector<std::string> added;  ///< Of an update; what is created has `values` alone.
    std::vector<std::string> removed;
    std::vector<std::string> values;  ///< All values the attribute has once this is exported.
};

struct ExportObject {
    ExportKey key;
    std::vector<ExportAttribute> attributes;  ///< Those that change; of a create: all.
};

/// Gives what is to be exported. A failure ends the export.
class ExportSource {
public:
    virtual ~ExportSource() = default;
    /// All keys, in the order in which they should be written.
    [[nodiscard]] virtual base::Result<std::vector<ExportKey>> keys() = 0;
    /// The objects of some of them (at most 1,000 a call), in the order asked for.
    [[nodiscard]] virtual base::Result<std::vector<ExportObject>> load(
        std::span<const std::int64_t> ids) = 0;
};

struct ExportFailure {
    std::int64_t id = 0;
    std::string message;
};

/// Takes results. Only what was reported as exported is applied.
class ExportSink {
public:
    virtual ~ExportSink() = default;
    [[nodiscard]] virtual base::Status exported(std::span<const std::int64_t> ids) = 0;
    [[nodiscard]] virtual base::Status failed(std::span<const ExportFailure> failures) = 0;
    /// Runs `work`, which lets others see all that was written at once, while the run cannot be
    /// taken from its worker; or fails without running it, with Fenced when it was taken already.
    /// To be kept short. For connectors that can prepare what they write out of sight.
    [[nodiscard]] virtual base::Status expose(const std::function<base::Status()>& work) {
        return work();
    }
};

struct ExportRequest {
    const connected_system::ConnectedSystem& system;
};

class Export {
public:
    virtual ~Export() = default;

    /// Writes all of it. Safe to repeat: what was exported before and comes again ends the same.
    [[nodiscard]] virtual base::Status write(const ExportRequest& request, ExportSource& source,
                                             ExportSink& sink, ProgressChannel& progress,
                                             const base::StopToken& stop) = 0;
};

// ---- the connector ---------------------------------------------------------------------------

/// A kind of connector: one object for all systems of its kind. Calls may come from several
/// threads at once, one for each run; a connector keeps no state between calls.
class Connector {
public:
    virtual ~Connector() = default;

    [[nodiscard]] virtual const connected_system::ConnectorDefinition& definition() const = 0;

    /// Null where the connector cannot do it.
    [[nodiscard]] virtual SettingsValidation* settingsValidation() { return nullptr; }
    [[nodiscard]] virtual SchemaDiscovery* schemaDiscovery() { return nullptr; }
    [[nodiscard]] virtual FullImport* fullImport() { return nullptr; }
    [[nodiscard]] virtual Export* exporter() { return nullptr; }
};

/// All kinds there are, by definition id. Immutable after start-up.
class ConnectorRegistry {
public:
    virtual ~ConnectorRegistry() = default;
    [[nodiscard]] virtual std::vector<Connector*> all() const = 0;
    [[nodiscard]] virtual Connector* find(std::int32_t definitionId) const = 0;
};

}  // namespace jim::connectors
