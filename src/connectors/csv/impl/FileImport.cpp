#include "connectors/csv/impl/FileImport.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::connectors::csv::impl {
namespace {

constexpr std::int64_t kStep = 512;

}  // namespace

base::Result<ImportSummary> FileImport::run() {
    if (!settings_.path.starts_with('/'))
        return base::fail(base::external(
            fmt::format("The file path '{}' is not absolute; name the file from the root on.",
                        settings_.path)));
    progress_.enterPhase("file.read", "Reading file");
    JIM_ASSIGN(const TextFile text, openText(settings_.path, settings_.encoding));
    RecordReader reader{text.bytes(), settings_.delimiter};
    JIM_ASSIGN(const Header header, Header::read(reader, settings_.path));
    JIM_ASSIGN(const FilePlan plan, FilePlan::create(system_, settings_, header));
    ObjectBuilder builder{plan, text.transcoder ? text.encoding : std::string{}};
    headerSize_ = reader.consumed();
    nextEstimate_ = kStep;
    JIM_TRY(readRows(reader, builder, text));
    JIM_TRY(text.file->unchanged());
    return summary_;
}

base::Status FileImport::readRows(RecordReader& reader, ObjectBuilder& builder,
                                  const TextFile& text) {
    std::int64_t reported = 0;
    const auto read = [&] { return summary_.objects + summary_.errors; };
    for (std::int64_t rows = 1;; ++rows) {
        JIM_ASSIGN(const Record* record, reader.next());
        if (record == nullptr) break;
        JIM_TRY(take(builder.build(*record), builder));
        if (rows % kStep != 0) continue;
        if (stop_.stop_requested()) return base::fail(base::cancelled());
        progress_.advance(read() - reported);
        reported = read();
        if (rows >= nextEstimate_) estimate(reader, text);
    }
    progress_.advance(read() - reported);
    progress_.expect(read(), true);
    return {};
}

base::Status FileImport::take(RowOutcome outcome, const ObjectBuilder& builder) {
    if (outcome == RowOutcome::Object) {
        ++summary_.objects;
        return sink_.object(builder.object());
    }
    if (outcome == RowOutcome::Ignored) return {};
    ++summary_.errors;
    JIM_TRY(sink_.error(builder.error()));
    if (!settings_.stopOnFirstError) return {};
    return base::fail(base::external(
        fmt::format("Stopped at the first bad row of '{}', as the setting 'Stop On First Error' "
                    "asks; nothing was imported. {}",
                    settings_.path, builder.error().message)));
}

/// From the average row so far; made anew each time the rows have doubled.
void FileImport::estimate(const RecordReader& reader, const TextFile& text) {
    const std::int64_t rows = summary_.objects + summary_.errors;
    const std::int64_t bytes = reader.consumed() - headerSize_;
    nextEstimate_ *= 2;
    if (rows == 0 || bytes == 0) return;
    // What the reader sees is UTF-8, about half of UTF-16.
    const std::int64_t scale = text.encoding.starts_with("UTF-16") ? 2 : 1;
    const std::int64_t body = text.file->size() / scale - headerSize_;
    const double share = static_cast<double>(body) / static_cast<double>(bytes);
    progress_.expect(std::max(rows, static_cast<std::int64_t>(static_cast<double>(rows) * share)),
                     false);
}

}  // namespace jim::connectors::csv::impl
