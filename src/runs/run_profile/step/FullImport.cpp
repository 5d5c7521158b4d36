#include "runs/run_profile/step/FullImport.hpp"

#include "runs/run_profile/step/ImportReader.hpp"
#include "runs/run_profile/step/ImportWriter.hpp"
#include "runs/run_profile/step/Reconciliation.hpp"

#include <fmt/format.h>

namespace jim::runs::run_profile::step {
namespace {

using connector_space::CsoId;
using connector_space::CsoStatus;
using progress::Outcome;
using progress::TotalKind;
using progress::TotalSource;

/// The safety brake of full imports: this share of the connector space, and at least this many.
constexpr double kBrakeShare = 0.20;
constexpr std::size_t kBrakeObjects = 10;
constexpr std::int64_t kAdvanceEvery = 1024;

base::Status loadKnown(RunContext& run, ImportIndex& index) {
    return run.session().connectorSpace().forEachKnown(
        run.system().id, [&](const connector_space::KnownObject& known) {
            auto& entry = index[index.findOrAdd(
                connector_space::externalIdKey(known.objectTypeId, known.externalId))];
            // An object that waits to be provisioned gives way to one that is really there.
            if (entry.isKnown() && known.status == CsoStatus::PendingProvisioning) return;
            entry.id = known.id;
            entry.hash = known.hash;
            entry.status = known.status;
        });
}

base::Status fetch(RunContext& run, ImportReader& reader) {
    auto* source = run.connector().fullImport();
    if (source == nullptr)
        return base::fail(base::invalidState(fmt::format("The connector '{}' has no full import.",
                                                         run.connector().definition().name)));
    const auto begin = run.clock().steady() - run.rested();
    auto summary =
        source->read({run.system(), run.profile().filePath}, reader, run.channel(), run.stop());
    run.progress().spent(progress::TimeShare::Source, run.clock().steady() - run.rested() - begin);
    if (!summary) return base::fail(std::move(summary).error());
    if (!summary->warning.empty()) run.warning = summary->warning;
    return {};
}

/// Counts what was read; the comparison itself was made by hash when each object came in.
base::Status process(RunContext& run, ImportReader& reader, ImportIndex& index,
                     ImportSpool& spool) {
    run.progress().total(reader.rows(), TotalKind::Exact, TotalSource::Counted);
    for (std::size_t slot = 0; slot < reader.unchanged().size(); ++slot) {
        const auto count = reader.unchanged()[slot];
        if (count == 0) continue;
        run.progress().finished(slot, Outcome::Unchanged, count);
        run.unchanged(count);
        run.processed(count);
    }
    JIM_TRY(spool.rewind());
    SpoolRecord record;
    std::int64_t seen = 0;
    while (true) {
        JIM_ASSIGN(const bool more, spool.next(record));
        if (!more) break;
        const bool rejected =
            record.kind == SpoolRecord::Kind::Error || index[record.entry].duplicate;
        const auto outcome = rejected                        ? Outcome::Failed
                             : index[record.entry].isKnown() ? Outcome::Updated
                                                             : Outcome::Created;
        run.progress().finished(run.typeSlot(record.objectTypeId), outcome);
        if (++seen % kAdvanceEvery == 0) JIM_TRY(run.betweenBatches());
    }
    return {};
}

/// The objects to obsolete, or the brake.
base::Result<std::vector<CsoId>> detectDeletions(RunContext& run, ImportIndex& index,
                                                 std::int64_t rows) {
    std::vector<CsoId> gone;
    std::size_t known = 0;
    for (const auto& entry : index.entries()) {
        if (!entry.isKnown() || entry.status != CsoStatus::Normal) continue;
        ++known;
        if (entry.position == 0 && !entry.kept) gone.push_back(entry.id);
    }
    if (run.allowDeletions()) return gone;
    const std::string remedy =
        "Nothing was imported. Check the source; if this is right, execute the run profile again "
        "with allowDeletions=true.";
    if (rows == 0 && known > 0)
        return base::fail(base::external(
            fmt::format("The source has no objects, and the connector space of '{}' has {}. {}",
                        run.system().name, known, remedy)));
    const bool tooMany =
        gone.size() >= kBrakeObjects &&
        static_cast<double>(gone.size()) > kBrakeShare * static_cast<double>(known);
    if (tooMany)
        return base::fail(base::external(
            fmt::format("This import would delete {} of {} objects of '{}', more than {:.0f} %. {}",
                        gone.size(), known, run.system().name, kBrakeShare * 100, remedy)));
    return gone;
}

/// Says how many references will find nothing, before anything is written.
base::Status checkReferences(RunContext& run, ImportIndex& index, ImportSpool& spool,
                             const ImportWriter& writer) {
    JIM_TRY(spool.rewind());
    run.progress().total(spool.records(), TotalKind::Exact, TotalSource::Counted);
    SpoolRecord record;
    std::int64_t unresolved = 0;
    std::int64_t behind = 0;
    while (true) {
        JIM_ASSIGN(const bool more, spool.next(record));
        if (!more) break;
        if (record.kind == SpoolRecord::Kind::Object && !index[record.entry].duplicate)
            for (const auto& reference : record.references)
                unresolved += writer.isResolvable(reference.target) ? 0 : 1;
        if (++behind < kAdvanceEvery) continue;
        run.progress().advance(behind);
        behind = 0;
        JIM_TRY(run.betweenBatches());
    }
    run.progress().advance(behind);
    if (unresolved > 0)
        run.progress().narrate(fmt::format("{} references name unknown objects", unresolved));
    return {};
}

base::Status save(RunContext& run, ImportWriter& writer, ImportSpool& spool,
                  std::span<const CsoId> gone) {
    run.progress().total(spool.records() + static_cast<std::int64_t>(gone.size()), TotalKind::Exact,
                         TotalSource::Counted);
    JIM_TRY(writer.save(spool));
    JIM_TRY(writer.obsolete(gone));
    return run.write([&]() -> base::Status {
        JIM_ASSIGN([[maybe_unused]] const auto left,
                   run.session().connectorSpace().resolveReferences(run.system().id));
        return {};
    });
}

}  // namespace

base::Status fullImport(RunContext& run) {
    auto& progress = run.progress();
    progress.enter("import.connect");
    ImportIndex index;
    JIM_TRY(loadKnown(run, index));
    JIM_ASSIGN(auto spool, ImportSpool::create(run.spoolFolder()));
    ImportReader reader{run, index, spool};

    progress.enter("import.fetch");
    JIM_TRY(run.keepPosition());
    JIM_TRY(fetch(run, reader));

    progress.enter("import.process");
    JIM_TRY(process(run, reader, index, spool));

    progress.enter("import.deletions");
    JIM_ASSIGN(const auto gone, detectDeletions(run, index, reader.rows()));
    const auto types = run.system().objectTypes.size();
    if (!gone.empty())
        progress.count(types == 1 ? 0 : types, Outcome::Deleted,
                       static_cast<std::int64_t>(gone.size()));

    ImportWriter writer{run, index};
    progress.enter("import.references");
    JIM_TRY(checkReferences(run, index, spool, writer));

    progress.enter("import.save");
    JIM_TRY(save(run, writer, spool, gone));

    progress.enter("import.reconcile");
    return reconcile(run);
}

}  // namespace jim::runs::run_profile::step
