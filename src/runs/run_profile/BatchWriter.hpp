#pragma once

#include "runs/run_profile/BatchAhead.hpp"
#include "runs/run_profile/DecidedBatch.hpp"
#include "runs/run_profile/RunParts.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace jim::runs::run_profile {

/// Writes what a run does, batch by batch: each with its items and the run's position in one
/// transaction, and only if the lease is still the run's. Where somebody works beside the run,
/// batches are written in pairs. Used by the run's own thread only.
class BatchWriter {
public:
    /// `parts` outlives it.
    explicit BatchWriter(const RunParts& parts) : parts_(parts), position_(parts.position) {}

    /// One batch: `work`, the items recorded during it and the run's position. What is rolled back
    /// leaves no items.
    [[nodiscard]] base::Status write(const std::function<base::Status()>& work);

    /// Whether batches may be written in pairs: somebody works beside the run, and it is not kept
    /// slow. Outside of a transaction.
    [[nodiscard]] bool writesInPairs() const;

    /// The same for one batch, or for two where they may be written in pairs and `isMore()` says
    /// that there is another: the first is written beside the run while the second is decided upon
    /// and written. `decide` reads with the run's session, within the transaction; what it needs to
    /// know of the first it waits for (`settle`). The second is committed after the first, and not
    /// at all when that fails: then this returns the error of the first.
    [[nodiscard]] base::Status writeBatches(
        const std::function<base::Result<DecidedBatch>()>& decide,
        const std::function<bool()>& isMore);
    /// Within `decide`: whether the batch before this one is being written. It is not visible yet.
    [[nodiscard]] bool hasAhead() const { return ahead_ != nullptr; }
    /// Waits until the batch before is committed, and can be read. Its error when it failed.
    [[nodiscard]] base::Status settle();

    /// In a transaction of the run's kind, and only if the lease is still ours, without a batch. A
    /// synchronisation reads and writes the metaverse and every system; other runs keep to their
    /// own.
    [[nodiscard]] base::Status inTransaction(const std::function<base::Status()>& work) const;

    /// Of the batch that is put together. Without change tracking the changes of items are dropped.
    [[nodiscard]] BatchRecord& open() { return open_; }
    /// The position after the last batch, with phases and alerts as they are now.
    [[nodiscard]] activity::RunPosition positionNow() const;

private:
    /// As a part of what the run's own session writes.
    [[nodiscard]] base::Status inPart(Session& session,
                                      const std::function<base::Status()>& work) const;
    [[nodiscard]] std::function<base::Status()> fenced(
        Session& session, const std::function<base::Status()>& work) const;
    [[nodiscard]] base::Status writeLast(DecidedBatch& batch, activity::RunPosition& position);
    /// Whether the batch is being written beside the run now; otherwise it is as before.
    [[nodiscard]] base::Result<bool> writeAhead(DecidedBatch& batch);
    [[nodiscard]] bool startAhead(DecidedBatch& batch);
    using Question = bool (BatchAhead::*)(std::chrono::milliseconds) const;
    /// Waits for the batch that is ahead until it is so.
    [[nodiscard]] base::Status awaitAhead(Question isSo) const;
    /// Of all batches before the open one.
    [[nodiscard]] base::Result<std::int64_t> itemsBefore() const;
    /// The items of a batch before which there are so many.
    [[nodiscard]] base::Status appendItems(Session& session, BatchRecord& record,
                                           std::int64_t before) const;
    /// Moves the position past the batch.
    [[nodiscard]] base::Status keepPosition(Session& session, const BatchRecord& record,
                                            activity::RunPosition& position) const;
    void noteCommitted(const DecidedBatch& batch, const BatchRecord& record,
                       activity::RunPosition position);

    const RunParts& parts_;
    activity::RunPosition position_;  ///< As the last batch that is committed left it.
    BatchRecord open_;
    std::unique_ptr<BatchAhead> ahead_;  ///< Null: what is before the open one is committed.
};

}  // namespace jim::runs::run_profile
