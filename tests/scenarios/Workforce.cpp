#include "scenarios/Workforce.hpp"

#include "scenarios/TemporaryFolder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <utility>

namespace jim::scenarios {
namespace {

constexpr std::array<const char*, 8> kFirst{"Ada", "Björn", "Chiara",  "Dmitri",
                                            "Ewa", "Farid", "Γιώργος", "李"};
constexpr std::array<const char*, 8> kLast{"Ångström", "Brown", "Costa", "Dlamini",
                                           "Eriksen",  "Fujii", "Öz",    "Novák"};
constexpr std::array<const char*, 5> kSkills{"english", "first aid", "sql", "welding", "日本語"};

std::string joined(std::vector<std::string> values, bool sorted) {
    if (sorted) std::ranges::sort(values);
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "" : "|") + value;
    return text;
}

/// Lower case of the few letters that the lists above have.
std::string lower(const std::string& text) {
    static const std::map<std::string, std::string> kPairs{{"Å", "å"}, {"Ö", "ö"}, {"Γ", "γ"}};
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto pair = kPairs.find(text.substr(i, 2));
        if (pair != kPairs.end()) {
            result += pair->second;
            ++i;
        } else {
            result += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
        }
    }
    return result;
}

std::string firstLetter(const std::string& text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        ++length;
    return text.substr(0, length);
}

}  // namespace

Workforce::Workforce(std::size_t people, std::uint32_t seed) : random_(seed) {
    for (std::size_t i = 0; i < people; ++i) hire();
}

std::size_t Workforce::below(std::size_t bound) {
    return random_() % bound;
}

const std::string& Workforce::anybody() {
    return ids_[below(ids_.size())];
}

std::string Workforce::dismiss() {
    std::swap(ids_[below(ids_.size())], ids_.back());
    auto gone = std::move(ids_.back());
    ids_.pop_back();
    people_.erase(gone);
    return gone;
}

void Workforce::hire() {
    const auto id = fmt::format("E{:05}", ++hired_);
    Person person{kFirst[below(kFirst.size())],
                  kLast[below(kLast.size())],
                  fmt::format("p{}@example.org", hired_),
                  people_.empty() ? "" : anybody(),
                  {}};
    for (const auto* skill : kSkills)
        if (below(3) == 0) person.skills.emplace_back(skill);
    people_.emplace(id, std::move(person));
    ids_.push_back(id);
}

void Workforce::nextDay() {
    const auto few = people_.size() / 50 + 1;
    for (std::size_t i = 0; i < few; ++i) {
        auto& person = people_.at(anybody());
        person.last = kLast[below(kLast.size())];
        person.manager = anybody();
        person.skills = {kSkills[below(kSkills.size())]};
    }
    std::set<std::string> gone;
    for (std::size_t i = 0; i < few; ++i) gone.insert(dismiss());
    for (auto& [id, person] : people_)
        if (gone.contains(person.manager)) person.manager.clear();
    for (std::size_t i = 0; i < few; ++i) hire();
}

std::string Workforce::hrFile() const {
    std::string text = "id,first,last,mail,manager,skills\n";
    for (const auto& [id, p] : people_)
        text += fmt::format("{},{},{},{},{},{}\n", id, p.first, p.last, p.mail, p.manager,
                            joined(p.skills, false));
    return text;
}

Workforce::Rows Workforce::expectedDirectory() const {
    Rows rows;
    for (const auto& [id, p] : people_)
        rows[id] = {id,
                    lower(firstLetter(p.first) + p.last),
                    p.first + " " + p.last,
                    p.mail,
                    p.manager,
                    joined(p.skills, true)};
    return rows;
}

Workforce::Rows directoryRows(const std::filesystem::path& file) {
    Workforce::Rows rows;
    std::istringstream text{readFile(file)};
    std::string line;
    std::getline(text, line);  // The header.
    while (std::getline(text, line)) {
        std::vector<std::string> row;
        std::istringstream cells{line + ","};
        for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
        rows[row.front()] = std::move(row);
    }
    return rows;
}

}  // namespace jim::scenarios
