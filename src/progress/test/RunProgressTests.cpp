#include "progress/RunProgress.hpp"
#include "progress/test/RunFixture.hpp"

#include <rapidcheck/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

namespace jim::progress {
namespace {

class RunProgressTests : public testing::Test {
protected:
    base::ManualClock clock_;
    int woken_ = 0;
    RunProgress run_{identityOf(RunKind::Import, "FullImport", clock_.now()), clock_,
                     [this] { ++woken_; }};
};

TEST_F(RunProgressTests, CountsByTypeAndOutcome) {
    run_.count(0, Outcome::Created);
    run_.count(1, Outcome::Updated, 5);
    run_.count(1, Outcome::Failed, 2);
    const auto counts = run_.counts();
    EXPECT_EQ(counts.processed(), 8);
    EXPECT_EQ(counts.objects.created, 1);
    ASSERT_EQ(counts.byType.size(), 2U);
    EXPECT_EQ(counts.byType[1].objectType, "group");
    EXPECT_EQ(counts.byType[1].tally.failed, 2);
}

TEST_F(RunProgressTests, AnUnknownTypeIsCountedToo) {
    run_.count(99, Outcome::Skipped, 3);
    const auto counts = run_.counts();
    EXPECT_EQ(counts.processed(), 3);
    EXPECT_EQ(counts.byType.back().objectType, "(unknown)");
}

TEST_F(RunProgressTests, ExtrasAreNoPartOfProcessed) {
    run_.add(Extra::Joined, 4);
    run_.add(Extra::Retried);
    EXPECT_EQ(run_.counts().of(Extra::Joined), 4);
    EXPECT_EQ(run_.counts().of(Extra::Retried), 1);
    EXPECT_EQ(run_.counts().processed(), 0);
}

TEST_F(RunProgressTests, CountingDoesNotMoveTheWindow) {
    run_.enter("import.process");
    run_.count(0, Outcome::Created, 10);
    EXPECT_EQ(run_.sample().phases[2].processed, 0);
    run_.advance(10);
    EXPECT_EQ(run_.sample().phases[2].processed, 10);
}

TEST_F(RunProgressTests, WindowsOfPhasesAreApart) {
    run_.advance(7);  // Before any phase: nobody's.
    run_.enter("import.fetch");
    run_.advance(100);
    run_.enter("import.process");
    run_.advance(3);
    const auto phases = run_.phases();
    EXPECT_EQ(phases[1].processed, 100);
    EXPECT_EQ(phases[2].processed, 3);
}

TEST_F(RunProgressTests, AConnectorsPhasesNestUnderTheOneThatCalls) {
    run_.enter("import.fetch");
    run_.enterNested("file.read", "Reading file");
    run_.total(1000, TotalKind::Exact, TotalSource::Connector);
    run_.advance(10);
    run_.enterNested("file.check", "Checking file");
    const auto sample = run_.sample();
    EXPECT_EQ(sample.phases[2].parentKey, "import.fetch");
    EXPECT_EQ(sample.phases[2].status, PhaseStatus::Completed);
    EXPECT_EQ(sample.phases[2].total.value, 1000);
    EXPECT_EQ(sample.phases[3].name, "Checking file");
    EXPECT_EQ(sample.phases[3].parentKey, "import.fetch");
    EXPECT_EQ(sample.phases[1].status, PhaseStatus::Active);
    EXPECT_EQ(sample.current, 3U);
}

TEST_F(RunProgressTests, AConnectorCannotMakeUpPhasesWithoutEnd) {
    run_.enter("import.fetch");
    for (int i = 0; i < 1000; ++i) run_.enterNested("page." + std::to_string(i), "Page");
    EXPECT_LE(run_.phases().size(), 64U);
}

TEST_F(RunProgressTests, WakesThePublisherForPhasesAndTheWayToTheEnd) {
    run_.enter("import.connect");
    run_.enter("import.connect");
    EXPECT_EQ(woken_, 1);
    run_.narrate("Reading");
    run_.total(5, TotalKind::Exact, TotalSource::Counted);
    run_.error("DuplicateObject", "line 5");
    EXPECT_EQ(woken_, 1);
    run_.cancelling();
    run_.cancelling();
    EXPECT_EQ(woken_, 2);
    EXPECT_TRUE(run_.sample().cancelling);
    EXPECT_EQ(run_.errors(), 1);
}

TEST_F(RunProgressTests, ANegativeTotalIsUnknown) {
    run_.enter("import.fetch");
    run_.total(-1, TotalKind::Exact, TotalSource::Connector);
    EXPECT_EQ(run_.phases()[1].total.kind, TotalKind::Unknown);
}

TEST_F(RunProgressTests, KnowsThePhasesForTheRecordBeforeItEnds) {
    run_.enter("import.fetch");
    clock_.advance(3s);
    const auto kept = run_.phasesAtEnd(FinalState::Cancelled);
    EXPECT_EQ(kept[0].status, PhaseStatus::Skipped);
    EXPECT_EQ(kept[1].status, PhaseStatus::Failed);
    EXPECT_EQ(kept[1].duration, 3s);
    EXPECT_EQ(kept[7].status, PhaseStatus::Skipped);
    EXPECT_EQ(run_.phases()[1].status, PhaseStatus::Active);
}

TEST_F(RunProgressTests, StatementsAreThoseOfThePhaseThatSentThem) {
    std::int64_t sent = 5;
    run_.watchStatements([&] { return sent; });
    sent += 2;  // Before any phase: nobody's.
    run_.enter("import.fetch");
    sent += 10;
    run_.enterNested("file.read", "Reading the file");
    sent += 1;
    run_.enter("import.save");
    sent += 100;
    EXPECT_EQ(run_.sample().phases[1].statements, 11) << "others than the run's thread do not ask";
    const auto kept = run_.phasesAtEnd(FinalState::Complete);
    const auto of = [&](std::string_view key) {
        return std::ranges::find(kept, key, &PhaseRecord::key)->statements;
    };
    EXPECT_EQ(of("import.fetch"), 11) << "with those of the phases within";
    EXPECT_EQ(of("file.read"), 0);
    EXPECT_EQ(of("import.save"), 100);
    EXPECT_EQ(of("import.record"), 0);
}

TEST_F(RunProgressTests, TellsWhereTheTimeGoes) {
    run_.spent(TimeShare::Database, 1500ms);
    run_.spent(TimeShare::Database, 500ms);
    run_.spent(TimeShare::Idle, 1ms);
    EXPECT_EQ(run_.sample().time[static_cast<std::size_t>(TimeShare::Database)], 2s);
}

/// Several threads count and advance while another reads.
TEST_F(RunProgressTests, ChangesAreNeverAheadOfWhatWasProcessed) {
    constexpr int kThreads = 3;
    constexpr std::int64_t kEach = 20'000;
    run_.enter("import.process");
    std::vector<std::jthread> workers;
    std::atomic<int> done{0};
    for (int i = 0; i < kThreads; ++i)
        workers.emplace_back([&, i] {
            for (std::int64_t n = 0; n < kEach; ++n) {
                run_.advance();
                run_.count(static_cast<std::size_t>(i), static_cast<Outcome>(n % 6));
            }
            ++done;
        });
    std::int64_t before = 0;
    while (done < kThreads) {
        const auto sample = run_.sample();
        std::int64_t byType = 0;
        for (const auto& type : sample.counts.byType) byType += type.tally.processed();
        EXPECT_EQ(byType, sample.counts.processed());
        EXPECT_LE(sample.counts.objects.created, sample.counts.processed());
        EXPECT_LE(sample.counts.processed(), sample.phases[2].processed);
        EXPECT_GE(sample.counts.processed(), before);
        before = sample.counts.processed();
    }
    EXPECT_EQ(run_.counts().processed(), kThreads * kEach);
}

TEST_F(RunProgressTests, MayBeReadWhilePhasesChange) {
    // So many and no more: a reader without pause would keep the lock from the run on a busy
    // machine.
    std::jthread reader{[this] {
        for (int i = 0; i < 500; ++i) {
            const auto sample = run_.sample();
            if (sample.current < sample.phases.size()) {
                EXPECT_EQ(sample.phases[sample.current].status, PhaseStatus::Active);
            }
        }
    }};
    for (int i = 0; i < 500; ++i) {
        run_.enter(i % 2 == 0 ? "import.fetch" : "import.process");
        run_.enterNested("nested." + std::to_string(i % 70), "Nested");
        run_.advance();
        run_.narrate("Page");
        run_.error("type", "what");
    }
}

/// So many that threads take turns before they are through.
constexpr std::int64_t kMany = 2'000'000;

TEST_F(RunProgressTests, BatchesThatCountAtOnceLoseNothing) {
    run_.enter("import.process");
    {
        std::latch all{4};
        std::vector<std::jthread> batches;
        for (int batch = 0; batch < 4; ++batch)
            batches.emplace_back([&] {
                all.arrive_and_wait();
                for (std::int64_t i = 0; i < kMany; ++i) run_.finished(0, Outcome::Updated);
            });
    }
    EXPECT_EQ(run_.counts().objects.updated, 4 * kMany);
    EXPECT_EQ(run_.phases()[2].processed, 4 * kMany);
}

TEST_F(RunProgressTests, NoReaderSeesMoreOutcomesThanObjects) {
    run_.enter("import.process");
    std::atomic<bool> done{false};
    const std::jthread work{[&] {
        for (std::int64_t i = 0; i < kMany; ++i) run_.finished(0, Outcome::Created);
        done = true;
    }};
    for (std::int64_t ahead = 0; !done;) {
        const auto sample = run_.sample();
        ahead = sample.counts.processed() - sample.phases[2].processed;
        ASSERT_LE(ahead, 0);
    }
}

RC_GTEST_PROP(RunProgressCountTests, NothingCountedIsLostWhateverTheThreads, ()) {
    struct Step {
        std::size_t type;
        std::uint8_t outcome;
        std::int64_t n;
    };
    using Steps = std::vector<Step>;
    const auto step =
        rc::gen::construct<Step>(rc::gen::inRange<std::size_t>(0, 4),
                                 rc::gen::inRange<std::uint8_t>(0, 6), rc::gen::inRange(0, 50));
    const auto parts = *rc::gen::container<std::vector<Steps>>(3, rc::gen::container<Steps>(step));
    const base::ManualClock clock;
    RunProgress run{identityOf(RunKind::Import, "FullImport", clock.now()), clock};
    std::array<std::int64_t, kOutcomes> expected{};
    {
        std::vector<std::jthread> workers;
        for (const auto& steps : parts) {
            for (const auto& each : steps) expected[each.outcome] += each.n;
            workers.emplace_back([&run, &steps] {
                for (const auto& each : steps)
                    run.count(each.type, static_cast<Outcome>(each.outcome), each.n);
            });
        }
    }
    const auto& all = run.counts().objects;
    const std::array counted{all.created,   all.updated, all.deleted,
                             all.unchanged, all.skipped, all.failed};
    RC_ASSERT(counted == expected);
}

}  // namespace
}  // namespace jim::progress
