#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace jim::scenarios {

/// An HR file of this test's own making, and, independent of the program, what the directory file
/// must hold after everything has run.
class Workforce {
public:
    using Rows = std::map<std::string, std::vector<std::string>>;

    explicit Workforce(std::size_t people, std::uint32_t seed = 1);

    /// People join, change and leave; at most a few in a hundred of each.
    void nextDay();

    [[nodiscard]] std::string hrFile() const;
    /// id -> id,login,name,mail,manager,skills as the directory must have them.
    [[nodiscard]] Rows expectedDirectory() const;
    [[nodiscard]] std::size_t size() const { return people_.size(); }

private:
    struct Person {
        std::string first;
        std::string last;
        std::string mail;
        std::string manager;
        std::vector<std::string> skills;
    };

    void hire();
    [[nodiscard]] std::size_t below(std::size_t bound);
    [[nodiscard]] const std::string& anybody();
    /// Anybody, who is gone now: their id.
    [[nodiscard]] std::string dismiss();

    std::mt19937 random_;
    std::map<std::string, Person> people_;
    std::vector<std::string> ids_;  ///< Of them all, in no particular order.
    std::size_t hired_ = 0;
};

/// The rows of a directory file, by id; only what these tests write: no quotes.
[[nodiscard]] Workforce::Rows directoryRows(const std::filesystem::path& file);

}  // namespace jim::scenarios
