#include "apps/sample/impl/GroupsFile.hpp"

#include "apps/sample/impl/HrFile.hpp"
#include "apps/sample/impl/Organisation.hpp"
#include "apps/sample/impl/OutputFile.hpp"

#include <fmt/format.h>

#include <string>

namespace jim::apps::sample {
namespace {

using Members = std::vector<std::uint32_t>;

struct Group {
    std::string id;
    std::string name;
    std::string description;
    std::uint32_t owner = 0;
};

/// The members of the groups that follow from a person's own row.
struct Standing {
    Members everybody;
    std::vector<Members> departments;
    std::vector<Members> offices;
};

void admit(Members& members, std::uint32_t index) {
    if (members.size() < kMostMembers) members.push_back(index);
}

class GroupsFile {
public:
    GroupsFile(const Company& company, OutputFile& file, SampleDay& day)
        : company_(company), file_(file), day_(day) {}

    base::Status write() {
        file_.buffer() += kGroupsHeader;
        file_.buffer() += '\n';
        Standing standing;
        standing.departments.resize(company_.heads().size());
        standing.offices.resize(offices().size());
        JIM_TRY(people(standing));
        JIM_TRY(group({"G-ALL-001", "All staff", everybodyText(), 0}, standing.everybody));
        JIM_TRY(departmentGroups(standing));
        JIM_TRY(officeGroups(standing));
        return teamGroups();
    }

private:
    base::Status people(Standing& standing) {
        const auto all = company_.people();
        for (std::uint32_t index = 0; index < all.size(); ++index) {
            const auto& person = all[index];
            if (!person.active()) continue;
            file_.buffer() += "person,";
            appendEmployeeId(file_.buffer(), index);
            file_.buffer() += ",,,,\n";
            admit(standing.everybody, index);
            if (person.rank != Rank::Chief) admit(standing.departments[person.department], index);
            admit(standing.offices[person.office], index);
            JIM_TRY(file_.spill());
        }
        return {};
    }

    base::Status departmentGroups(const Standing& standing) {
        for (std::size_t i = 0; i < standing.departments.size(); ++i) {
            const auto& department = departments()[i];
            JIM_TRY(group({fmt::format("G-{}-001", department.code), std::string{department.name},
                           fmt::format("Everybody in {}", department.name), company_.heads()[i]},
                          standing.departments[i]));
        }
        return {};
    }

    base::Status officeGroups(const Standing& standing) {
        for (std::size_t i = 0; i < standing.offices.size(); ++i) {
            const auto& office = offices()[i];
            const auto& members = standing.offices[i];
            if (members.empty()) continue;
            JIM_TRY(group(
                {fmt::format("G-{}-001", office.code), fmt::format("Staff in {}", office.city),
                 fmt::format("Office {} ({}), {}", office.city, office.localName, office.country),
                 members.front()},
                members));
        }
        return {};
    }

    base::Status teamGroups() {
        const auto teams = company_.teams();
        for (std::size_t i = 0; i < teams.size(); ++i) {
            const auto owner = teams[i].empty() ? 0 : teams[i].front();
            const auto name = projectName(static_cast<std::uint32_t>(i));
            JIM_TRY(
                group({fmt::format("G-PRJ-{:05}", i + 1), fmt::format("Project {}", name),
                       fmt::format("Members, guests and papers of project \"{}\"", name), owner},
                      teams[i]));
        }
        return {};
    }

    base::Status group(const Group& about, const Members& members) {
        auto& out = file_.buffer();
        out += "group,";
        out += about.id;
        out += ',';
        appendField(out, about.name);
        out += ',';
        appendField(out, about.description);
        out += ',';
        appendEmployeeId(out, about.owner);
        char before = ',';
        for (const auto member : members) {
            out += before;
            appendEmployeeId(out, member);
            before = '|';
        }
        out += members.empty() ? ",\n" : "\n";
        ++day_.groups;
        day_.members += members.size();
        return file_.spill();
    }

    [[nodiscard]] static std::string officeText(const Office& office) {
        if (office.city == office.localName)
            return fmt::format("Office {}, {}", office.city, office.country);
        return fmt::format("Office {} ({}), {}", office.city, office.localName, office.country);
    }

    [[nodiscard]] static std::string everybodyText() {
        return fmt::format("Everybody, up to {} members", kMostMembers);
    }

    [[nodiscard]] static std::string projectName(std::uint32_t number) {
        constexpr std::string_view kFirst =
            "Amber|Quiet|Northern|Silver|Paper|Hidden|Crimson|Seventh|Golden|Winter|Open|Granite|"
            "Distant|Early|Copper|Western|Gentle|Iron|Second|Blue";
        constexpr std::string_view kSecond =
            "Harbour|Lantern|Meadow|Compass|Bridge|Orchard|Heron|Quarry|Beacon|Willow|Anvil|Delta|"
            "Falcon|Signal|Garden|Summit|Ferry|Mosaic|Otter|Sextant|Thistle|Kettle|Zephyr";
        constexpr std::uint32_t kPairs = 20 * 23;
        // Both lists are walked at once: their lengths have no common divisor.
        auto name = fmt::format("{} {}", partOf(kFirst, number), partOf(kSecond, number));
        if (number >= kPairs) name += fmt::format(" {}", number / kPairs + 1);
        return name;
    }

    const Company& company_;
    OutputFile& file_;
    SampleDay& day_;
};

}  // namespace

base::Status writeGroupsFile(const Company& company, const std::filesystem::path& path,
                             SampleDay& day) {
    JIM_ASSIGN(auto file, OutputFile::create(path));
    JIM_TRY(GroupsFile(company, file, day).write());
    return file.commit();
}

}  // namespace jim::apps::sample
