// The summary of a day against what the files of two days say when they are read again.
#include "apps/sample/test/SampleFixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace jim::apps::sample {
namespace {

bool isTypingError(const Columns& person) {
    return person.at("JobTitle").find("  ") != std::string::npos ||
           person.at("LastName").ends_with(' ') ||
           std::ranges::any_of(person.at("Email"), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string trimmed(std::string text) {
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

/// Counts what happened between two extracts. People whose row is broken on either day are
/// compared by their presence only.
SampleDay difference(const Staff& before, const Staff& after) {
    SampleDay day;
    day.people = static_cast<std::uint32_t>(after.people.size());
    day.brokenRows = after.refusedRows;
    for (const auto& [id, old] : before.people) {
        if (!after.people.contains(id)) ++day.leavers;
    }
    for (const auto& [id, now] : after.people) {
        if (!before.people.contains(id)) {
            id > before.people.rbegin()->first ? ++day.joiners : ++day.rehires;
            continue;
        }
        if (after.refused.contains(id) || before.refused.contains(id)) continue;
        const auto& old = before.people.at(id);
        const auto changed = [&](const char* column) { return old.at(column) != now.at(column); };
        if (isTypingError(old) && !isTypingError(now)) ++day.corrections;
        if (isTypingError(old) || isTypingError(now)) {
            if (isTypingError(now)) ++day.typingErrors;
            continue;
        }
        if (changed("ManagerId") && !after.people.contains(old.at("ManagerId")))
            ++day.reassigned;
        else if (changed("Department") || changed("JobTitle") || changed("ManagerId"))
            ++day.movers;
        if (changed("LastName") && changed("DisplayName") && changed("Email")) ++day.renamed;
        if (changed("EndDate") && now.at("EndDate").empty()) ++day.stayers;
    }
    return day;
}

struct GroupFile {
    std::set<std::string> people;
    std::map<std::string, std::set<std::string>> members;
    std::map<std::string, std::string> owners;
};

GroupFile readGroups(const std::filesystem::path& directory, std::uint32_t day) {
    const auto extract = readExtract(directory / ("day" + std::to_string(day)) / "groups.csv");
    GroupFile file;
    EXPECT_TRUE(extract.unbalanced.empty());
    for (const auto& row : extract.rows) {
        EXPECT_EQ(row.size(), 6U);
        if (row[0] == "person") {
            EXPECT_TRUE(file.people.insert(row[1]).second);
            continue;
        }
        EXPECT_EQ(row[0], "group");
        EXPECT_FALSE(file.owners.contains(row[1])) << row[1];
        file.owners[row[1]] = row[4];
        auto& members = file.members[row[1]];
        std::istringstream list{row[5]};
        for (std::string id; std::getline(list, id, '|');) EXPECT_TRUE(members.insert(id).second);
    }
    return file;
}

TEST(SampleChangesTests, DayTwoIsWhatTheSummarySays) {
    const Folder folder;
    const auto told = write(4000, 2, 9, folder.path()).days.at(1);
    const auto found = difference(readStaff(folder.path(), 1), readStaff(folder.path(), 2));
    EXPECT_EQ(told.people, found.people);
    EXPECT_EQ(told.joiners, found.joiners);
    EXPECT_EQ(told.leavers, found.leavers);
    EXPECT_EQ(told.movers, found.movers);
    EXPECT_EQ(told.renamed, found.renamed);
    EXPECT_EQ(told.stayers, found.stayers);
    EXPECT_EQ(told.reassigned, found.reassigned);
    EXPECT_EQ(told.typingErrors, found.typingErrors);
    EXPECT_EQ(told.brokenRows, found.brokenRows);
    EXPECT_EQ(told.rehires, 0U);
    EXPECT_EQ(told.joiners, 12U);
    EXPECT_EQ(told.movers, 20U);
    EXPECT_EQ(told.leavers, 8U);
    EXPECT_EQ(told.brokenRows, 10U);
    EXPECT_EQ(told.date, "2026-01-06");
}

TEST(SampleChangesTests, LaterDaysBringRehiresAndCorrections) {
    const Folder folder;
    const auto told = write(2000, 4, 21, folder.path());
    for (std::uint32_t number = 3; number <= 4; ++number) {
        const auto found =
            difference(readStaff(folder.path(), number - 1), readStaff(folder.path(), number));
        const auto& day = told.days.at(number - 1);
        EXPECT_EQ(day.rehires, 1U);
        EXPECT_EQ(day.rehires, found.rehires);
        EXPECT_EQ(day.joiners, found.joiners);
        EXPECT_EQ(day.leavers, found.leavers);
        EXPECT_EQ(day.brokenRows, 10U);
        EXPECT_EQ(day.brokenRows, found.brokenRows);
        EXPECT_EQ(day.corrections, told.days.at(number - 2).typingErrors);
    }
}

TEST(SampleChangesTests, EveryKindOfBrokenRowIsThereAndSwallowsNobody) {
    const Folder folder;
    write(1000, 2, 4, folder.path());
    const auto extract = readExtract(folder.path() / "day2/hr.csv");
    EXPECT_EQ(extract.unbalanced.size(), 2U);
    int shortRows = 0;
    int nameless = 0;
    int costCentres = 0;
    std::map<std::string, int> ids;
    for (const auto& row : extract.rows) {
        if (row.size() != extract.header.size()) ++shortRows;
        if (row[0].empty())
            ++nameless;
        else
            ++ids[row[0]];
        if (row.size() > 10 && !isNumber(row[10])) ++costCentres;
    }
    EXPECT_EQ(shortRows, 2);
    EXPECT_EQ(nameless, 2);
    EXPECT_EQ(costCentres, 2);
    EXPECT_EQ(std::ranges::count_if(ids, [](const auto& id) { return id.second == 2; }), 1);
    for (const auto& line : extract.unbalanced) EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(SampleChangesTests, TypingErrorsChangeNothingButTheTyping) {
    const Folder folder;
    write(4000, 2, 9, folder.path());
    const auto before = readStaff(folder.path(), 1);
    const auto after = readStaff(folder.path(), 2);
    for (const auto& [id, now] : after.people) {
        if (after.refused.contains(id) || !isTypingError(now)) continue;
        EXPECT_EQ(trimmed(now.at("LastName")), before.of(id, "LastName"));
        EXPECT_EQ(now.at("AccountName"), before.of(id, "AccountName"));
    }
}

TEST(SampleChangesTests, GroupsFollowThePeople) {
    const Folder folder;
    const auto told = write(6000, 3, 13, folder.path());
    for (std::uint32_t number = 1; number <= 3; ++number) {
        const auto staff = readStaff(folder.path(), number);
        const auto groups = readGroups(folder.path(), number);
        std::uint64_t members = 0;
        for (const auto& [id, list] : groups.members) {
            members += list.size();
            EXPECT_LE(list.size(), 5000U);
            EXPECT_TRUE(groups.people.contains(groups.owners.at(id))) << id;
            for (const auto& member : list) EXPECT_TRUE(groups.people.contains(member)) << id;
        }
        for (const auto& [id, person] : staff.people) {
            if (staff.refused.contains(id)) continue;
            EXPECT_EQ(groups.people.contains(id), person.at("Active") == "true") << id;
        }
        for (const auto& id : groups.people) EXPECT_TRUE(staff.people.contains(id)) << id;
        EXPECT_EQ(told.days.at(number - 1).groups, groups.members.size());
        EXPECT_EQ(told.days.at(number - 1).members, members);
        EXPECT_EQ(groups.members.size(), 60U);
        EXPECT_EQ(groups.members.at("G-ALL-001").size(), 5000U);
    }
}

TEST(SampleChangesTests, JoinersComeIntoGroups) {
    const Folder folder;
    write(1000, 2, 13, folder.path());
    const auto before = readGroups(folder.path(), 1);
    const auto after = readGroups(folder.path(), 2);
    for (const auto& id : after.people) {
        if (id <= "E0001000") continue;
        const auto in = std::ranges::count_if(
            after.members, [&](const auto& group) { return group.second.contains(id); });
        EXPECT_EQ(in, 4) << id;  // Everybody, department, office and a project.
    }
    EXPECT_NE(before.members, after.members);
}

TEST(SampleChangesTests, ASmallCompanyLivesThroughAYear) {
    const Folder folder;
    const auto told = write(10, 366, 2, folder.path());
    ASSERT_EQ(told.days.size(), 366U);
    for (std::size_t i = 1; i < told.days.size(); ++i) EXPECT_EQ(told.days[i].brokenRows, 6U) << i;
    const auto staff = readStaff(folder.path(), 366);
    EXPECT_EQ(staff.people.size(), told.days.back().people);
    EXPECT_EQ(told.days.back().date, "2027-01-05");
}

TEST(SampleChangesTests, NeverOneInAHundredLeaves) {
    for (const std::uint32_t people : {10U, 149U, 150U, 499U, 2500U}) {
        const Folder folder;
        const auto told = write(people, 5, 3, folder.path());
        for (std::size_t i = 1; i < told.days.size(); ++i) {
            EXPECT_LT(told.days[i].leavers * 100, told.days[i - 1].people) << people;
        }
    }
}

}  // namespace
}  // namespace jim::apps::sample
