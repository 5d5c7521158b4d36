#include "connectors/csv/test/FileFixture.hpp"

namespace jim::connectors::csv {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::SizeIs;

class FileSettingsTests : public FileFixture {
protected:
    auto problems() { return connector_.validate(system_.settings); }
    auto problemsOf(std::int32_t setting, const std::string& text) {
        auto settings = system_.settings;
        settings[setting].text = text;
        return connector_.validate(settings);
    }
};

TEST_F(FileSettingsTests, declaresWhatTheInterfaceSays) {
    const auto& definition = connector_.definition();
    EXPECT_EQ(definition.id, 1);
    EXPECT_EQ(definition.name, "JIM File Connector");
    std::vector<std::string> names;
    for (const auto& setting : definition.settings) {
        EXPECT_EQ(setting.id, static_cast<std::int32_t>(names.size()) + 1);
        names.push_back(setting.name);
    }
    EXPECT_THAT(names, ElementsAre("File Path", "Mode", "Object Type Column", "Object Type",
                                   "Stop On First Error", "Delimiter", "Culture",
                                   "Multi-Value Delimiter", "Encoding"));
    EXPECT_TRUE(definition.capabilities.fullImport && definition.capabilities.exporting &&
                definition.capabilities.autoConfirmExport);
    EXPECT_FALSE(definition.capabilities.deltaImport || definition.capabilities.paging);
}

TEST_F(FileSettingsTests, acceptsWhatCanBeUsed) {
    write("id\n");
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_THAT(problemsOf(kDelimiter, "\\t"), IsEmpty());
    EXPECT_THAT(problemsOf(kCulture, "fr-FR"), IsEmpty());
    EXPECT_THAT(problemsOf(kMultiValueDelimiter, ""), IsEmpty());
}

TEST_F(FileSettingsTests, namesWhatIsMissing) {
    const auto found = connector_.validate({});
    EXPECT_THAT(found, Contains(Key("File Path")));
    EXPECT_THAT(found, Contains(Key("Object Type")));
    EXPECT_THAT(found, Contains(Key("Object Type Column")));
    EXPECT_THAT(found, SizeIs(3));
}

TEST_F(FileSettingsTests, refusesWhatCannotBeUsed) {
    write("id\n");
    for (const char* delimiter : {"", "ab", "\"", "\n", "é"})
        EXPECT_THAT(problemsOf(kDelimiter, delimiter), Contains(Key("Delimiter"))) << delimiter;
    EXPECT_THAT(problemsOf(kMultiValueDelimiter, ","), Contains(Key("Multi-Value Delimiter")));
    EXPECT_THAT(problemsOf(kMultiValueDelimiter, "||"), Contains(Key("Multi-Value Delimiter")));
    EXPECT_THAT(problemsOf(kCulture, "xx-YY"), Contains(Key("Culture")));
    EXPECT_THAT(problemsOf(kEncoding, "EBCDIC"), Contains(Key("Encoding")));
    EXPECT_THAT(problemsOf(kEncoding, "UTF-16"), Contains(Key("Encoding")));
    EXPECT_THAT(problemsOf(kMode, "Both"), Contains(Key("Mode")));
    EXPECT_THAT(problemsOf(kObjectTypeColumn, "kind"), Contains(Key("Object Type")));
    EXPECT_THAT(problemsOf(kFilePath, "people.csv"), Contains(Key("File Path")));
}

TEST_F(FileSettingsTests, wantsAFileToImportAndAFolderToExport) {
    EXPECT_THAT(problems()["File Path"], ElementsAre(HasSubstr("does not exist")));
    set(kMode, "Export Only");
    EXPECT_THAT(problems(), IsEmpty());
    set(kFilePath, path("not/yet/there.csv"));
    EXPECT_THAT(problems(), IsEmpty());
    write("", "file");
    set(kFilePath, path("file/below.csv"));
    EXPECT_THAT(problems()["File Path"], ElementsAre(HasSubstr("is not a directory")));
    set(kFilePath, path(""));
    EXPECT_THAT(problems(), Contains(Key("File Path")));
}

TEST_F(FileSettingsTests, knowsEveryEncodingItOffers) {
    attribute("id");
    set(kMode, "Import Only");
    write("id\n1\n");
    for (const auto& setting : connector_.definition().settings) {
        if (setting.id != kEncoding) continue;
        for (const auto& encoding : setting.choices) {
            set(kEncoding, encoding);
            sink_ = {};
            if (encoding == "UTF-16") continue;
            EXPECT_TRUE(import()) << encoding;
            EXPECT_EQ(sink_.objects.size(), 1U) << encoding;
        }
    }
}

}  // namespace
}  // namespace jim::connectors::csv
