#pragma once

#include "foundation/base/Result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace jim::apps::sample {

inline constexpr std::uint32_t kFewestPeople = 10;
inline constexpr std::uint32_t kMostPeople = 5'000'000;
inline constexpr std::uint32_t kMostDays = 366;

/// What company to make. The same people, days and seed give the same bytes on every machine.
struct SampleOptions {
    std::uint32_t people = 1000;  ///< On day one; kFewestPeople to kMostPeople.
    std::uint32_t days = 2;       ///< 1 to kMostDays.
    std::uint64_t seed = 1;
    std::filesystem::path directory;  ///< Made when missing. Files of the same names are replaced.
};

/// What happened on one day, counted as it was done. Nobody is in two of the counts of a day,
/// except that `reassigned` follows from `leavers`.
struct SampleDay {
    std::uint32_t day = 1;
    std::string date;                ///< ISO date of the extract.
    std::uint32_t people = 0;        ///< People in this day's extract, each counted once.
    std::uint32_t joiners = 0;       ///< Employee ids never seen before.
    std::uint32_t movers = 0;        ///< Another department, job title or manager.
    std::uint32_t leavers = 0;       ///< Gone from the extract.
    std::uint32_t reassigned = 0;    ///< Reports of leavers, now with the leaver's manager.
    std::uint32_t rehires = 0;       ///< Left on an earlier day, back under the same id.
    std::uint32_t stayers = 0;       ///< Made permanent: their end date was cleared.
    std::uint32_t renamed = 0;       ///< Another last name, display name and e-mail address.
    std::uint32_t typingErrors = 0;  ///< Stray blanks or capitals; put right on the next day.
    std::uint32_t corrections = 0;   ///< Yesterday's typing errors put right today.
    std::uint32_t brokenRows = 0;    ///< Rows an importer has to refuse.
    std::uint32_t groups = 0;
    std::uint64_t members = 0;  ///< Memberships over all groups.
};

struct SampleSummary {
    std::vector<SampleDay> days;  ///< Day one first.
};

/// Writes `dayN/hr.csv` and `dayN/groups.csv` for each day. Each file appears whole or not at all.
/// Errors: InvalidInput for options out of range or a directory that is a file; External when the
/// disk refuses. Blocks until done; two calls at once need two directories.
[[nodiscard]] base::Result<SampleSummary> writeSample(const SampleOptions& options);

/// The day as sentences for people, one a line, each ended by a newline; what did not happen is
/// left out.
[[nodiscard]] std::string inWords(const SampleDay& day);

}  // namespace jim::apps::sample
