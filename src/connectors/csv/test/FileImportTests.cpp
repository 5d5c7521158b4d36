#include "connectors/csv/impl/RecordReader.hpp"
#include "connectors/csv/test/FileFixture.hpp"

namespace jim::connectors::csv {
namespace {

using schema::AttributeType;
using schema::Plurality;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FileImportTests : public FileFixture {
protected:
    void expectOneError(ImportErrorType type, std::string_view text, std::int64_t line) {
        const auto summary = import();
        ASSERT_TRUE(summary) << summary.error().message;
        ASSERT_EQ(sink_.errors.size(), 1U);
        EXPECT_EQ(sink_.errors[0].type, type);
        EXPECT_THAT(sink_.errors[0].message, HasSubstr(text));
        EXPECT_EQ(sink_.errors[0].position, line);
        EXPECT_EQ(summary->errors, 1);
    }
};

TEST_F(FileImportTests, readsValuesOfEveryType) {
    attribute("id");
    attribute("age", AttributeType::Number);
    attribute("salary", AttributeType::Decimal);
    attribute("active", AttributeType::Boolean);
    attribute("start", AttributeType::DateTime);
    attribute("guid", AttributeType::Guid);
    attribute("badge", AttributeType::LongNumber);
    attribute("photo", AttributeType::Binary);
    write(
        "id,age,salary,active,start,guid,badge,photo\n"
        "a1,41,12.50,TRUE,2024-02-29,0198c0de-0000-7000-8000-000000000001,9000000000,aGk=\n");
    ASSERT_TRUE(import());
    ASSERT_EQ(sink_.objects.size(), 1U);
    const auto& values = sink_.objects[0].values;
    EXPECT_THAT(values.at(1), ElementsAre("a1"));
    EXPECT_THAT(values.at(2), ElementsAre("41"));
    EXPECT_THAT(values.at(3), ElementsAre("12.5"));
    EXPECT_THAT(values.at(4), ElementsAre("true"));
    EXPECT_THAT(values.at(5), ElementsAre("2024-02-29T00:00:00.000000Z"));
    EXPECT_THAT(values.at(6), ElementsAre("0198c0de-0000-7000-8000-000000000001"));
    EXPECT_THAT(values.at(7), ElementsAre("9000000000"));
    EXPECT_THAT(values.at(8), ElementsAre("aGk="));
    EXPECT_EQ(sink_.objects[0].line, 2);
}

TEST_F(FileImportTests, findsColumnsByNameInAnyOrderAndCase) {
    attribute("id");
    attribute("City");
    write("\xEF\xBB\xBFunused, CITY ,ID\r\nx,Oslo,1\r\n\r\ny,,2");
    ASSERT_TRUE(import());
    ASSERT_EQ(sink_.objects.size(), 2U);
    EXPECT_THAT(sink_.objects[0].values.at(2), ElementsAre("Oslo"));
    EXPECT_FALSE(sink_.objects[1].values.contains(2));
    EXPECT_EQ(sink_.objects[1].line, 4);
}

TEST_F(FileImportTests, leavesUnselectedAttributesOut) {
    attribute("id");
    attribute("secret").selected = false;
    write("id\n1\n");
    ASSERT_TRUE(import());
    EXPECT_EQ(sink_.objects.size(), 1U);
}

TEST_F(FileImportTests, splitsManyValuesAndPutsReferencesAside) {
    attribute("id");
    attribute("skills", AttributeType::Text, Plurality::MultiValued);
    attribute("manager", AttributeType::Reference);
    attribute("members", AttributeType::Reference, Plurality::MultiValued);
    attribute("levels", AttributeType::Number, Plurality::MultiValued);
    write("id,skills,manager,members,levels\n1,c|a||a|b,boss,z|y|z,3|1\n");
    ASSERT_TRUE(import());
    ASSERT_EQ(sink_.objects.size(), 1U);
    EXPECT_THAT(sink_.objects[0].values.at(2), ElementsAre("a", "b", "c"));
    EXPECT_THAT(sink_.objects[0].values.at(5), ElementsAre("1", "3"));
    EXPECT_FALSE(sink_.objects[0].values.contains(3));
    EXPECT_THAT(sink_.objects[0].references.at(3), ElementsAre("boss"));
    EXPECT_THAT(sink_.objects[0].references.at(4), ElementsAre("y", "z"));
}

TEST_F(FileImportTests, takesTheDisplayNameOrElseTheExternalId) {
    attribute("id");
    attribute("name");
    attribute("Display Name");
    write("id,name,Display Name\n1,n,Ann\n2,m,\n");
    ASSERT_TRUE(import());
    EXPECT_EQ(sink_.objects[0].displayName, "Ann");
    EXPECT_EQ(sink_.objects[1].displayName, "2");
}

TEST_F(FileImportTests, givesExternalIdsInTheirDisplayForm) {
    attribute("id", AttributeType::Number);
    write("id\n0042\n");
    ASSERT_TRUE(import());
    EXPECT_EQ(sink_.objects[0].externalId, "42");
}

TEST_F(FileImportTests, tellsObjectTypesByColumn) {
    set(kObjectType, "");
    set(kObjectTypeColumn, "kind");
    attribute("id");
    auto& group = type("Group");
    group.attributes = system_.objectTypes[0].attributes;
    group.attributes[0].id = 20;
    type("Device").selected = false;
    write("kind,id\nperson,1\nGROUP,2\ndevice,3\nplant,4\n");
    expectOneError(ImportErrorType::CouldNotMatchObjectType, "'plant'", 5);
    ASSERT_EQ(sink_.objects.size(), 2U);
    EXPECT_EQ(sink_.objects[1].objectTypeId, 2);
    EXPECT_THAT(sink_.objects[1].values.at(20), ElementsAre("2"));
}

TEST_F(FileImportTests, reportsWrongFieldCountAndProtectsTheObject) {
    attribute("id");
    attribute("name");
    write("id,name\n1,a\n2,b,c\n3,d\n");
    expectOneError(ImportErrorType::MalformedRow, "has 3 fields, the header has 2", 3);
    EXPECT_EQ(sink_.errors[0].externalId, "2");
    EXPECT_EQ(sink_.errors[0].objectTypeId, 1);
    EXPECT_EQ(sink_.objects.size(), 2U);
}

TEST_F(FileImportTests, goesOnAfterTheLineOfAnUnbalancedQuote) {
    attribute("id");
    attribute("name");
    write("id,name\n1,\"multi\nline\"\n2,\"open\n3,c\n4,\"quoted\"\n");
    expectOneError(ImportErrorType::MalformedRow, "quote opened on line 4", 4);
    EXPECT_EQ(sink_.errors[0].externalId, "2");
    ASSERT_EQ(sink_.objects.size(), 3U);
    EXPECT_EQ(sink_.objects[1].line, 5);
    EXPECT_THAT(sink_.objects[2].values.at(2), ElementsAre("quoted"));
}

TEST_F(FileImportTests, refusesNulInvalidTextAndLongRows) {
    attribute("id");
    attribute("name");
    std::string file = "id,name\n1,";
    file += std::string{"a\0b", 3} + "\n2,\xC3(\n3," + std::string(impl::kMaxRow, 'x') + "\n4,ok\n";
    write(file);
    const auto summary = import();
    ASSERT_TRUE(summary);
    ASSERT_EQ(sink_.errors.size(), 3U);
    EXPECT_THAT(sink_.errors[0].message, HasSubstr("NUL"));
    EXPECT_THAT(sink_.errors[1].message, HasSubstr("UTF-8"));
    EXPECT_THAT(sink_.errors[2].message, HasSubstr("longer than 16 MiB"));
    EXPECT_EQ(sink_.errors[2].externalId, "3");
    ASSERT_EQ(sink_.objects.size(), 1U);
    EXPECT_EQ(sink_.objects[0].line, 5);
}

TEST_F(FileImportTests, reportsUnparsableValuesWithAShortExcerpt) {
    attribute("id");
    attribute("age", AttributeType::Number);
    write("id,age\n1," + std::string(300, '9') + "\n2, \n");
    expectOneError(ImportErrorType::ImportAttributeValueError, "not a Number as attribute 'age'",
                   2);
    EXPECT_LT(sink_.errors[0].message.size(), 200U);
    EXPECT_EQ(sink_.errors[0].externalId, "1");
    EXPECT_EQ(sink_.objects.size(), 1U);
}

TEST_F(FileImportTests, reportsAMissingExternalId) {
    attribute("id");
    attribute("name");
    write("id,name\n ,a\n2,b\n");
    expectOneError(ImportErrorType::MissingExternalIdAttributeValue, "'id' is empty", 2);
}

TEST_F(FileImportTests, reportsManyValuesForOne) {
    attribute("id");
    attribute("manager", AttributeType::Reference);
    write("id,manager\n1,a|b\n");
    expectOneError(ImportErrorType::MultiValuedToSingleValued, "'manager'", 2);
}

TEST_F(FileImportTests, keepsADelimiterInAFreeText) {
    attribute("id");
    attribute("note");
    write("id,note\n1,sales | marketing\n2,a|b\n");
    expectOneError(ImportErrorType::MultiValuedToSingleValued, "'note'", 3);
    EXPECT_THAT(sink_.objects[0].values.at(2), ElementsAre("sales | marketing"));
}

TEST_F(FileImportTests, stopsAtTheFirstErrorWhenAsked) {
    attribute("id");
    system_.settings[kStopOnFirstError].checkbox = true;
    write("id\n1\n2,3\n4\n");
    const auto summary = import();
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().kind, base::ErrorKind::External);
    EXPECT_THAT(summary.error().message, HasSubstr("Line 3"));
    EXPECT_EQ(sink_.objects.size(), 1U);
}

TEST_F(FileImportTests, readsDecimalCommas) {
    attribute("id");
    attribute("pay", AttributeType::Decimal);
    set(kCulture, "de-DE");
    set(kDelimiter, ";");
    write("id;pay\n1;12,5\n2;1.5\n");
    expectOneError(ImportErrorType::ImportAttributeValueError, "'1.5'", 3);
    EXPECT_THAT(sink_.objects[0].values.at(2), ElementsAre("12.5"));
}

TEST_F(FileImportTests, readsTabsAndLegacyEncodings) {
    attribute("id");
    attribute("name");
    set(kMode, "Import Only");
    set(kDelimiter, "\\t");
    set(kEncoding, "windows-1252");
    write("id\tname\n1\tJos\xE9\n");
    ASSERT_TRUE(import());
    EXPECT_THAT(sink_.objects[0].values.at(2), ElementsAre("José"));
}

TEST_F(FileImportTests, readsUtf16ByItsMarkOrItsShape) {
    attribute("id");
    attribute("name");
    const std::u16string text = u"id,name\r\n1,Ångström 😀\r\n";
    const std::string little(reinterpret_cast<const char*>(text.data()), text.size() * 2);
    for (const std::string& file : {"\xFF\xFE" + little, little}) {
        write(file);
        sink_.objects.clear();
        ASSERT_TRUE(import());
        ASSERT_EQ(sink_.objects.size(), 1U);
        EXPECT_THAT(sink_.objects[0].values.at(2), ElementsAre("Ångström 😀"));
    }
}

TEST_F(FileImportTests, reportsCharactersThatTheEncodingDoesNotHave) {
    attribute("id");
    write(
        std::string{"\xFF\xFEi\0d\0\n\0\x00\xD8\n\0"
                    "1\0\n\0",
                    16});
    expectOneError(ImportErrorType::MalformedRow, "not valid UTF-16LE", 2);
}

TEST_F(FileImportTests, tellsHowFarItIs) {
    attribute("id");
    std::string file = "id\n";
    for (int i = 1000; i < 3000; ++i) file += std::to_string(i) + "\n";
    write(file);
    const auto summary = import();
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->objects, 2000);
    EXPECT_THAT(progress_.phases, ElementsAre("file.read"));
    EXPECT_EQ(progress_.advanced, 2000);
    ASSERT_GE(progress_.expected.size(), 2U);
    EXPECT_EQ(progress_.expected.front(), std::pair(std::int64_t{2000}, false));
    EXPECT_EQ(progress_.expected.back(), std::pair(std::int64_t{2000}, true));
}

TEST_F(FileImportTests, readsAHeaderAloneAsNoObjects) {
    attribute("id");
    write("id");
    const auto summary = import();
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->objects + summary->errors, 0);
}

TEST_F(FileImportTests, prefersThePathOfTheRunProfile) {
    attribute("id");
    const std::string other = write("id\n5\n", "other.csv");
    ASSERT_TRUE(connector_.read({system_, other}, sink_, progress_, stop_.get_token()));
    EXPECT_EQ(sink_.objects.size(), 1U);
}

}  // namespace
}  // namespace jim::connectors::csv
