#pragma once

#include "connectors/csv/FileConnector.hpp"
#include "foundation/base/test/TemporaryFolder.hpp"
#include "identity/schema/Value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jim::connectors::csv {

/// An object of the source, with its values as people read them.
struct ReadObject {
    std::int32_t objectTypeId = 0;
    std::string externalId;
    std::string displayName;
    std::map<std::int32_t, std::vector<std::string>> values;
    std::map<std::int32_t, std::vector<std::string>> references;
    std::int64_t line = 0;

    bool operator==(const ReadObject&) const = default;
};

/// Keeps everything an import gives.
class RecordingSink final : public ImportSink {
public:
    base::Status object(const SourceObject& object) override;
    base::Status error(const SourceError& error) override;

    std::vector<ReadObject> objects;
    std::vector<SourceError> errors;
    std::function<base::Status()> onObject;
};

class RecordingProgress final : public ProgressChannel {
public:
    void enterPhase(std::string_view key, std::string_view) override { phases.emplace_back(key); }
    void narrate(std::string_view) override {}
    void expect(std::int64_t objects, bool exact) override {
        expected.emplace_back(objects, exact);
    }
    void advance(std::int64_t objects) override { advanced += objects; }

    std::vector<std::string> phases;
    std::vector<std::pair<std::int64_t, bool>> expected;
    std::int64_t advanced = 0;
};

/// What waits to be exported, and what became of it.
class ExportQueue final : public ExportSource, public ExportSink {
public:
    void add(ExportObject object);
    base::Result<std::vector<ExportKey>> keys() override;
    base::Result<std::vector<ExportObject>> load(std::span<const std::int64_t> ids) override;
    base::Status exported(std::span<const std::int64_t> ids) override;
    base::Status failed(std::span<const ExportFailure> failures) override;
    base::Status expose(const std::function<base::Status()>& work) override {
        return onExpose ? onExpose(work) : work();
    }

    std::function<base::Status(const std::function<base::Status()>&)> onExpose;
    std::vector<std::int64_t> done;
    std::map<std::int64_t, std::string> problems;
    std::function<void()> onLoad;
    std::function<void()> onExported;
    std::size_t largestLoad = 0;

private:
    std::vector<ExportObject> objects_;
};

/// A folder of its own, a connector, and a system to configure.
class FileFixture : public ::testing::Test {
protected:
    FileFixture();

    [[nodiscard]] std::string path(std::string_view name = "people.csv") const;
    /// Writes a file and returns its path.
    std::string write(std::string_view content, std::string_view name = "people.csv");
    [[nodiscard]] std::string content(std::string_view name = "people.csv") const;
    [[nodiscard]] std::vector<std::string> filesInFolder() const;

    void set(std::int32_t setting, std::string text);

    /// Adds an attribute to the first object type; ids count from 1, the first is external id.
    connected_system::Attribute& attribute(
        std::string name, schema::AttributeType type = schema::AttributeType::Text,
        schema::Plurality plurality = schema::Plurality::SingleValued);
    connected_system::ObjectType& type(std::string name);

    base::Result<ImportSummary> import();
    base::Status exportAll();

    /// An attribute that is exported, with values as people write them.
    [[nodiscard]] static ExportAttribute given(
        std::int32_t id, std::vector<std::string> values,
        schema::AttributeType type = schema::AttributeType::Text);
    void queue(ExportOperation operation, std::string externalId,
               std::vector<ExportAttribute> attributes = {}, std::int32_t objectTypeId = 1);

    FileConnector connector_;
    connected_system::ConnectedSystem system_;
    RecordingSink sink_;
    RecordingProgress progress_;
    ExportQueue queue_;
    base::StopSource stop_;

private:
    base::TemporaryFolder folder_;
    std::int64_t nextExport_ = 1;
    std::int32_t nextAttribute_ = 1;
};

inline constexpr std::int32_t kFilePath = 1;
inline constexpr std::int32_t kMode = 2;
inline constexpr std::int32_t kObjectTypeColumn = 3;
inline constexpr std::int32_t kObjectType = 4;
inline constexpr std::int32_t kStopOnFirstError = 5;
inline constexpr std::int32_t kDelimiter = 6;
inline constexpr std::int32_t kCulture = 7;
inline constexpr std::int32_t kMultiValueDelimiter = 8;
inline constexpr std::int32_t kEncoding = 9;

}  // namespace jim::connectors::csv
