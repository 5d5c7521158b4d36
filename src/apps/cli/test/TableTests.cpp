#include "apps/cli/Table.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace jim::apps::cli {
namespace {

Table people() {
    Table table{{{"Id", Align::Right}, {"Name", Align::Left, true}, {"City", Align::Left, true}}};
    table.add({"7", "山田太郎", "Tokyo"});
    table.add({"12", "Zoë\x1b[2J", "Llanfairpwllgwyngyll"});
    table.add({"3"});
    return table;
}

TEST(TableTests, AlignsColumnsByWhatTheEyeSees) {
    EXPECT_EQ(people().text(0),
              "Id  Name      City\n"
              " 7  山田太郎  Tokyo\n"
              "12  Zoë�[2J   Llanfairpwllgwyngyll\n"
              " 3\n");
}

TEST(TableTests, ShrinksTheWidestFirst) {
    EXPECT_EQ(people().text(24),
              "Id  Name      City\n"
              " 7  山田太郎  Tokyo\n"
              "12  Zoë�[2J   Llanfairp…\n"
              " 3\n");
}

TEST(TableTests, NoLineIsEverWiderThanTheWindow) {
    for (std::size_t width = 1; width < 60; ++width) {
        std::istringstream lines{people().text(width)};
        for (std::string line; std::getline(lines, line);) EXPECT_LE(columnsOf(line), width);
    }
}

TEST(TableTests, TitlesStandAloneWithoutRows) {
    const Table table{{{"A"}, {"B"}}};
    EXPECT_TRUE(table.empty());
    EXPECT_EQ(table.text(80), "A  B\n");
}

}  // namespace
}  // namespace jim::apps::cli
