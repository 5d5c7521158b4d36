#include "connectors/csv/test/FileFixture.hpp"

namespace jim::connectors::csv {
namespace {

using schema::AttributeType;
using schema::Plurality;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FileSchemaTests : public FileFixture {
protected:
    DiscoveredSchema discover() {
        auto schema = connector_.discoverSchema(system_.settings, stop_.get_token());
        EXPECT_TRUE(schema) << (schema ? "" : schema.error().message);
        return schema ? *schema : DiscoveredSchema{};
    }
    DiscoveredAttribute only(std::string_view column) {
        write("c\n" + std::string{column});
        return discover().objectTypes.at(0).attributes.at(0);
    }
    AttributeType typeOf(std::string_view column) { return only(column).type; }
    std::string suggested(std::string_view file) {
        write(file);
        const auto schema = discover();
        for (const auto& attribute : schema.objectTypes.at(0).attributes)
            if (attribute.suggestedExternalId) return attribute.name;
        return {};
    }
};

TEST_F(FileSchemaTests, infersTheNarrowestTypeThatKeepsEveryValue) {
    EXPECT_EQ(typeOf("1\n-20\n"), AttributeType::Number);
    EXPECT_EQ(typeOf("1\n3000000000\n"), AttributeType::LongNumber);
    EXPECT_EQ(typeOf("1\n2.5\n"), AttributeType::Decimal);
    EXPECT_EQ(typeOf("true\nFALSE\n"), AttributeType::Boolean);
    EXPECT_EQ(typeOf("2024-01-31\n2024-01-31T10:00:00Z\n"), AttributeType::DateTime);
    EXPECT_EQ(typeOf("0198c0de-0000-7000-8000-000000000001\n"), AttributeType::Guid);
}

TEST_F(FileSchemaTests, isTextWhenSomethingWouldGetLost) {
    EXPECT_EQ(typeOf("007\n8\n"), AttributeType::Text);
    EXPECT_EQ(typeOf("+15551234\n"), AttributeType::Text);
    EXPECT_EQ(typeOf("yes\nno\n"), AttributeType::Text);
    EXPECT_EQ(typeOf("1\nx\n"), AttributeType::Text);
    EXPECT_EQ(typeOf("1\ntrue\n"), AttributeType::Text);
    EXPECT_EQ(typeOf("\" 1\"\n"), AttributeType::Text);
    EXPECT_EQ(typeOf("99999999999999999999\n"), AttributeType::Text);
    EXPECT_EQ(typeOf("1.\n.5\n"), AttributeType::Text);
    EXPECT_EQ(typeOf(""), AttributeType::Text);
}

TEST_F(FileSchemaTests, forgivesAStrayDateAndSaysSo) {
    std::string column;
    for (int i = 0; i < 200; ++i) column += "2024-01-31\n";
    EXPECT_EQ(typeOf(column + "31.01.2024\n"), AttributeType::DateTime);
    ASSERT_EQ(discover().warnings.size(), 1U);
    EXPECT_THAT(discover().warnings[0], HasSubstr("1 of 201"));
    EXPECT_EQ(typeOf("2024-01-31\nnever\n"), AttributeType::Text);
}

TEST_F(FileSchemaTests, tellsListsFromTexts) {
    EXPECT_EQ(only("a|b\nc\n").plurality, Plurality::MultiValued);
    EXPECT_EQ(only("1|2\n3\n").type, AttributeType::Number);
    EXPECT_EQ(only("see a | b\nc\n").plurality, Plurality::SingleValued);
    EXPECT_EQ(only("a||b\n").plurality, Plurality::SingleValued);
    set(kMultiValueDelimiter, "");
    EXPECT_EQ(only("a|b\nc\n").plurality, Plurality::SingleValued);
}

TEST_F(FileSchemaTests, suggestsAnExternalId) {
    EXPECT_EQ(suggested("mail,EmployeeId,ManagerId\na,1,2\nb,2,3\n"), "EmployeeId");
    EXPECT_EQ(suggested("name,ManagerId,AccountName\na,1,x\nb,1,y\n"), "AccountName");
    EXPECT_EQ(suggested("name,city\na,x\nb,x\n"), "name");
    EXPECT_EQ(suggested("name,id\n"), "id");
    EXPECT_EQ(suggested("flag\ntrue\nfalse\n"), "");
}

TEST_F(FileSchemaTests, findsObjectTypesInTheirColumn) {
    set(kObjectType, "");
    set(kObjectTypeColumn, "kind");
    write("id,kind,size\n1,person,\n2,Group,7\n3,PERSON,\n4,,\n");
    const auto schema = discover();
    ASSERT_EQ(schema.objectTypes.size(), 2U);
    EXPECT_EQ(schema.objectTypes[0].name, "Group");
    ASSERT_EQ(schema.objectTypes[0].attributes.size(), 2U);
    EXPECT_EQ(schema.objectTypes[0].attributes[1].type, AttributeType::Number);
    EXPECT_EQ(schema.objectTypes[0].attributes[1].position, 2);
    EXPECT_EQ(schema.objectTypes[1].attributes[1].type, AttributeType::Text);
}

TEST_F(FileSchemaTests, boundsTheObjectTypes) {
    set(kObjectType, "");
    set(kObjectTypeColumn, "kind");
    std::string file = "id,kind\n";
    for (int i = 0; i < 100; ++i) file += std::to_string(i) + ",t" + std::to_string(i) + "\n";
    write(file);
    EXPECT_EQ(discover().objectTypes.size(), 64U);
    EXPECT_THAT(discover().warnings, ElementsAre(HasSubstr("more than 64")));
}

TEST_F(FileSchemaTests, looksFurtherThanTheFirstRows) {
    std::string file = "id,code\n";
    for (int i = 0; i < 20'000; ++i)
        file += std::to_string(i) + (i < 9000 ? ",1234567890\n" : ",AB34567890\n");
    write(file);
    EXPECT_EQ(discover().objectTypes[0].attributes[1].type, AttributeType::Text);
    EXPECT_TRUE(discover().warnings.empty());
}

TEST_F(FileSchemaTests, warnsOfASingleColumnThatLooksLikeSeveral) {
    write("No;Name;Boss\n1;Ann;2\n");
    EXPECT_THAT(discover().warnings,
                ElementsAre(AllOf(HasSubstr("'No;Name;Boss'"), HasSubstr("If ';' parts"))));
    write("No\tName\n1\tAnn\n");
    EXPECT_THAT(discover().warnings, ElementsAre(HasSubstr("If '\\t' parts")));
    write("id\n1\n");
    EXPECT_TRUE(discover().warnings.empty());
    write("id,a;b\n1,2\n");
    EXPECT_TRUE(discover().warnings.empty());
}

TEST_F(FileSchemaTests, passesDamagedRowsOverAndSaysSo) {
    write("id\n1\n2,3\n\"4\n");
    EXPECT_EQ(discover().objectTypes[0].attributes[0].type, AttributeType::Number);
    EXPECT_THAT(discover().warnings, ElementsAre(HasSubstr("2 damaged rows")));
}

}  // namespace
}  // namespace jim::connectors::csv
