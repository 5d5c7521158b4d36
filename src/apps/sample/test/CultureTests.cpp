#include "apps/sample/impl/Culture.hpp"
#include "apps/sample/impl/Organisation.hpp"

#include <gtest/gtest.h>

#include <set>

namespace jim::apps::sample {
namespace {

const Culture& cultureOf(const std::vector<Culture>& cultures, std::string_view key) {
    for (const auto& culture : cultures) {
        if (culture.text->key == key) return culture;
    }
    ADD_FAILURE() << key;
    return cultures.front();
}

const Name& named(const std::vector<Name>& names, std::string_view latin) {
    for (const auto& name : names) {
        if (name.latin == latin) return name;
    }
    ADD_FAILURE() << latin;
    return names.front();
}

TEST(CultureTests, EveryNameHasAnAccountFormAndNoFamilyNameIsThereTwice) {
    // A rename draws another entry of the list: that has to be another name.
    for (const auto& culture : readCultures()) {
        for (std::size_t form = 0; form < 2; ++form) {
            std::set<std::string> families;
            EXPECT_GE(culture.given[form].size(), 7U) << culture.text->key;
            EXPECT_GE(culture.family[form].size(), 8U) << culture.text->key;
            for (const auto& name : culture.given[form]) EXPECT_FALSE(name.account.empty());
            for (const auto& name : culture.family[form]) {
                EXPECT_FALSE(name.account.empty()) << name.native;
                EXPECT_TRUE(families.insert(name.native).second) << name.native;
            }
        }
    }
}

TEST(CultureTests, FamilyNamesFollowTheBearer) {
    const auto cultures = readCultures();
    const auto& russian = cultureOf(cultures, "Cyrillic");
    EXPECT_EQ(named(russian.family[0], "Ivanov").native, "Иванов");
    EXPECT_EQ(named(russian.family[1], "Ivanova").native, "Иванова");
    EXPECT_EQ(russian.family[0].size(), russian.family[1].size());
}

TEST(CultureTests, PartsAreJoinedAndBlanksKept) {
    const auto cultures = readCultures();
    EXPECT_EQ(named(cultureOf(cultures, "Chinese").given[0], "Jianjun").account, "jianjun");
    const auto& blank = named(cultureOf(cultures, "Iberian").family[0], "Pena de la Cruz");
    EXPECT_EQ(blank.native, "Peña de la Cruz");
    EXPECT_EQ(blank.account, "penadelacruz");
    EXPECT_EQ(named(cultureOf(cultures, "English").family[0], "O'Brien").account, "obrien");
}

TEST(CultureTests, EveryOfficeHasItsCulture) {
    const auto cultures = readCultures();
    std::set<std::string_view> codes;
    for (const auto& office : offices()) {
        EXPECT_EQ(cultureOf(cultures, office.culture).text->key, office.culture);
        EXPECT_TRUE(codes.insert(office.code).second) << office.code;
    }
    for (const auto& department : departments()) {
        EXPECT_TRUE(codes.insert(department.code).second) << department.code;
        EXPECT_LE(partCount(department.skills), 8U) << department.name;
        for (std::uint32_t i = 0; i < partCount(department.professions); ++i) {
            EXPECT_NE(partOf(department.professions, i).find(' '), std::string_view::npos);
        }
    }
}

TEST(CultureTests, NoNoteCouldPassForTheEndOfAField) {
    for (const auto note : noteTexts()) {
        EXPECT_EQ(std::string_view{",\"\r\n"}.find(note.front()), std::string_view::npos) << note;
    }
}

}  // namespace
}  // namespace jim::apps::sample
