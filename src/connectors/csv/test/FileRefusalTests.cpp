#include "connectors/csv/impl/RecordReader.hpp"
#include "connectors/csv/test/FileFixture.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

// What ends a whole run, and that nothing is left behind by it.
namespace jim::connectors::csv {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Somebody without rights, for as long as it lives: root may read everything.
class Unprivileged {
public:
    Unprivileged() { EXPECT_EQ(root_ ? ::seteuid(65534) : 0, 0); }
    ~Unprivileged() { EXPECT_EQ(root_ ? ::seteuid(0) : 0, 0); }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

private:
    const bool root_ = ::geteuid() == 0;
};

/// No file may grow beyond some size: what a full disk looks like to a writer.
class SizeLimit {
public:
    explicit SizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int);
};

class FileRefusalTests : public FileFixture {
protected:
    FileRefusalTests() {
        attribute("id");
        attribute("name");
    }
    void expectNoImport(std::string_view text, base::ErrorKind kind = base::ErrorKind::External) {
        const auto summary = import();
        ASSERT_FALSE(summary);
        EXPECT_EQ(summary.error().kind, kind);
        EXPECT_THAT(summary.error().message, HasSubstr(text));
    }
    void expectNoExport(std::string_view text, base::ErrorKind kind = base::ErrorKind::External) {
        const auto status = exportAll();
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().kind, kind);
        EXPECT_THAT(status.error().message, HasSubstr(text));
        EXPECT_THAT(queue_.done, IsEmpty());
    }
    std::string manyRows() {
        std::string rows = "id,name\n";
        for (int i = 0; i < 20'000; ++i) rows += std::to_string(i) + ",abcdefgh\n";
        return rows;
    }
};

TEST_F(FileRefusalTests, refusesWhatIsNoReadableFile) {
    expectNoImport("does not exist");
    write("");
    expectNoImport("is empty");
    write("\n\n");
    expectNoImport("blank lines");
    std::filesystem::remove(path());
    std::filesystem::create_directory(path());
    expectNoImport("is a directory");
    set(kFilePath, path("pipe"));
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    expectNoImport("not a regular file");
    set(kFilePath, write("id,name\n", "plain") + "/below");
    expectNoImport("not a directory");
    EXPECT_FALSE(connector_.read({system_, "people.csv"}, sink_, progress_, stop_.get_token()));
}

TEST_F(FileRefusalTests, refusesAFileItMayNotRead) {
    write("id,name\n1,a\n");
    ::chmod(path().c_str(), 0);
    const Unprivileged nobody;
    expectNoImport("no permission");
}

TEST_F(FileRefusalTests, refusesAChangedHeader) {
    write("id,surname\n1,a\n");
    expectNoImport("no column 'name'");
    write("id,name,ID\n");
    expectNoImport("columns 1 and 3 are both called 'id'");
    write("id,name,\n");
    expectNoImport("column 3 has no name");
    write("id,\"name\n1,a\n");
    expectNoImport("header line is damaged");
    std::string wide = "id,name";
    for (int i = 0; i < 5000; ++i) wide += ",c" + std::to_string(i);
    write(wide + "\n");
    expectNoImport("more than 4096 columns");
    set(kObjectType, "");
    set(kObjectTypeColumn, "kind");
    write("id,name\n");
    expectNoImport("no column 'kind'");
}

TEST_F(FileRefusalTests, refusesASchemaItCannotUse) {
    write("id,name\n1,a\n");
    auto& type = system_.objectTypes[0];
    type.attributes[0].isExternalId = false;
    expectNoImport("no external id", base::ErrorKind::InvalidState);
    type.attributes[0].isExternalId = true;
    type.attributes[1].type = schema::AttributeType::NotSet;
    expectNoImport("no data type", base::ErrorKind::InvalidState);
    type.selected = false;
    expectNoImport("not selected", base::ErrorKind::InvalidState);
    set(kObjectType, "Plant");
    expectNoImport("no object type 'Plant'", base::ErrorKind::InvalidState);
    set(kDelimiter, ";;");
    expectNoImport("'Delimiter'", base::ErrorKind::InvalidInput);
}

TEST_F(FileRefusalTests, noticesAFileThatChangesWhileItIsRead) {
    const std::map<std::string, std::function<void()>> changes = {
        {"extended", [&] { std::filesystem::resize_file(path(), 2'000'000); }},
        {"shortened", [&] { std::filesystem::resize_file(path(), 20); }},
        {"removed", [&] { std::filesystem::remove(path()); }},
        {"replaced", [&] { std::filesystem::rename(write("id,name\n", "new"), path()); }},
        {"changed",
         [&] {
             const timespec times[2] = {{1, 0}, {1, 0}};
             ::utimensat(AT_FDCWD, path().c_str(), times, 0);
         }},
    };
    for (const auto& [what, change] : changes) {
        write(manyRows());
        sink_ = {};
        sink_.onObject = [&] {
            if (sink_.objects.size() == 10) change();
            return base::Status{};
        };
        expectNoImport("was " + what + " while it was read");
    }
}

TEST_F(FileRefusalTests, stopsWhenAskedAndWhenTheSinkFails) {
    write(manyRows());
    stop_.request_stop();
    expectNoImport("", base::ErrorKind::Cancelled);
    EXPECT_EQ(sink_.objects.size(), 512U);
    sink_ = {};
    sink_.onObject = [] { return base::Status{base::fail(base::internal("full"))}; };
    EXPECT_EQ(import().error().kind, base::ErrorKind::Internal);
    EXPECT_EQ(sink_.objects.size(), 1U);
    queue(ExportOperation::Delete, "1");
    expectNoExport("", base::ErrorKind::Cancelled);
    EXPECT_EQ(content(), manyRows());
    EXPECT_THAT(filesInFolder(), ElementsAre("people.csv"));
}

TEST_F(FileRefusalTests, exportsNothingToAnImportOnlyFile) {
    set(kMode, "Import Only");
    expectNoExport("'Mode' is 'Import Only'", base::ErrorKind::InvalidState);
}

TEST_F(FileRefusalTests, leavesTheOldFileWhenTheDiskIsFull) {
    const std::string old = manyRows();
    write(old);
    queue(ExportOperation::Delete, "19999");
    const SizeLimit full{100'000};
    expectNoExport("untouched");
    EXPECT_EQ(content(), old);
    EXPECT_THAT(filesInFolder(), ElementsAre("people.csv"));
}

TEST_F(FileRefusalTests, exportsNothingWhereItMayNotWrite) {
    write("id,name\n1,a\n");
    queue(ExportOperation::Delete, "1");
    ::chmod(path().c_str(), 0444);
    ::chmod(std::filesystem::path{path()}.parent_path().c_str(), 0777);
    {
        const Unprivileged nobody;
        expectNoExport("no permission");
    }
    ::chmod(path().c_str(), 0666);
    ::chmod(std::filesystem::path{path()}.parent_path().c_str(), 0555);
    {
        const Unprivileged nobody;
        expectNoExport("no permission");
    }
    ::chmod(std::filesystem::path{path()}.parent_path().c_str(), 0755);
    EXPECT_EQ(content(), "id,name\n1,a\n");
}

TEST_F(FileRefusalTests, exportsNothingOverADirectoryOrAnotherEncoding) {
    queue(ExportOperation::Create, "1", {given(1, {"1"})});
    write(std::string{"\xFF\xFEi\0d\0\n\0", 8});
    expectNoExport("UTF-16LE");
    std::filesystem::remove(path());
    std::filesystem::create_directory(path());
    expectNoExport("is a directory");
    EXPECT_THAT(filesInFolder(), ElementsAre("people.csv"));
}

TEST_F(FileRefusalTests, leavesAFileThatChangedMeanwhile) {
    write("id,name\n1,a\n");
    queue(ExportOperation::Update, "1", {given(2, {"b"})});
    queue_.onLoad = [&] { write("id,name\n1,a\n2,new\n"); };
    expectNoExport("was extended");
    EXPECT_EQ(content(), "id,name\n1,a\n2,new\n");
    EXPECT_THAT(filesInFolder(), ElementsAre("people.csv"));
}

TEST_F(FileRefusalTests, exportsNothingOverARowItCannotKeep) {
    write("id,name\n1," + std::string(impl::kMaxRow, 'x') + "\n");
    queue(ExportOperation::Create, "2", {given(1, {"2"})});
    expectNoExport("Line 2");
    EXPECT_THAT(filesInFolder(), ElementsAre("people.csv"));
}

TEST_F(FileRefusalTests, replacesWhatALinkPointsToAndKeepsTheMode) {
    const std::string real = write("id,name\n1,a\n", "real.csv");
    ::chmod(real.c_str(), 0604);
    std::filesystem::create_symlink("real.csv", path());
    write("left by a killed run", ".real.csv.jim-7.tmp");
    queue(ExportOperation::Update, "1", {given(2, {"b"})});
    ASSERT_TRUE(exportAll());
    EXPECT_TRUE(std::filesystem::is_symlink(path()));
    EXPECT_EQ(content("real.csv"), "id,name\n1,b\n");
    EXPECT_EQ(filesInFolder().size(), 2U);
    struct stat status{};
    ASSERT_EQ(::stat(real.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0604U);
}

}  // namespace
}  // namespace jim::connectors::csv
