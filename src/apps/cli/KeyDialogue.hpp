#pragma once

#include "apps/cli/Keyboard.hpp"
#include "foundation/base/Result.hpp"

#include <string>
#include <string_view>

namespace jim::apps::cli {

/// What somebody who follows runs wants by pressing keys. Cancelling takes a second key.
class KeyDialogue {
public:
    enum class Wish { Nothing, AskToCancel, Cancel, Resume, Errors, Up, Down, Leave };

    [[nodiscard]] Wish onKey(Key key);

    /// Whether the next key confirms.
    [[nodiscard]] bool isAsking() const { return asking_; }

private:
    bool asking_ = false;
};

/// `Cancel 'HR - Full Import'? y cancels it, any other key does not`
[[nodiscard]] std::string cancelQuestion(std::string_view run);

/// What to say of the server's answer to a resumption: its refusal, or that it goes on.
[[nodiscard]] std::string resumeNotice(const base::Result<std::string>& answer);

/// What to say of the server's answer to a cancellation: its refusal, or that it was asked.
[[nodiscard]] std::string cancelNotice(const base::Result<std::string>& answer);

}  // namespace jim::apps::cli
