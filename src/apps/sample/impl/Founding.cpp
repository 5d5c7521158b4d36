// Day one: who there is, who leads whom, which project teams there are.
#include "apps/sample/impl/Company.hpp"
#include "apps/sample/impl/Organisation.hpp"
#include "foundation/base/Ensure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace jim::apps::sample {
namespace {

constexpr std::chrono::sys_days kFirstStart{std::chrono::year{1990} / 1 / 1};
constexpr std::chrono::sys_days kDayOne{std::chrono::year{2026} / 1 / 5};
constexpr auto kDayOneOffset = static_cast<std::uint32_t>((kDayOne - kFirstStart).count());

constexpr std::uint32_t kFewestReports = 6;
constexpr std::uint32_t kMoreReports = 7;  // Up to twelve of them.

/// The places of one department in the order they are filled, and who leads the next one.
struct Branch {
    std::vector<std::uint32_t> places;
    std::size_t leader = 0;
    std::uint32_t room = 0;
};

std::uint32_t leaderOf(Branch& branch, std::uint32_t place, Random& random) {
    if (branch.places.empty()) {
        branch.places.push_back(place);
        branch.room = kFewestReports + random.below(kMoreReports);
        return 0;
    }
    if (branch.room == 0) {
        ++branch.leader;
        branch.room = kFewestReports + random.below(kMoreReports);
    }
    --branch.room;
    branch.places.push_back(place);
    return branch.places[branch.leader];
}

std::uint8_t cultureNamed(std::string_view key, std::span<const Culture> cultures) {
    const auto found =
        std::ranges::find_if(cultures, [&](const Culture& c) { return c.text->key == key; });
    base::ensure(found != cultures.end(), "every office has a culture");
    return static_cast<std::uint8_t>(found - cultures.begin());
}

template <class Item>
std::uint8_t drawByWeight(std::span<const Item> items, Random& random) {
    std::uint32_t all = 0;
    for (const auto& item : items) all += item.weight;
    auto drawn = random.below(all);
    std::uint8_t index = 0;
    while (drawn >= items[index].weight) drawn -= items[index++].weight;
    return index;
}

template <class List>
std::uint16_t drawIndex(const List& list, Random& random) {
    return static_cast<std::uint16_t>(random.below(static_cast<std::uint32_t>(list.size())));
}

/// Of twenty: five juniors, eight without a word before their title, five seniors, two leads.
Rank drawRank(Random& random) {
    const auto drawn = random.below(20);
    return drawn < 5    ? Rank::Junior
           : drawn < 13 ? Rank::Regular
           : drawn < 18 ? Rank::Senior
                        : Rank::Lead;
}

/// Which index the people of the tree's places get: nearly the same, so that most managers stand
/// above their reports in the file, but not all.
std::vector<std::uint32_t> shuffled(std::uint32_t people, Random& random) {
    std::vector<std::uint32_t> order(people);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t place = 1; place < people; ++place) {
        if (random.oneIn(25)) std::swap(order[place], order[1 + random.below(people - 1)]);
    }
    return order;
}

}  // namespace

Company::Company(std::uint32_t people, std::uint64_t seed, std::span<const Culture> cultures)
    : cultures_(cultures),
      seed_(seed),
      random_(Random::of(seed, 0)),
      founders_(people),
      staff_(people) {
    people_.reserve(people + people / 50);
    foundTree(people);
    foundTeams();
}

void Company::foundTree(std::uint32_t people) {
    const auto used = std::clamp<std::size_t>(people / 8, 2, departments().size());
    heads_.assign(used, 0);
    std::vector<Branch> branches(used);
    const auto order = shuffled(people, random_);
    people_.resize(people);
    people_[0] = newPerson(0);
    people_[0].rank = Rank::Chief;
    for (std::uint32_t place = 1; place < people; ++place) {
        const auto department =
            place <= used ? static_cast<std::uint8_t>(place - 1) : drawDepartment();
        const auto manager = order[leaderOf(branches[department], place, random_)];
        auto person = newPerson(department);
        person.manager = manager;
        if (place <= used) {
            person.rank = Rank::Head;
            heads_[department] = order[place];
        }
        people_[order[place]] = person;
        ++people_[manager].reports;
    }
    for (auto& person : people_) {
        settle(person);
        nameAccount(person);
    }
}

void Company::settle(Person& person) {
    if (person.reports == 0 && person.rank < Rank::Head) {
        person.onLeave = random_.oneIn(90);
        return;
    }
    person.rank = std::max(person.rank, Rank::Manager);
    person.contract = Contract::Employee;
    person.endDay = 0;
}

Person Company::newPerson(std::uint8_t department) {
    Person person;
    person.department = person.trade = department;
    person.office = drawByWeight(offices(), random_);
    person.culture = random_.oneIn(4) ? static_cast<std::uint8_t>(drawIndex(cultures_, random_))
                                      : cultureNamed(offices()[person.office].culture, cultures_);
    person.woman = static_cast<std::uint8_t>(random_.below(2));
    const auto& culture = cultures_[person.culture];
    person.given = drawIndex(culture.given[person.woman], random_);
    person.family = person.accountFamily = drawIndex(culture.family[person.woman], random_);
    const auto& middles = culture.middle[person.woman];
    if (!middles.empty() && (culture.text->middles != "given" || random_.oneIn(3)))
        person.middle = drawIndex(middles, random_);
    person.rank = drawRank(random_);
    const auto contract = random_.below(100);
    if (contract >= 88)
        person.contract = contract < 95   ? Contract::Contractor
                          : contract < 98 ? Contract::Intern
                                          : Contract::Temporary;
    const auto service = std::min(random_.below(12'000), random_.below(12'000));
    person.startDay = static_cast<std::uint16_t>(kDayOneOffset - service);
    if (person.contract != Contract::Employee) {
        person.startDay = static_cast<std::uint16_t>(kDayOneOffset - random_.below(500));
        person.endDay = static_cast<std::uint16_t>(today() + 370 + random_.below(360));
    }
    return person;
}

std::uint32_t Company::nextMailNumber(const Person& person) {
    const auto& culture = cultures_[person.culture];
    const auto name = fmt::format("{}.{}", culture.given[person.woman][person.given].account,
                                  culture.family[person.woman][person.family].account);
    const auto taken = ++mailNumbers_[name];
    return taken == 1 ? 0 : taken;
}

void Company::nameAccount(Person& person) {
    person.mailNumber = person.accountNumber = nextMailNumber(person);
    person.accountFamily = person.family;
}

std::uint8_t Company::drawDepartment() {
    return drawByWeight(departments().first(heads_.size()), random_);
}

std::size_t Company::teamCount(std::uint32_t people) const {
    const auto others = 1 + heads_.size() + offices().size();
    const auto wanted = people / 100;
    return wanted > others + 2 ? wanted - others : 2;
}

void Company::foundTeams() {
    teams_.resize(teamCount(staff_));
    for (auto& team : teams_) {
        const auto size = std::min(5 + random_.below(20), staff_ / 2);
        for (std::uint32_t i = 0; i < size; ++i) {
            const auto index = random_.below(static_cast<Index>(people_.size()));
            if (people_[index].active()) team.push_back(index);
        }
        std::ranges::sort(team);
        team.erase(std::unique(team.begin(), team.end()), team.end());
    }
}

void Company::appendDate(std::string& out, std::uint32_t days) {
    const std::chrono::year_month_day date{kFirstStart + std::chrono::days{days}};
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::uint32_t Company::today() const {
    return kDayOneOffset + day_ - 1;
}

}  // namespace jim::apps::sample
