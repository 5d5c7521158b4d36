// What happens between one day and the next. Each step takes people to whom nothing has happened
// on that day, so that every count can be found again in the files.
#include "apps/sample/impl/Company.hpp"
#include "apps/sample/impl/Organisation.hpp"

#include <algorithm>

namespace jim::apps::sample {
namespace {

constexpr std::uint32_t kMostReports = 12;

/// So many in ten thousand of the staff, at least `least`.
std::uint32_t share(std::uint32_t staff, std::uint32_t perTenThousand, std::uint32_t least) {
    const auto exact = std::uint64_t{staff} * perTenThousand / 10'000;
    return std::max(static_cast<std::uint32_t>(exact), least);
}

/// Fewer than one in a hundred, so that the deletion brake of an importer has no reason to act.
std::uint32_t leaverCount(std::uint32_t staff) {
    return share(staff, 20, staff >= 150 ? 1 : 0);
}

}  // namespace

SampleDay Company::advance() {
    ++day_;
    SampleDay day;
    day.day = day_;
    const auto staff = staff_;
    const auto longGone = left_.size();
    day.corrections = correct();
    leave(leaverCount(staff), day);
    damage();
    rehire(longGone, share(staff, 3, 1), day);
    move(share(staff, 50, 1), day);
    rename(share(staff, 10, 1), day);
    stay(share(staff, 2, 1), day);
    mistype(share(staff, 5, staff < 100 ? 1 : 3), day);
    join(share(staff, 30, 1), day);
    dropFromTeams();
    return day;
}

template <class Suits>
std::optional<std::uint32_t> Company::pick(Suits suits) {
    const auto size = static_cast<Index>(people_.size());
    const auto fits = [&](Index i) { return free(people_[i]) && suits(people_[i]); };
    for (int i = 0; i < 200; ++i) {
        if (const auto index = random_.below(size); fits(index)) return index;
    }
    const auto start = random_.below(size);
    for (Index i = 0; i < size; ++i) {
        if (const auto index = (start + i) % size; fits(index)) return index;
    }
    return std::nullopt;
}

std::uint32_t Company::correct() {
    std::uint32_t corrections = 0;
    for (auto& person : people_) {
        if (isTypingError(person.flaw)) {
            ++corrections;
            person.touched = static_cast<std::uint16_t>(day_);
        }
        person.flaw = Flaw::None;
    }
    return corrections;
}

void Company::report(Index index, Index manager) {
    --people_[people_[index].manager].reports;
    people_[index].manager = manager;
    ++people_[manager].reports;
}

void Company::leave(std::uint32_t count, SampleDay& day) {
    std::vector<Index> leavers;
    for (; leavers.size() < count;) {
        const auto index = pick([](const Person&) { return true; });
        if (!index) break;
        touch(*index);
        leavers.push_back(*index);
    }
    for (const auto index : leavers) {
        --people_[people_[index].manager].reports;
        people_[index].present = false;
        left_.push_back(index);
    }
    for (Index index = 0; index < people_.size(); ++index) {
        auto& person = people_[index];
        if (!person.present || people_[person.manager].present) continue;
        auto manager = person.manager;
        while (!people_[manager].present) manager = people_[manager].manager;
        report(index, manager);
        touch(index);
        ++day.reassigned;
    }
    staff_ -= static_cast<std::uint32_t>(leavers.size());
    day.leavers = static_cast<std::uint32_t>(leavers.size());
}

void Company::damage() {
    const auto times = founders_ < 100 ? 1 : 2;
    const auto hurt = [&](Flaw flaw) {
        if (const auto index = pick([](const Person&) { return true; })) {
            people_[*index].flaw = flaw;
            touch(*index);
        }
    };
    for (int i = 0; i < times; ++i) {
        hurt(Flaw::FieldCount);
        hurt(Flaw::OpenQuote);
        hurt(Flaw::CostCentre);
        hurt(Flaw::NamelessFollows);
    }
    hurt(Flaw::EnteredTwice);
}

void Company::rehire(std::size_t candidates, std::uint32_t count, SampleDay& day) {
    for (; candidates > 0 && day.rehires < count; --candidates, ++day.rehires) {
        const auto at = left_.begin() + random_.below(static_cast<Index>(candidates));
        const auto index = *at;
        left_.erase(at);
        auto& person = people_[index];
        person.present = true;
        person.onLeave = false;
        person.startDay = static_cast<std::uint16_t>(today());
        person.manager = managerFor(index, person.department);
        ++people_[person.manager].reports;
        touch(index);
        ++staff_;
    }
}

std::uint32_t Company::managerFor(Index index, std::uint8_t department) {
    const auto size = static_cast<Index>(people_.size());
    for (int i = 0; i < 400; ++i) {
        const auto found = random_.below(size);
        const auto& person = people_[found];
        if (found == index || !person.active() || person.department != department) continue;
        if (person.rank == Rank::Chief) continue;
        const bool leads = person.reports > 0 || person.rank >= Rank::Head;
        if (leads) return found;
        // A full team gets a second leader from among its members.
        return people_[person.manager].reports < kMostReports ? person.manager : found;
    }
    return heads_[department];
}

void Company::move(std::uint32_t count, SampleDay& day) {
    while (day.movers < count) {
        const auto index = pick([](const Person& p) { return p.rank < Rank::Manager; });
        if (!index) return;
        touch(*index);
        if (moveOne(*index)) ++day.movers;
    }
}

bool Company::moveOne(Index index) {
    auto& person = people_[index];
    const auto kind = random_.below(3);
    if (kind == 0 && promote(person)) return true;
    if (kind == 1 && changeTeam(index)) return true;
    return transfer(index) || promote(person) || changeTeam(index);
}

bool Company::promote(Person& person) {
    if (person.rank >= Rank::Lead) return false;
    person.rank = static_cast<Rank>(static_cast<int>(person.rank) + 1);
    return true;
}

bool Company::transfer(Index index) {
    // Whoever leads others stays where they are: their new manager could be one of their reports.
    if (people_[index].reports > 0) return false;
    const auto department = drawDepartment();
    if (department == people_[index].department) return false;
    people_[index].department = department;
    report(index, managerFor(index, department));
    return true;
}

bool Company::changeTeam(Index index) {
    if (people_[index].reports > 0) return false;
    const auto manager = managerFor(index, people_[index].department);
    if (manager == people_[index].manager) return false;
    report(index, manager);
    return true;
}

void Company::rename(std::uint32_t count, SampleDay& day) {
    for (; day.renamed < count; ++day.renamed) {
        const auto index = pick(
            [&](const Person& person) { return cultures_[person.culture].text->marriageRenames; });
        if (!index) return;
        touch(*index);
        auto& person = people_[*index];
        const auto& families = cultures_[person.culture].family[person.woman];
        const auto size = static_cast<std::uint32_t>(families.size());
        person.family =
            static_cast<std::uint16_t>((person.family + 1 + random_.below(size - 1)) % size);
        person.mailNumber = nextMailNumber(person);
    }
}

void Company::stay(std::uint32_t count, SampleDay& day) {
    for (; day.stayers < std::min(count, 25U); ++day.stayers) {
        const auto index = pick([](const Person& person) { return person.endDay != 0; });
        if (!index) return;
        touch(*index);
        people_[*index].endDay = 0;
        people_[*index].contract = Contract::Employee;
    }
}

void Company::mistype(std::uint32_t count, SampleDay& day) {
    constexpr Flaw kKinds[] = {Flaw::DoubleBlank, Flaw::TrailingBlanks, Flaw::WrongCaseEmail};
    for (; day.typingErrors < count; ++day.typingErrors) {
        const auto index = pick([](const Person&) { return true; });
        if (!index) return;
        touch(*index);
        people_[*index].flaw = kKinds[day.typingErrors % 3];
    }
}

void Company::join(std::uint32_t count, SampleDay& day) {
    for (; day.joiners < count; ++day.joiners) {
        const auto index = static_cast<Index>(people_.size());
        auto person = newPerson(drawDepartment());
        person.startDay = static_cast<std::uint16_t>(today());
        person.touched = static_cast<std::uint16_t>(day_);
        person.manager = managerFor(index, person.department);
        nameAccount(person);
        ++people_[person.manager].reports;
        people_.push_back(person);
        teams_[random_.below(static_cast<std::uint32_t>(teams_.size()))].push_back(index);
        ++staff_;
    }
}

void Company::dropFromTeams() {
    for (auto& team : teams_) {
        std::erase_if(team, [&](Index index) { return !people_[index].present; });
    }
}

}  // namespace jim::apps::sample
