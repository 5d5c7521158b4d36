#include "apps/sample/impl/HrFile.hpp"

#include "apps/sample/impl/Organisation.hpp"
#include "apps/sample/impl/OutputFile.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <iterator>

namespace jim::apps::sample {
namespace {

/// How a row departs from the plain one besides the person's own flaw.
enum class Copy { Original, Second, Nameless };

/// Builds the row of one person at the end of a text.
class Row {
public:
    Row(std::string& out, const Company& company, std::uint32_t index, Copy copy)
        : out_(out),
          person_(company.people()[index]),
          culture_(company.cultures()[person_.culture]),
          department_(departments()[person_.department]),
          office_(offices()[person_.office]),
          index_(index),
          copy_(copy),
          chance_(Random::of(company.seed(), 1 + std::uint64_t{index})) {}

    void append() {
        phone_ = chance_.below(10'000);
        profession_ = chance_.below(1000);
        mind_ = chance_.next();
        noted_ = chance_.below(1000);
        if (copy_ != Copy::Nameless) appendEmployeeId(out_, index_);
        appendNames();
        appendJob();
        appendContract();
        appendRest();
    }

private:
    [[nodiscard]] bool flawed(Flaw flaw) const {
        return copy_ == Copy::Original && person_.flaw == flaw;
    }
    [[nodiscard]] const Name& given() const { return culture_.given[person_.woman][person_.given]; }
    [[nodiscard]] const Name& family() const {
        return culture_.family[person_.woman][person_.family];
    }
    void next(std::string_view text) {
        out_ += ',';
        appendField(out_, text);
    }

    void appendNames() {
        next(given().native);
        next(person_.middle == Person::kNoMiddle
                 ? std::string_view{}
                 : culture_.middle[person_.woman][person_.middle].native);
        next(family().native);
        if (flawed(Flaw::TrailingBlanks)) out_ += "  ";
        appendDisplayName();
        const bool goesByLatin = !culture_.text->latinScript || (mind_ & 7) == 0;
        next(goesByLatin ? std::string_view{given().latin} : std::string_view{});
        out_ += ',';
        if (copy_ != Copy::Nameless) appendEmail();
        out_ += ',';
        if (copy_ != Copy::Nameless) {
            const auto& families = culture_.family[person_.woman];
            appendAccount(families[person_.accountFamily], person_.accountNumber);
        }
    }

    void appendDisplayName() {
        const bool familyFirst = culture_.text->familyFirst;
        out_ += ',';
        out_ += familyFirst ? family().native : given().native;
        if (!culture_.text->joined) out_ += ' ';
        out_ += familyFirst ? given().native : family().native;
    }

    void appendAccount(const Name& family, std::uint32_t number) {
        out_ += given().account;
        out_ += '.';
        out_ += family.account;
        if (number > 0) fmt::format_to(std::back_inserter(out_), "{}", number);
    }

    void appendEmail() {
        const auto start = out_.size();
        appendAccount(family(), person_.mailNumber);
        if (flawed(Flaw::WrongCaseEmail)) {
            for (auto i = start; i < out_.size(); ++i) {
                if (out_[i] >= 'a' && out_[i] <= 'z') out_[i] = static_cast<char>(out_[i] - 32);
            }
        }
        out_ += '@';
        out_ += kMailDomain;
    }

    void appendJob() {
        next(jobTitle());
        const bool chief = person_.rank == Rank::Chief;
        next(chief ? "Executive Office" : department_.name);
        const auto centre = chief ? 1000 : department_.costCentre + profession_ % 10;
        auto digits = std::to_string(centre);
        if (flawed(Flaw::CostCentre)) digits[2] = 'O';
        next(digits);
        next(office_.company);
        next(office_.city);
        next(office_.country);
        out_ += ',';
        if (copy_ != Copy::Second)
            fmt::format_to(std::back_inserter(out_), "{}{:04}", office_.phonePrefix, phone_);
    }

    [[nodiscard]] std::string jobTitle() const {
        std::string title;
        switch (person_.rank) {
            case Rank::Chief:
                title = "Chief Executive Officer";
                break;
            case Rank::Head:
                title = fmt::format("Head of {}", department_.name);
                break;
            case Rank::Manager:
                title = fmt::format("{} Manager", department_.name);
                break;
            case Rank::Lead:
                title = "Lead ";
                break;
            case Rank::Senior:
                title = "Senior ";
                break;
            case Rank::Regular:
                break;
            case Rank::Junior:
                title = "Junior ";
                break;
        }
        if (person_.rank <= Rank::Lead) title += partOf(department_.professions, profession_);
        if (flawed(Flaw::DoubleBlank)) title.insert(title.rfind(' '), 1, ' ');
        return title;
    }

    void appendContract() {
        constexpr std::array<std::string_view, 4> kContracts = {"Employee", "Contractor", "Intern",
                                                                "Temporary"};
        next(kContracts[static_cast<std::size_t>(person_.contract)]);
        fmt::format_to(std::back_inserter(out_), ",{},", 200'000 + index_);
        Company::appendDate(out_, person_.startDay);
        out_ += ',';
        if (person_.endDay != 0) Company::appendDate(out_, person_.endDay);
    }

    void appendRest() {
        if (flawed(Flaw::FieldCount)) return;
        out_ += ',';
        if (person_.rank != Rank::Chief) appendEmployeeId(out_, person_.manager);
        out_ += ',';
        appendSkills();
        out_ += person_.onLeave ? ",false," : ",true,";
        if (flawed(Flaw::OpenQuote)) {
            out_ += "\"Has asked twice for a new badge";
        } else if (noted_ < 60) {
            appendField(out_, noteTexts()[noted_ % noteTexts().size()]);
        }
    }

    /// About a quarter of what the trade knows, and sometimes one skill that anybody may have.
    void appendSkills() {
        const auto trade = departments()[person_.trade].skills;
        const auto start = out_.size();
        const auto add = [&](std::string_view skill) {
            if (out_.size() > start) out_ += '|';
            out_ += skill;
        };
        const auto known = (mind_ >> 8) & (mind_ >> 24) & 0xff;
        for (std::uint32_t i = 0; i < partCount(trade); ++i) {
            if ((known >> i & 1U) != 0) add(partOf(trade, i));
        }
        const auto general = static_cast<std::uint32_t>(mind_ >> 40) % 30;
        if (general >= generalSkills().size()) return;
        if (trade.find(generalSkills()[general]) == trade.npos) add(generalSkills()[general]);
    }

    std::string& out_;
    const Person& person_;
    const Culture& culture_;
    const Department& department_;
    const Office& office_;
    std::uint32_t index_;
    Copy copy_;
    Random chance_;
    std::uint32_t phone_ = 0;
    std::uint32_t profession_ = 0;
    std::uint64_t mind_ = 0;
    std::uint32_t noted_ = 0;
};

void appendRow(std::string& out, const Company& company, std::uint32_t index, Copy copy) {
    Row{out, company, index, copy}.append();
    out += '\n';
}

[[nodiscard]] bool breaksRow(Flaw flaw) {
    return flaw != Flaw::None && !isTypingError(flaw);
}

}  // namespace

void appendEmployeeId(std::string& out, std::uint32_t index) {
    char text[] = "E0000000";
    auto number = index + 1;
    for (int at = 7; number > 0; --at, number /= 10)
        text[at] = static_cast<char>('0' + number % 10);
    out.append(text, 8);
}

void appendField(std::string& out, std::string_view text) {
    if (text.find_first_of(",\"\n\r") == text.npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

base::Status writeHrFile(const Company& company, const std::filesystem::path& path,
                         SampleDay& day) {
    JIM_ASSIGN(auto file, OutputFile::create(path));
    auto& out = file.buffer();
    out += kHrHeader;
    out += '\n';
    std::vector<std::uint32_t> again;
    const auto people = company.people();
    for (std::uint32_t index = 0; index < people.size(); ++index) {
        if (!people[index].present) continue;
        ++day.people;
        appendRow(out, company, index, Copy::Original);
        if (breaksRow(people[index].flaw)) ++day.brokenRows;
        if (people[index].flaw == Flaw::NamelessFollows)
            appendRow(out, company, index, Copy::Nameless);
        if (people[index].flaw == Flaw::EnteredTwice) again.push_back(index);
        JIM_TRY(file.spill());
    }
    for (const auto index : again) appendRow(out, company, index, Copy::Second);
    day.brokenRows += static_cast<std::uint32_t>(again.size());
    return file.commit();
}

}  // namespace jim::apps::sample
