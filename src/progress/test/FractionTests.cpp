#include "progress/Fraction.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/PhaseTrack.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;

const Expectation kDeclared{{}, catalogue(RunKind::Import, "FullImport")};

std::vector<PhaseRecord> importPhases() {
    return PhaseTrack{catalogue(RunKind::Import, "FullImport")}.records({});
}

TEST(FractionTests, SkippedCountsAsDone) {
    auto phases = importPhases();
    for (auto& phase : phases) phase.status = PhaseStatus::Skipped;
    Fraction fraction;
    EXPECT_DOUBLE_EQ(fraction.update(phases, PhaseTrack::kNone, kDeclared).fraction, 0.999);
}

TEST(FractionTests, IsOneOnlyWhenCompleted) {
    Fraction completed;
    EXPECT_EQ(completed.end(true).fraction, 1);
    Fraction failed;
    failed.atLeast(0.4);
    EXPECT_EQ(failed.end(false).fraction, 0.4);
    failed.atLeast(2);
    EXPECT_LT(failed.end(false).fraction, 1);
}

TEST(FractionTests, CountsTheActivePhaseByItsWeight) {
    auto phases = importPhases();
    phases[5].status = PhaseStatus::Active;
    phases[5].processed = 50;
    phases[5].total = {100, TotalKind::Exact, {}};
    Fraction fraction;
    const auto overall = fraction.update(phases, 5, kDeclared);
    EXPECT_NEAR(overall.fraction, declaredWeight("import.save") / 2, 1e-9);
    EXPECT_EQ(overall.basis, "declared");
}

TEST(FractionTests, WithoutATotalItGoesByTimeAndStaysUnderNineTenthsOfThePhase) {
    auto phases = importPhases();
    phases[1].status = PhaseStatus::Active;
    phases[1].duration = 30s;
    Fraction fraction;
    const auto early = fraction.update(phases, 1, kDeclared);
    EXPECT_EQ(early.basis, "time");
    phases[1].duration = 100h;
    const auto late = fraction.update(phases, 1, kDeclared);
    EXPECT_GT(late.fraction, early.fraction);
    EXPECT_LE(late.fraction, declaredWeight("import.fetch") * 0.9 + 1e-9);
}

TEST(FractionTests, AConnectorsPhaseStandsForItsHost) {
    auto phases = importPhases();
    phases[1].status = PhaseStatus::Active;
    phases.push_back({"csv.read",
                      "Reading file",
                      "import.fetch",
                      9,
                      PhaseStatus::Active,
                      {},
                      {},
                      0s,
                      100,
                      0,
                      {100, TotalKind::Exact, TotalSource::Connector}});
    const double whole = declaredWeight("import.fetch") * 0.9;
    Fraction fraction;
    EXPECT_NEAR(fraction.update(phases, phases.size() - 1, kDeclared).fraction, whole, 1e-9);
}

TEST(FractionTests, AHostThatCountsAtItsEndMovesWithWhatIsInsideIt) {
    const auto declared = catalogue(RunKind::Export, "Export");
    const Expectation expected{{}, declared};
    auto phases = PhaseTrack{declared}.records({});
    phases[1].status = PhaseStatus::Active;  // Its file is complete, or it is not.
    phases[1].total = {100, TotalKind::Exact, {}};
    phases.push_back({"csv.write",
                      "Writing file",
                      "export.execute",
                      6,
                      PhaseStatus::Active,
                      {},
                      {},
                      0s,
                      50,
                      0,
                      {100, TotalKind::Exact, TotalSource::Counted}});
    const double half = declaredWeight("export.execute") * 0.9 / 2;
    Fraction fraction;
    EXPECT_NEAR(fraction.update(phases, phases.size() - 1, expected).fraction, half, 1e-9);
}

TEST(FractionTests, LearnsWeightsFromEarlierRuns) {
    PastRun run;
    run.objects = 100;
    run.phases = {{"import.fetch", 9s, 0}, {"import.save", 1s, 0}};
    const Expectation learned{{run, run, run}, catalogue(RunKind::Import, "FullImport")};
    auto phases = importPhases();
    phases[1].status = PhaseStatus::Completed;
    Fraction fraction;
    const auto overall = fraction.update(phases, PhaseTrack::kNone, learned);
    EXPECT_NEAR(overall.fraction, 0.9, 0.01);
    EXPECT_EQ(overall.basis, "history");
}

TEST(FractionTests, WithoutATotalExpectedTimeIsWhatEarlierRunsTook) {
    PastRun run;
    run.objects = 100;
    run.phases = {{"import.fetch", 1000s, 0}};
    const Expectation learned{{run}, catalogue(RunKind::Import, "FullImport")};
    auto phases = importPhases();
    phases[1].status = PhaseStatus::Active;
    phases[1].duration = 30s;
    Fraction fraction;
    EXPECT_LT(fraction.update(phases, 1, learned).fraction, 0.05);
}

RC_GTEST_PROP(FractionTests, NeverFallsAndNeverReachesOne, ()) {
    auto phases = importPhases();
    Fraction fraction;
    double before = 0;
    for (int step = 0; step < 40; ++step) {
        auto& phase = phases[*rc::gen::inRange<std::size_t>(0, phases.size())];
        phase.status = *rc::gen::element(PhaseStatus::Pending, PhaseStatus::Active,
                                         PhaseStatus::Completed, PhaseStatus::Skipped);
        phase.processed = *rc::gen::inRange(0, 200);
        phase.total = {*rc::gen::inRange(0, 200), TotalKind::Exact, {}};
        const auto current = *rc::gen::inRange<std::size_t>(0, phases.size());
        const auto shown = fraction.update(phases, current, kDeclared).fraction;
        RC_ASSERT(shown >= before);
        RC_ASSERT(shown < 1);
        before = shown;
    }
}

}  // namespace
}  // namespace jim::progress
