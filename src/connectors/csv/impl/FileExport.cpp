#include "connectors/csv/impl/FileExport.hpp"

#include "connectors/csv/impl/RenameCheck.hpp"
#include "foundation/base/EnumText.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace jim::connectors::csv::impl {
namespace {

constexpr std::size_t kBatch = 1000;
constexpr std::size_t kWindow = std::size_t{1} << 20;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

base::Status FileExport::run() {
    if (!settings_.exports())
        return base::fail(base::invalidState(fmt::format(
            "'{}' is not exported to: its setting 'Mode' is '{}'.", system_.name, settings_.mode)));
    JIM_ASSIGN(auto keys, source_.keys());
    if (keys.empty()) return {};
    progress_.enterPhase("file.write", "Writing file");
    progress_.expect(static_cast<std::int64_t>(keys.size()), true);
    ExportIndex index{keys};
    keys = {};
    JIM_TRY(open());
    JIM_TRY(copyRows(index));
    JIM_TRY(appendRows(index));
    JIM_TRY(finish());
    return report();
}

base::Status FileExport::open() {
    std::error_code error;
    // A link stays a link: what it points to is replaced.
    const auto real = std::filesystem::weakly_canonical(settings_.path, error);
    target_ = error ? settings_.path : real.string();
    const auto tag = fmt::format("jim-{}", system_.id);
    OutputFile::outdate(target_, tag);
    const auto status = std::filesystem::status(target_, error);
    const bool exists = std::filesystem::exists(status);
    const bool hasText = exists && (!std::filesystem::is_regular_file(status) ||
                                    std::filesystem::file_size(target_, error) > 0);
    if (hasText)
        JIM_TRY(openOld());
    else
        header_ = headerOfNewFile();
    JIM_ASSIGN(auto plan, FilePlan::create(system_, settings_, *header_));
    plan_.emplace(std::move(plan));
    editor_.emplace(*plan_);
    JIM_ASSIGN(auto output, OutputFile::create(target_, tag));
    output_.emplace(std::move(output));
    if (old_) JIM_TRY(output_->resemble(old_->file->status()));
    if (old_ && old_->markSize > 0) written_ += kMark;
    written_ += header_->line();
    return {};
}

base::Status FileExport::openOld() {
    if (::faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0)
        return base::fail(fileError(errno, "written", target_));
    JIM_ASSIGN(auto text, openText(target_, settings_.encoding));
    if (text.transcoder)
        return base::fail(base::external(
            fmt::format("The file '{}' is {}; files to export to are UTF-8. Convert it first.",
                        target_, text.encoding)));
    old_.emplace(std::move(text));
    reader_.emplace(old_->bytes(), settings_.delimiter);
    JIM_ASSIGN(header_, Header::read(*reader_, target_));
    return {};
}

/// The object type's column, then the selected attributes in the order of their positions.
Header FileExport::headerOfNewFile() const {
    std::vector<std::tuple<std::int32_t, std::size_t, std::string_view>> columns;
    for (const auto& type : system_.objectTypes) {
        const bool wanted = settings_.objectTypeColumn.empty()
                                ? base::equalsIgnoringCase(type.name, settings_.objectType)
                                : type.selected;
        for (const auto& attribute : type.attributes)
            if (wanted && (attribute.selected || attribute.isExternalId))
                columns.emplace_back(attribute.position, columns.size(), attribute.name);
    }
    std::ranges::sort(columns);
    std::vector<std::string> names;
    if (!settings_.objectTypeColumn.empty()) names.push_back(settings_.objectTypeColumn);
    for (const auto& [position, order, name] : columns) {
        const bool known = std::ranges::any_of(
            names, [&](const auto& other) { return base::equalsIgnoringCase(other, name); });
        if (!known) names.emplace_back(name);
    }
    return Header::of(std::move(names), settings_.delimiter);
}

base::Status FileExport::copyRows(ExportIndex& index) {
    while (old_) {
        JIM_ASSIGN(const Record* record, reader_->next());
        if (record == nullptr) break;
        JIM_TRY(take(*record, index));
    }
    return flush();
}

base::Status FileExport::take(const Record& record, ExportIndex& index) {
    if (record.fault == RowFault::TooLong)
        return base::fail(base::external(
            fmt::format("Line {} of '{}' is longer than {}. The file is untouched: mend the "
                        "line and run again.",
                        record.line, target_, kMaxRowText)));
    const auto group = groupOf(record, index);
    if (group.empty()) {
        keep(record.raw);
        return text_.size() >= kWindow ? flush() : base::Status{};
    }
    return addGroup(group, std::vector<std::string>(record.cells.begin(), record.cells.end()));
}

std::span<ExportEntry> FileExport::groupOf(const Record& record, ExportIndex& index) const {
    if (record.fault != RowFault::None || record.cells.size() != plan_->width()) return {};
    const auto type = plan_->typeOf(record.cells).plan;
    if (type == nullptr) return {};
    const std::string externalId = plan_->externalIdOf(*type, record.cells);
    if (externalId.empty()) return {};
    return index.find(type->type->id, externalId);
}

void FileExport::keep(std::string_view raw) {
    const std::size_t before = text_.size();
    text_ += raw;
    if (!raw.ends_with('\n')) text_ += header_->newline();
    if (pieces_.empty() || !pieces_.back().group.empty()) pieces_.emplace_back();
    pieces_.back().size += text_.size() - before;
}

base::Status FileExport::appendRows(ExportIndex& index) {
    for (const auto group : index.pending()) JIM_TRY(addGroup(group, std::nullopt));
    JIM_TRY(flush());
    return appendRenamed();
}

/// Updates that would give a missing row another external id: those that a killed run has done
/// already are found under the new one, the others are written or refused as any update.
base::Status FileExport::appendRenamed() {
    renamesChecked_ = true;
    std::span<ExportEntry* const> rest = renamed_;
    while (!rest.empty()) {
        const auto batch = rest.first(std::min(rest.size(), kBatch));
        rest = rest.subspan(batch.size());
        std::vector<std::int64_t> ids;
        for (const auto* entry : batch) ids.push_back(entry->id);
        JIM_ASSIGN(const auto objects, source_.load(ids));
        std::unordered_set<std::int64_t> done;
        if (old_) {
            JIM_ASSIGN(done, alreadyRenamed(*plan_, target_, objects));
        }
        for (auto* entry : batch) {
            if (done.contains(entry->id)) {
                entry->done = true;
                exported_.push_back(entry->id);
                progress_.advance(1);
            } else {
                JIM_TRY(addGroup({entry, 1}, std::nullopt));
            }
        }
    }
    return flush();
}

base::Status FileExport::addGroup(std::span<ExportEntry> group, Row row) {
    for (const auto& entry : group)
        if (entry.operation != ExportOperation::Delete) wanted_.push_back(entry.id);
    if (row)
        for (const auto& cell : *row) rowBytes_ += cell.size();
    pieces_.push_back({0, group, std::move(row)});
    const bool full =
        wanted_.size() >= kBatch || pieces_.size() >= kBatch || rowBytes_ >= 4 * kWindow;
    return full ? flush() : base::Status{};
}

/// Loads what the pieces wait for, edits them and writes them all.
base::Status FileExport::flush() {
    if (stop_.stop_requested()) return base::fail(base::cancelled());
    JIM_ASSIGN(const Loaded loaded, load());
    std::vector<ExportFailure> failures;
    std::string_view text = text_;
    for (auto& piece : pieces_) {
        if (piece.group.empty()) {
            written_ += text.substr(0, piece.size);
            text.remove_prefix(piece.size);
            continue;
        }
        edit(piece, loaded, failures);
        if (piece.row) editor_->append(written_, piece.row, header_->newline());
        if (written_.size() < kWindow) continue;
        JIM_TRY(output_->write(written_));
        written_.clear();
    }
    JIM_TRY(output_->write(written_));
    written_.clear();
    text_.clear();
    pieces_.clear();
    wanted_.clear();
    rowBytes_ = 0;
    return failures.empty() ? base::Status{} : sink_.failed(failures);
}

base::Result<FileExport::Loaded> FileExport::load() {
    // A row that the file has twice asks for the same contents twice.
    std::ranges::sort(wanted_);
    wanted_.erase(std::ranges::unique(wanted_).begin(), wanted_.end());
    Loaded loaded;
    loaded.reserve(wanted_.size());
    std::span<const std::int64_t> rest = wanted_;
    while (!rest.empty()) {
        const auto batch = rest.first(std::min(rest.size(), kBatch));
        JIM_ASSIGN(auto objects, source_.load(batch));
        std::ranges::move(objects, std::back_inserter(loaded));
        rest = rest.subspan(batch.size());
    }
    return loaded;
}

/// A row that the file has twice is edited twice and reported once.
void FileExport::edit(Piece& piece, const Loaded& loaded, std::vector<ExportFailure>& failures) {
    const auto idOf = [](const ExportObject& object) { return object.key.id; };
    const Row before = changed_ ? Row{} : piece.row;
    std::int64_t handled = 0;
    for (auto& entry : piece.group) {
        const auto found = std::ranges::lower_bound(loaded, entry.id, {}, idOf);
        const bool known = found != loaded.end() && found->key.id == entry.id;
        if (!piece.row && known && !renamesChecked_ && !entry.done &&
            !newExternalId(*plan_, *found).empty()) {
            renamed_.push_back(&entry);
            continue;
        }
        auto problem = editOnce(entry, known ? &*found : nullptr, piece.row);
        if (std::exchange(entry.done, true)) continue;
        ++handled;
        if (problem)
            failures.push_back({entry.id, std::move(*problem)});
        else
            exported_.push_back(entry.id);
    }
    progress_.advance(handled);
    changed_ = changed_ || piece.row != before;
}

std::optional<std::string> FileExport::editOnce(const ExportEntry& entry,
                                                const ExportObject* object, Row& row) const {
    if (entry.operation == ExportOperation::Delete) {
        row.reset();
        return std::nullopt;
    }
    if (object == nullptr) return "What was to be exported is gone.";
    return editor_->apply(*object, row);
}

base::Status FileExport::finish() {
    if (stop_.stop_requested()) return base::fail(base::cancelled());
    if (changed_) JIM_TRY(output_->settle());
    JIM_TRY(sink_.expose([this]() -> base::Status {
        if (old_) JIM_TRY(old_->file->unchanged());
        return changed_ ? output_->commit() : base::Status{};
    }));
    output_.reset();
    return {};
}

base::Status FileExport::report() {
    std::span<const std::int64_t> rest = exported_;
    while (!rest.empty()) {
        const auto batch = rest.first(std::min(rest.size(), kBatch));
        JIM_TRY(sink_.exported(batch));
        rest = rest.subspan(batch.size());
    }
    return {};
}

}  // namespace jim::connectors::csv::impl
