#include "apps/cli/KeyDialogue.hpp"

#include <fmt/format.h>

#include <utility>

namespace jim::apps::cli {

KeyDialogue::Wish KeyDialogue::onKey(Key key) {
    if (std::exchange(asking_, false)) return key == Key::Yes ? Wish::Cancel : Wish::Nothing;
    switch (key) {
        case Key::Cancel:
            asking_ = true;
            return Wish::AskToCancel;
        case Key::Resume:
            return Wish::Resume;
        case Key::Errors:
            return Wish::Errors;
        case Key::Leave:
            return Wish::Leave;
        case Key::Up:
            return Wish::Up;
        case Key::Down:
            return Wish::Down;
        case Key::Yes:
        case Key::Other:
            break;
    }
    return Wish::Nothing;
}

std::string cancelQuestion(std::string_view run) {
    return fmt::format("Cancel '{}'? y: yes, any other key: no", run);
}

std::string cancelNotice(const base::Result<std::string>& answer) {
    return answer ? "Asked to cancel; it stops after the batch it is at." : answer.error().message;
}

std::string resumeNotice(const base::Result<std::string>& answer) {
    return answer ? "Resumed; it goes on with its next batch." : answer.error().message;
}

}  // namespace jim::apps::cli
