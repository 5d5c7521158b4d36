#include "apps/sample/Sample.hpp"
#include "apps/sample/test/SampleFixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>

namespace jim::apps::sample {
namespace {

using testing::HasSubstr;

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        const int more = lead < 0x80    ? 0
                         : lead >= 0xf0 ? 3
                         : lead >= 0xe0 ? 2
                         : lead >= 0xc2 ? 1
                                        : -1;
        if (more < 0) return false;
        for (int k = 0; k < more; ++k, ++i) {
            if (i == text.size() || (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
                return false;
        }
    }
    return true;
}

/// The chain of managers from here ends at the head of the company.
bool reachesTop(const Staff& staff, std::string id) {
    for (int steps = 0; steps < 50; ++steps) {
        const auto& manager = staff.of(id, "ManagerId");
        if (manager.empty()) return true;
        if (!staff.people.contains(manager)) return false;
        id = manager;
    }
    return false;
}

TEST(SampleTests, TheSameSeedGivesTheSameBytesAndAnotherSeedOthers) {
    const Folder a;
    const Folder b;
    const Folder c;
    write(500, 3, 7, a.path());
    write(500, 3, 7, b.path());
    write(500, 3, 8, c.path());
    for (const std::string day : {"day1", "day2", "day3"}) {
        for (const std::string file : {"hr.csv", "groups.csv"}) {
            const auto text = readAll(a.path() / day / file);
            EXPECT_FALSE(text.empty());
            EXPECT_EQ(text, readAll(b.path() / day / file)) << day << file;
            EXPECT_NE(text, readAll(c.path() / day / file)) << day << file;
        }
    }
}

TEST(SampleTests, MoreDaysLeaveTheEarlierOnesAsTheyWere) {
    const Folder a;
    const Folder b;
    write(200, 2, 7, a.path());
    write(200, 4, 7, b.path());
    EXPECT_EQ(readAll(a.path() / "day2/hr.csv"), readAll(b.path() / "day2/hr.csv"));
}

TEST(SampleTests, ThePeopleKeepTheirBytesOnEveryPlatform) {
    const Folder folder;
    write(10, 1, 1, folder.path());
    const auto text = readAll(folder.path() / "day1/hr.csv");
    // FNV-1a of the file; a change of the names or of the order of draws changes it.
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    EXPECT_EQ(hash, 9612747788198242648U) << text;
}

TEST(SampleTests, DayOneIsCleanAndComplete) {
    const Folder folder;
    const auto summary = write(3000, 1, 1, folder.path());
    const auto staff = readStaff(folder.path(), 1);
    EXPECT_EQ(staff.header.size(), 23U);
    EXPECT_EQ(staff.header.front(), "EmployeeId");
    EXPECT_EQ(staff.people.size(), 3000U);
    EXPECT_EQ(staff.refusedRows, 0U);
    EXPECT_EQ(summary.days.at(0).people, 3000U);
    EXPECT_EQ(summary.days.at(0).brokenRows, 0U);
    EXPECT_TRUE(isUtf8(readAll(folder.path() / "day1/hr.csv")));
    EXPECT_TRUE(isUtf8(readAll(folder.path() / "day1/groups.csv")));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "day1/hr.csv.part"));
}

TEST(SampleTests, MailAndAccountNamesAreUniqueAscii) {
    const Folder folder;
    write(5000, 2, 3, folder.path());
    for (const std::uint32_t day : {1U, 2U}) {
        const auto staff = readStaff(folder.path(), day);
        std::set<std::string> mails;
        std::set<std::string> accounts;
        for (const auto& [id, person] : staff.people) {
            if (staff.refused.contains(id)) continue;
            auto mail = person.at("Email");
            std::ranges::transform(mail, mail.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            });
            EXPECT_TRUE(mails.insert(mail).second) << mail;
            EXPECT_TRUE(accounts.insert(person.at("AccountName")).second);
            EXPECT_TRUE(std::ranges::all_of(mail, [](char c) { return c > ' ' && c < 127; }))
                << mail;
        }
    }
}

TEST(SampleTests, EverybodyReportsUpToTheHeadOnEveryDay) {
    const Folder folder;
    write(800, 6, 11, folder.path());
    for (std::uint32_t day = 1; day <= 6; ++day) {
        const auto staff = readStaff(folder.path(), day);
        std::map<std::string, int> spans;
        for (const auto& [id, person] : staff.people) {
            // What a broken row says of the manager cannot be read; everybody below it stops here.
            if (!person.contains("ManagerId")) continue;
            const auto& manager = person.at("ManagerId");
            EXPECT_TRUE(manager.empty() ? id == "E0000001" : staff.people.contains(manager)) << id;
            ++spans[manager];
            if (day == 1) {
                EXPECT_TRUE(reachesTop(staff, id)) << id;
            }
        }
        EXPECT_EQ(spans[""], 1);
        for (const auto& [manager, span] : spans) EXPECT_LE(span, 30) << manager;
    }
}

TEST(SampleTests, MostManagersStandAboveTheirReportsButNotAll) {
    const Folder folder;
    write(5000, 1, 2, folder.path());
    int below = 0;
    for (const auto& [id, person] : readStaff(folder.path(), 1).people) {
        if (person.at("ManagerId") > id) ++below;
    }
    EXPECT_GT(below, 10);
    EXPECT_LT(below, 1500);
}

TEST(SampleTests, NamesComeFromManyScripts) {
    const Folder folder;
    write(3000, 1, 5, folder.path());
    const auto text = readAll(folder.path() / "day1/hr.csv");
    // One letter of each: Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Chinese, Japanese,
    // beyond the basic plane, Korean, Georgian, Armenian, Thai, Ethiopic, Vietnamese.
    for (const std::string_view letter : {"é", "ß", "ł", "İ", "Δ", "Д", "م", "ה", "र", "国", "郎",
                                          "𠮷", "김", "ძ", "յ", "ย", "ለ", "ễ"}) {
        EXPECT_NE(text.find(letter), text.npos) << letter;
    }
}

TEST(SampleTests, NotesNeedEveryKindOfQuoting) {
    const Folder folder;
    write(3000, 1, 5, folder.path());
    std::string notes;
    for (const auto& [id, person] : readStaff(folder.path(), 1).people) notes += person.at("Notes");
    EXPECT_THAT(notes, HasSubstr(","));
    EXPECT_THAT(notes, HasSubstr("\""));
    EXPECT_THAT(notes, HasSubstr("\n"));
}

struct Refusal {
    std::uint32_t people;
    std::uint32_t days;
    std::string field;
};

TEST(SampleTests, OptionsOutOfRangeAreRefusedByName) {
    const Folder folder;
    const std::array<Refusal, 4> refusals = {Refusal{9, 1, "people"},
                                             Refusal{5'000'001, 1, "people"},
                                             Refusal{10, 0, "days"}, Refusal{10, 367, "days"}};
    for (const auto& refusal : refusals) {
        SampleOptions options;
        options.people = refusal.people;
        options.days = refusal.days;
        options.directory = folder.path();
        const auto summary = writeSample(options);
        ASSERT_FALSE(summary.has_value());
        EXPECT_EQ(summary.error().kind, base::ErrorKind::InvalidInput);
        EXPECT_TRUE(summary.error().fields.contains(refusal.field));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SampleTests, ADirectoryThatCannotBeIsAnError) {
    const Folder folder;
    write(10, 1, 1, folder.path());
    const auto refusal = [](std::filesystem::path directory) {
        SampleOptions options;
        options.directory = std::move(directory);
        const auto summary = writeSample(options);
        EXPECT_FALSE(summary.has_value());
        return summary ? base::Error{} : summary.error();
    };
    EXPECT_EQ(refusal("").kind, base::ErrorKind::InvalidInput);
    EXPECT_THAT(refusal(folder.path() / "day1/hr.csv").message, HasSubstr("is a file"));
    EXPECT_EQ(refusal(folder.path() / "day1/hr.csv/below").kind, base::ErrorKind::External);
    EXPECT_EQ(refusal("/proc/nowhere").kind, base::ErrorKind::External);
}

TEST(SampleTests, AFileInTheWayLeavesNothingByHalf) {
    const Folder folder;
    std::filesystem::create_directories(folder.path() / "day1/hr.csv/occupied");
    SampleOptions options;
    options.directory = folder.path();
    const auto summary = writeSample(options);
    ASSERT_FALSE(summary.has_value());
    EXPECT_THAT(summary.error().message, HasSubstr("hr.csv"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "day1/hr.csv.part"));
}

TEST(SampleTests, AFullDiskIsAnErrorAndKeepsTheOldFile) {
    const Folder folder;
    write(10, 1, 1, folder.path());
    const auto old = readAll(folder.path() / "day1/hr.csv");
    std::filesystem::create_symlink("/dev/full", folder.path() / "day1/hr.csv.part");
    SampleOptions options;
    options.directory = folder.path();
    const auto summary = writeSample(options);
    ASSERT_FALSE(summary.has_value());
    EXPECT_EQ(summary.error().kind, base::ErrorKind::External);
    EXPECT_THAT(summary.error().message, HasSubstr("No space left"));
    EXPECT_EQ(readAll(folder.path() / "day1/hr.csv"), old);
}

TEST(SampleTests, ADayReadsAsPlainWords) {
    SampleDay day;
    day.day = 2;
    day.date = "2026-01-06";
    day.people = 100'100;
    day.joiners = 1300;
    day.leavers = 1;
    const auto words = inWords(day);
    EXPECT_THAT(words, HasSubstr("Day 2 (2026-01-06): 100,100 people"));
    EXPECT_THAT(words, HasSubstr("  1,300 people joined\n"));
    EXPECT_THAT(words, HasSubstr("  1 person left\n"));
    EXPECT_THAT(words, testing::Not(HasSubstr("renamed")));
    EXPECT_THAT(words, testing::Not(HasSubstr("broken")));
}

}  // namespace
}  // namespace jim::apps::sample
