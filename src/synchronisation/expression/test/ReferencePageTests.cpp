#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/FunctionInfo.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace jim::synchronisation::expression {
namespace {

std::string page() {
    std::ifstream file{"docs/reference/expressions.md"};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A function's line in the tables of docs/reference/expressions.md.
std::string rowOf(const FunctionInfo& info) {
    const auto arrow = info.example.find(" -> ");
    const auto alias = info.alias.empty() ? std::string{} : fmt::format(" Also `{}`.", info.alias);
    return fmt::format("| `{}` | {} | {}{} | `{}` gives `{}` |\n", signature(info),
                       toText(info.gives), info.description, alias, info.example.substr(0, arrow),
                       info.example.substr(arrow + 4));
}

/// The page's tables are these declarations, by area. A failure prints what the page lacks.
TEST(ReferencePageTests, ThePageSaysWhatTheFunctionsDo) {
    const std::string text = page();
    for (const auto& info : functions()) {
        const auto row = rowOf(info);
        EXPECT_NE(text.find(row), std::string::npos) << row;
        EXPECT_NE(text.find(fmt::format("### {}\n", info.area)), std::string::npos) << info.area;
    }
}

/// The code in the last cell of each line of the page's first table.
std::vector<std::string> examples() {
    const std::string text = page();
    const auto start = text.find("## Examples");
    std::stringstream lines{text.substr(start, text.find("## Attributes") - start)};
    std::vector<std::string> found;
    for (std::string line; std::getline(lines, line);) {
        const auto from = line.rfind(" | `");
        if (from == std::string::npos || !line.ends_with("` |")) continue;
        found.push_back(line.substr(from + 4, line.size() - from - 7));
    }
    return found;
}

TEST(ReferencePageTests, TheExamplesAreExpressions) {
    std::vector<AttributeInfo> infos;
    const auto add = [&](AttributeType type, std::initializer_list<const char*> names) {
        for (const auto* name : names)
            infos.push_back(
                {static_cast<AttributeId>(infos.size() + 1), type, Plurality::SingleValued, name});
    };
    add(AttributeType::Text,
        {"First Name", "Last Name", "Nickname", "Department", "Display Name", "Employee Status",
         "hireDate", "employeeID", "proxyAddresses", "Email"});
    add(AttributeType::Number, {"userAccountControl", "Employee Number"});
    add(AttributeType::DateTime, {"Employee End Date", "Start Date"});
    infos.push_back({100, AttributeType::Text, Plurality::MultiValued, "Other Emails"});
    EXPECT_GT(examples().size(), 15U);
    for (const auto& source : examples()) {
        const auto expression = compile(source, {infos, infos});
        EXPECT_TRUE(expression) << source << expression.error().message;
    }
}

TEST(ReferencePageTests, DeclarationsAreComplete) {
    for (const auto& info : functions()) {
        EXPECT_FALSE(info.description.empty()) << info.name;
        EXPECT_TRUE(info.description.ends_with('.')) << info.name;
        bool optional = false;
        for (const auto& parameter : info.parameters()) {
            EXPECT_FALSE(optional && parameter.arity == Arity::Required) << info.name;
            optional = optional || parameter.arity == Arity::Optional;
        }
        for (const auto& other : functions())
            EXPECT_TRUE(&other == &info || other.name != info.name) << info.name;
    }
}

}  // namespace
}  // namespace jim::synchronisation::expression
