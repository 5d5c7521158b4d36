#include "progress/Publisher.hpp"
#include "progress/test/RunFixture.hpp"

#include <stdexcept>

namespace jim::progress {
namespace {

/// The store in memory behind a line that can be cut.
class CutStore final : public ProgressStore {
public:
    enum class Line { Works, Fails, Throws };

    explicit CutStore(ProgressStore& behind) : behind_(behind) {}

    base::Result<UpdateResult> update(const StoredSnapshot& snapshot,
                                      const std::optional<HistoryPoint>& point) override {
        ++updates;
        if (line == Line::Throws) throw std::runtime_error{"line cut"};
        if (line == Line::Fails) return away();
        return behind_.update(snapshot, point);
    }
    base::Result<SnapshotPtr> get(const base::Guid& id) override {
        if (line == Line::Throws) throw std::runtime_error{"line cut"};
        if (line == Line::Fails) return away();
        return behind_.get(id);
    }
    base::Status clear(const base::Guid& id) override { return behind_.clear(id); }
    base::Result<std::vector<SnapshotPtr>> listActive() override { return behind_.listActive(); }
    base::Result<std::vector<HistoryPoint>> history(const base::Guid& id) override {
        return behind_.history(id);
    }
    std::unique_ptr<Subscription> subscribe(SnapshotReceiver receiver) override {
        return behind_.subscribe(std::move(receiver));
    }

    Line line = Line::Works;
    int updates = 0;

private:
    static tl::unexpected<base::Error> away() {
        return base::fail({base::ErrorKind::Unavailable, "The store is away.", {}, {}});
    }
    ProgressStore& behind_;
};

class PublisherFaultTests : public RunFixture, public testing::WithParamInterface<CutStore::Line> {
protected:
    void step(std::chrono::microseconds time) {
        clock_.advance(time);
        cutPublisher_.publishDue();
    }

    CutStore cut_{store_};
    Publisher cutPublisher_{cut_, clock_};
};

TEST_P(PublisherFaultTests, TheStoreIsAwayAndOnlyACounterKnows) {
    cut_.line = GetParam();
    const auto identity = import();
    cutPublisher_.queued(import(0));
    auto run = cutPublisher_.begin(identity);
    run->enter("import.process");
    for (int i = 0; i < 40; ++i) {
        run->advance();
        step(250ms);
    }
    EXPECT_GE(cutPublisher_.stats().writeErrors, 40U);
    EXPECT_EQ(cutPublisher_.stats().published, 0U);

    cut_.line = CutStore::Line::Works;
    step(250ms);
    EXPECT_EQ(number(document(identity), "objectsProcessed"), 40);
    EXPECT_GE(number(document(identity), "reporter.writeErrors"), 40);
}

TEST_P(PublisherFaultTests, AnEndIsKeptUntilTheStoreIsBack) {
    const auto identity = import();
    auto run = cutPublisher_.begin(identity);
    step(0s);
    cut_.line = GetParam();
    cutPublisher_.finish(*run, {});
    run.reset();
    for (int i = 0; i < 240; ++i) step(1s);
    EXPECT_EQ(text(document(identity), "state"), "worker_lost");
    cut_.line = CutStore::Line::Works;
    step(250ms);
    EXPECT_EQ(text(document(identity), "state"), "complete");
    EXPECT_EQ(number(document(identity), "elapsedSeconds"), 0);
}

TEST_P(PublisherFaultTests, AnEndThatNobodyTakesIsForgottenAfterItsTime) {
    cut_.line = GetParam();
    auto run = cutPublisher_.begin(import());
    cutPublisher_.finish(*run, {});
    step(0s);
    EXPECT_EQ(cutPublisher_.stats().running, 1U);
    step(3601s);
    EXPECT_EQ(cutPublisher_.stats().running, 0U);
}

TEST_P(PublisherFaultTests, AStoreThatIsAwayIsNotHammered) {
    cut_.line = GetParam();
    auto run = cutPublisher_.begin(import());
    step(0s);
    const auto before = cut_.updates;
    for (int i = 0; i < 1000; ++i) step(1ms);
    EXPECT_LE(cut_.updates - before, 4);
}

TEST_P(PublisherFaultTests, RecoveryAndCancellationSurviveItToo) {
    cut_.line = GetParam();
    const auto lost = import(2);
    const auto cancelled = import(0);
    cutPublisher_.lost(lost, {});
    cutPublisher_.cancelledWhileQueued(cancelled);
    step(0s);
    cut_.line = CutStore::Line::Works;
    step(250ms);
    EXPECT_EQ(text(document(lost), "state"), "failed_with_error");
    EXPECT_EQ(text(document(cancelled), "state"), "cancelled");
}

INSTANTIATE_TEST_SUITE_P(Away, PublisherFaultTests,
                         testing::Values(CutStore::Line::Fails, CutStore::Line::Throws),
                         [](const auto& each) {
                             return each.param == CutStore::Line::Fails ? "Fails" : "Throws";
                         });

TEST_F(PublisherFaultTests, AStoreThatForgotEverythingIsToldAgain) {
    const auto identity = import();
    auto run = cutPublisher_.begin(identity);
    run->enter("import.process");
    step(0s);
    ASSERT_TRUE(store_.clear(identity.activityId));
    step(1s);
    EXPECT_EQ(text(document(identity), "phase"), "Importing");
}

TEST_F(PublisherFaultTests, ALateWorkerIsRefusedAndGivesUp) {
    const auto identity = import(1);
    auto run = cutPublisher_.begin(identity);
    step(0s);
    auto recovered = identity;
    recovered.attempt = 2;
    publisher_.lost(recovered, {});
    publisher_.publishDue();
    step(1s);
    cutPublisher_.finish(*run, {});
    step(1s);
    EXPECT_EQ(number(document(identity), "attempt"), 2);
    EXPECT_EQ(text(document(identity), "state"), "failed_with_error");
    EXPECT_EQ(cutPublisher_.stats().running, 0U);
    EXPECT_GE(cutPublisher_.stats().refused, 1U);
}

}  // namespace
}  // namespace jim::progress
