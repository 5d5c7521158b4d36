#include "runs/run_profile/BatchWriter.hpp"

#include "runs/run_profile/PhaseRecords.hpp"

namespace jim::runs::run_profile {

std::function<base::Status()> BatchWriter::fenced(Session& session,
                                                  const std::function<base::Status()>& work) const {
    return [this, &session, &work]() -> base::Status {
        JIM_TRY(session.queue().check(parts_.lease));
        return work();
    };
}

base::Status BatchWriter::inTransaction(const std::function<base::Status()>& work) const {
    auto& transactions = parts_.session.transactions();
    const auto ours = fenced(parts_.session, work);
    return synchronises(parts_.profile.runType) ? transactions.write(ours)
                                                : transactions.writeOwn(ours);
}

base::Status BatchWriter::inPart(Session& session,
                                 const std::function<base::Status()>& work) const {
    auto& transactions = session.transactions();
    return synchronises(parts_.profile.runType) ? transactions.writePart(fenced(session, work))
                                                : transactions.writeOwnPart(fenced(session, work));
}

base::Status BatchWriter::write(const std::function<base::Status()>& work) {
    return writeBatches(
        [&]() -> base::Result<DecidedBatch> {
            JIM_TRY(work());
            return DecidedBatch{};
        },
        [] { return false; });
}

base::Status BatchWriter::writeBatches(const std::function<base::Result<DecidedBatch>()>& decide,
                                       const std::function<bool()>& isMore) {
    const auto begin = parts_.clock.steady();
    DecidedBatch batch;
    activity::RunPosition position;
    auto written = inTransaction([&]() -> base::Status {
        // On every way out: what is ahead is a part of this transaction.
        const std::unique_ptr<BatchWriter, void (*)(BatchWriter*)> ended{
            this, [](BatchWriter* batches) { batches->ahead_.reset(); }};
        JIM_ASSIGN(batch, decide());
        const auto writeOne = [&] { return writeLast(batch, position); };
        if (!isMore() || batch.touchesOthers) return writeOne();
        JIM_ASSIGN(const bool isAhead, writeAhead(batch));
        if (!isAhead) return writeOne();
        auto second = [&]() -> base::Status {
            JIM_ASSIGN(batch, decide());
            return writeOne();
        }();
        JIM_TRY(settle());  // Its error comes first, too.
        return second;
    });
    parts_.progress.spent(progress::TimeShare::Database, parts_.clock.steady() - begin);
    if (!written) return written;
    noteCommitted(batch, std::exchange(open_, {}), std::move(position));
    return written;
}

bool BatchWriter::writesInPairs() const {
    // What is kept slow rests after each batch, and not in the middle of the next one.
    return parts_.beside != nullptr && parts_.objectsPerSecond == 0 && parts_.beside->isThere();
}

base::Result<bool> BatchWriter::writeAhead(DecidedBatch& batch) {
    if (!startAhead(batch)) return false;
    // It is answered: so nobody else has had the right to write since this transaction began.
    JIM_TRY(parts_.session.queue().check(parts_.lease));
    ahead_->goAhead();
    return true;
}

bool BatchWriter::startAhead(DecidedBatch& batch) {
    ahead_ =
        std::make_unique<BatchAhead>(std::move(batch), std::exchange(open_, {}), positionNow());
    const auto write = [this, &ahead = *ahead_](Session& session) {
        return inPart(session, [&]() -> base::Status {
            JIM_TRY(ahead.begun());
            JIM_TRY(ahead.batch().write(session, ahead.record()));
            if (ahead.batch().finish) JIM_TRY(ahead.batch().finish(session, ahead.record()));
            ahead.noteCounted();
            JIM_TRY(appendItems(session, ahead.record(), ahead.position().items));
            return keepPosition(session, ahead.record(), ahead.position());
        });
    };
    if (ahead_->start(*parts_.beside, write) && ahead_->hasBegun()) return true;
    batch = std::move(ahead_->batch());
    open_ = std::move(ahead_->record());
    ahead_.reset();
    return false;
}

base::Status BatchWriter::writeLast(DecidedBatch& batch, activity::RunPosition& position) {
    auto& session = parts_.session;
    if (batch.touchesOthers) JIM_TRY(settle());
    if (batch.write) JIM_TRY(batch.write(session, open_));
    if (batch.finish) {
        JIM_TRY(settle());
        JIM_TRY(batch.finish(session, open_));
    }
    JIM_ASSIGN(const auto before, itemsBefore());
    JIM_TRY(appendItems(session, open_, before));
    JIM_TRY(settle());
    position = positionNow();
    return keepPosition(session, open_, position);
}

base::Result<std::int64_t> BatchWriter::itemsBefore() const {
    if (!ahead_) return position_.items;
    JIM_TRY(awaitAhead(&BatchAhead::isCounted));
    return position_.items + std::ssize(ahead_->record().items);
}

/// The server ends a transaction that says nothing for long, as that of a process that was paused.
base::Status BatchWriter::awaitAhead(Question isSo) const {
    constexpr std::chrono::milliseconds kSignOfLife{250};
    while (!(*ahead_.*isSo)(kSignOfLife)) JIM_TRY(parts_.session.queue().check(parts_.lease));
    return {};
}

base::Status BatchWriter::appendItems(Session& session, BatchRecord& record,
                                      std::int64_t before) const {
    for (auto& item : record.items) {
        item.sequence = ++before;
        if (!parts_.trackChanges) item.changes.clear();
    }
    return session.activities().appendItems(parts_.activityNumber, record.items);
}

base::Status BatchWriter::keepPosition(Session& session, const BatchRecord& record,
                                       activity::RunPosition& position) const {
    position.items += static_cast<std::int64_t>(record.items.size());
    position.processed += record.processed;
    position.unchanged += record.unchanged;
    return session.activities().keepPosition(parts_.activityNumber, position);
}

activity::RunPosition BatchWriter::positionNow() const {
    auto position = position_;
    position.phases = activityPhases(parts_.progress.phases());
    if (parts_.alerts != nullptr) position.alerts = parts_.alerts->firings();
    return position;
}

base::Status BatchWriter::settle() {
    if (!ahead_) return {};
    JIM_TRY(awaitAhead(&BatchAhead::isDone));
    const auto ahead = std::exchange(ahead_, nullptr);
    JIM_TRY(ahead->result());
    noteCommitted(ahead->batch(), ahead->record(), ahead->position());
    return {};
}

void BatchWriter::noteCommitted(const DecidedBatch& batch, const BatchRecord& record,
                                activity::RunPosition position) {
    position_ = std::move(position);
    for (const auto& item : record.items)
        if (item.errorType != activity::ItemErrorType::NotSet)
            parts_.progress.error(activity::toText(item.errorType), item.message);
    if (batch.committed) batch.committed();
}

}  // namespace jim::runs::run_profile
