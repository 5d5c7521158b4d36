#include "progress/PhaseCatalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::progress {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(RunKind kind, std::string_view runType) {
    std::vector<std::string> all;
    for (const auto& phase : catalogue(kind, runType)) all.push_back(phase.name);
    return all;
}

TEST(PhaseCatalogueTests, HasTheNamesOfTheSeed) {
    EXPECT_THAT(names(RunKind::Import, "FullImport"),
                ElementsAre("Connecting", "Reading", "Importing", "Detecting deletions",
                            "Resolving references", "Saving", "Reconciling", "Recording"));
    EXPECT_THAT(names(RunKind::Synchronisation, "FullSynchronisation"),
                ElementsAre("Preparing", "Synchronising", "Resolving references", "Reviewing scope",
                            "Saving"));
    EXPECT_THAT(names(RunKind::Export, "Export"),
                ElementsAre("Preparing", "Exporting", "Exporting deferred", "Resolving references",
                            "Recording"));
}

TEST(PhaseCatalogueTests, WhatARunCanNeverDoIsNotDeclared) {
    EXPECT_THAT(names(RunKind::Import, "DeltaImport"),
                testing::Not(testing::Contains("Detecting deletions")));
}

TEST(PhaseCatalogueTests, WeightsOfARunTypeAddUpToOne) {
    for (const auto kind : {RunKind::Import, RunKind::Synchronisation, RunKind::Export}) {
        double sum = 0;
        for (const auto& phase : catalogue(kind, "")) {
            EXPECT_TRUE(phase.parentKey.empty());
            EXPECT_FALSE(waitsOn(phase.key).empty()) << phase.key;
            sum += declaredWeight(phase.key);
        }
        EXPECT_NEAR(sum, 1, 1e-9);
    }
}

TEST(PhaseCatalogueTests, AnUnknownPhaseWeighsLittle) {
    EXPECT_GT(declaredWeight("custom.phase"), 0);
    EXPECT_LT(declaredWeight("custom.phase"), 0.1);
    EXPECT_EQ(waitsOn("custom.phase"), "");
}

}  // namespace
}  // namespace jim::progress
