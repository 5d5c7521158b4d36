#include "apps/cli/KeyDialogue.hpp"
#include "apps/cli/Keyboard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

using testing::ElementsAre;
using Wish = KeyDialogue::Wish;

TEST(KeyboardTests, KnowsItsKeys) {
    EXPECT_THAT(keysOf("creqyjkx"), ElementsAre(Key::Cancel, Key::Resume, Key::Errors, Key::Leave,
                                                Key::Yes, Key::Down, Key::Up, Key::Other));
    EXPECT_THAT(keysOf("CREQY"),
                ElementsAre(Key::Cancel, Key::Resume, Key::Errors, Key::Leave, Key::Yes));
    EXPECT_TRUE(keysOf("").empty());
}

TEST(KeyboardTests, SequencesAreOneKey) {
    EXPECT_THAT(keysOf("\x1b[A\x1b[B\x1bOA\x1b[1;5Aq"),
                ElementsAre(Key::Up, Key::Down, Key::Up, Key::Up, Key::Leave));
    EXPECT_THAT(keysOf("\x1b[3~c"), ElementsAre(Key::Other, Key::Cancel)) << "Delete, then c";
    for (const auto* part : {"\x1b", "\x1b[", "\x1b[1;"})
        EXPECT_THAT(keysOf(part), ElementsAre(Key::Other));
}

TEST(KeyDialogueTests, CancellingTakesTwoKeys) {
    KeyDialogue dialogue;
    EXPECT_EQ(dialogue.onKey(Key::Yes), Wish::Nothing);
    EXPECT_EQ(dialogue.onKey(Key::Cancel), Wish::AskToCancel);
    EXPECT_TRUE(dialogue.isAsking());
    EXPECT_EQ(dialogue.onKey(Key::Yes), Wish::Cancel);
    EXPECT_FALSE(dialogue.isAsking());
    for (const auto other : {Key::Cancel, Key::Leave, Key::Errors, Key::Up, Key::Other}) {
        EXPECT_EQ(dialogue.onKey(Key::Cancel), Wish::AskToCancel);
        EXPECT_EQ(dialogue.onKey(other), Wish::Nothing) << "it only says no";
        EXPECT_FALSE(dialogue.isAsking());
    }
    EXPECT_EQ(dialogue.onKey(Key::Leave), Wish::Leave);
}

TEST(KeyDialogueTests, ResumingTakesOneKey) {
    KeyDialogue dialogue;
    EXPECT_EQ(dialogue.onKey(Key::Resume), Wish::Resume);
    EXPECT_EQ(dialogue.onKey(Key::Cancel), Wish::AskToCancel);
    EXPECT_EQ(dialogue.onKey(Key::Resume), Wish::Nothing) << "it only says no";
    EXPECT_EQ(resumeNotice(base::fail(base::invalidState("This run is not paused."))),
              "This run is not paused.");
    EXPECT_THAT(resumeNotice(std::string{}), testing::HasSubstr("Resumed"));
}

TEST(KeyDialogueTests, TheServersRefusalIsShown) {
    EXPECT_EQ(cancelNotice(base::fail(base::invalidState("This run has ended already."))),
              "This run has ended already.");
    EXPECT_THAT(cancelNotice(std::string{}), testing::HasSubstr("Asked to cancel"));
}

}  // namespace
}  // namespace jim::apps::cli
