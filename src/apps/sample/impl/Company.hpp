#pragma once

#include "apps/sample/Sample.hpp"
#include "apps/sample/impl/Culture.hpp"
#include "apps/sample/impl/Random.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace jim::apps::sample {

/// What is wrong with a person's row in one day's extract. Everything is put right the next day.
enum class Flaw : std::uint8_t {
    None,
    DoubleBlank,      ///< In the job title.
    TrailingBlanks,   ///< After the last name.
    WrongCaseEmail,   ///< Shouted.
    FieldCount,       ///< The last fields are cut off.
    OpenQuote,        ///< The notes begin with a quote that never ends.
    CostCentre,       ///< A letter O among the digits.
    NamelessFollows,  ///< The row is fine; one without an employee id stands below it.
    EnteredTwice,     ///< The row is there again at the end of the file.
};

[[nodiscard]] constexpr bool isTypingError(Flaw flaw) {
    return flaw == Flaw::DoubleBlank || flaw == Flaw::TrailingBlanks ||
           flaw == Flaw::WrongCaseEmail;
}

enum class Rank : std::uint8_t { Junior, Regular, Senior, Lead, Manager, Head, Chief };
enum class Contract : std::uint8_t { Employee, Contractor, Intern, Temporary };

/// What has to be remembered of a person, small because there may be millions. The rest of the
/// row follows from these, the index and the seed.
struct Person {
    std::uint32_t manager = 0;  ///< Index; the chief's is their own.
    std::uint32_t reports = 0;
    std::uint32_t mailNumber = 0;     ///< 0 for the first of that name, then 2, 3, ...
    std::uint32_t accountNumber = 0;  ///< The same for the account name, which never changes.
    std::uint16_t given = 0;
    std::uint16_t middle = kNoMiddle;
    std::uint16_t family = 0;
    std::uint16_t accountFamily = 0;
    std::uint16_t startDay = 0;  ///< Days after kFirstStart.
    std::uint16_t endDay = 0;    ///< The same; 0 for an open end.
    std::uint16_t touched = 0;   ///< The last day on which something happened to them.
    std::uint8_t culture = 0;
    std::uint8_t woman = 0;
    std::uint8_t department = 0;
    std::uint8_t trade = 0;  ///< The department whose skills they learnt.
    std::uint8_t office = 0;
    Rank rank = Rank::Regular;
    Contract contract = Contract::Employee;
    Flaw flaw = Flaw::None;
    bool present = true;
    bool onLeave = false;  ///< Present, but not active: leads nobody and is in no group.

    static constexpr std::uint16_t kNoMiddle = 0xffff;
    [[nodiscard]] bool active() const { return present && !onLeave; }
};

/// The company on one day, and how it comes to the next.
class Company {
public:
    Company(std::uint32_t people, std::uint64_t seed, std::span<const Culture> cultures);

    /// One more day. The result has everything but what is counted when the files are written.
    SampleDay advance();

    [[nodiscard]] std::span<const Person> people() const { return people_; }
    [[nodiscard]] std::span<const Culture> cultures() const { return cultures_; }
    [[nodiscard]] std::span<const std::vector<std::uint32_t>> teams() const { return teams_; }
    [[nodiscard]] std::span<const std::uint32_t> heads() const { return heads_; }
    [[nodiscard]] std::uint64_t seed() const { return seed_; }
    [[nodiscard]] std::uint32_t day() const { return day_; }

    /// ISO date of a day after kFirstStart.
    static void appendDate(std::string& out, std::uint32_t days);
    [[nodiscard]] std::uint32_t today() const;

private:
    using Index = std::uint32_t;

    void foundTree(std::uint32_t people);
    void foundTeams();
    Person newPerson(std::uint8_t department);
    void settle(Person& person);
    void nameAccount(Person& person);
    std::uint32_t nextMailNumber(const Person& person);
    std::uint8_t drawDepartment();
    [[nodiscard]] std::size_t teamCount(std::uint32_t people) const;

    void leave(std::uint32_t count, SampleDay& day);
    void damage();
    void rehire(std::size_t candidates, std::uint32_t count, SampleDay& day);
    void move(std::uint32_t count, SampleDay& day);
    bool moveOne(Index index);
    bool promote(Person& person);
    bool transfer(Index index);
    bool changeTeam(Index index);
    void rename(std::uint32_t count, SampleDay& day);
    void stay(std::uint32_t count, SampleDay& day);
    void mistype(std::uint32_t count, SampleDay& day);
    void join(std::uint32_t count, SampleDay& day);
    void dropFromTeams();
    std::uint32_t correct();

    /// Somebody of no note today who suits, chosen by chance; std::nullopt when nobody is left.
    template <class Suits>
    std::optional<Index> pick(Suits suits);
    Index managerFor(Index report, std::uint8_t department);
    void report(Index index, Index manager);
    [[nodiscard]] bool free(const Person& person) const {
        return person.present && person.touched != day_ && person.rank < Rank::Head;
    }
    void touch(Index index) { people_[index].touched = static_cast<std::uint16_t>(day_); }

    std::span<const Culture> cultures_;
    std::uint64_t seed_;
    Random random_;
    std::uint32_t day_ = 1;
    std::uint32_t founders_;   ///< Staff of day one.
    std::uint32_t staff_ = 0;  ///< Present people.
    std::vector<Person> people_;
    std::vector<Index> heads_;  ///< By department; there may be fewer of these than departments().
    std::vector<Index> left_;
    std::vector<std::vector<Index>> teams_;
    std::unordered_map<std::string, std::uint32_t> mailNumbers_;
};

}  // namespace jim::apps::sample
