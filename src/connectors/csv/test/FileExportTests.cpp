#include "connectors/csv/test/FileFixture.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <utility>

namespace jim::connectors::csv {
namespace {

using schema::AttributeType;
using schema::Plurality;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FileExportTests : public FileFixture {
protected:
    FileExportTests() {
        attribute("id");
        attribute("name");
        attribute("tags", AttributeType::Text, Plurality::MultiValued);
    }
    void expectWritten() {
        const auto status = exportAll();
        ASSERT_TRUE(status) << status.error().message;
        EXPECT_THAT(filesInFolder(), ElementsAre("people.csv"));
    }
    /// Runs the export in a process of its own, which is killed where `hook` is called.
    void expectKilled(std::function<void()>& hook) {
        const pid_t child = ::fork();
        if (child == 0) {
            hook = [] { ::raise(SIGKILL); };
            ::_exit(exportAll() ? 0 : 1);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
    }
};

TEST_F(FileExportTests, writesANewFileInTheOrderOfTheKeys) {
    queue(ExportOperation::Create, "2", {given(1, {"2"}), given(2, {"Bo, \"B\""})});
    queue(ExportOperation::Create, "1", {given(1, {"1"}), given(3, {"x", "y"})});
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n2,\"Bo, \"\"B\"\"\",\n1,,x|y\n");
    EXPECT_THAT(queue_.done, ElementsAre(1, 2));
    EXPECT_EQ(progress_.advanced, 2);
    EXPECT_THAT(progress_.phases, ElementsAre("file.write"));
}

TEST_F(FileExportTests, mergesIntoTheOldFile) {
    write("\xEF\xBB\xBFtags,other,id,name\r\na,\"o\r\n1\",1,Ann\r\nb,o2,2,Bob\r\nc,o3,3,Cat");
    queue(ExportOperation::Delete, "2");
    queue(ExportOperation::Create, "4", {given(1, {"4"}), given(2, {"Dan"})});
    queue(ExportOperation::Update, "1", {given(2, {"Anna"}), given(3, {})});
    expectWritten();
    EXPECT_EQ(content(),
              "\xEF\xBB\xBFtags,other,id,name\r\n,\"o\r\n1\",1,Anna\r\nc,o3,3,Cat\r\n,,4,Dan\r\n");
    EXPECT_THAT(queue_.done, ElementsAre(3, 1, 2));
}

TEST_F(FileExportTests, keepsRowsItDoesNotUnderstand) {
    const std::string old = "id,name,tags\n1,a\n2,\"open,x\n3,c,\n";
    write(old);
    queue(ExportOperation::Update, "3", {given(2, {"d"})});
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n1,a\n2,\"open,x\n3,d,\n");
}

TEST_F(FileExportTests, endsTheSameWhenItIsRepeated) {
    write("id,name,tags\n1,Ann,\n2,Bob,\n");
    queue(ExportOperation::Create, "3", {given(1, {"3"}), given(2, {"Cy"})});
    queue(ExportOperation::Update, "1", {given(2, {"Anna"})});
    queue(ExportOperation::Delete, "2");
    expectWritten();
    const std::string once = content();
    queue_.done.clear();
    expectWritten();
    EXPECT_EQ(content(), once);
    EXPECT_EQ(queue_.done.size(), 3U);
    EXPECT_THAT(queue_.problems, IsEmpty());
}

TEST_F(FileExportTests, leavesTheOldFileOrTheNewOneWhenItIsKilled) {
    const std::string old = "id,name,tags\n1,Ann,\n2,Bob,\n";
    const std::string expected = "id,name,tags\n1,Anna,\n3,Cy,\n";
    queue(ExportOperation::Create, "3", {given(1, {"3"}), given(2, {"Cy"})});
    queue(ExportOperation::Update, "1", {given(2, {"Anna"})});
    queue(ExportOperation::Delete, "2");
    write(old);
    expectKilled(queue_.onLoad);
    EXPECT_EQ(content(), old);
    expectWritten();
    EXPECT_EQ(content(), expected);
    write(old);
    expectKilled(queue_.onExported);
    EXPECT_EQ(content(), expected);
    expectWritten();
    EXPECT_EQ(content(), expected);
}

TEST_F(FileExportTests, whatStoodStillWhileAnotherExportBeganReplacesNothing) {
    const std::string old = "id,name,tags\n1,Ann,\n";
    write(old);
    queue(ExportOperation::Update, "1", {given(2, {"Anna"})});
    const pid_t late = ::fork();
    if (late == 0) {
        queue_.onLoad = [] { ::raise(SIGSTOP); };
        ::_exit(exportAll() ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(late, &status, WUNTRACED), late);
    ASSERT_TRUE(WIFSTOPPED(status));
    // It goes on when the other has begun, and has written nothing yet.
    bool gone = false;
    queue_.onLoad = [&] {
        if (std::exchange(gone, true)) return;
        ::kill(late, SIGCONT);
        EXPECT_EQ(::waitpid(late, &status, 0), late);
        EXPECT_EQ(content(), old);
    };
    expectWritten();
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    EXPECT_EQ(content(), "id,name,tags\n1,Anna,\n");
}

TEST_F(FileExportTests, replacesNothingForARunThatWasTakenAway) {
    const std::string old = "id,name,tags\n1,Ann,\n";
    write(old);
    queue(ExportOperation::Update, "1", {given(2, {"Anna"})});
    queue_.onExpose = [&](const auto&) -> base::Status {
        EXPECT_EQ(content(), old) << "before it may";
        return base::fail(base::Error{base::ErrorKind::Fenced, "It is somebody else's.", {}, {}});
    };
    const auto written = exportAll();
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, base::ErrorKind::Fenced);
    EXPECT_EQ(content(), old);
    EXPECT_THAT(queue_.done, IsEmpty());
    queue_.onExpose = [&](const auto& work) {
        auto done = work();
        EXPECT_EQ(content(), "id,name,tags\n1,Anna,\n") << "when it has";
        return done;
    };
    expectWritten();
}

TEST_F(FileExportTests, writesAMissingRowAnewOnlyFromACompleteChange) {
    write("id,name,tags\n");
    queue(ExportOperation::Update, "1", {given(2, {"Ann"})});
    queue(ExportOperation::Update, "2", {given(1, {"2"}), given(2, {"Bo"}), given(3, {"t"})});
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n2,Bo,t\n");
    EXPECT_THAT(queue_.problems.at(1), HasSubstr("no row with the external id '1'"));
    EXPECT_THAT(queue_.done, ElementsAre(2));
}

TEST_F(FileExportTests, refusesValuesThatWouldBeReadDifferently) {
    queue(ExportOperation::Create, "1", {given(1, {"1"}), given(3, {"x|y"})});
    queue(ExportOperation::Create, "2", {given(1, {"2"}), given(2, {"x|y"})});
    queue(ExportOperation::Create, "3", {given(1, {"3"}), given(2, {"x", "y"})});
    queue(ExportOperation::Create, "4", {given(1, {"4"}), given(2, {"x | y"})});
    queue(ExportOperation::Update, "4", {given(1, {})});
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n4,x | y,\n");
    EXPECT_EQ(queue_.problems.size(), 4U);
    EXPECT_THAT(queue_.problems.at(1), HasSubstr("multi-value delimiter"));
    EXPECT_THAT(queue_.problems.at(3), HasSubstr("takes only one"));
    EXPECT_THAT(queue_.problems.at(5), HasSubstr("no external id"));
}

TEST_F(FileExportTests, replacesALeaverByAJoinerWithTheSameId) {
    write("id,name,tags\n1,Old,keep\n2,B,\n");
    queue(ExportOperation::Delete, "1");
    queue(ExportOperation::Create, "1", {given(1, {"1"}), given(2, {"New"})});
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n1,New,\n2,B,\n");
}

TEST_F(FileExportTests, changesAnExternalId) {
    write("id,name,tags\n1,A,\n");
    queue(ExportOperation::Update, "1", {given(1, {"9"})});
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n9,A,\n");
    queue_.done.clear();
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n9,A,\n");
    EXPECT_THAT(queue_.done, ElementsAre(1));
    EXPECT_THAT(queue_.problems, IsEmpty());
}

TEST_F(FileExportTests, changesAnExternalIdOnceWhenRepeatedWithTheWholeObject) {
    write("id,name,tags\n1,A,\n");
    queue(ExportOperation::Update, "1", {given(1, {"9"}), given(2, {"B"}), given(3, {})});
    expectWritten();
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n9,B,\n");
    queue(ExportOperation::Update, "5", {given(1, {"6"}), given(2, {"C"}), given(3, {})});
    queue(ExportOperation::Update, "7", {given(1, {"9"}), given(2, {"other"})});
    expectWritten();
    EXPECT_EQ(content(), "id,name,tags\n9,B,\n6,C,\n");
    EXPECT_THAT(queue_.problems.at(3), HasSubstr("'7'"));
}

TEST_F(FileExportTests, writesObjectTypesIntoTheirColumn) {
    set(kObjectType, "");
    set(kObjectTypeColumn, "kind");
    auto& group = type("Group");
    group.attributes = {system_.objectTypes[0].attributes[0]};
    group.attributes[0].id = 20;
    queue(ExportOperation::Create, "1", {given(1, {"1"}), given(2, {"Ann"})});
    queue(ExportOperation::Create, "1", {given(20, {"1"})}, 2);
    expectWritten();
    EXPECT_EQ(content(), "kind,id,name,tags\nPerson,1,Ann,\nGroup,1,,\n");
}

TEST_F(FileExportTests, writesNothingWhenNothingWaits) {
    ASSERT_TRUE(exportAll());
    EXPECT_THAT(filesInFolder(), IsEmpty());
}

TEST_F(FileExportTests, countsADeleteWithoutARowAsDone) {
    write("id,name,tags\n1,A,\n");
    queue(ExportOperation::Delete, "5");
    expectWritten();
    EXPECT_THAT(queue_.done, ElementsAre(1));
    EXPECT_EQ(content(), "id,name,tags\n1,A,\n");
}

TEST_F(FileExportTests, loadsAtMostAThousandAtOnce) {
    for (int i = 0; i < 2500; ++i)
        queue(ExportOperation::Create, std::to_string(i), {given(1, {std::to_string(i)})});
    expectWritten();
    EXPECT_EQ(queue_.largestLoad, 1000U);
    EXPECT_EQ(queue_.done.size(), 2500U);
}

}  // namespace
}  // namespace jim::connectors::csv
