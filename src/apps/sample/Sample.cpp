#include "apps/sample/Sample.hpp"

#include "apps/sample/impl/Company.hpp"
#include "apps/sample/impl/Culture.hpp"
#include "apps/sample/impl/GroupsFile.hpp"
#include "apps/sample/impl/HrFile.hpp"

#include <fmt/format.h>

#include <string_view>
#include <system_error>

namespace jim::apps::sample {
namespace {

base::Status check(const SampleOptions& options) {
    if (options.people < kFewestPeople || options.people > kMostPeople)
        return base::fail(base::invalidInput(
            "people", fmt::format("The number of people must be between {} and {}, not {}.",
                                  kFewestPeople, kMostPeople, options.people)));
    if (options.days < 1 || options.days > kMostDays)
        return base::fail(base::invalidInput(
            "days", fmt::format("The number of days must be between 1 and {}, not {}.", kMostDays,
                                options.days)));
    if (options.directory.empty())
        return base::fail(base::invalidInput("directory", "Name the folder to write to."));
    std::error_code code;
    const auto status = std::filesystem::status(options.directory, code);
    if (std::filesystem::exists(status) && !std::filesystem::is_directory(status))
        return base::fail(base::invalidInput(
            "directory",
            fmt::format("\"{}\" is a file; name a folder.", options.directory.string())));
    return {};
}

base::Status makeDirectory(const std::filesystem::path& path) {
    std::error_code code;
    std::filesystem::create_directories(path, code);
    if (!code && !std::filesystem::is_directory(path, code) && !code)
        code = std::make_error_code(std::errc::not_a_directory);
    if (!code) return {};
    return base::fail(base::external(
        fmt::format("Cannot make the folder \"{}\": {}.", path.string(), code.message())));
}

base::Status writeDay(const Company& company, const std::filesystem::path& directory,
                      SampleDay& day) {
    const auto folder = directory / fmt::format("day{}", day.day);
    JIM_TRY(makeDirectory(folder));
    Company::appendDate(day.date, company.today());
    JIM_TRY(writeHrFile(company, folder / "hr.csv", day));
    return writeGroupsFile(company, folder / "groups.csv", day);
}

std::string thousands(std::uint64_t number) {
    auto text = std::to_string(number);
    for (auto at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
    return text;
}

void tell(std::string& text, std::uint64_t count, std::string_view one, std::string_view many) {
    if (count == 0) return;
    text += fmt::format("  {} {}\n", thousands(count), count == 1 ? one : many);
}

}  // namespace

base::Result<SampleSummary> writeSample(const SampleOptions& options) {
    JIM_TRY(check(options));
    JIM_TRY(makeDirectory(options.directory));
    const auto cultures = readCultures();
    Company company{options.people, options.seed, cultures};
    SampleSummary summary;
    for (std::uint32_t number = 1; number <= options.days; ++number) {
        auto day = number == 1 ? SampleDay{} : company.advance();
        JIM_TRY(writeDay(company, options.directory, day));
        summary.days.push_back(std::move(day));
    }
    return summary;
}

std::string inWords(const SampleDay& day) {
    auto text =
        fmt::format("Day {} ({}): {} people, {} groups with {} memberships.\n", day.day, day.date,
                    thousands(day.people), thousands(day.groups), thousands(day.members));
    tell(text, day.joiners, "person joined", "people joined");
    tell(text, day.movers, "person moved to another department, job or manager",
         "people moved to another department, job or manager");
    tell(text, day.leavers, "person left", "people left");
    tell(text, day.reassigned, "person lost their manager and now reports one step higher",
         "people lost their manager and now report one step higher");
    tell(text, day.rehires, "person who had left came back", "people who had left came back");
    tell(text, day.stayers, "person was made permanent", "people were made permanent");
    tell(text, day.renamed, "person has a new last name and e-mail address",
         "people have a new last name and e-mail address");
    tell(text, day.typingErrors, "typing error crept in", "typing errors crept in");
    tell(text, day.corrections, "typing error was put right", "typing errors were put right");
    tell(text, day.brokenRows, "row is broken and has to be refused",
         "rows are broken and have to be refused");
    return text;
}

}  // namespace jim::apps::sample
