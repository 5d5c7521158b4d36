#include "connectors/csv/FileConnector.hpp"
#include "connectors/csv/impl/InputFile.hpp"
#include "connectors/csv/impl/RecordReader.hpp"
#include "foundation/base/test/TemporaryFolder.hpp"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

// How fast files are read and written, on one core: scanning alone, whole imports with their
// documents, schema discovery, and exports that create and that update.
namespace jim::connectors::csv {
namespace {

constexpr std::int64_t kPeople = 200'000;
constexpr int kColumns = 16;

class Sink final : public ImportSink {
public:
    base::Status object(const SourceObject& object) override {
        bytes += object.document.size();
        return {};
    }
    base::Status error(const SourceError&) override { return {}; }
    std::size_t bytes = 0;
};

class Silence final : public ProgressChannel {
public:
    void enterPhase(std::string_view, std::string_view) override {}
    void narrate(std::string_view) override {}
    void expect(std::int64_t, bool) override {}
    void advance(std::int64_t) override {}
};

std::string cell(std::int64_t person, int column, bool quoted) {
    std::string text = column == 3 ? "Łukasz-" : column == 9 ? "München-" : "value";
    text += std::to_string(person % 1000 + column);
    if (column == 0) text = "E" + std::to_string(1'000'000 + person);
    return quoted ? "\"" + text + "\"" : text;
}

/// A folder with one file of people, made once for each kind.
class Files {
public:
    Files() {
        write("plain.csv", false);
        write("quoted.csv", true);
    }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_ / name; }

private:
    void write(const std::string& name, bool quoted) {
        std::ofstream file{path(name)};
        for (int c = 0; c < kColumns; ++c) file << (c > 0 ? "," : "") << "column" << c;
        file << '\n';
        for (std::int64_t p = 0; p < kPeople; ++p) {
            for (int c = 0; c < kColumns; ++c) file << (c > 0 ? "," : "") << cell(p, c, quoted);
            file << '\n';
        }
    }
    base::TemporaryFolder folder_;
};

const Files& files() {
    static const Files made;
    return made;
}

connected_system::ConnectedSystem systemOf(const std::string& path) {
    connected_system::ConnectedSystem system;
    system.id = 1;
    system.settings[1].text = path;
    system.settings[2].text = "Bidirectional";
    system.settings[4].text = "Person";
    connected_system::ObjectType type;
    type.id = 1;
    type.name = "Person";
    type.selected = true;
    for (int c = 0; c < kColumns; ++c) {
        connected_system::Attribute attribute;
        attribute.id = c + 1;
        attribute.name = "column" + std::to_string(c);
        attribute.type = schema::AttributeType::Text;
        attribute.selected = true;
        attribute.isExternalId = c == 0;
        attribute.position = c;
        type.attributes.push_back(std::move(attribute));
    }
    system.objectTypes.push_back(std::move(type));
    return system;
}

/// Every person, created or updated, with all attributes.
class People final : public ExportSource, public ExportSink {
public:
    explicit People(ExportOperation operation) : operation_(operation) {}

    base::Result<std::vector<ExportKey>> keys() override {
        std::vector<ExportKey> keys;
        for (std::int64_t p = 0; p < kPeople; ++p) keys.push_back(key(p));
        return keys;
    }
    base::Result<std::vector<ExportObject>> load(std::span<const std::int64_t> ids) override {
        std::vector<ExportObject> objects;
        for (const auto id : ids) {
            ExportObject object{key(id - 1), {}};
            for (int c = 0; c < kColumns; ++c)
                object.attributes.push_back(
                    {c + 1, schema::AttributeType::Text, {}, {}, {cell(id - 1, c, false)}});
            objects.push_back(std::move(object));
        }
        return objects;
    }
    base::Status exported(std::span<const std::int64_t>) override { return {}; }
    base::Status failed(std::span<const ExportFailure>) override { return {}; }

private:
    [[nodiscard]] ExportKey key(std::int64_t person) const {
        return {person + 1, operation_, 1, cell(person, 0, false)};
    }
    ExportOperation operation_;
};

void scan(benchmark::State& state, const std::string& name) {
    const std::string path = files().path(name);
    for (auto _ : state) {
        auto file = impl::InputFile::open(path);
        impl::RecordReader reader{*file, ','};
        std::int64_t rows = -1;
        for (auto record = reader.next(); record && *record != nullptr; record = reader.next())
            ++rows;
        if (rows != kPeople) state.SkipWithError("rows were lost");
    }
    state.SetItemsProcessed(state.iterations() * kPeople);
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(std::filesystem::file_size(path)));
}

void import(benchmark::State& state, const std::string& name) {
    const auto system = systemOf(files().path(name));
    FileConnector connector;
    Silence silence;
    for (auto _ : state) {
        Sink sink;
        const auto summary = connector.read({system, {}}, sink, silence, {});
        if (!summary || summary->objects != kPeople) state.SkipWithError("the import failed");
        benchmark::DoNotOptimize(sink.bytes);
    }
    state.SetItemsProcessed(state.iterations() * kPeople);
}

void discover(benchmark::State& state) {
    const auto system = systemOf(files().path("plain.csv"));
    FileConnector connector;
    for (auto _ : state)
        if (!connector.discoverSchema(system.settings, {})) state.SkipWithError("no schema");
}

void exportPeople(benchmark::State& state, ExportOperation operation) {
    const std::string path = files().path("export.csv");
    const auto system = systemOf(path);
    FileConnector connector;
    Silence silence;
    People people{operation};
    for (auto _ : state) {
        state.PauseTiming();
        std::filesystem::remove(path);
        if (operation == ExportOperation::Update)
            std::filesystem::copy_file(files().path("quoted.csv"), path);
        state.ResumeTiming();
        if (!connector.write({system}, people, people, silence, {}))
            state.SkipWithError("the export failed");
    }
    state.SetItemsProcessed(state.iterations() * kPeople);
}

BENCHMARK_CAPTURE(scan, plain, "plain.csv")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan, quoted, "quoted.csv")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(import, plain, "plain.csv")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(import, quoted, "quoted.csv")->Unit(benchmark::kMillisecond);
BENCHMARK(discover)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exportPeople, creates, ExportOperation::Create)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exportPeople, updates, ExportOperation::Update)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jim::connectors::csv

BENCHMARK_MAIN();
